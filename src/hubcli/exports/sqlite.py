"""An SQLite database: the tables with their foreign keys, and full-text search of records and facts.

Hubs and actors are one table, `records`, as links lead to either; `hubs` and `actors` are views of it. The full-text
tables take their content from the others, which is how Datasette knows that it can search them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hubcli.errors import CannotWrite
from hubcli.exports.tables import TABLES, Row, entity
from hubcli.model.records import expand_aliases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
# Further conditions of a table, and the columns that other tables are joined by.
_KEYS = {
    "facts": 'PRIMARY KEY ("record", "number")',
    "figures": 'PRIMARY KEY ("record", "fact"), FOREIGN KEY ("record", "fact") REFERENCES facts("record", "number")',
    "actor-hubs": 'PRIMARY KEY ("actor", "hub")',
    "record-topics": 'FOREIGN KEY ("record", "fact") REFERENCES facts("record", "number")',
}
_INDICES = {
    "links": ("record", "to"),
    "record-topics": ("record", "topic"),
    "citations": ("record", "source"),
}


def write(dataset: Dataset, path: Path) -> None:
    """Fills a new database."""
    try:
        with closing(sqlite3.connect(path)) as db:
            # Nobody reads the file before it is whole, so no journal; keys are whole at the end only.
            db.executescript("PRAGMA journal_mode = off; PRAGMA foreign_keys = off")
            with db:
                for name, table in TABLES.items():
                    if name == "hubs":
                        columns = {**table.columns, "aliases": "TEXT NOT NULL"}
                        _fill(db, "records", columns, _records(dataset))
                    elif name != "actors":
                        _fill(db, name, table.columns, table.rows(dataset))
            db.executescript(_VIEWS + _SEARCH)
    except sqlite3.OperationalError as error:  # a full disk, say
        raise CannotWrite(f"The database cannot be written: {error}") from error


def _records(dataset: Dataset) -> Iterator[Row]:
    for record in dataset.records():
        yield *entity(record), "\n".join(alias.name for alias in expand_aliases(record.aliases))


def _fill(db: sqlite3.Connection, name: str, columns: dict[str, str], rows: Iterator[Row]) -> None:
    table = name.replace("-", "_")
    told = ", ".join(
        [
            *(f'"{column}" {type}' for column, type in columns.items()),
            *filter(None, [_KEYS.get(name)]),
        ]
    )
    db.execute(f'CREATE TABLE "{table}" ({told})')
    db.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})', rows)  # noqa: S608  our own names
    for column in _INDICES.get(name, ()):
        db.execute(f'CREATE INDEX "{table}_{column}" ON "{table}"("{column}")')
