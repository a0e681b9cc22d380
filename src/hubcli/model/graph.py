"""TODO."""

from __future__ import annotations

from itertools import pairwise, product
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.records import Record, Tie

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.dataset import Dataset


class Step(NamedTuple):
    """A tie on the way, and the record that it leads from."""

    start: Record
    tie: Tie


class Frontier:
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


def shortest_paths(dataset: Dataset, start: Record, goal: Record) -> Iterator[list[Step]]:
    """The shortest ways from one record to another, none where no chain joins them.

    Searched from both ends, each time a step further around the one that has fewer at its edge: where they meet first,
    every shortest way comes through.
    """
    if start.id == goal.id:
        yield []
        return
    start_in, goal_in = (dataset.component_of(one.id)[0] for one in (start, goal))
    if start_in != goal_in:
        return
    here, there = Frontier(dataset, start.id), Frontier(dataset, goal.id)
    while not (
        meeting := [id for id in here.edge if id in there.away]
        or [id for id in there.edge if id in here.away]
    ):
        min(here, there, key=lambda around: len(around.edge)).widen()
    for id in sorted(meeting):
        for way in here.ways(id):
            for back in there.ways(id):
                yield from _steps(dataset, [*way, *reversed(back[:-1])])


def _steps(dataset: Dataset, ids: Sequence[str]) -> Iterator[list[Step]]:
    """A way by id as steps: several ways, where two records are tied by several links."""
    records = list(map(dataset.get, ids))
    between = [
        [Step(one, tie) for tie in sorted(_between(one, other), key=attrgetter("order"))]
        for one, other in pairwise(records)
    ]
    yield from map(list, product(*between))


def _between(one: Record, other: Record) -> Iterator[Tie]:
    """The ties of one record with another one."""
    yield from (Tie(link.rel, other, link, True) for link in one.links if link.to == other.id)
    yield from (Tie.received(link, other) for link in other.links if link.to == one.id)
