"""Short forms of records, links, figures and sources: objects for JSON, and a line of text.

The keys of the objects are a contract with the programs that read them, see docs/json.md: keys may
be added, but none may be renamed or removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubcli.model.claims import citation_list
from hubcli.model.records import expand_aliases
from hubcli.report.document import Line, Part, line, note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Fact, Figure, Record, Source, Tie, Topic

JsonObject = dict[str, Any]


def summary_row(record: Record) -> JsonObject:
    """Return a hub or an actor as it is in every list of records and every search hit."""
    place = record.place
    return {
        "kind": record.kind,
        "id": record.id,
        "name": record.name,
        "type": record.type,
        "hubs": record.hubs,
        "country": place.country if place else "",
        "city": place.city if place else "",
        "summary": record.summary,
        "topics": record.topics,
        "website": record.website,
    }


def figure_row(fact: Fact, figure: Figure) -> JsonObject:
    """Return a figure with the text and the citations of the fact that states it."""
    return {
        "of": figure.of,
        "value": figure.value,
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "amount": figure.amount,
        "text": fact.text,
        "cite": citation_list(fact.cite),
    }


def figure_line(figure: Figure) -> Line:
    """Return a figure in words: `almost 20,000 students`, or with a unit `area 5 ha`."""
    amount = Part(figure.amount, "name")
    return line(f"{figure.of} ", amount) if figure.unit else line(amount, f" {figure.of}")


def tie_row(tie: Tie) -> JsonObject:
    """Return a link as one of its two ends sees it; `stated` is `here` if this end states it."""
    return {
        "rel": tie.rel,
        "to": tie.other.id,
        "kind": tie.other.kind,
        "name": tie.other.name,
        "role": tie.link.role,
        "since": tie.link.since,
        "until": tie.link.until,
        "stated": "here" if tie.stated_here else "there",
        "cite": citation_list(tie.link.cite),
    }


def topic_row(topic: Topic) -> JsonObject:
    """Return a topic as it is in the list of topics and on its page."""
    return {
        "kind": topic.kind,
        "id": topic.id,
        "name": topic.name,
        "aliases": [alias.name for alias in expand_aliases(topic.aliases)],
        "broader": topic.broader,
    }


def source_row(source: Source) -> JsonObject:
    """Return a source as it is in the list of sources and at the end of other objects."""
    return {
        "kind": source.kind,
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "date": source.date,
        "paragraphs": source.paragraphs,
    }


def subtitle(dataset: Dataset, record: Record) -> str:
    """Return the type and the hubs of a record, to put after its name: `network · Kuopio`."""
    return " · ".join((record.type, *hub_names(dataset, record)))


def record_heading(dataset: Dataset, record: Record) -> Line:
    """Return the name of a record, its type and hubs, and its id, as the heading of a section."""
    return line(Part(record.name, "name"), note(subtitle(dataset, record)), note(record.id))


def hub_names(dataset: Dataset, record: Record) -> list[str]:
    """Return the names of an actor's hubs; none for a hub."""
    return [dataset.hubs[id].name for id in record.hubs if id != record.id]


def topic_names(dataset: Dataset, ids: Iterable[str]) -> str:
    """Return the names of topics, separated by commas."""
    return ", ".join(dataset.topics[id].name for id in ids)
