"""TODO."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hubcli.errors import Fault, KeyPath
from hubcli.model.records import (
    AnyRecord,
    Cite,
    Entity,
    Topic,
    citation_list,
    expand_aliases,
    split_citation,
)

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset

MAX_TOPIC_DEPTH = (
    100  # topics above a topic: no vocabulary has so many, and a tree of more is no tree to read
)
CYCLE = -1  # of them where they form a circle
MAX_SUGGESTIONS = 20  # names with a suggestion: each is compared with all that are there, and so many are no slips of the keys


class MissingReference(NamedTuple):
    """A name of something that is not there."""

    what: str
    name: str
    choices: tuple[Mapping[str, AnyRecord], ...]
    """Where it would be, by id."""

    def said(self, *, near: bool) -> str:
        """The message, where `near` says so with the id of the one whose id, name or alias comes nearest."""
        from hubcli.text.suggest import nearest  # noqa: PLC0415  only where something is wrong

        message = f"there is no {self.what} '{self.name}'"
        those = [one for choice in self.choices for one in choice.items()] if near else []
        called = {other: id for id, one in those for other in (*one.names(), id)}
        found = nearest(self.name, called, most=1)
        return f"{message}; did you mean '{called[found[0]]}'?" if found else message


References = Iterator[tuple[KeyPath, str | MissingReference]]


def find_dangling(dataset: Dataset) -> Iterator[Fault]:
    """Each place where a record names something that is not there."""
    for number, (where, what) in enumerate(_dangling(dataset)):
        yield where, what if isinstance(what, str) else what.said(near=number < MAX_SUGGESTIONS)


def _dangling(dataset: Dataset) -> References:
    above = _above(dataset)
    for id, topic in dataset.topics.items():
        yield from _broader(dataset, topic, above[id])
    for hub in dataset.hubs.values():
        yield from _entity(dataset, hub, ("hubs", hub.id))
    for actor in dataset.actors.values():
        yield from _entity(dataset, actor, ("actors", actor.id))
        yield from _known("hub", actor.hubs, dataset.hubs, ("actors", actor.id, "hubs"))


def _entity(dataset: Dataset, record: Entity, where: KeyPath) -> References:
    yield from _cited(dataset, record.cite, where)
    yield from _known("topic", record.topics, dataset.topics, (*where, "topics"))
    for number, alias in enumerate(expand_aliases(record.aliases)):
        yield from _cited(dataset, alias.cite, (*where, "aliases", number))
    for number, fact in enumerate(record.facts):
        at = (*where, "facts", number)
        yield from _cited(dataset, fact.cite, at)
        yield from _known("topic", fact.topics, dataset.topics, (*at, "topics"))
        if fact.by and fact.by not in dataset.actors:
            yield (*at, "by"), MissingReference("actor", fact.by, (dataset.actors,))
    for number, link in enumerate(record.links):
        at = (*where, "links", number)
        yield from _cited(dataset, link.cite, at)
        if link.to not in dataset.hubs and link.to not in dataset.actors:
            yield (
                (*at, "to"),
                MissingReference("hub or actor", link.to, (dataset.hubs, dataset.actors)),
            )


def _broader(dataset: Dataset, topic: Topic, above: int) -> References:
    where = ("topics", topic.id, "broader")
    if topic.broader and topic.broader not in dataset.topics:
        yield where, MissingReference("topic", topic.broader, (dataset.topics,))
    if above > MAX_TOPIC_DEPTH:
        yield where, f"there are more than {MAX_TOPIC_DEPTH} topics above it"
    if above == CYCLE:
        way = f", by way of '{topic.broader}'" if topic.broader != topic.id else ""
        yield where, f"'{topic.id}' is broader than itself{way}"


def _above(dataset: Dataset) -> dict[str, int]:
    """How many topics are above each, by id; ENDLESS for one that is broader than itself, by whatever way.

    Each is gone through once, however long a chain is.
    """
    above: dict[str, int] = {}
    for id in dataset.topics:
        at, way = id, dict[str, int]()
        while at in dataset.topics and at not in above and at not in way:
            way[at] = len(way)
            at = dataset.topics[at].broader
        line, circle = list(way), way.get(at, len(way))  # where the circle begins, if there is one
        above.update(dict.fromkeys(line[circle:], CYCLE))
        for one in reversed(line[:circle]):
            above[one] = above.get(dataset.topics[one].broader, -1) + 1
    return above


def _cited(dataset: Dataset, cite: Cite, where: KeyPath) -> References:
    """Citations of sources that are not there, or of paragraphs that such a source does not have."""
    for one in citation_list(cite):
        id, paragraph = split_citation(one)
        if id not in dataset.sources:
            yield (*where, "cite"), MissingReference("source", id, (dataset.sources,))
            continue
        count = dataset.sources[id].paragraphs
        if count and not paragraph:
            choice = f"'{id}#1' to '{id}#{count}'" if count > 1 else f"'{id}#1'"
            yield (*where, "cite"), f"'{one}' names no paragraph; write {choice}"
        elif count and paragraph and paragraph > count:
            yield (
                (*where, "cite"),
                f"'{one}' names a paragraph that is not there: '{id}' has {count}",
            )


def _known(
    what: str, ids: Sequence[str], choices: Mapping[str, AnyRecord], where: KeyPath
) -> References:
    for number, id in enumerate(ids):
        if id not in choices:
            yield (*where, number), MissingReference(what, id, (choices,))
