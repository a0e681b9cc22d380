"""The facts on a page, under headings of their topics where there are many."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.model.claims import citation_list
from hubcli.model.dataset import group
from hubcli.model.records import Actor, Fact
from hubcli.report.document import Item, Part, Section, line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record

MIN_HEADED = 8  # facts of a page that has headings of topics
MIN_GROUP = 2  # facts below a heading
MAX_GROUPS = 8  # headings on a page
MIN_GROUPS = 2  # headings on a page that has any

HEADING = line("What the sources say")
FIRST = "*"  # stands for the facts without a group that come before all facts with one
OTHER = ""  # stands for the other facts without a group


class PageFact(Struct, frozen=True):
    """A fact on a page, and the actor that it is about if this is not the page's own record."""

    fact: Fact
    actor: Actor | None = None

    @property
    def subject(self) -> str:
        """The actor's name with a colon, unless the text says whom it is about: `VTT: `."""
        if not self.actor or any(name in self.fact.text for name in self.actor.names()):
            return ""
        return f"{self.actor.name}: "


def page_facts(dataset: Dataset, record: Record) -> list[PageFact]:
    """Return the facts of a record, and for a hub also those of its actors that belong there."""
    facts = [PageFact(fact) for fact in record.facts]
    if record.kind == "hub":
        facts += (PageFact(fact, actor) for actor, fact in dataset.actor_facts(record.id))
    return facts


def fact_item(dataset: Dataset, fact: Fact, subject: str = "") -> Item:
    """Return a fact as an item, with the person it quotes: `• It is the best. — Ann O'Neil [1]`."""
    speaker = (Part(f" — {dataset.actors[fact.by].name}", "dim"),) if fact.by else ()
    return Item("•", line(f"{subject}{fact.text}", *speaker), citation_list(fact.cite))


def fact_sections(dataset: Dataset, record: Record) -> Iterator[Section]:
    """Yield the facts of a record: as one section, or if they are many, by topic."""
    facts = page_facts(dataset, record)
    groups = _group_by_topic(dataset, record, facts)
    if len(groups.keys() - {FIRST, OTHER}) < MIN_GROUPS:
        groups = {FIRST: facts} if facts else {}
    if groups:
        yield Section(HEADING, _items(dataset, groups.pop(FIRST, ())))
    for topic, members in groups.items():
        name = dataset.topics[topic].name if topic else "Other"
        yield Section(line(Part(name, "name")), _items(dataset, members), minor=True)


def _items(dataset: Dataset, facts: Sequence[PageFact]) -> tuple[Item, ...]:
    return tuple(fact_item(dataset, each.fact, each.subject) for each in facts)


def _group_by_topic(
    dataset: Dataset, record: Record, facts: Sequence[PageFact]
) -> dict[str, list[PageFact]]:
    """Return topic id → facts, in the order of their first facts, which is that of importance.

    The groups are of the record's own topics, then, among the facts left over, of the broadest
    topics. What is left then is `FIRST` and `OTHER`. Few facts are not grouped.
    """
    if len(facts) < MIN_HEADED:
        return {}
    order = {topic: number for number, topic in enumerate(record.topics)}
    lineages = [[dataset.with_broader(topic) for topic in each.fact.topics] for each in facts]
    own = [order.keys() & chain.from_iterable(each) for each in lineages]
    broadest = [{topics[-1] for topics in each} for each in lineages]
    groups: dict[str, list[int]] = {}
    left = set(range(len(facts)))
    for topics_of in (own, broadest):
        _take_largest(groups, left, topics_of, order)
    return {
        topic: [facts[number] for number in numbers]
        for topic, numbers in _in_order(groups, sorted(left)).items()
        if numbers
    }


def _take_largest(
    groups: dict[str, list[int]],
    left: set[int],
    topics_of: Sequence[Collection[str]],
    order: Mapping[str, int],
) -> None:
    """Move the facts of the topic of most facts to a group, then of most of the others, and so on.

    Facts are numbers: `left` are those without a group, and `topics_of` gives the topics of each.
    The first in `order` wins among topics of equally many facts; one of more than half of all facts
    would say little.
    """
    by_topic = group((topic, number) for number in left for topic in topics_of[number])
    members = {
        topic: set(numbers)
        for topic, numbers in by_topic.items()
        if 2 * len(numbers) <= len(topics_of)
    }
    while members and len(groups) < MAX_GROUPS:
        *_, topic = min(
            (-len(numbers), order.get(topic, len(order)), topic)
            for topic, numbers in members.items()
        )
        taken = members[topic]
        if len(taken) < MIN_GROUP:
            break
        groups[topic] = sorted(taken)
        left -= taken
        members = {topic: numbers - taken for topic, numbers in members.items()}


def _in_order(groups: Mapping[str, list[int]], left: Sequence[int]) -> dict[str, list[int]]:
    """Return the groups in the order of their first facts, between `FIRST` and `OTHER`."""
    start = min(map(min, groups.values()), default=0)
    return {
        FIRST: [number for number in left if number < start],
        **dict(sorted(groups.items(), key=lambda item: item[1])),
        OTHER: [number for number in left if number >= start],
    }
