"""What `hubcli list` answers: hubs, actors, topics or sources as rows, filtered, sorted and limited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

from hubcli.errors import WrongUse
from hubcli.filters import hubs as chosen_hubs
from hubcli.model import Dataset, Fact, Figure, Filters, Hub, Record, Source, Tie, cites, full, split_cite
from hubcli.report import Cell, Column, Report, Table
from hubcli.text import nearest

What = Literal["hubs", "actors", "topics", "sources"]
WHATS: tuple[What, ...] = get_args(What)
Row = dict[str, Any]  # column key → value; the object that JSON prints

# How many of a hub's topics and figures a list shows: the first ones of its record. JSON has all topics.
TOP_TOPICS = 4
TOP_FIGURES = 3

COLUMNS: dict[What, tuple[Column, ...]] = {
    "hubs": (
        Column("id", "Id"),
        Column("name", "Name"),
        Column("city", "Place"),
        Column("country", "Country"),
        Column("topics", "Strong in"),
        Column("actors", "Actors"),
        Column("figures", "Figures"),
    ),
    "actors": (
        Column("id", "Id"),
        Column("name", "Name"),
        Column("type", "Type"),
        Column("hubs", "Hub"),
        Column("city", "Place"),
        Column("country", "Country"),
    ),
    "topics": (
        Column("id", "Id"),
        Column("name", "Name"),
        Column("broader", "Part of"),
        Column("hubs", "Hubs"),
        Column("actors", "Actors"),
    ),
    "sources": (
        Column("id", "Id"),
        Column("title", "Title"),
        Column("publisher", "Publisher"),
        Column("date", "Date"),
        Column("claims", "Claims"),
    ),
}


def listing(dataset: Dataset, what: What, filters: Filters, *, sort: str = "", limit: int | None = None) -> Report:
    """The rows of one kind. Filters choose hubs and actors; topics and sources are those that the chosen ones use.

    Sorted by name (a source by id), or by the column `sort`: texts from A, numbers from the largest. Raises WrongUse
    for a column that is not there.
    """
    rows = list(_ROWS[what](dataset, filters))
    columns = COLUMNS[what]
    by = sort or ("id" if what == "sources" else "name")
    keys = [column.key for column in columns]
    if by not in keys:
        by = next((column.key for column in columns if column.title.lower() == by.lower()), by)
    if by not in keys:
        raise WrongUse(
            f"'{sort}' is no column of {what}, which has {', '.join(keys)}", suggestions=nearest(sort, keys, most=1)
        )
    rows.sort(key=lambda row: _order(row[by]))
    rows = rows[:limit]
    cells = tuple(tuple(_cell(dataset, column.key, row[column.key]) for column in columns) for row in rows)
    return Report(title=(), table=Table(columns, cells), data=rows)


def brief(record: Record) -> Row:
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


def told(dataset: Dataset, record: Record) -> str:
    """What stands after a record's name in a list of several: `network · Kuopio`."""
    return " · ".join((record.type, *(dataset.hubs[id].name for id in record.hubs if id != record.id)))


def figure_row(fact: Fact, figure: Figure) -> Row:
    """A figure as JSON has it, with the fact that states it."""
    return {
        "of": figure.of,
        "value": figure.value,
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "amount": figure.amount,
        "text": fact.text,
        "cite": list(cites(fact.cite)),
    }


def tie_row(tie: Tie) -> Row:
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
        "cite": list(cites(tie.link.cite)),
    }


def _hubs(dataset: Dataset, filters: Filters) -> Iterator[Row]:
    for hub in chosen_hubs(dataset, filters):
        figures = [figure_row(fact, figure) for fact, figure in list(hub.figures())[:TOP_FIGURES]]
        yield {**brief(hub), "actors": len(dataset.actors_of[hub.id]), "figures": figures}


def _actors(dataset: Dataset, filters: Filters) -> Iterator[Row]:
    chosen = dataset.actors.values() if filters == Filters() else dataset.select(filters)
    return (brief(record) for record in chosen if not isinstance(record, Hub))


def _topics(dataset: Dataset, filters: Filters) -> Iterator[Row]:
    hubs: Counter[str] = Counter()
    actors: Counter[str] = Counter()
    for record in dataset.select(filters):
        (hubs if isinstance(record, Hub) else actors).update(record.all_topics())
    for topic in dataset.topics.values():
        if hubs[topic.id] or actors[topic.id] or filters == Filters():
            yield {
                "kind": topic.kind,
                "id": topic.id,
                "name": topic.name,
                "aliases": [alias.name for alias in full(topic.aliases)],
                "broader": topic.broader,
                "hubs": hubs[topic.id],
                "actors": actors[topic.id],
            }


def _sources(dataset: Dataset, filters: Filters) -> Iterator[Row]:
    claims = Counter(split_cite(cite)[0] for record in dataset.select(filters) for cite in record.citations())
    for source in dataset.sources.values():
        if claims[source.id] or filters == Filters():
            yield {**source_row(source), "claims": claims[source.id]}


def source_row(source: Source) -> Row:
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


_ROWS: dict[What, Callable[[Dataset, Filters], Iterator[Row]]] = {
    "hubs": _hubs,
    "actors": _actors,
    "topics": _topics,
    "sources": _sources,
}


def _order(value: object) -> tuple[float, str]:
    if isinstance(value, int):
        return -value, ""
    return 0, str(value).casefold()


def _cell(dataset: Dataset, column: str, value: Any) -> Cell:
    if column == "topics":
        return ", ".join(dataset.topics[id].name for id in value[:TOP_TOPICS])
    if column == "figures":
        return "; ".join(f"{figure['amount']} {figure['of']}" for figure in value)
    return ", ".join(value) if isinstance(value, list) else value
