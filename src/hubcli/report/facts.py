"""The facts on a page, under headings of their topics where there are many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.model.claims import citation_list
from hubcli.model.dataset import Dataset, group
from hubcli.model.records import Actor, Fact
from hubcli.report.document import Item, Part, Section, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.records import Record

MIN_HEADED = 8  # facts of a page that has headings of topics
MIN_GROUP = 3  # facts below a heading
MIN_GROUPS = 2  # headings on a page that has any

HEADING = line("What the sources say")
OTHER = ""  # stands for the facts that share a topic with no other fact


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
    if len(groups.keys() - {OTHER}) < MIN_GROUPS:
        if facts:
            yield Section(HEADING, _items(dataset, facts))
        return
    yield Section(HEADING)
    for topic, members in groups.items():
        name = dataset.topics[topic].name if topic else "Other"
        yield Section(line(Part(name, "name")), _items(dataset, members), minor=True)


def _items(dataset: Dataset, facts: Sequence[PageFact]) -> tuple[Item, ...]:
    return tuple(fact_item(dataset, each.fact, each.subject) for each in facts)


def _group_by_topic(
    dataset: Dataset, record: Record, facts: Sequence[PageFact]
) -> dict[str, list[PageFact]]:
    """Return topic id → facts, in the order of the record's topics; `OTHER` comes last.

    A fact belongs to the first topic that `_headings` returns. If it is alone there, it goes to
    another of these topics where there are facts, or else to the broader topic and so on. Few facts
    are not grouped.
    """
    if len(facts) < MIN_HEADED:
        return {OTHER: list(facts)} if facts else {}
    headings = [_headings(dataset, record, each.fact) for each in facts]
    chosen = [next(iter(topics), OTHER) for topics in headings]
    counts = Counter(chosen)
    by_depth = group(
        (len(dataset.with_broader(topic)), number) for number, topic in enumerate(chosen)
    )
    for depth in range(max(by_depth), 0, -1):
        for number in by_depth.get(depth, ()):
            topic = chosen[number]
            if counts[topic] < MIN_GROUP:
                broader = dataset.topics[topic].broader  # empty, thus OTHER, at the top
                others = (other for other in headings[number] if other != topic and counts[other])
                chosen[number] = next(others, broader)
                counts.subtract((topic,))
                counts.update((chosen[number],))
                by_depth.setdefault(depth - 1, []).append(number)
    groups = group(zip(chosen, facts, strict=True))
    order = {OTHER: len(groups) + len(dataset.topics)}
    for topic in record.topics:
        for broader in dataset.with_broader(topic):
            order.setdefault(broader, len(order))
    return dict(sorted(groups.items(), key=lambda item: order.get(item[0], order[OTHER] - 1)))


def _headings(dataset: Dataset, record: Record, fact: Fact) -> list[str]:
    """Return the topics that a fact may stand below, the best first.

    These are the record's own topics that the fact has, or has a narrower topic of; then the
    broadest topics.
    """
    lineages = [dataset.with_broader(topic) for topic in fact.topics]
    own = (topic for lineage in lineages for topic in lineage if topic in record.topics)
    return list(dict.fromkeys((*own, *(lineage[-1] for lineage in lineages))))
