"""Shortest paths in the network of links."""

from __future__ import annotations

from itertools import pairwise, product
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.dataset import Dataset, group
from hubcli.model.records import Record, Tie

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Step(NamedTuple):
    """A step of a path: a record, and its tie to the next record."""

    start: Record
    tie: Tie


class Frontier:
    """A breadth-first search from one record.

    It works on ids and loads no records, since most of what it reaches is on no shortest path.
    """

    def __init__(self, dataset: Dataset, start: str) -> None:
        self._dataset = dataset
        self.edge: dict[str, list[str]] = {start: []}
        """The ids reached last, all at the same distance from the start → their predecessors."""
        self._predecessors = {**self.edge}  # on the shortest paths to every id reached

    def expand(self) -> None:
        """Go one step further from every id at the edge."""
        self.edge = group(
            (neighbour, id)
            for id in self.edge
            for neighbour in self._dataset.neighbours(id)
            if neighbour not in self._predecessors
        )
        self._predecessors |= self.edge

    def paths_to(self, id: str) -> Iterator[list[str]]:
        """Yield the shortest paths from the start to a reached record, as ids with both ends."""
        backwards: list[str] = []  # from `id` on; the last of `stack` has the choices for its end
        stack = [iter([id])]
        while stack:
            reached = next(stack[-1], None)
            if reached is None:
                stack.pop()
                continue
            backwards[len(stack) - 1 :] = [reached]
            if self._predecessors[reached]:
                stack.append(iter(self._predecessors[reached]))
            else:
                yield backwards[::-1]


def shortest_paths(dataset: Dataset, start: Record, goal: Record) -> Iterator[tuple[Step, ...]]:
    """Yield every shortest path between two records; none if no chain of links joins them.

    This is a bidirectional breadth-first search: each round expands the search with the smaller
    edge. Every shortest path passes through a record where the two searches first meet.
    """
    if dataset.component_of(start.id) != dataset.component_of(goal.id):
        return
    forward, backward = Frontier(dataset, start.id), Frontier(dataset, goal.id)
    while not (meeting := forward.edge.keys() & backward.edge.keys()):
        min(forward, backward, key=lambda frontier: len(frontier.edge)).expand()
    for id in sorted(meeting):
        for path in forward.paths_to(id):  # not `product`, which would hold all paths in memory
            for back in backward.paths_to(id):
                yield from _with_ties(dataset, [*path, *reversed(back[:-1])])


def _with_ties(dataset: Dataset, ids: Sequence[str]) -> Iterator[tuple[Step, ...]]:
    """Return a path of ids as steps, once for each choice among the links of two records."""
    choices = [
        [Step(record, tie) for tie in sorted(_ties_between(record, other), key=attrgetter("order"))]
        for record, other in pairwise(map(dataset.get, ids))
    ]
    return product(*choices)


def _ties_between(record: Record, other: Record) -> Iterator[Tie]:
    """Yield the ties of a record to another one."""
    yield from (Tie(link.rel, other, link, True) for link in record.links if link.to == other.id)
    yield from (Tie.received(link, other) for link in other.links if link.to == record.id)
