"""What `hubcli topics` answers: the vocabulary as a tree, with how many have each topic, by hub."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hubcli.model.dataset import Dataset, Filters
from hubcli.report.document import Cell, Column, Report, Table, line

if TYPE_CHECKING:
    from collections.abc import Iterator


def topic_tree_report(dataset: Dataset) -> Report:
    """Each topic below the one that it is a part of; a record counts for its topics and for all that hold them."""
    counts = _counts(dataset)
    hubs = list(dataset.hubs.values())
    columns = (
        Column("name", "Topic"),
        Column("all", "All"),
        *(Column(hub.id, hub.name) for hub in hubs),
    )
    rows = []
    data = []
    for depth, id in _tree(dataset):
        count = counts[id]
        topic = dataset.topics[id]
        numbers: tuple[Cell, ...] = (count[""], *(count[hub.id] or "" for hub in hubs))
        rows.append((line("  " * depth + topic.name), *numbers))
        data.append(
            {
                "id": id,
                "name": topic.name,
                "broader": topic.broader,
                "depth": depth,
                "records": count[""],
                "hubs": {hub.id: count[hub.id] for hub in hubs if count[hub.id]},
            }
        )
    return Report((), Table(columns, tuple(rows), dense=True), data)


def _tree(dataset: Dataset) -> Iterator[tuple[int, str]]:
    """Every topic with its depth, those of a level in the order of the file."""

    def below(id: str, depth: int) -> Iterator[tuple[int, str]]:
        yield depth, id
        for narrower in dataset.narrower[id]:
            yield from below(narrower, depth + 1)

    for topic in dataset.topics.values():
        if not topic.broader:
            yield from below(topic.id, 0)


def _counts(dataset: Dataset) -> dict[str, Counter[str]]:
    """Topic → hub → how many of it have the topic or a narrower one; under "" all who have it."""
    holding: dict[str, set[str]] = {}
    for id, topic in dataset.topics.items():
        up = holding[id] = {id}
        while topic.broader and topic.broader not in up:
            up.add(topic.broader)
            topic = dataset.topics[topic.broader]  # noqa: PLW2901  one step up
    counts: dict[str, Counter[str]] = {id: Counter() for id in holding}
    having = dataset.select(Filters(topics=frozenset(holding))) if holding else ()
    for record in having:
        for id in {above for topic in record.all_topics() for above in holding[topic]}:
            counts[id].update(("", *record.hubs))
    return counts
