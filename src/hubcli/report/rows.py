"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubcli.model.records import (
    Fact,
    Figure,
    Record,
    Source,
    Tie,
    citation_list,
)

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset

JsonObject = dict[str, Any]  # column key → value; the object that JSON prints


def summary_row(record: Record) -> JsonObject:
    """What every list and every hit says of a record: the keys are a contract, see docs/json.md."""
    place = record.place
    return {
        "kind": record.kind,
        "id": record.id,
        "name": record.name,
        "type": record.type,
        "hubs": list(record.hubs),
        "country": place.country if place else "",
        "city": place.city if place else "",
        "summary": record.summary,
        "topics": list(record.topics),
        "website": record.website,
    }


def subtitle(dataset: Dataset, record: Record) -> str:
    """What stands after a record's name in a list of several: `network · Kuopio`."""
    return " · ".join(
        (record.type, *(dataset.hubs[id].name for id in record.hubs if id != record.id))
    )


def figure_row(fact: Fact, figure: Figure) -> JsonObject:
    """A figure as JSON has it, with the fact that states it."""
    return {
        "of": figure.of,
        "value": figure.value,
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "amount": figure.amount,
        "text": fact.text,
        "cite": list(citation_list(fact.cite)),
    }


def tie_row(tie: Tie) -> JsonObject:
    """A tie as JSON has it."""
    return {
        "rel": tie.rel,
        "to": tie.other.id,
        "kind": tie.other.kind,
        "name": tie.other.name,
        "role": tie.link.role,
        "since": tie.link.since,
        "until": tie.link.until,
        "stated": "here" if tie.stated_here else "there",
        "cite": list(citation_list(tie.link.cite)),
    }


def source_row(source: Source) -> JsonObject:
    """A source as JSON has it."""
    return {
        "kind": source.kind,
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "date": source.date,
        "paragraphs": source.paragraphs,
    }
