"""The vocabulary as a tree, with the number of records by hub (`hubcli topics`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hubcli.model.dataset import Dataset, Filters
from hubcli.report.document import Cell, Column, Report, Table, line

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL = ""  # stands for the whole dataset among the ids of hubs


def topic_tree_report(dataset: Dataset) -> Report:
    """Return a row for each topic, below its broader topic and indented by its depth."""
    counts = _count_records(dataset)
    hubs = list(dataset.hubs.values())
    rows: list[tuple[Cell, ...]] = []
    data = []
    for depth, id in _depth_first(dataset):
        topic, count = dataset.topics[id], counts[id]
        by_hub = {hub.id: count[hub.id] for hub in hubs if count[hub.id]}
        cells = (by_hub.get(hub.id, "") for hub in hubs)
        rows.append((line("  " * depth + topic.name), count[ALL], *cells))
        data.append(
            {
                "id": id,
                "name": topic.name,
                "broader": topic.broader,
                "depth": depth,
                "records": count[ALL],
                "hubs": by_hub,
            }
        )
    hub_columns = (Column(hub.id, hub.name) for hub in hubs)
    columns = (Column("name", "Topic"), Column("all", "All"), *hub_columns)
    return Report((), Table(columns, tuple(rows), dense=True), data)


def _depth_first(dataset: Dataset) -> Iterator[tuple[int, str]]:
    """Yield the depth (0 at the top) and the id of every topic, siblings in file order."""
    stack = [(0, topic.id) for topic in dataset.topics.values() if not topic.broader]
    stack.reverse()
    while stack:
        depth, id = stack.pop()
        yield depth, id
        stack += ((depth + 1, narrower) for narrower in reversed(dataset.narrower[id]))


def _count_records(dataset: Dataset) -> dict[str, Counter[str]]:
    """Return topic id → hub id or `ALL` → the number of records with the topic or a narrower one.

    A record counts once for a topic, however many narrower topics it has.
    """
    with_broader = {id: _with_broader(dataset, id) for id in dataset.topics}
    counts: dict[str, Counter[str]] = {id: Counter() for id in dataset.topics}
    if not counts:  # an empty filter would select every record
        return counts
    for record in dataset.select(Filters(topics=frozenset(counts))):
        topics = {broader for topic in record.all_topics() for broader in with_broader[topic]}
        for id in topics:
            counts[id].update((ALL, *record.hubs))
    return counts


def _with_broader(dataset: Dataset, id: str) -> set[str]:
    """Return the ids of a topic and of all broader topics."""
    ids = set()
    while id and id not in ids:
        ids.add(id)
        id = dataset.topics[id].broader
    return ids
