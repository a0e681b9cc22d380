"""Links between records (`hubcli network`): around one record as a tree, or all links by hub."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.claims import citation_list
from hubcli.model.graph import Step
from hubcli.model.vocabulary import RELATIONS
from hubcli.report.document import Column, Item, Part, Report, Section, Table, line
from hubcli.report.rows import subtitle, summary_row, tie_row
from hubcli.report.sources import number_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record, Tie

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
    branches = list(_Tree(dataset, depth, rels).branches(root))
    steps = [(branch.depth, branch.step) for branch in branches if branch.step]
    cited = number_sources(dataset, step_citations(step for _, step in steps))
    items = tuple(branch.item for branch in branches)
    sections = (Section((), items), cited.section) if items else ()
    description = f"  {subtitle(dataset, root)} · {root.id}"
    title = line(Part(root.name, "name"), Part(description, "dim"))
    data = {
        "record": summary_row(root),
        "ties": [{"depth": level, **step_row(step)} for level, step in steps],
        "sources": cited.data,
    }
    return Report(title, steps_table(steps), data, sections, cited.numbers)


class _Branch(NamedTuple):
    """A line of the tree."""

    item: Item
    depth: int
    """The distance from the root, from 1."""
    step: Step | None = None
    """The link; None for the line `and 12 more`."""


class _Tree:
    """A depth-first walk over links that visits each record once."""

    def __init__(self, dataset: Dataset, depth: int, rels: frozenset[str]) -> None:
        self._dataset = dataset
        self._depth = depth
        self._rels = rels
        self._visited: set[str] = set()

    def branches(
        self, record: Record, depth: int = 1, prefix: str = "", parent: Tie | None = None
    ) -> Iterator[_Branch]:
        """Yield the links of a record that was reached through the link `parent`."""
        self._visited.add(record.id)
        ties = self._sorted_ties(record, parent)
        shown = ties if depth == 1 else ties[:MAX_TIES]
        for number, tie in enumerate(shown, start=1):
            branch, continuation = LAST if number == len(ties) else MIDDLE
            yield _Branch(tie_item(tie, prefix + branch), depth, Step(record, tie))
            if depth < self._depth and tie.other.id not in self._visited:
                yield from self.branches(tie.other, depth + 1, prefix + continuation, tie)
        if len(shown) < len(ties):
            more = Part(f"and {len(ties) - len(shown)} more", "dim")
            yield _Branch(Item("", line(Part(prefix + LAST[0], "tree"), more)), depth)

    def _sorted_ties(self, record: Record, parent: Tie | None) -> list[Tie]:
        """Return the selected links of a record by relation, without the way back to its parent."""
        return [
            tie
            for tie in sorted(self._dataset.ties_of(record.id), key=attrgetter("order"))
            if (not self._rels or tie.rel in self._rels) and not _is_same_link(tie, parent)
        ]


def _is_same_link(tie: Tie, parent: Tie | None) -> bool:
    """Return whether both are the same link, seen from its two ends."""
    return parent is not None and tie.link == parent.link and tie.stated_here != parent.stated_here


def tie_item(tie: Tie, tree: str) -> Item:
    """Return a link as an item in a tree: `└── Led by Ann O'Neil (director) [1 ¶3]`."""
    return Item("", line(Part(tree, "tree"), *tie_parts(tie)), citation_list(tie.link.cite))


def tie_parts(tie: Tie) -> Iterator[Part]:
    """Yield the relation, the other end and the notes of a link: `Led by Ann O'Neil (director)`."""
    yield Part(f"{RELATIONS[tie.rel].label} ", "dim")
    yield Part(tie.other.name, "name")
    if tie.notes:
        yield Part(f" ({tie.notes})", "dim")


def step_row(step: Step) -> dict[str, object]:
    """Return a link as a JSON object, with the id of the record it leads from."""
    return {"from": step.start.id, **tie_row(step.tie)}


def steps_table(steps: Iterable[tuple[int, Step]]) -> Table:
    """Return a table of links, each with its depth in a tree or its position in a path, from 1."""
    rows: list[tuple[int | str, ...]] = []
    for depth, (start, tie) in steps:
        link = tie.link
        cite = " ".join(citation_list(link.cite))
        rows.append((depth, start.id, tie.rel, tie.other.id, tie.other.name, link.role, cite))
    return Table(STEP_COLUMNS, tuple(rows))


def step_citations(steps: Iterable[Step]) -> Iterator[str]:
    """Yield the citations of the links, with repetitions."""
    for step in steps:
        yield from citation_list(step.tie.link.cite)


def network_report(dataset: Dataset, rels: frozenset[str] = frozenset()) -> Report:
    """Return every link of the dataset once, by the hub of the record that states it.

    `rels` selects relations, in either direction; an empty set selects all.
    """
    groups = _links_by_hub(dataset, rels)
    steps = [step for group in groups.values() for step in group]
    cited = number_sources(dataset, step_citations(steps))
    sections = tuple(
        _links_section(dataset.hubs[id].name if id else "Of no hub", group)
        for id, group in groups.items()
        if group
    )
    if sections:
        sections += (cited.section,)
    data = {"links": [step_row(step) for step in steps], "sources": cited.data}
    table = steps_table((1, step) for step in steps)
    return Report((), table, data, sections, cited.numbers)


def _links_by_hub(dataset: Dataset, rels: frozenset[str]) -> Mapping[str, list[Step]]:
    """Return hub id → links of records whose first hub it is; "" → links of records without one."""
    groups: dict[str, list[Step]] = {id: [] for id in (*dataset.hubs, "")}
    for record in dataset.records():
        hub = next(iter(record.hubs), "")
        for tie in map(dataset.own_tie, record.links):
            if not rels or tie.rel in rels or RELATIONS[tie.rel].inverse in rels:
                groups[hub].append(Step(record, tie))
    return groups


def _links_section(heading: str, steps: Sequence[Step]) -> Section:
    items = tuple(
        Item(
            "",
            line(Part(step.start.name, "name"), " — ", *tie_parts(step.tie)),
            citation_list(step.tie.link.cite),
        )
        for step in steps
    )
    return Section(line(heading, Part(f"  {len(steps)}", "dim")), items)
