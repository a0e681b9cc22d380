"""The vocabulary as a tree, with the number of records by hub (`hubcli topics`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hubcli.model.dataset import Dataset, Filters
from hubcli.report.document import Column, Report, Table, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.report.rows import JsonObject

ALL = ""  # stands for the whole dataset among the ids of hubs


def topic_tree_report(dataset: Dataset) -> Report:
    """Return a row for each topic, below its broader topic and indented by its depth."""
    counts = _count_records(dataset)
    hubs = list(dataset.hubs.values())
    data: list[JsonObject] = [
        {
            "id": id,
            "name": dataset.topics[id].name,
            "broader": dataset.topics[id].broader,
            "depth": depth,
            "records": counts[id][ALL],
            "hubs": {hub.id: counts[id][hub.id] for hub in hubs if counts[id][hub.id]},
        }
        for depth, id in _depth_first(dataset)
    ]
    rows = tuple(
        (
            line("  " * row["depth"] + row["name"]),
            row["records"],
            *(row["hubs"].get(hub.id, "") for hub in hubs),
        )
        for row in data
    )
    hub_columns = (Column(hub.id, hub.name) for hub in hubs)
    columns = (Column("name", "Topic"), Column("all", "All"), *hub_columns)
    return Report((), Table(columns, rows, dense=True), data)


def _depth_first(dataset: Dataset) -> Iterator[tuple[int, str]]:
    """Yield the depth (0 at the top) and the id of every topic, siblings in file order."""
    stack = [(0, topic.id) for topic in dataset.topics.values() if not topic.broader][::-1]
    while stack:
        depth, id = stack.pop()
        yield depth, id
        stack += ((depth + 1, narrower) for narrower in reversed(dataset.narrower[id]))


def _count_records(dataset: Dataset) -> dict[str, Counter[str]]:
    """Return topic id → hub id or `ALL` → the number of records with the topic or a narrower one.

    A record counts once for a topic, however many narrower topics it has.
    """
    with_broader = {id: tuple(_with_broader(dataset, id)) for id in dataset.topics}
    counts: dict[str, Counter[str]] = {id: Counter() for id in dataset.topics}
    if not counts:  # an empty filter would select every record
        return counts
    for record in dataset.select(Filters(topics=frozenset(counts))):
        for id in {broader for topic in record.all_topics() for broader in with_broader[topic]}:
            counts[id].update((ALL, *record.hubs))
    return counts


def _with_broader(dataset: Dataset, id: str) -> Iterator[str]:
    """Yield the ids of a topic and of all broader topics."""
    while id:
        yield id
        id = dataset.topics[id].broader
