"""The shortest chains of links between two records (`hubcli path`)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from hubcli.errors import NothingFound
from hubcli.model.claims import citation_list
from hubcli.model.graph import Step, shortest_paths
from hubcli.report.document import Item, Part, Report, Section, line, note
from hubcli.report.network import LAST, MAX_INDENT, step_row, steps_table, tie_text
from hubcli.report.rows import summary_row
from hubcli.report.sources import item_citations, number_sources
from hubcli.text.plural import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record


def path_report(dataset: Dataset, start: Record, goal: Record, *, every: bool = False) -> Report:
    """Return the shortest path from one record to another, or `every` path of that length.

    Raises NothingFound if no links connect them.
    """
    paths = list(islice(shortest_paths(dataset, start, goal), None if every else 1))
    if not paths:
        groups = f"{_linked_group(dataset, start)}, and {_linked_group(dataset, goal)}"
        raise NothingFound(
            f"No links connect {start.name} and {goal.name}: {groups}",
            hint=f"hubcli network {start.id}",
        )
    length, several = len(paths[0]), len(paths) > 1
    sections = tuple(
        Section(line(f"Way {number}") if several else (), tuple(_path_items(start, path)))
        for number, path in enumerate(paths, start=1)
    )
    cited = number_sources(dataset, item_citations(sections))
    summary = count(length, "step") + (f", {count(len(paths), 'way')}" if several else "")
    title = line(Part(f"{start.name} → {goal.name}", "name"), note(summary))
    rows = [[step_row(step) for step in path] for path in paths]
    table = steps_table(
        {"depth": number, **row} for path in rows for number, row in enumerate(path, start=1)
    )
    data = {
        "from": summary_row(start),
        "to": summary_row(goal),
        "length": length,
        "paths": rows,
        "sources": cited.data,
    }
    return Report(title, table, data, (*sections, *cited.sections), cited.numbers)


def _path_items(start: Record, path: Sequence[Step]) -> Iterator[Item]:
    """Yield the first record, then each link indented below the one before it."""
    yield Item("", line(Part(start.name, "name")))
    for number, step in enumerate(path):
        branch = (LAST[1] * number)[:MAX_INDENT] + LAST[0]
        text = line(Part(branch, "tree"), *tie_text(step.tie))
        yield Item("", text, citation_list(step.tie.link.cite))


def _linked_group(dataset: Dataset, record: Record) -> str:
    """Return a clause with the size of the connected component that a record is in."""
    _, size = dataset.component_of(record.id)
    if size == 1:
        return f"{record.name} has no links"
    return f"{record.name} is in a group of {size:,} linked records"
