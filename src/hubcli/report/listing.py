"""The lists of hubs, actors, topics and sources (`hubcli list`)."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, get_args

from hubcli.errors import WrongUse
from hubcli.model.claims import split_citation
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import Hub
from hubcli.report.document import Cell, Column, Report, Table
from hubcli.report.rows import (
    JsonObject,
    figure_row,
    source_row,
    summary_row,
    topic_names,
    topic_row,
)
from hubcli.report.topic_counts import count_by_topic
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Listable = Literal["hubs", "actors", "topics", "sources"]
LISTABLE: tuple[Listable, ...] = get_args(Listable)

MAX_TOPICS = 4  # the first topics of a hub, in its table; JSON has all of them
MAX_FIGURES = 3  # the first figures of a hub, in its table and in JSON

COLUMNS: dict[Listable, tuple[Column, ...]] = {
    "hubs": (
        Column("id", "Id", width=12),
        Column("name", "Name", width=20),
        Column("city", "Place", rank=2, width=10),
        Column("country", "Country", rank=4, width=7),
        Column("actors", "Actors", rank=3, width=6),
        Column("topics", "Strong in", rank=1, width=24),
        Column("figures", "Figures", rank=5, width=40),
    ),
    "actors": (
        Column("id", "Id", width=24),
        Column("name", "Name", width=30),
        Column("type", "Type", rank=1, width=12),
        Column("hubs", "Hub", rank=2, width=12),
        Column("city", "Place", rank=3, width=10),
        Column("country", "Country", rank=4, width=7),
    ),
    "topics": (
        Column("id", "Id", width=24),
        Column("name", "Name", width=30),
        Column("broader", "Part of", rank=3, width=20),
        Column("hubs", "Hubs", rank=1, width=4),
        Column("actors", "Actors", rank=2, width=6),
    ),
    "sources": (
        Column("id", "Id", width=24),
        Column("title", "Title", width=30),
        Column("publisher", "Publisher", rank=3, width=20),
        Column("date", "Date", rank=1, width=10),
        Column("claims", "Claims", rank=2, width=6),
    ),
}


def listing_report(
    dataset: Dataset, what: Listable, filters: Filters, *, sort: str = "", limit: int | None = None
) -> Report:
    """Return the list of one kind of record, at most `limit` of them.

    The filters select hubs and actors. Topics and sources are listed if a selected record uses
    them. `sort` is the key or the title of a column: texts ascend, numbers descend. Without it the
    list is sorted by name, and sources by id. Raises WrongUse if there is no such column.
    """
    key = _sort_key(what, sort or ("id" if what == "sources" else "name"))
    rows = sorted(_ROWS[what](dataset, filters), key=lambda row: _sort_value(row[key]))[:limit]
    cells = tuple(
        tuple(_cell(dataset, column.key, row[column.key]) for column in COLUMNS[what])
        for row in rows
    )
    return Report(title=(), table=Table(COLUMNS[what], cells), data=rows)


def _sort_key(what: Listable, sort: str) -> str:
    """Return the key of the column that `--sort` names by key or title. Raises WrongUse."""
    keys = [column.key for column in COLUMNS[what]]
    by_title = {column.title.lower(): column.key for column in COLUMNS[what]}
    key = sort if sort in keys else by_title.get(sort.lower())
    if key is None:
        raise WrongUse(
            f"There is no column '{sort}' in {what}; there are {', '.join(keys)}",
            suggestions=nearest(sort, keys, limit=1),
        )
    return key


def _sort_value(value: object) -> tuple[float, str]:
    """Return a value to sort by: numbers descending, texts ascending without regard to case."""
    if isinstance(value, int):
        return -value, ""
    return 0, str(value).casefold()


def _hub_rows(dataset: Dataset, filters: Filters) -> Iterator[JsonObject]:
    for hub in dataset.select_hubs(filters):
        figures = [figure_row(*figure) for figure in islice(hub.figures(), MAX_FIGURES)]
        yield {**summary_row(hub), "actors": dataset.count_actors(hub.id), "figures": figures}


def _actor_rows(dataset: Dataset, filters: Filters) -> Iterator[JsonObject]:
    # Without filters the hubs need not be read.
    records = dataset.actors.values() if filters == Filters() else dataset.select(filters)
    return (summary_row(record) for record in records if not isinstance(record, Hub))


def _topic_rows(dataset: Dataset, filters: Filters) -> Iterator[JsonObject]:
    for id, count in count_by_topic(dataset, filters).items():
        if count.records or filters == Filters():
            topic = topic_row(dataset.topics[id])
            yield {**topic, "hubs": len(count.hubs), "actors": count.actors}


def _source_rows(dataset: Dataset, filters: Filters) -> Iterator[JsonObject]:
    claims = Counter(
        split_citation(cite)[0] for record in dataset.select(filters) for cite in record.citations()
    )
    for source in dataset.sources.values():
        if claims[source.id] or filters == Filters():
            yield {**source_row(source), "claims": claims[source.id]}


_ROWS: dict[Listable, Callable[[Dataset, Filters], Iterator[JsonObject]]] = {
    "hubs": _hub_rows,
    "actors": _actor_rows,
    "topics": _topic_rows,
    "sources": _source_rows,
}


def _cell(dataset: Dataset, column: str, value: Any) -> Cell:
    if column == "topics":
        return topic_names(dataset, value[:MAX_TOPICS])
    if column == "figures":
        return "; ".join(f"{figure['amount']} {figure['of']}" for figure in value)
    return ", ".join(value) if isinstance(value, tuple) else value
