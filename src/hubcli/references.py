"""Whether everything that a record names is in the dataset: sources and their paragraphs, topics, hubs, actors.

Each function yields faults, as the path of the name in its file and a message; `load` gives them their line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hubcli.model import Anything, Cite, Dataset, Entity, Topic, cites, full, split_cite

Where = tuple[str | int, ...]  # a path into the file: ("hubs", "kuopio", "facts", 0, "cite")
Fault = tuple[Where, str]


def dangling(dataset: Dataset) -> Iterator[Fault]:
    """Each place where a record names something that is not there."""
    for topic in dataset.topics.values():
        yield from _broader(dataset, topic)
    for hub in dataset.hubs.values():
        yield from _entity(dataset, hub, ("hubs", hub.id))
    for actor in dataset.actors.values():
        yield from _entity(dataset, actor, ("actors", actor.id))
        yield from _known("hub", actor.hubs, dataset.hubs, ("actors", actor.id, "hubs"))


def _entity(dataset: Dataset, record: Entity, where: Where) -> Iterator[Fault]:
    yield from _cited(dataset, record.cite, where)
    yield from _known("topic", record.topics, dataset.topics, (*where, "topics"))
    for number, alias in enumerate(full(record.aliases)):
        yield from _cited(dataset, alias.cite, (*where, "aliases", number))
    for number, fact in enumerate(record.facts):
        at = (*where, "facts", number)
        yield from _cited(dataset, fact.cite, at)
        yield from _known("topic", fact.topics, dataset.topics, (*at, "topics"))
        if fact.by and fact.by not in dataset.actors:
            yield (*at, "by"), _absent("actor", fact.by, dataset.actors)
    for number, link in enumerate(record.links):
        at = (*where, "links", number)
        yield from _cited(dataset, link.cite, at)
        if link.to not in dataset.hubs and link.to not in dataset.actors:
            yield (*at, "to"), _absent("hub or actor", link.to, dataset.hubs, dataset.actors)


def _broader(dataset: Dataset, topic: Topic) -> Iterator[Fault]:
    where = ("topics", topic.id, "broader")
    if topic.broader and topic.broader not in dataset.topics:
        yield where, _absent("topic", topic.broader, dataset.topics)
    above, seen = topic.broader, {topic.id}
    while above in dataset.topics and above not in seen:
        seen.add(above)
        above = dataset.topics[above].broader
    if above == topic.id:
        way = f", by way of '{topic.broader}'" if topic.broader != topic.id else ""
        yield where, f"'{topic.id}' is broader than itself{way}"


def _cited(dataset: Dataset, cite: Cite, where: Where) -> Iterator[Fault]:
    """Citations of sources that are not there, or of paragraphs that such a source does not have."""
    for one in cites(cite):
        id, paragraph = split_cite(one)
        if id not in dataset.sources:
            yield (*where, "cite"), _absent("source", id, dataset.sources)
            continue
        count = dataset.sources[id].paragraphs
        if count and not paragraph:
            choice = f"'{id}#1' to '{id}#{count}'" if count > 1 else f"'{id}#1'"
            yield (*where, "cite"), f"'{one}' names no paragraph; write {choice}"
        elif count and paragraph and paragraph > count:
            yield (*where, "cite"), f"'{one}' names a paragraph that is not there: '{id}' has {count}"


def _known(what: str, ids: Sequence[str], choices: Mapping[str, Anything], where: Where) -> Iterator[Fault]:
    for number, id in enumerate(ids):
        if id not in choices:
            yield (*where, number), _absent(what, id, choices)


def _absent(what: str, name: str, *choices: Mapping[str, Anything]) -> str:
    """The message, with the id of the one whose id, name or alias comes nearest."""
    from hubcli.text import nearest  # noqa: PLC0415  only where something is wrong

    called = {other: id for those in choices for id, one in those.items() for other in (*one.names(), id)}
    found = nearest(name, called, most=1)
    return f"there is no {what} '{name}'" + (f"; did you mean '{called[found[0]]}'?" if found else "")
