"""TODO."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, get_args

from hubcli.errors import WrongUse
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import (
    Hub,
    expand_aliases,
    split_citation,
)
from hubcli.report.document import Cell, Column, Report, Table
from hubcli.report.rows import JsonObject, figure_row, source_row, summary_row
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Listable = Literal["hubs", "actors", "topics", "sources"]
LISTABLE: tuple[Listable, ...] = get_args(Listable)

# How many of a hub's topics and figures a list shows: the first ones of its record. JSON has all topics.
TOP_TOPICS = 4
TOP_FIGURES = 3

COLUMNS: dict[Listable, tuple[Column, ...]] = {
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


def listing_report(
    dataset: Dataset, what: Listable, filters: Filters, *, sort: str = "", limit: int | None = None
) -> Report:
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
            f"'{sort}' is no column of {what}, which has {', '.join(keys)}",
            suggestions=nearest(sort, keys, most=1),
        )
    rows.sort(key=lambda row: _order(row[by]))
    rows = rows[:limit]
    cells = tuple(
        tuple(_cell(dataset, column.key, row[column.key]) for column in columns) for row in rows
    )
    return Report(title=(), table=Table(columns, cells), data=rows)


def _hubs(dataset: Dataset, filters: Filters) -> Iterator[JsonObject]:
    for hub in dataset.select_hubs(filters):
        figures = [figure_row(fact, figure) for fact, figure in list(hub.figures())[:TOP_FIGURES]]
        yield {**summary_row(hub), "actors": dataset.count_actors(hub.id), "figures": figures}


def _actors(dataset: Dataset, filters: Filters) -> Iterator[JsonObject]:
    chosen = dataset.actors.values() if filters == Filters() else dataset.select(filters)
    return (summary_row(record) for record in chosen if not isinstance(record, Hub))


def _topics(dataset: Dataset, filters: Filters) -> Iterator[JsonObject]:
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
                "aliases": [alias.name for alias in expand_aliases(topic.aliases)],
                "broader": topic.broader,
                "hubs": hubs[topic.id],
                "actors": actors[topic.id],
            }


def _sources(dataset: Dataset, filters: Filters) -> Iterator[JsonObject]:
    claims = Counter(
        split_citation(cite)[0] for record in dataset.select(filters) for cite in record.citations()
    )
    for source in dataset.sources.values():
        if claims[source.id] or filters == Filters():
            yield {**source_row(source), "claims": claims[source.id]}


_ROWS: dict[Listable, Callable[[Dataset, Filters], Iterator[JsonObject]]] = {
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
