"""Mermaid: a flowchart of the records and their links, for GitHub, GitLab and many wikis.

Mermaid draws at most 500 edges unless it is configured; `dot` has no such limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hubcli.model.vocabulary import RELATIONS
from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset

# Any character that may be markup to Mermaid, or to the Markdown and HTML of its labels.
_MARKUP = re.compile(r"[^\w ,()/']|_")


def write(dataset: Dataset) -> Iterator[str]:
    """Yield records as nodes, and links as arrows from the record that states each."""
    yield "flowchart LR\n"
    for record in dataset.records():
        label = _label(record.name)
        shape = f"([{label}])" if record.type == "person" else f"[{label}]"
        yield f"  {_node(record.id)}{shape}\n"
    for record in dataset.records():
        for link in record.links:
            role = display_line(link.role)
            label = _label(RELATIONS[link.rel].label + (f" ({role})" if role else ""))
            yield f"  {_node(record.id)} -->|{label}| {_node(link.to)}\n"


def _node(id: str) -> str:
    """Return an id that is no keyword of Mermaid, as `end` is: `ge-health` → `_ge_health`."""
    return f"_{id.replace('-', '_')}"


def _label(text: str) -> str:
    return '"' + _MARKUP.sub(lambda match: f"#{ord(match[0])};", display_line(text)) + '"'
