"""The number of records by topic, the same wherever it is shown."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import Hub

# Beside the title above such counts: of hubs and actors in columns of their own, or of both in one.
COUNTS_NOTE = "counts include narrower topics"
COUNTED = "records, narrower topics included"


class TopicCount(Struct):
    """The records that have a topic or a narrower one, each counted once.

    For example `TopicCount(hubs={"kuopio"}, actors=3, by_hub=Counter(kuopio=3))`.
    """

    hubs: set[str] = field(default_factory=set)
    """The ids of the hubs that have it themselves."""
    actors: int = 0
    """The number of actors that have it."""
    by_hub: Counter[str] = field(default_factory=Counter)
    """Hub id → the number of its actors that have it, without the hub itself."""

    @property
    def records(self) -> int:
        """The number of hubs and actors that have the topic."""
        return len(self.hubs) + self.actors

    def records_of(self, hub: str) -> int:
        """Return the number of records of a hub that have the topic, with the hub itself."""
        return (hub in self.hubs) + self.by_hub[hub]


def count_by_topic(dataset: Dataset, filters: Filters | None = None) -> dict[str, TopicCount]:
    """Return topic id → the records that have it or a narrower one, for every topic.

    A record counts once for a topic, however many narrower topics it has. Only the records that
    match the filters are counted.
    """
    counts = {id: TopicCount() for id in dataset.topics}
    if not counts:  # an empty filter would select every record
        return counts
    filters = filters or Filters()
    if not filters.topics:
        filters = filters._replace(topics=frozenset(counts))
    with_broader = {id: dataset.with_broader(id) for id in counts}
    for record in dataset.select(filters):
        for id in {broader for topic in record.all_topics() for broader in with_broader[topic]}:
            count = counts[id]
            if isinstance(record, Hub):
                count.hubs.add(record.id)
            else:
                count.actors += 1
                count.by_hub.update(record.hubs)
    return counts
