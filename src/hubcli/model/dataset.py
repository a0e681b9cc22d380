"""`Dataset`: all loaded records, and the questions that are asked of them; `Filters` select records.

A dataset that lives in a file (`cache.sqlite_dataset`) answers the same questions with queries.
"""

# Annotations are not postponed: msgspec would evaluate each of them at every start.

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from hubcli.model.records import (
    About,
    Actor,
    AnyRecord,
    Hub,
    Link,
    Record,
    Source,
    Tie,
    Topic,
    split_citation,
)


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
        return (
            (not self.hubs or not self.hubs.isdisjoint(record.hubs))
            and (not self.types or record.type in self.types)
            and (
                not self.countries or bool(record.place and record.place.country in self.countries)
            )
            and (not self.topics or not self.topics.isdisjoint(record.all_topics()))
        )


class Dataset(Struct, frozen=True, kw_only=True, dict=True):
    """All records of one or more files, validated: every id that a record names exists.

    Ask for a selection of records through a method: a dataset in a file looks them up, this one
    goes through all of them.
    """

    about: About
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic]
    hubs: Mapping[str, Hub]
    actors: Mapping[str, Actor]
    files: tuple[str, ...]
    """The files it was loaded from, as the user named them."""

    def records(self) -> Iterator[Record]:
        """Return the hubs, then the actors, in file order."""
        yield from self.hubs.values()
        yield from self.actors.values()

    def get(self, id: str) -> Record:
        """Return the hub or actor with this id. Raises KeyError."""
        return self.hubs[id] if id in self.hubs else self.actors[id]

    def select(self, filters: Filters) -> Iterator[Record]:
        """Return the records that match the filters, in file order."""
        return (record for record in self.records() if filters.match(record))

    def select_hubs(self, filters: Filters) -> Iterator[Hub]:
        """Return the hubs that match the filters or have an actor that does, in file order."""
        if filters == Filters():
            yield from self.hubs.values()
            return
        selected = frozenset(id for record in self.select(filters) for id in record.hubs)
        for hub in self.hubs.values():
            if hub.id in selected and (not filters.hubs or hub.id in filters.hubs):
                yield hub

    def records_citing(self, source: str) -> Iterator[Record]:
        """Return the records that cite the source, in file order."""
        return (
            record
            for record in self.records()
            if any(split_citation(cite)[0] == source for cite in record.citations())
        )

    def candidates_by_name(self, key: str) -> Iterable[AnyRecord]:  # noqa: ARG002  a dataset in a file uses the key
        """Return the candidates for a name lookup by `text.words.name_key`.

        This is a superset: callers compare the names.
        """
        yield from self.records()
        yield from self.topics.values()
        yield from self.sources.values()

    def similar_names(self, key: str) -> Iterable[str]:
        """Return the names from which to suggest the nearest (a superset)."""
        return (name for record in self.candidates_by_name(key) for name in record.names())

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries that records are in, each once."""
        return tuple(
            dict.fromkeys(record.place.country for record in self.records() if record.place)
        )

    def own_tie(self, link: Link) -> Tie:
        """Return a link as the record that states it sees it."""
        return Tie(link.rel, self.get(link.to), link, True)

    def ties_of(self, id: str) -> tuple[Tie, ...]:
        """Return a record's links from both ends: those it states, then those that point to it."""
        return (*map(self.own_tie, self.get(id).links), *self._received_ties.get(id, ()))

    @cached_property
    def _received_ties(self) -> Mapping[str, list[Tie]]:
        """Record id → the ties of links that other records state."""
        received: dict[str, list[Tie]] = {}
        for record in self.records():
            for link in record.links:
                received.setdefault(link.to, []).append(Tie.received(link, record))
        return received

    def neighbours(self, id: str) -> Iterable[str]:
        """Return the ids of the records that a record is linked to, sorted, each once."""
        return sorted({tie.other.id for tie in self.ties_of(id)})

    def component_of(self, id: str) -> tuple[str, int]:
        """Return the connected component of a record: its first id by alphabet, and its size."""
        return self.components.get(id, (id, 1))

    @cached_property
    def components(self) -> Mapping[str, tuple[str, int]]:
        """Record id → connected component, for the records that have links.

        Union-find with path halving (Tarjan and van Leeuwen, 1984); the root of a component is its
        first id.
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

    def count_actors(self, hub: str) -> int:
        """Return the number of actors of a hub."""
        return len(self.actors_in(hub))

    @cached_property
    def _actors_by_hub(self) -> Mapping[str, list[Actor]]:
        by_hub: dict[str, list[Actor]] = {}
        for actor in self.actors.values():
            for hub in actor.hubs:
                by_hub.setdefault(hub, []).append(actor)
        return by_hub

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Topic id → the ids of the topics directly below it."""
        below: dict[str, list[str]] = {id: [] for id in self.topics}
        for topic in self.topics.values():
            if topic.broader:
                below[topic.broader].append(topic.id)
        return {id: tuple(ids) for id, ids in below.items()}

    def with_narrower(self, topic: str) -> frozenset[str]:
        """Return the ids of a topic and of all narrower topics, at any depth."""
        found = {topic}
        frontier = [topic]
        while frontier:
            for below in self.narrower[frontier.pop()]:
                if below not in found:
                    found.add(below)
                    frontier.append(below)
        return frozenset(found)
