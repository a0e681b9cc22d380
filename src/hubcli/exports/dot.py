"""DOT, the language of Graphviz: a graph of the records and their links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.vocabulary import RELATIONS
from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset

_SHAPES = {"hub": "box3d", "person": "ellipse", "district": "house"}


def write(dataset: Dataset) -> Iterator[str]:
    """Yield records as nodes, and links as edges from the record that states each."""
    yield f'digraph hubs {{\n  graph [rankdir=LR, label="{_escape(dataset.about.title)}"]\n'
    yield '  node [shape=box, fontname="sans-serif"]\n  edge [fontname="sans-serif", fontsize=10]\n'
    for record in dataset.records():
        shape = f", shape={_SHAPES[record.type]}" if record.type in _SHAPES else ""
        yield f'  "{record.id}" [label="{_escape(record.name)}"{shape}]\n'
    for record in dataset.records():
        for link in record.links:
            role = f"\\n{_escape(link.role)}" if display_line(link.role) else ""
            yield f'  "{record.id}" -> "{link.to}" [label="{RELATIONS[link.rel].label}{role}"]\n'
    yield "}\n"


def _escape(text: str) -> str:
    r"""Return a text for a quoted label, which may have escapes (`\N`) and HTML entities."""
    return display_line(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
