"""The export dot in Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from exports.export_datasets import any_dataset, few_examples, payload_dataset
from exports.export_readers import builtin, collapse_spaces, export_text, run_program
from hypothesis import example, settings

from hubcli.model.vocabulary import RELATIONS
from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


@settings(few_examples, max_examples=15)
@example(payload_dataset())
@any_dataset
def test_graphviz_draws_dot(dataset: Dataset) -> None:
    """The drawing has every name and every link, and only shapes and texts."""
    drawing = ElementTree.fromstring(run_program("dot", "-Tsvg", stdin=export_text(dataset, "dot")))

    assert drawn_labels(drawing) == sorted(
        [title, *(collapse_spaces(display_line(label)) for label in labels)]
        for title, *labels in expected_labels(dataset)
    )
    tags = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    assert tags <= {"svg", "g", "title", "text", "polygon", "polyline", "ellipse", "path"}


def drawn_labels(drawing: ElementTree.Element) -> list[list[str]]:
    """Return the title and the labels of each node and edge of a drawing, sorted."""
    groups = [group for group in drawing.iter() if group.get("class") in ("node", "edge")]
    labels = sorted(
        ["".join(part.itertext()).strip() for part in group if part.tag.endswith(("title", "text"))]
        for group in groups
    )
    return [list(map(collapse_spaces, group)) for group in labels]


def expected_labels(dataset: Dataset) -> list[list[str]]:
    """Return the title and the labels of each record and link of a dataset."""
    nodes = [[record.id, record.name] for record in dataset.records()]
    edges = [
        [
            f"{record.id}->{link.to}",
            RELATIONS[link.rel].label,
            *([link.role] if display_line(link.role) else []),
        ]
        for record in dataset.records()
        for link in record.links
    ]
    return [*nodes, *edges]


def test_graphviz_draws_the_directory() -> None:
    """Graphviz draws an edge for each link of the built-in dataset."""
    dataset = builtin()
    links = sum(len(record.links) for record in dataset.records())

    svg = run_program("dot", "-Tsvg", stdin=export_text(dataset, "dot"))
    assert svg.count('class="edge"') == links
