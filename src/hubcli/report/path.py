"""TODO."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from hubcli.errors import NothingFound
from hubcli.model.graph import Step, shortest_paths
from hubcli.model.records import Record, citation_list
from hubcli.report.document import Item, Part, Report, Section, line
from hubcli.report.network import BRANCHES, steps_table, tie_parts
from hubcli.report.rows import summary_row, tie_row
from hubcli.report.sources import number_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.dataset import Dataset

# --- how one reaches another ------------------------------------------------------------------------------------------


def path_report(dataset: Dataset, start: Record, goal: Record, *, every: bool = False) -> Report:
    """The shortest chain of links from one record to another, or `every` one of that length.

    Raises NothingFound, with where the two lie, when no chain joins them.
    """
    ways = shortest_paths(dataset, start, goal)
    found = list(ways if every else islice(ways, 1))
    if not found:
        raise NothingFound(_apart(dataset, start, goal))
    steps = [step for chain in found for step in chain]
    numbers, foot, sources = number_sources(
        dataset, (one for step in steps for one in citation_list(step.tie.link.cite))
    )
    length = len(found[0])
    count = f"{length} step{'s' if length != 1 else ''}" + (
        f", {len(found)} ways" if len(found) > 1 else ""
    )
    sections = []
    for number, chain in enumerate(found):
        heading = line(f"Way {number + 1}") if len(found) > 1 else ()
        sections.append(Section(heading, tuple(_chain_items(start, chain))))
    title = line(Part(f"{start.name} → {goal.name}", "name"), Part(f"  {count}", "dim"))
    data = {
        "from": summary_row(start),
        "to": summary_row(goal),
        "length": length,
        "paths": [
            [{"from": step.start.id, **tie_row(step.tie)} for step in chain] for chain in found
        ],
        "sources": sources,
    }
    rows = [(number, step) for chain in found for number, step in enumerate(chain, start=1)]
    foots = (foot,) if foot.items else ()
    return Report(title, steps_table(rows), data, (*sections, *foots), numbers)


def _chain_items(start: Record, chain: Sequence[Step]) -> Iterator[Item]:
    yield Item("", line(Part(start.name, "name")))
    for number, step in enumerate(chain):
        yield Item(
            "",
            line(Part("    " * number + BRANCHES[1], "tree"), *tie_parts(step.tie)),
            citation_list(step.tie.link.cite),
        )


def _apart(dataset: Dataset, start: Record, goal: Record) -> str:
    def lies(record: Record) -> str:
        _, size = dataset.component_of(record.id)
        if size == 1:
            return f"nothing is linked with {record.name}"
        return f"{record.name} is one of {size:,} that are linked with each other"

    return f"No chain of links joins {start.name} and {goal.name}: {lies(start)}, and {lies(goal)}"
