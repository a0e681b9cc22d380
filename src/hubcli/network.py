"""What `hubcli network` and `hubcli path` answer: who is tied to whom, and how one record is reached from another.

Links are walked from both of their ends, breadth first and no further than asked: of a large dataset only the records
on the way are read, which is why no graph library is used (docs/design.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, product
from typing import NamedTuple

from hubcli.errors import NothingFound
from hubcli.listing import brief, tie_row, told
from hubcli.model import Dataset, Record, Tie, cites
from hubcli.page import numbered
from hubcli.report import Column, Item, Line, Part, Report, Section, Table, line
from hubcli.vocabulary import RELATIONS

MANY = 50  # ties of one record: a page lists so many, and says how many more there are

_BRANCHES = ("├── ", "└── ", "│   ", "    ")


class Step(NamedTuple):
    """A tie on the way, and the record that it leads from."""

    start: Record
    tie: Tie


# --- a record's ties as a tree ----------------------------------------------------------------------------------------


def tree(dataset: Dataset, root: Record, *, depth: int = 1, rels: frozenset[str] = frozenset()) -> Report:
    """The ties of a record, and of those that it is tied to, `depth` steps far; of the relations `rels`, if any.

    A record is opened once; where it comes again it is only named.
    """
    steps: list[tuple[int, Step]] = []
    items = list(_branches(dataset, root, depth, rels, steps))
    numbers, foot, sources = numbered(dataset, (one for item in items for one in item.cite))
    title = line(Part(root.name, "name"), Part(f"  {told(dataset, root)} · {root.id}", "dim"))
    sections = [Section((), tuple(items)), foot] if items else []
    data = {
        "record": brief(root),
        "ties": [{"depth": level, "from": step.start.id, **tie_row(step.tie)} for level, step in steps],
        "sources": sources,
    }
    return Report(title, _table(steps), data, tuple(sections), numbers)


def _branches(
    dataset: Dataset, root: Record, depth: int, rels: frozenset[str], steps: list[tuple[int, Step]]
) -> Iterator[Item]:
    opened = {root.id}

    def below(record: Record, level: int, indent: str, came: Tie | None) -> Iterator[Item]:
        ties = [
            tie for tie in sorted(dataset.ties[record.id], key=_order) if _wanted(tie, rels) and not _back(tie, came)
        ]
        shown = ties if level == 1 else ties[:MANY]
        for number, tie in enumerate(shown):
            last = number == len(shown) - 1 and len(shown) == len(ties)
            fork, beyond = (_BRANCHES[1], _BRANCHES[3]) if last else (_BRANCHES[0], _BRANCHES[2])
            again = tie.other.id in opened
            steps.append((level, Step(record, tie)))
            yield Item("", line(Part(indent + fork, "tree"), *_said(tie)), cites(tie.link.cite))
            if level < depth and not again:
                opened.add(tie.other.id)
                yield from below(tie.other, level + 1, indent + beyond, tie)
        if len(ties) > len(shown):
            yield Item("", line(Part(indent + _BRANCHES[1], "tree"), Part(f"and {len(ties) - len(shown)} more", "dim")))

    yield from below(root, 1, "", None)


def _order(tie: Tie) -> int:
    return tie.order


def _wanted(tie: Tie, rels: frozenset[str]) -> bool:
    return not rels or tie.rel in rels


def _back(tie: Tie, came: Tie | None) -> bool:
    """Whether the tie is the very link by which the tree came here, seen from its other end."""
    return came is not None and tie.link == came.link and tie.stated_here != came.stated_here


def _said(tie: Tie) -> Iterator[Part]:
    yield Part(f"{RELATIONS[tie.rel].label} ", "dim")
    yield Part(tie.other.name, "name")
    if tie.notes:
        yield Part(f" ({tie.notes})", "dim")


_COLUMNS = tuple(
    Column(key, title)
    for key, title in (
        ("depth", "Depth"),
        ("from", "From"),
        ("rel", "Relation"),
        ("to", "To"),
        ("name", "Name"),
        ("role", "Role"),
        ("cite", "Cite"),
    )
)


def _table(steps: Iterable[tuple[int, Step]]) -> Table:
    rows = (
        (level, start.id, tie.rel, tie.other.id, tie.other.name, tie.link.role, " ".join(cites(tie.link.cite)))
        for level, (start, tie) in steps
    )
    return Table(_COLUMNS, tuple(rows))


def whole(dataset: Dataset, rels: frozenset[str] = frozenset()) -> Report:
    """All links of the dataset, each once as its record states it, grouped by hub; then those of no hub."""
    groups: dict[str, list[Step]] = {id: [] for id in (*dataset.hubs, "")}
    for record in dataset.records():
        for tie in dataset.stated(record):
            if _wanted(tie, rels) or (rels and RELATIONS[tie.rel].inverse in rels):
                home = next(iter(record.hubs), "")
                groups[home].append(Step(record, tie))
    steps = [(1, step) for its in groups.values() for step in its]
    numbers, foot, sources = numbered(dataset, (one for _, step in steps for one in cites(step.tie.link.cite)))
    sections = [
        Section(_heading(dataset.hubs[id].name if id else "Of no hub", its), tuple(_link(step) for step in its))
        for id, its in groups.items()
        if its
    ]
    data = {"links": [{"from": step.start.id, **tie_row(step.tie)} for _, step in steps], "sources": sources}
    return Report((), _table(steps), data, (*sections, *((foot,) if sections else ())), numbers)


def _heading(name: str, its: Sequence[Step]) -> Line:
    return line(name, Part(f"  {len(its)}", "dim"))


def _link(step: Step) -> Item:
    said = _said(step.tie)
    return Item("", line(Part(step.start.name, "name"), " — ", *said), cites(step.tie.link.cite))


# --- how one reaches another ------------------------------------------------------------------------------------------


def path(dataset: Dataset, start: Record, goal: Record, *, every: bool = False) -> Report:
    """The shortest chain of links from one record to another, or `every` one of that length.

    Raises NothingFound, with where the two lie, when no chain joins them.
    """
    ways = _ways(dataset, start, goal)
    found = list(ways if every else islice(ways, 1))
    if not found:
        raise NothingFound(_apart(dataset, start, goal))
    steps = [step for chain in found for step in chain]
    numbers, foot, sources = numbered(dataset, (one for step in steps for one in cites(step.tie.link.cite)))
    length = len(found[0])
    count = f"{length} step{'s' if length != 1 else ''}" + (f", {len(found)} ways" if len(found) > 1 else "")
    sections = []
    for number, chain in enumerate(found):
        heading = line(f"Way {number + 1}") if len(found) > 1 else ()
        sections.append(Section(heading, tuple(_chain_items(start, chain))))
    title = line(Part(f"{start.name} → {goal.name}", "name"), Part(f"  {count}", "dim"))
    data = {
        "from": brief(start),
        "to": brief(goal),
        "length": length,
        "paths": [[{"from": step.start.id, **tie_row(step.tie)} for step in chain] for chain in found],
        "sources": sources,
    }
    rows = [(number, step) for chain in found for number, step in enumerate(chain, start=1)]
    foots = (foot,) if foot.items else ()
    return Report(title, _table(rows), data, (*sections, *foots), numbers)


def _chain_items(start: Record, chain: Sequence[Step]) -> Iterator[Item]:
    yield Item("", line(Part(start.name, "name")))
    for number, step in enumerate(chain):
        yield Item("", line(Part("    " * number + _BRANCHES[1], "tree"), *_said(step.tie)), cites(step.tie.link.cite))


class _Around:
    """What is reached from a record, step by step: ids alone, as most of what is looked at is on no way."""

    def __init__(self, dataset: Dataset, start: str) -> None:
        self._dataset = dataset
        self.start = start
        self.away = {start: 0}
        self.before: dict[str, list[str]] = {start: []}
        """What stands before a record on the shortest ways to it."""
        self.edge = [start]

    def widen(self) -> None:
        """One step further, all around."""
        beyond: dict[str, None] = {}
        for id in self.edge:
            away = self.away[id] + 1
            for other in self._dataset.neighbours(id):
                if self.away.setdefault(other, away) == away:
                    self.before.setdefault(other, []).append(id)
                    beyond[other] = None
        self.edge = list(beyond)

    def ways(self, id: str) -> Iterator[list[str]]:
        """The shortest ways from the start to a record that was reached, by id, both ends included."""
        if id == self.start:
            yield [id]
        for before in self.before[id]:
            for way in self.ways(before):
                yield [*way, id]


def _ways(dataset: Dataset, start: Record, goal: Record) -> Iterator[list[Step]]:
    """The shortest ways from one record to another, none where no chain joins them.

    Searched from both ends, each time a step further around the one that has fewer at its edge: where they meet first,
    every shortest way comes through.
    """
    if start.id == goal.id:
        yield []
        return
    start_in, goal_in = (dataset.components.get(one.id, (one.id, 1))[0] for one in (start, goal))
    if start_in != goal_in:
        return
    here, there = _Around(dataset, start.id), _Around(dataset, goal.id)
    while not (meeting := [id for id in here.edge if id in there.away] or [id for id in there.edge if id in here.away]):
        min(here, there, key=lambda around: len(around.edge)).widen()
    for id in sorted(meeting):
        for way in here.ways(id):
            for back in there.ways(id):
                yield from _steps(dataset, [*way, *reversed(back[:-1])])


def _steps(dataset: Dataset, ids: Sequence[str]) -> Iterator[list[Step]]:
    """A way by id as steps: several ways, where two records are tied by several links."""
    records = list(map(dataset.get, ids))
    between = [[Step(one, tie) for tie in sorted(_between(one, other), key=_order)] for one, other in pairwise(records)]
    yield from map(list, product(*between))


def _between(one: Record, other: Record) -> Iterator[Tie]:
    """The ties of one record with another one."""
    yield from (Tie(link.rel, other, link, True) for link in one.links if link.to == other.id)
    yield from (Tie.received(link, other) for link in other.links if link.to == one.id)


def _apart(dataset: Dataset, start: Record, goal: Record) -> str:
    def lies(record: Record) -> str:
        _, size = dataset.components.get(record.id, ("", 1))
        if size == 1:
            return f"nothing is linked with {record.name}"
        return f"{record.name} is one of {size:,} that are linked with each other"

    return f"No chain of links joins {start.name} and {goal.name}: {lies(start)}, and {lies(goal)}"
