"""One table as comma-separated values (RFC 4180) with a header; all of them are `zip`'s.

A cell that a spreadsheet would run has an apostrophe before it, and so has one that begins with an apostrophe itself;
characters that a terminal obeys are written by number, and a backslash twice (`text.reversible`). Both can be undone.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from hubcli.exports.tables import TABLES, Value
from hubcli.text.escape import FORMULA_STARTS, escape_reversibly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset


def write(dataset: Dataset, table: str) -> Iterator[str]:
    """The rows of a table, after its columns."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(TABLES[table].columns)
    for row in TABLES[table].rows(dataset):
        yield _taken(out)
        writer.writerow(map(_cell, row))
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _cell(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    text = escape_reversibly(value)
    return f"'{text}" if text.startswith(("'", "\t", "\n", *FORMULA_STARTS)) else text
