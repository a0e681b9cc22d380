"""The vocabulary as a tree, with the number of records by hub (`hubcli topics`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.report.document import Part, Report, Table, line, note
from hubcli.report.hub_columns import count_columns
from hubcli.report.topic_counts import COUNTED, count_by_topic
from hubcli.text.plural import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.report.rows import JsonObject

MAX_INDENT = 10  # levels by which a topic is indented; deeper ones are indented as much


def topic_tree_report(dataset: Dataset) -> Report:
    """Return a row for each topic, below its broader topic and indented by its depth."""
    counts = count_by_topic(dataset)
    hubs = list(dataset.hubs.values())
    data: list[JsonObject] = [
        {
            "id": id,
            "name": dataset.topics[id].name,
            "broader": dataset.topics[id].broader,
            "depth": depth,
            "records": counts[id].records,
            "hubs": {hub.id: records for hub in hubs if (records := counts[id].records_of(hub.id))},
        }
        for depth, id in _depth_first(dataset)
    ]
    rows = tuple(
        (
            line("  " * min(row["depth"], MAX_INDENT) + row["name"]),
            row["records"],
            *(row["hubs"].get(hub.id, "") for hub in hubs),
        )
        for row in data
    )
    table = Table(count_columns(dataset, "Topic"), rows, mention_hidden=True)
    title = line(Part(count(len(rows), "topic"), "name"), note(COUNTED)) if rows else ()
    return Report(title, table, data)


def _depth_first(dataset: Dataset) -> Iterator[tuple[int, str]]:
    """Yield the depth (0 at the top) and the id of every topic, siblings in file order."""
    stack = [(0, topic.id) for topic in dataset.topics.values() if not topic.broader][::-1]
    while stack:
        depth, id = stack.pop()
        yield depth, id
        stack += ((depth + 1, narrower) for narrower in reversed(dataset.narrower[id]))
