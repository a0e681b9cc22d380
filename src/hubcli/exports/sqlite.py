"""An SQLite database: the tables with their foreign keys, and full-text search.

Hubs and actors are one table, `records`, as links lead to either; `hubs` and `actors` are views of
it. The full-text tables are external-content tables, which Datasette recognises.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hubcli.errors import CannotWrite
from hubcli.exports.tables import TABLES, entity_row
from hubcli.model.records import expand_aliases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hubcli.exports.tables import Row
    from hubcli.model.dataset import Dataset

_VIEWS = """
    CREATE VIEW hubs AS SELECT * FROM records WHERE type = 'hub';
    CREATE VIEW actors AS SELECT * FROM records WHERE type <> 'hub';
"""
_SEARCH = """
    CREATE VIRTUAL TABLE records_fts USING fts5(
        name, aliases, summary, content="records", tokenize="porter unicode61 remove_diacritics 2"
    );
    CREATE VIRTUAL TABLE facts_fts USING fts5(
        text, content="facts", tokenize="porter unicode61 remove_diacritics 2"
    );
    INSERT INTO records_fts(records_fts) VALUES ('rebuild');
    INSERT INTO facts_fts(facts_fts) VALUES ('rebuild');
"""
_FACT_KEY = 'FOREIGN KEY ("record", "fact") REFERENCES facts("record", "number")'
_CONSTRAINTS = {  # table → its constraints beside those of single columns
    "facts": ['PRIMARY KEY ("record", "number")'],
    "figures": ['PRIMARY KEY ("record", "fact")', _FACT_KEY],
    "actor-hubs": ['PRIMARY KEY ("actor", "hub")'],
    "record-topics": [_FACT_KEY],
}
_INDEXES = {  # table → columns by which it is joined
    "links": ("record", "to"),
    "record-topics": ("record", "topic"),
    "citations": ("record", "source"),
}


def write(dataset: Dataset, path: Path) -> None:
    """Write a new database. Raises CannotWrite, as for a full disk."""
    try:
        with closing(sqlite3.connect(path)) as db:
            # No journal, as nobody reads the file until it is complete; no checks of foreign keys,
            # as records name others that are inserted later.
            db.executescript("PRAGMA journal_mode = off; PRAGMA foreign_keys = off")
            with db:
                for name, table in TABLES.items():
                    if name == "hubs":  # in its place the table of hubs and actors
                        columns = {**table.columns, "aliases": "TEXT NOT NULL"}
                        _create_table(db, "records", columns, _record_rows(dataset))
                    elif name != "actors":
                        _create_table(db, name, table.columns, table.rows(dataset))
            db.executescript(_VIEWS + _SEARCH)
    except sqlite3.OperationalError as error:
        raise CannotWrite(f"The database cannot be written: {error}") from error


def _record_rows(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        aliases = "\n".join(alias.name for alias in expand_aliases(record.aliases))
        yield (*entity_row(record), aliases)


def _create_table(
    db: sqlite3.Connection, name: str, columns: dict[str, str], rows: Iterator[Row]
) -> None:
    table = name.replace("-", "_")
    definitions = (f'"{column}" {type}' for column, type in columns.items())
    constraints = _CONSTRAINTS.get(name, ())
    db.execute(f'CREATE TABLE "{table}" ({", ".join((*definitions, *constraints))})')
    marks = ", ".join("?" * len(columns))
    db.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608  our own names
    for column in _INDEXES.get(name, ()):
        db.execute(f'CREATE INDEX "{table}_{column}" ON "{table}"("{column}")')
