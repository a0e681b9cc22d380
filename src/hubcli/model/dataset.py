"""The `Dataset` of all loaded records, with its lookups, and the `Filters` that select records.

`cache.sqlite_dataset` has a subclass that answers the same lookups from a database.
"""

# `from __future__ import annotations` is left out, as in `model.records`.

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from msgspec import Struct

from hubcli.model.claims import split_citation
from hubcli.model.records import (
    About,
    Actor,
    AnyRecord,
    Fact,
    Hub,
    Link,
    Record,
    Source,
    Tie,
    Topic,
)

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def group(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, list[_Value]]:
    """Return key → the values that come with it; keys and values stay in order."""
    groups: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


class Filters(NamedTuple):
    """Ids that a record must match; an empty set matches every record.

    `topics` holds the narrower topics as well.
    """

    hubs: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

    def match(self, record: Record) -> bool:
        """Return whether the record matches every filter."""
        country = record.place.country if record.place else None
        return (
            (not self.hubs or not self.hubs.isdisjoint(record.hubs))
            and (not self.types or record.type in self.types)
            and (not self.countries or country in self.countries)
            and (not self.topics or not self.topics.isdisjoint(record.all_topics()))
        )


class Dataset(Struct, frozen=True, kw_only=True, dict=True):
    """All records of one or more files, validated: every id that a record names exists.

    Select records with a method rather than a loop: a dataset in a database looks them up, while
    this one goes through all of them.
    """

    about: About
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic]
    hubs: Mapping[str, Hub]
    actors: Mapping[str, Actor]
    files: tuple[str, ...]
    """The files it was loaded from, as the user named them."""

    def records(self) -> Iterator[Record]:
        """Yield the hubs, then the actors, in file order."""
        yield from self.hubs.values()
        yield from self.actors.values()

    def get(self, id: str) -> Record:
        """Return the hub or actor with this id. Raises KeyError if there is none."""
        return self.hubs[id] if id in self.hubs else self.actors[id]

    def select(self, filters: Filters) -> Iterator[Record]:
        """Return the records that match the filters, in file order."""
        return (record for record in self.records() if filters.match(record))

    def select_hubs(self, filters: Filters) -> Iterable[Hub]:
        """Return the hubs that match the filters or have an actor that does, in file order."""
        if filters == Filters():
            return self.hubs.values()
        selected = frozenset(id for record in self.select(filters) for id in record.hubs)
        if filters.hubs:
            selected &= filters.hubs
        return (hub for hub in self.hubs.values() if hub.id in selected)

    def records_citing(self, source: str) -> Iterator[Record]:
        """Return the records that cite the source, in file order."""
        return (
            record
            for record in self.records()
            if any(split_citation(cite)[0] == source for cite in record.citations())
        )

    def records_quoting(self, person: str) -> Iterable[Record]:
        """Return the records with a fact that the person states (`by`), in file order."""
        return self._records_by_speaker.get(person, ())

    @cached_property
    def _records_by_speaker(self) -> Mapping[str, list[Record]]:
        """Id of a person → the records with a fact that the person states."""
        return group(
            (speaker, record)
            for record in self.records()
            for speaker in dict.fromkeys(fact.by for fact in record.facts if fact.by)
        )

    def quotes_of(self, person: str) -> Iterator[tuple[Record, list[Fact]]]:
        """Yield each record on which a person is quoted, with the facts."""
        for record in self.records_quoting(person):
            yield record, [fact for fact in record.facts if fact.by == person]

    def candidates_by_name(self, key: str) -> Iterable[AnyRecord]:  # noqa: ARG002  for the subclass
        """Yield the candidates for a name lookup by `text.words.name_key`.

        They are a superset of the matches: callers compare the names.
        """
        yield from self.records()
        yield from self.topics.values()
        yield from self.sources.values()

    def candidates_in_city(self, key: str) -> Iterable[Record]:  # noqa: ARG002  for the subclass
        """Yield the candidates for the records in a city by `text.words.name_key`.

        They are a superset of the matches: callers compare the cities.
        """
        return self.records()

    def similar_names(self, key: str) -> Iterable[str]:
        """Return the names among which a caller looks for the nearest to suggest."""
        return (name for record in self.candidates_by_name(key) for name in record.names())

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries that have a record, without repetitions."""
        return tuple(
            dict.fromkeys(record.place.country for record in self.records() if record.place)
        )

    def own_tie(self, link: Link) -> Tie:
        """Return the tie of the record that states the link."""
        return Tie(link.rel, self.get(link.to), link, True)

    def ties_of(self, id: str) -> tuple[Tie, ...]:
        """Return the ties of a record: the links that it states, then those that point to it."""
        return (*map(self.own_tie, self.get(id).links), *self._received_ties.get(id, ()))

    @cached_property
    def _received_ties(self) -> Mapping[str, list[Tie]]:
        """Record id → the ties of links that other records state."""
        return group(
            (link.to, Tie.received(link, record))
            for record in self.records()
            for link in record.links
        )

    def neighbours(self, id: str) -> Iterable[str]:
        """Return the ids of the linked records, sorted, without repetitions."""
        return sorted({tie.other.id for tie in self.ties_of(id)})

    def component_of(self, id: str) -> tuple[str, int]:
        """Return the connected component of a record: its alphabetically first id and its size."""
        return self.components.get(id, (id, 1))

    @cached_property
    def components(self) -> Mapping[str, tuple[str, int]]:
        """Record id → connected component, for the records that have links.

        Computed by union-find with path halving (Tarjan and van Leeuwen, 1984). The root of a
        component is its alphabetically first id.
        """
        parent: dict[str, str] = {}

        def find_root(id: str) -> str:
            while parent.setdefault(id, id) != id:
                grandparent = parent[parent[id]]
                parent[id] = grandparent
                id = grandparent
            return id

        for record in self.records():
            for link in record.links:
                root, other = sorted((find_root(record.id), find_root(link.to)))
                parent[other] = root
        roots = {id: find_root(id) for id in parent}
        sizes = Counter(roots.values())
        return {id: (root, sizes[root]) for id, root in roots.items()}

    def actors_in(self, hub: str) -> Sequence[Actor]:
        """Return the actors of a hub, in file order."""
        return self._actors_by_hub.get(hub, ())

    def actor_facts(self, hub: str) -> Iterator[tuple[Actor, Fact]]:
        """Yield the facts of a hub's actors that belong on the hub's page too, with their actor."""
        for actor in self.actors_in(hub):
            yield from ((actor, fact) for fact in actor.facts if fact.hub)

    def count_actors(self, hub: str) -> int:
        """Return the number of actors of a hub."""
        return len(self.actors_in(hub))

    @cached_property
    def _actors_by_hub(self) -> Mapping[str, list[Actor]]:
        """Hub id → its actors, in file order."""
        return group((hub, actor) for actor in self.actors.values() for hub in actor.hubs)

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Topic id → the ids of the topics directly below it."""
        below = group((topic.broader, topic.id) for topic in self.topics.values())
        return {id: tuple(below.get(id, ())) for id in self.topics}

    def with_broader(self, topic: str) -> tuple[str, ...]:
        """Return the id of a topic and of all broader topics, the broadest last; none for ""."""
        ids: list[str] = []
        while topic:
            ids.append(topic)
            topic = self.topics[topic].broader
        return tuple(ids)

    def with_narrower(self, topic: str) -> frozenset[str]:
        """Return the ids of a topic and of all narrower topics, at any depth."""
        return frozenset((topic,)).union(*map(self.with_narrower, self.narrower[topic]))
