"""The columns of records, and those that the user chooses (`--columns`, `--sort`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from hubcli.errors import WrongUse
from hubcli.report.document import Column
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubcli.report.rows import JsonObject

# Columns of hubs and actors, in lists and in search hits.
RECORD_COLUMNS = (
    Column("id", "Id", width=24),
    Column("name", "Name", width=30),
    Column("type", "Type", rank=1, width=12),
    Column("hubs", "Hub", rank=2, width=12),
    Column("city", "Place", rank=3, width=10),
    Column("country", "Country", rank=4, width=7),
)
TOPICS = Column("topics", "Topics", width=24)
WEBSITE = Column("website", "Website", width=30)
SUMMARY = Column("summary", "Summary", width=40)
KIND = Column("kind", "Kind", width=6)

MAX_CHOSEN_WIDTH = 12  # cells that are enough for a column that was asked for


def find_column(name: str, columns: Sequence[Column], what: str) -> Column:
    """Return the column with this key or title. Raises WrongUse if `what` has no such column."""
    wanted = name.strip().lower()
    for column in columns:
        if wanted in (column.key, column.title.lower()):
            return column
    keys = [column.key for column in columns]
    raise WrongUse(
        f"There is no column '{name}' in {what}; there are {', '.join(keys)}",
        suggestions=nearest(name, keys, limit=1),
    )


def find_columns(names: Iterable[str], columns: Sequence[Column], what: str) -> tuple[Column, ...]:
    """Return the columns that are named, separated by commas, in this order and each once.

    Of the chosen columns the last is left out first where a terminal is narrow. Raises WrongUse
    for a name of no column.
    """
    chosen = (
        find_column(name, columns, what)
        for text in names
        for name in text.split(",")
        if name.strip()
    )
    return tuple(
        replace(column, rank=rank, width=min(column.width, MAX_CHOSEN_WIDTH))
        for rank, column in enumerate({column.key: column for column in chosen}.values())
    )


def keep_columns(rows: Iterable[JsonObject], columns: Sequence[Column]) -> list[JsonObject]:
    """Return the rows of JSON with the keys of the columns alone, in their order."""
    return [{column.key: row[column.key] for column in columns} for row in rows]
