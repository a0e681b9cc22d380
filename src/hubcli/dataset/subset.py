"""A part of a dataset as a dataset of its own, in which everything that a record names is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import Actor, Fact, Hub, Link, Record, split_citation
from hubcli.model.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable


def filter_dataset(dataset: Dataset, filters: Filters) -> Dataset:
    """The hubs and actors that `list` shows with these filters, with the topics and sources that they use.

    What they say of a record that is not among them goes: links to it, membership in it, and who a fact is quoted from.
    """
    if filters == Filters():
        return dataset
    chosen = (record for record in dataset.select(filters) if isinstance(record, Actor))
    return subset(dataset, (*dataset.select_hubs(filters), *chosen))


def subset(
    dataset: Dataset, records: Iterable[Record], rels: frozenset[str] = frozenset()
) -> Dataset:
    """These records with the topics and sources that they use, and the links among them.

    Of the relations `rels`, if any; one stands for its inverse as well, as the link is the same.
    """
    hubs: dict[str, Hub] = {}
    actors: dict[str, Actor] = {}
    for record in records:
        if isinstance(record, Hub):
            hubs[record.id] = record
        else:
            actors[record.id] = record

    def wanted(link: Link) -> bool:
        told = not rels or link.rel in rels or RELATIONS[link.rel].inverse in rels
        return told and (link.to in hubs or link.to in actors)

    def fact(one: Fact) -> Fact:
        return one if not one.by or one.by in actors else replace(one, by="")

    def links_and_facts(record: Record) -> dict[str, object]:
        return {
            "links": tuple(filter(wanted, record.links)),
            "facts": tuple(map(fact, record.facts)),
        }

    for id, hub in hubs.items():
        hubs[id] = replace(hub, **links_and_facts(hub))
    for id, actor in actors.items():
        within = tuple(hub for hub in actor.hubs if hub in hubs)
        actors[id] = replace(actor, hubs=within, **links_and_facts(actor))
    topics, sources = _used(dataset, (*hubs.values(), *actors.values()))
    return Dataset(
        about=dataset.about,
        sources={id: source for id, source in dataset.sources.items() if id in sources},
        topics={id: topic for id, topic in dataset.topics.items() if id in topics},
        hubs=hubs,
        actors=actors,
        files=dataset.files,
    )


def _used(dataset: Dataset, records: Iterable[Record]) -> tuple[set[str], set[str]]:
    """The topics that records have, with those that these are part of, and the sources that they cite."""
    topics: set[str] = set()
    sources: set[str] = set()
    for record in records:
        sources.update(split_citation(cite)[0] for cite in record.citations())
        for topic in record.all_topics():
            above = topic
            while above and above not in topics:
                topics.add(above)
                above = dataset.topics[above].broader
    return topics, sources
