"""The lists of hubs, actors, topics and sources (`hubcli list`)."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, get_args

from hubcli.model.claims import split_citation
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import Hub
from hubcli.report.columns import (
    KIND,
    RECORD_COLUMNS,
    SUMMARY,
    TOPICS,
    WEBSITE,
    find_column,
    find_columns,
    keep_columns,
)
from hubcli.report.document import Cell, Column, Part, Report, Table, line, note
from hubcli.report.rows import (
    JsonObject,
    figure_row,
    source_row,
    summary_row,
    topic_names,
    topic_row,
)
from hubcli.report.topic_counts import COUNTS_NOTE, count_by_topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Listable = Literal["hubs", "actors", "topics", "sources"]
LISTABLE: tuple[Listable, ...] = get_args(Listable)

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
    "actors": RECORD_COLUMNS,
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


# Beside those above, for --columns and --sort.
MORE_COLUMNS: dict[Listable, tuple[Column, ...]] = {
    "hubs": (*RECORD_COLUMNS[2:4], WEBSITE, SUMMARY, KIND),
    "actors": (TOPICS, WEBSITE, SUMMARY, KIND),
    "topics": (Column("aliases", "Also", width=24), KIND),
    "sources": (
        Column("url", "Website", width=30),
        Column("paragraphs", "Paragraphs", width=10),
        KIND,
    ),
}


def all_columns(what: Listable) -> tuple[Column, ...]:
    """Return the columns that a list can have; `COLUMNS` are those that it has by default."""
    return (*COLUMNS[what], *MORE_COLUMNS[what])


def listing_report(
    dataset: Dataset,
    what: Listable,
    filters: Filters,
    *,
    columns: Sequence[str] = (),
    sort: str = "",
    limit: int | None = None,
) -> Report:
    """Return the list of one kind of record, at most `limit` of them.

    Filters select hubs and actors. Topics and sources are listed if a selected record uses
    them. `columns` are keys or titles, separated by commas, and `sort` is one of them: texts
    ascend, numbers descend. Without it the list is sorted by name, and sources by id. Raises
    WrongUse if there is no such column.
    """
    offered = all_columns(what)
    chosen = find_columns(columns, offered, what)
    key = find_column(sort or ("id" if what == "sources" else "name"), offered, what).key
    rows = sorted(_ROWS[what](dataset, filters), key=lambda row: _sort_value(row[key]))[:limit]
    cells = tuple(
        tuple(_cell(dataset, column, row[column.key]) for column in chosen or COLUMNS[what])
        for row in rows
    )
    table = Table(chosen or COLUMNS[what], cells, mention_hidden=bool(chosen))
    data = keep_columns(rows, chosen) if chosen else rows
    title = line(Part("Topics", "name"), note(COUNTS_NOTE)) if what == "topics" else ()
    return Report(title, table, data)


def _sort_value(value: object) -> tuple[float, str]:
    """Return a value to sort by: numbers descending, texts ascending without regard to case."""
    if isinstance(value, int):
        return -value, ""
    return 0, str(value or "").casefold()


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


def _cell(dataset: Dataset, column: Column, value: Any) -> Cell:
    if column.key == "topics":
        return topic_names(dataset, value)
    if column.key == "figures":
        return "; ".join(f"{figure['amount']} {figure['of']}" for figure in value)
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, (list, tuple)) else value
