"""The dataset as tables: which there are, their columns, and the rows of each. Shared by CSV and SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.records import Cite, Record, Topic, citation_list, expand_aliases, split_citation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hubcli.model.dataset import Dataset

Value = str | int | float | None
Row = tuple[Value, ...]


class Table(NamedTuple):
    """A table: its columns, each with what SQLite is told of it, and its rows."""

    columns: dict[str, str]
    rows: Callable[[Dataset], Iterator[Row]]


_RECORD = "TEXT NOT NULL REFERENCES records(id)"
_FACT = "INTEGER NOT NULL"  # from 1, by record
_ENTITY = {
    "id": "TEXT PRIMARY KEY",
    "name": "TEXT NOT NULL",
    "type": "TEXT NOT NULL",
    "hubs": "TEXT NOT NULL",
    "summary": "TEXT NOT NULL",
    "city": "TEXT",
    "country": "TEXT",
    "address": "TEXT",
    "lat": "REAL",
    "lon": "REAL",
    "point": "TEXT",
    "website": "TEXT NOT NULL",
    "ror": "TEXT NOT NULL",
    "wikidata": "TEXT NOT NULL",
    "established": "INTEGER",
    "topics": "TEXT NOT NULL",
    "cite": "TEXT NOT NULL",
}


def several(cite: Cite) -> str:
    """Ids or citations in one cell: none of them has a space."""
    return " ".join(citation_list(cite))


def entity(record: Record) -> Row:
    """A hub or an actor as a row."""
    place = record.place
    where = (
        (place.city, place.country, place.address, place.lat, place.lon, place.point)
        if place
        else (None,) * 6
    )
    return (
        *(
            record.id,
            record.name,
            record.type,
            several(record.hubs),
            record.summary,
            *where,
            record.website,
        ),
        *(
            record.ror,
            record.wikidata,
            record.established,
            several(record.topics),
            several(record.cite),
        ),
    )


def _dataset(dataset: Dataset) -> Iterator[Row]:
    about = dataset.about
    yield about.title, str(about.updated), about.description, about.license


def _sources(dataset: Dataset) -> Iterator[Row]:
    for one in dataset.sources.values():
        yield one.id, one.title, one.publisher, one.url, one.date, one.paragraphs


def _topics(dataset: Dataset) -> Iterator[Row]:
    return ((topic.id, topic.name, topic.broader or None) for topic in dataset.topics.values())


def _hubs(dataset: Dataset) -> Iterator[Row]:
    return map(entity, dataset.hubs.values())


def _actors(dataset: Dataset) -> Iterator[Row]:
    return map(entity, dataset.actors.values())


def _actor_hubs(dataset: Dataset) -> Iterator[Row]:
    return ((actor.id, hub) for actor in dataset.actors.values() for hub in actor.hubs)


def _aliases(dataset: Dataset) -> Iterator[Row]:
    named: list[Iterator[Record | Topic]] = [dataset.records(), iter(dataset.topics.values())]
    for records in named:
        for one in records:
            for alias in expand_aliases(one.aliases):
                yield (
                    one.kind,
                    one.id,
                    alias.name,
                    alias.lang,
                    alias.kind,
                    alias.note,
                    several(alias.cite),
                )


def _facts(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        for number, fact in enumerate(record.facts, start=1):
            yield (
                record.id,
                number,
                fact.text,
                fact.by or None,
                several(fact.topics),
                several(fact.cite),
            )


def _figures(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        for number, fact in enumerate(record.facts, start=1):
            if its := fact.figure:
                yield (
                    record.id,
                    number,
                    its.of,
                    its.value,
                    its.qualifier,
                    its.unit,
                    several(fact.cite),
                )


def _links(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        for link in record.links:
            yield (
                record.id,
                link.rel,
                link.to,
                link.role,
                link.since,
                link.until,
                several(link.cite),
            )


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


TABLES: dict[str, Table] = {
    "dataset": Table(
        {
            "title": "TEXT NOT NULL",
            "updated": "TEXT NOT NULL",
            "description": "TEXT NOT NULL",
            "license": "TEXT NOT NULL",
        },
        _dataset,
    ),
    "sources": Table(
        {
            "id": "TEXT PRIMARY KEY",
            "title": "TEXT NOT NULL",
            "publisher": "TEXT NOT NULL",
            "url": "TEXT NOT NULL",
            "date": "TEXT NOT NULL",
            "paragraphs": "INTEGER",
        },
        _sources,
    ),
    "topics": Table(
        {
            "id": "TEXT PRIMARY KEY",
            "name": "TEXT NOT NULL",
            "broader": "TEXT REFERENCES topics(id)",
        },
        _topics,
    ),
    "hubs": Table(_ENTITY, _hubs),
    "actors": Table(_ENTITY, _actors),
    "actor-hubs": Table({"actor": _RECORD, "hub": _RECORD}, _actor_hubs),
    "aliases": Table(
        {
            "kind": "TEXT NOT NULL",  # of what goes by it: an id may be that of a record and of a topic
            "of": "TEXT NOT NULL",
            "name": "TEXT NOT NULL",
            "lang": "TEXT NOT NULL",
            "use": "TEXT NOT NULL",
            "note": "TEXT NOT NULL",
            "cite": "TEXT NOT NULL",
        },
        _aliases,
    ),
    "facts": Table(
        {
            "record": _RECORD,
            "number": _FACT,
            "text": "TEXT NOT NULL",
            "by": "TEXT REFERENCES records(id)",
            "topics": "TEXT NOT NULL",
            "cite": "TEXT NOT NULL",
        },
        _facts,
    ),
    "figures": Table(
        {
            "record": _RECORD,
            "fact": _FACT,
            "of": "TEXT NOT NULL",
            "value": "NUMERIC NOT NULL",
            "qualifier": "TEXT NOT NULL",
            "unit": "TEXT NOT NULL",
            "cite": "TEXT NOT NULL",
        },
        _figures,
    ),
    "links": Table(
        {
            "record": _RECORD,
            "rel": "TEXT NOT NULL",
            "to": _RECORD,
            "role": "TEXT NOT NULL",
            "since": "TEXT NOT NULL",
            "until": "TEXT NOT NULL",
            "cite": "TEXT NOT NULL",
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
            "what": "TEXT NOT NULL",
            "text": "TEXT NOT NULL",
            "source": "TEXT NOT NULL REFERENCES sources(id)",
            "paragraph": "INTEGER",
        },
        _citations,
    ),
}
