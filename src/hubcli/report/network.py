"""Links between records (`hubcli network`): around one record as a tree, or all links by hub."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.claims import citation_list
from hubcli.model.dataset import Dataset, group
from hubcli.model.graph import Step
from hubcli.model.vocabulary import RELATIONS
from hubcli.report.document import Column, Item, Part, Report, Section, Table, line, note, table_of
from hubcli.report.rows import JsonObject, subtitle, summary_row, tie_row
from hubcli.report.sources import item_citations, number_sources
from hubcli.text.plural import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hubcli.model.records import Link, Record, Tie
    from hubcli.report.document import Line

MAX_TIES = 50  # links shown of one record, except for the root of the tree
MAX_INDENT = 160  # characters before the branch of an item; what is deeper is not indented more

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


class _Node(NamedTuple):
    """An item of a tree, with the nodes below it, which are made when they are drawn."""

    text: Line
    cite: tuple[str, ...] = ()
    below: Iterable[_Node] = ()


def tree_report(
    dataset: Dataset, root: Record, *, depth: int = 1, rels: frozenset[str] = frozenset()
) -> Report:
    """Return the links of a record, and of those it is linked to, up to `depth` links away.

    `rels` selects relations; an empty set selects all. The links of a record are listed once, where
    the record comes first.
    """
    tree = _Tree(dataset, depth, rels)
    section = Section((), tuple(_draw(tree.links_of(root))))
    cited = number_sources(dataset, item_citations([section]))
    title = line(Part(root.name, "name"), note(f"{subtitle(dataset, root)} · {root.id}"))
    data = {
        "record": summary_row(root),
        "ties": tree.rows,
        "sources": cited.data,
    }
    sections = (section, *cited.sections) if section.items else ()
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

    def links_of(
        self, record: Record, depth: int = 1, back: tuple[Link, bool] | None = None
    ) -> list[_Node]:
        """Return the links of a record by relation, except for the way `back` to its parent.

        `back` is the link to the parent, and whether the record states it.
        """
        self._visited.add(record.id)
        ties = [
            tie
            for tie in sorted(self._dataset.ties_of(record.id), key=attrgetter("order"))
            if (not self._rels or tie.rel in self._rels) and (tie.link, tie.stated_here) != back
        ]
        shown = ties if depth == 1 else ties[:MAX_TIES]
        nodes = _by_relation(shown, lambda tie: self._links_below(Step(record, tie), depth))
        if len(shown) < len(ties):
            nodes.append(_Node(line(Part(f"and {len(ties) - len(shown):,} more", "dim"))))
        return nodes

    def _links_below(self, step: Step, depth: int) -> Iterator[_Node]:
        """Add the step to the rows; yield the links of the record that it leads to."""
        self.rows.append({"depth": depth, **step_row(step)})
        tie = step.tie
        if depth < self._depth and tie.other.id not in self._visited:
            yield from self.links_of(tie.other, depth + 1, (tie.link, not tie.stated_here))


def _by_relation(
    ties: Iterable[Tie], below: Callable[[Tie], Iterable[_Node]] = lambda _: ()
) -> list[_Node]:
    """Return a node for each relation; one that has several ties has a node below it for each.

    `below` returns the nodes below a tie.
    """
    nodes = []
    for rel, members in group((tie.rel, tie) for tie in ties).items():
        if len(members) == 1:
            tie = members[0]
            nodes.append(_Node(tie_text(tie), citation_list(tie.link.cite), below(tie)))
            continue
        several = [
            _Node(_name_and_notes(tie), citation_list(tie.link.cite), below(tie)) for tie in members
        ]
        nodes.append(_Node(line(Part(RELATIONS[rel].label, "dim")), below=several))
    return nodes


def _draw(nodes: Sequence[_Node]) -> Iterator[Item]:
    """Yield the nodes of a tree and those below them as items, however deep it is."""
    stack = [_draw_level(nodes, "")]
    while stack:
        for item, below, indent in stack[-1]:
            yield item
            stack.append(_draw_level(list(below), indent[-MAX_INDENT:]))
            break
        else:
            stack.pop()


def _draw_level(nodes: Sequence[_Node], indent: str) -> Iterator[tuple[Item, Iterable[_Node], str]]:
    """Yield the item of each node, the nodes below it and their indentation."""
    for number, node in enumerate(nodes, start=1):
        branch, continuation = LAST if number == len(nodes) else MIDDLE
        item = Item("", line(Part(indent + branch, "tree"), *node.text), node.cite)
        yield item, node.below, indent + continuation


def tie_text(tie: Tie) -> Line:
    """Return a link as a line: `Led by Ann O'Neil (director)`."""
    return line(Part(f"{RELATIONS[tie.rel].label} ", "dim"), *_name_and_notes(tie))


def _name_and_notes(tie: Tie) -> Line:
    notes = Part(f" ({tie.notes})" if tie.notes else "", "dim")
    return line(Part(tie.other.name, "name"), notes)


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
        Section(line(name, note(count(len(steps), "link"))), tuple(_subject_items(steps)))
        for name, steps in groups
    )
    cited = number_sources(dataset, item_citations(sections))
    links = [step_row(step) for _, steps in groups for step in steps]
    data = {"links": links, "sources": cited.data}
    table = steps_table({"depth": 1, **row} for row in links)
    return Report((), table, data, (*sections, *cited.sections), cited.numbers)


def _subject_items(steps: Iterable[Step]) -> Iterator[Item]:
    """Yield each record that states links, then its links below it."""
    for _, members in groupby(steps, key=lambda step: step.start.id):
        own = list(members)
        yield Item("", line(Part(own[0].start.name, "name")))
        yield from _draw(_by_relation(step.tie for step in own))


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
