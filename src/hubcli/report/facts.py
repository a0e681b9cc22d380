"""The facts on a page, under headings of their topics where there are many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.model.claims import citation_list
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
OTHER = ""  # stands for the facts that share a topic with no other fact
FIRST = "*"  # stands for those of them that come before all others


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
    own = [{topic for topics in each for topic in topics if topic in order} for each in lineages]
    broadest = [{topics[-1] for topics in each} for each in lineages]
    groups: dict[str, list[int]] = {}
    left = list(range(len(facts)))
    for choices in (own, broadest):
        left = _take_largest(groups, left, choices, order)
    start = min((numbers[0] for numbers in groups.values()), default=0)
    ordered = {
        FIRST: [number for number in left if number < start],
        **dict(sorted(groups.items(), key=lambda group: group[1])),
        OTHER: [number for number in left if number >= start],
    }
    return {
        topic: [facts[number] for number in numbers]
        for topic, numbers in ordered.items()
        if numbers
    }


def _take_largest(
    groups: dict[str, list[int]],
    left: list[int],
    choices: Sequence[Collection[str]],
    order: Mapping[str, int],
) -> list[int]:
    """Add the group of the topic of most facts, then that of most of the others, and so on.

    Facts are numbers: `left` are those without a group, and `choices` gives the topics of each. The
    first in `order` wins among topics of equally many facts; one of more than half of all facts
    would say little. Returns the facts that are left.
    """
    totals = Counter(topic for number in left for topic in choices[number])
    useful = {topic for topic, total in totals.items() if 2 * total <= len(choices)}
    while len(groups) < MAX_GROUPS:
        counts = Counter(topic for number in left for topic in choices[number] if topic in useful)
        ranks = ((-count, order.get(topic, len(order)), topic) for topic, count in counts.items())
        count, _, topic = min(ranks, default=(0, 0, OTHER))
        if -count < MIN_GROUP:
            break
        groups[topic] = [number for number in left if topic in choices[number]]
        left = [number for number in left if topic not in choices[number]]
    return left
