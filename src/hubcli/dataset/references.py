"""A search for references to missing records or paragraphs, and for cycles of topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.errors import Fault, KeyPath
from hubcli.model.claims import Cite, citation_list, split_citation
from hubcli.model.records import AnyRecord, Entity, Topic, expand_aliases
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Set

    from hubcli.model.dataset import Dataset

MAX_TOPIC_DEPTH = 100  # topics above a topic; no real vocabulary is so deep
MAX_SUGGESTIONS = 20  # missing references with a suggestion: each is compared with every name


class MissingReference(Struct, frozen=True):
    """A reference to a record that is not in the dataset."""

    kind: str
    """The kind of record as a message names it: `hub or actor`."""
    name: str
    """The id as written."""
    choices: tuple[Mapping[str, AnyRecord], ...]
    """The tables that the record should be in."""

    def message(self, *, suggest: bool) -> str:
        """Return the message, if `suggest` with the id of the record of the most similar name."""
        text = f"there is no {self.kind} '{self.name}'"
        ids = {
            name: record.id
            for table in (self.choices if suggest else ())
            for record in table.values()
            for name in (*record.names(), record.id)
        }
        matches = nearest(self.name, ids, limit=1)
        return f"{text}; did you mean '{ids[matches[0]]}'?" if matches else text


# The path of each faulty reference, and a message or the missing reference itself.
References = Iterator[tuple[KeyPath, str | MissingReference]]


def find_dangling(dataset: Dataset) -> Iterator[Fault]:
    """Yield each faulty reference: its path in the file and a message.

    The first 20 have a suggestion where a record with a similar name exists.
    """
    for number, (where, fault) in enumerate(_dangling(dataset)):
        suggest = number < MAX_SUGGESTIONS
        yield where, fault if isinstance(fault, str) else fault.message(suggest=suggest)


def _dangling(dataset: Dataset) -> References:
    cyclic = _find_cyclic(dataset.topics)
    depths = _count_broader(dataset.topics, cyclic)
    for id, topic in dataset.topics.items():
        yield from _check_topic(dataset, topic, id in cyclic, depths[id])
    for hub in dataset.hubs.values():
        yield from _check_entity(dataset, hub, ("hubs", hub.id))
    for actor in dataset.actors.values():
        where = ("actors", actor.id)
        yield from _check_entity(dataset, actor, where)
        yield from _check_ids("hub", actor.hubs, dataset.hubs, (*where, "hubs"))


def _check_topic(dataset: Dataset, topic: Topic, cyclic: bool, depth: int) -> References:
    where = ("topics", topic.id, "broader")
    if topic.broader and topic.broader not in dataset.topics:
        yield where, MissingReference("topic", topic.broader, (dataset.topics,))
    if depth > MAX_TOPIC_DEPTH:
        yield where, f"there are more than {MAX_TOPIC_DEPTH} topics above it"
    if cyclic:
        via = f", by way of '{topic.broader}'" if topic.broader != topic.id else ""
        yield where, f"'{topic.id}' is broader than itself{via}"


def _find_cyclic(topics: Mapping[str, Topic]) -> Set[str]:
    """Return the ids of topics that are, directly or not, broader than themselves.

    Each topic is visited once, so that the time is linear even for one long chain.
    """
    visited: set[str] = set()
    cyclic: set[str] = set()
    for start in topics:
        chain, id = [], start
        while id in topics and id not in visited:
            visited.add(id)
            chain.append(id)
            id = topics[id].broader
        if id in chain:
            cyclic.update(chain[chain.index(id) :])
    return cyclic


def _count_broader(topics: Mapping[str, Topic], cyclic: Set[str]) -> dict[str, int]:
    """Return how many topics are above each topic: its broader one, that one's broader one, ….

    Topics in a cycle count -1, like a missing one: nothing is above the topics directly below.
    """
    depths = dict.fromkeys(cyclic, -1)
    for start in topics:
        chain, id = [], start
        while id in topics and id not in depths:
            chain.append(id)
            id = topics[id].broader
        for depth, below in enumerate(reversed(chain), depths.get(id, -1) + 1):
            depths[below] = depth
    return depths


def _check_entity(dataset: Dataset, record: Entity, where: KeyPath) -> References:
    yield from _check_cite(dataset, record.cite, where)
    yield from _check_ids("topic", record.topics, dataset.topics, (*where, "topics"))
    for index, alias in enumerate(expand_aliases(record.aliases)):
        yield from _check_cite(dataset, alias.cite, (*where, "aliases", index))
    for index, fact in enumerate(record.facts):
        place = (*where, "facts", index)
        yield from _check_cite(dataset, fact.cite, place)
        yield from _check_ids("topic", fact.topics, dataset.topics, (*place, "topics"))
        if fact.by and fact.by not in dataset.actors:
            yield (*place, "by"), MissingReference("actor", fact.by, (dataset.actors,))
    for index, link in enumerate(record.links):
        place = (*where, "links", index)
        yield from _check_cite(dataset, link.cite, place)
        if link.to not in dataset.hubs and link.to not in dataset.actors:
            choices = (dataset.hubs, dataset.actors)
            yield (*place, "to"), MissingReference("hub or actor", link.to, choices)


def _check_cite(dataset: Dataset, cite: Cite, where: KeyPath) -> References:
    """Yield citations of missing sources, and those that need a paragraph or name a missing one."""
    for citation in citation_list(cite):
        place = (*where, "cite")
        id, paragraph = split_citation(citation)
        if id not in dataset.sources:
            yield place, MissingReference("source", id, (dataset.sources,))
            continue
        count = dataset.sources[id].paragraphs
        if count and not paragraph:
            choice = f"'{id}#1' to '{id}#{count}'" if count > 1 else f"'{id}#1'"
            yield place, f"'{citation}' names no paragraph; write {choice}"
        elif count and paragraph and paragraph > count:
            yield place, f"'{citation}' names a paragraph that is not there: '{id}' has {count}"


def _check_ids(
    kind: str, ids: Sequence[str], table: Mapping[str, AnyRecord], where: KeyPath
) -> References:
    for index, id in enumerate(ids):
        if id not in table:
            yield (*where, index), MissingReference(kind, id, (table,))
