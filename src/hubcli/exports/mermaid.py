"""Mermaid: the network of records and links as a flowchart, for pages that draw one (GitHub, GitLab, many wikis).

Mermaid draws 500 edges and no more unless it is told to; `dot` has no such limit. Labels are texts as a person sees
them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hubcli.model.vocabulary import RELATIONS
from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset

# Everything else may mean something: to Mermaid, to the Markdown or HTML of its labels.
_PLAIN = re.compile(r"[^\w ,()/']|_")


def write(dataset: Dataset) -> Iterator[str]:
    """Records as nodes, links as arrows from the record that states it."""
    yield "flowchart LR\n"
    for record in dataset.records():
        label = _label(record.name)
        yield f"  {_node(record.id)}{f'([{label}])' if record.type == 'person' else f'[{label}]'}\n"
    for record in dataset.records():
        for link in record.links:
            role = display_line(link.role)
            label = _label(RELATIONS[link.rel].label + (f" ({role})" if role else ""))
            yield f"  {_node(record.id)} -->|{label}| {_node(link.to)}\n"


def _node(id: str) -> str:
    """An id that can be no word of Mermaid's, such as `end`."""
    return f"_{id.replace('-', '_')}"


def _label(text: str) -> str:
    return '"' + _PLAIN.sub(lambda char: f"#{ord(char[0])};", display_line(text)) + '"'
