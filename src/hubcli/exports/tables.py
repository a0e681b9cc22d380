"""The dataset as tables, for CSV and SQLite: their columns, and the rows of each."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.records import expand_aliases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hubcli.model.claims import Cite
    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record, Topic

Value = str | int | float | None
Row = tuple[Value, ...]


class Table(NamedTuple):
    """The columns of a table, each with its type and constraints in SQLite, and its rows."""

    columns: dict[str, str]
    rows: Callable[[Dataset], Iterator[Row]]


def join_ids(cite: Cite) -> str:
    """Return ids or citations as one text, separated by spaces."""
    return " ".join(citation_list(cite))


def entity_row(record: Record) -> Row:
    """Return the row of a hub or an actor."""
    place = record.place
    return (
        record.id,
        record.name,
        record.type,
        join_ids(record.hubs),
        record.summary,
        place.city if place else None,
        place.country if place else None,
        place.address if place else None,
        place.lat if place else None,
        place.lon if place else None,
        place.point if place else None,
        record.website,
        record.ror,
        record.wikidata,
        record.established,
        join_ids(record.topics),
        join_ids(record.cite),
    )


def _dataset(dataset: Dataset) -> Iterator[Row]:
    about = dataset.about
    yield about.title, str(about.updated), about.description, about.license


def _sources(dataset: Dataset) -> Iterator[Row]:
    for source in dataset.sources.values():
        yield (
            source.id,
            source.title,
            source.publisher,
            source.url,
            source.date,
            source.paragraphs,
        )


def _topics(dataset: Dataset) -> Iterator[Row]:
    return ((topic.id, topic.name, topic.broader or None) for topic in dataset.topics.values())


def _actor_hubs(dataset: Dataset) -> Iterator[Row]:
    return ((actor.id, hub) for actor in dataset.actors.values() for hub in actor.hubs)


def _aliases(dataset: Dataset) -> Iterator[Row]:
    named: Iterator[Record | Topic] = chain(dataset.records(), dataset.topics.values())
    for record in named:
        for alias in expand_aliases(record.aliases):
            cite = join_ids(alias.cite)
            yield record.kind, record.id, alias.name, alias.lang, alias.kind, alias.note, cite


def _facts(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        for number, fact in enumerate(record.facts, start=1):
            topics, cite = join_ids(fact.topics), join_ids(fact.cite)
            yield record.id, number, fact.text, fact.by or None, topics, cite


def _figures(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        for number, fact in enumerate(record.facts, start=1):
            if figure := fact.figure:
                of, cite = figure.of, join_ids(fact.cite)
                yield record.id, number, of, figure.value, figure.qualifier, figure.unit, cite


def _links(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        for link in record.links:
            cite = join_ids(link.cite)
            yield record.id, link.rel, link.to, link.role, link.since, link.until, cite


def _record_topics(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        yield from ((record.id, None, topic) for topic in record.topics)
        for number, fact in enumerate(record.facts, start=1):
            yield from ((record.id, number, topic) for topic in fact.topics)


def _citations(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        for claim in record.claims():
            text = record.name if claim.kind == "record" else claim.text
            for source, paragraph in map(split_citation, citation_list(claim.cite)):
                yield record.id, claim.kind, text, source, paragraph


_TEXT = "TEXT NOT NULL"
_RECORD = "TEXT NOT NULL REFERENCES records(id)"
_FACT = "INTEGER NOT NULL"  # the number of a fact within its record, from 1
_ENTITY = {
    "id": "TEXT PRIMARY KEY",
    "name": _TEXT,
    "type": _TEXT,
    "hubs": _TEXT,
    "summary": _TEXT,
    "city": "TEXT",
    "country": "TEXT",
    "address": "TEXT",
    "lat": "REAL",
    "lon": "REAL",
    "point": "TEXT",
    "website": _TEXT,
    "ror": _TEXT,
    "wikidata": _TEXT,
    "established": "INTEGER",
    "topics": _TEXT,
    "cite": _TEXT,
}

TABLES: dict[str, Table] = {
    "dataset": Table(
        {"title": _TEXT, "updated": _TEXT, "description": _TEXT, "license": _TEXT}, _dataset
    ),
    "sources": Table(
        {
            "id": "TEXT PRIMARY KEY",
            "title": _TEXT,
            "publisher": _TEXT,
            "url": _TEXT,
            "date": _TEXT,
            "paragraphs": "INTEGER",
        },
        _sources,
    ),
    "topics": Table(
        {"id": "TEXT PRIMARY KEY", "name": _TEXT, "broader": "TEXT REFERENCES topics(id)"}, _topics
    ),
    "hubs": Table(_ENTITY, lambda dataset: map(entity_row, dataset.hubs.values())),
    "actors": Table(_ENTITY, lambda dataset: map(entity_row, dataset.actors.values())),
    "actor-hubs": Table({"actor": _RECORD, "hub": _RECORD}, _actor_hubs),
    "aliases": Table(
        {
            "kind": _TEXT,  # of the record: a topic may have the id of a hub or an actor
            "of": _TEXT,
            "name": _TEXT,
            "lang": _TEXT,
            "use": _TEXT,
            "note": _TEXT,
            "cite": _TEXT,
        },
        _aliases,
    ),
    "facts": Table(
        {
            "record": _RECORD,
            "number": _FACT,
            "text": _TEXT,
            "by": "TEXT REFERENCES records(id)",
            "topics": _TEXT,
            "cite": _TEXT,
        },
        _facts,
    ),
    "figures": Table(
        {
            "record": _RECORD,
            "fact": _FACT,
            "of": _TEXT,
            "value": "NUMERIC",
            "qualifier": _TEXT,
            "unit": _TEXT,
            "cite": _TEXT,
        },
        _figures,
    ),
    "links": Table(
        {
            "record": _RECORD,
            "rel": _TEXT,
            "to": _RECORD,
            "role": _TEXT,
            "since": _TEXT,
            "until": _TEXT,
            "cite": _TEXT,
        },
        _links,
    ),
    "record-topics": Table(
        {"record": _RECORD, "fact": "INTEGER", "topic": "TEXT NOT NULL REFERENCES topics(id)"},
        _record_topics,
    ),
    "citations": Table(
        {
            "record": _RECORD,
            "what": _TEXT,
            "text": _TEXT,
            "source": "TEXT NOT NULL REFERENCES sources(id)",
            "paragraph": "INTEGER",
        },
        _citations,
    ),
}
