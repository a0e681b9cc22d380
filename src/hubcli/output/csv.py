"""Comma-separated values (RFC 4180) with a header, for spreadsheets."""

from __future__ import annotations

import csv
import io

from hubcli.report.document import Cell, Report, plain_text
from hubcli.text.escape import FORMULA_STARTS, display_line


def render(report: Report) -> str:
    """Return the report's table, with the keys of its columns as the header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.key for column in report.table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in report.table.rows)
    return out.getvalue()


def _cell(cell: Cell) -> str | int | float:
    """Return the value of a cell. A text that a spreadsheet would run gets an apostrophe."""
    if isinstance(cell, (int, float)):
        return cell
    text = display_line(plain_text(cell))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
