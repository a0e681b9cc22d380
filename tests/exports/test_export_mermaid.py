"""The export mermaid in Mermaid's own parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exports.export_datasets import any_dataset, few_examples, payload_dataset
from exports.export_readers import builtin, export_text, parse_mermaid
from hypothesis import example, settings

from hubcli.model.vocabulary import RELATIONS
from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


@settings(few_examples, max_examples=8)
@example(payload_dataset())
@any_dataset
def test_mermaid_parses_the_flowchart(dataset: Dataset) -> None:
    """Mermaid finds every record and every link, with their labels."""

    def decode(label: str) -> str:
        assert not set(label) & set('<>"`&')
        return re.sub(r"ﬂ°°(\d+)¶ß", lambda match: chr(int(match[1])), label)

    chart = parse_mermaid(export_text(dataset, "mermaid"))

    assert "error" not in chart, chart
    assert {id: decode(label) for id, label in chart["nodes"]} == {
        f"_{record.id.replace('-', '_')}": display_line(record.name) for record in dataset.records()
    }
    links = [link for record in dataset.records() for link in record.links]
    assert [decode(label) for _, _, label in chart["edges"]] == [
        RELATIONS[link.rel].label
        + (f" ({display_line(link.role)})" if display_line(link.role) else "")
        for link in links
    ]


def test_mermaid_parses_the_directory() -> None:
    """Mermaid finds a node for each record and an edge for each link of the built-in dataset."""
    dataset = builtin()
    links = sum(len(record.links) for record in dataset.records())

    chart = parse_mermaid(export_text(dataset, "mermaid"))
    assert (len(chart["nodes"]), len(chart["edges"])) == (38, links)
