"""Parts of a dataset as datasets of their own, without references to the records left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from hubcli.model.claims import split_citation
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import Actor, Hub, Link, Record

if TYPE_CHECKING:
    from collections.abc import Container, Iterable


def filter_dataset(dataset: Dataset, filters: Filters) -> Dataset:
    """Return the hubs and actors that `list` shows with these filters, as in `subset`."""
    if filters == Filters():
        return dataset
    actors = (record for record in dataset.select(filters) if isinstance(record, Actor))
    return subset(dataset, (*dataset.select_hubs(filters), *actors))


def subset(
    dataset: Dataset, records: Iterable[Record], rels: frozenset[str] = frozenset()
) -> Dataset:
    """Return these records, the links among them, and the topics and sources that they use.

    References to other records are removed: their hubs, and the `by` of facts. With `rels`, only
    links with one of these relations remain.
    """
    chosen = {record.id: record for record in records}
    hubs: dict[str, Hub] = {}
    actors: dict[str, Actor] = {}
    for id, record in chosen.items():
        changes = _within(record, chosen, rels)
        if isinstance(record, Hub):
            hubs[id] = replace(record, **changes)
        else:
            hub_ids = tuple(hub for hub in record.hubs if hub in chosen)
            actors[id] = replace(record, hubs=hub_ids, **changes)
    topics = used_topics(dataset, chosen.values())
    sources = {
        split_citation(cite)[0]
        for record in (*hubs.values(), *actors.values())
        for cite in record.citations()
    }
    return Dataset(
        about=dataset.about,
        sources={id: source for id, source in dataset.sources.items() if id in sources},
        topics={id: topic for id, topic in dataset.topics.items() if id in topics},
        hubs=hubs,
        actors=actors,
        files=dataset.files,
    )


def _within(record: Record, ids: Container[str], rels: frozenset[str]) -> dict[str, object]:
    """Return the links and facts of a record without references to records not in `ids`."""

    def remains(link: Link) -> bool:
        return (not rels or link.rel in rels) and link.to in ids

    facts = (fact if fact.by in ids else replace(fact, by="") for fact in record.facts)
    return {"links": tuple(filter(remains, record.links)), "facts": tuple(facts)}


def used_topics(dataset: Dataset, records: Iterable[Record]) -> set[str]:
    """Return the topics of these records and of their facts, with all broader ones."""
    used: set[str] = set()
    for record in records:
        for topic in record.all_topics():
            id = topic
            while id and id not in used:
                used.add(id)
                id = dataset.topics[id].broader
    return used
