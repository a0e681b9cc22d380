"""One table as comma-separated values (RFC 4180) with a header; `zip` writes all tables.

A cell that a spreadsheet would run gets an apostrophe at its start, as does one that begins with an
apostrophe, and characters that a terminal obeys are escaped (`escape_reversibly`). Readers can undo
both.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from hubcli.exports.tables import TABLES
from hubcli.text.escape import FORMULA_STARTS, escape_reversibly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.exports.tables import Value
    from hubcli.model.dataset import Dataset


def write(dataset: Dataset, table: str) -> Iterator[str]:
    """Yield the header of a table, then its rows."""
    writer = csv.writer(_Echo())
    yield writer.writerow(TABLES[table].columns)
    for row in TABLES[table].rows(dataset):
        yield writer.writerow(map(_cell, row))


class _Echo:
    """A file that returns each text instead of storing it; `writerow` returns that text too."""

    def write(self, text: str) -> str:
        return text


def _cell(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    text = escape_reversibly(value)
    return f"'{text}" if text.startswith(("'", "\t", "\n", *FORMULA_STARTS)) else text
