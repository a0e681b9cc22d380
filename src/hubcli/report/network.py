"""Links between records (`hubcli network`): around one record as a tree, or all links by hub."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list
from hubcli.model.dataset import Dataset, group
from hubcli.model.graph import Step
from hubcli.model.vocabulary import RELATIONS
from hubcli.report.document import Column, Item, Part, Report, Section, Table, line, note, table_of
from hubcli.report.rows import JsonObject, subtitle, summary_row, tie_row
from hubcli.report.sources import item_citations, number_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.model.records import Link, Record, Tie

MAX_TIES = 50  # links shown of one record, except for the root of the tree

# The lines of a tree: before an item, and before the items below it.
MIDDLE = ("├── ", "│   ")
LAST = ("└── ", "    ")

STEP_COLUMNS = (
    Column("depth", "Depth"),
    Column("from", "From"),
    Column("rel", "Relation"),
    Column("to", "To"),
    Column("name", "Name"),
    Column("role", "Role"),
    Column("cite", "Cite"),
)


def tree_report(
    dataset: Dataset, root: Record, *, depth: int = 1, rels: frozenset[str] = frozenset()
) -> Report:
    """Return the links of a record, and of those it is linked to, up to `depth` links away.

    `rels` selects relations; an empty set selects all. The links of a record are listed once, where
    the record comes first.
    """
    tree = _Tree(dataset, depth, rels)
    section = Section((), tuple(tree.items(root)))
    cited = number_sources(dataset, item_citations([section]))
    title = line(Part(root.name, "name"), note(f"{subtitle(dataset, root)} · {root.id}"))
    data = {
        "record": summary_row(root),
        "ties": tree.rows,
        "sources": cited.data,
    }
    sections = (section, cited.section) if section.items else ()
    return Report(title, steps_table(tree.rows), data, sections, cited.numbers)


class _Tree:
    """A depth-first walk over links that visits each record once."""

    def __init__(self, dataset: Dataset, depth: int, rels: frozenset[str]) -> None:
        self._dataset = dataset
        self._depth = depth
        self._rels = rels
        self._visited: set[str] = set()
        self.rows: list[JsonObject] = []
        """The links so far; their `depth` is the distance from the root, from 1."""

    def items(
        self,
        record: Record,
        depth: int = 1,
        prefix: str = "",
        back: tuple[Link, bool] | None = None,
    ) -> Iterator[Item]:
        """Yield the links of a record by relation, except for the way `back` to its parent.

        `back` is the link to the parent, and whether the record states it.
        """
        self._visited.add(record.id)
        ties = [
            tie
            for tie in sorted(self._dataset.ties_of(record.id), key=attrgetter("order"))
            if (not self._rels or tie.rel in self._rels) and (tie.link, tie.stated_here) != back
        ]
        shown = ties if depth == 1 else ties[:MAX_TIES]
        for number, tie in enumerate(shown, start=1):
            branch, continuation = LAST if number == len(ties) else MIDDLE
            self.rows.append({"depth": depth, **step_row(Step(record, tie))})
            yield tie_item(tie, Part(prefix + branch, "tree"))
            if depth < self._depth and tie.other.id not in self._visited:
                way_back = (tie.link, not tie.stated_here)
                yield from self.items(tie.other, depth + 1, prefix + continuation, way_back)
        if len(shown) < len(ties):
            more = Part(f"and {len(ties) - len(shown)} more", "dim")
            yield Item("", line(Part(prefix + LAST[0], "tree"), more))


def tie_item(tie: Tie, *before: Part | str) -> Item:
    """Return a link as an item: `before`, then `Led by Ann O'Neil (director) [1 ¶3]`."""
    label = Part(f"{RELATIONS[tie.rel].label} ", "dim")
    notes = Part(f" ({tie.notes})" if tie.notes else "", "dim")
    text = line(*before, label, Part(tie.other.name, "name"), notes)
    return Item("", text, citation_list(tie.link.cite))


def step_row(step: Step) -> JsonObject:
    """Return a link as a JSON object, with the id of the record it leads from."""
    return {"from": step.start.id, **tie_row(step.tie)}


def steps_table(rows: Iterable[JsonObject]) -> Table:
    """Return a table of links; `depth` is that in a tree or the position in a path, from 1."""
    return table_of(STEP_COLUMNS, ({**row, "cite": " ".join(row["cite"])} for row in rows))


def network_report(dataset: Dataset, rels: frozenset[str] = frozenset()) -> Report:
    """Return every link of the dataset once, by the hub of the record that states it.

    `rels` selects relations; an empty set selects all.
    """
    groups = _steps_by_hub(dataset, rels)
    sections = tuple(
        Section(
            line(name, note(str(len(steps)))),
            tuple(tie_item(tie, Part(record.name, "name"), " — ") for record, tie in steps),
        )
        for name, steps in groups
    )
    cited = number_sources(dataset, item_citations(sections))
    links = [step_row(step) for _, steps in groups for step in steps]
    data = {"links": links, "sources": cited.data}
    table = steps_table({"depth": 1, **row} for row in links)
    if sections:
        sections += (cited.section,)
    return Report((), table, data, sections, cited.numbers)


def _steps_by_hub(dataset: Dataset, rels: frozenset[str]) -> list[tuple[str, list[Step]]]:
    """Return the name of each hub with the links that records state whose first hub it is.

    The links of records without a hub come last.
    """
    by_hub = group(
        (next(iter(record.hubs), ""), Step(record, tie))
        for record in dataset.records()
        for tie in map(dataset.own_tie, record.links)
        if not rels or tie.rel in rels
    )
    names = {**{id: hub.name for id, hub in dataset.hubs.items()}, "": "Of no hub"}
    return [(name, by_hub[id]) for id, name in names.items() if id in by_hub]
