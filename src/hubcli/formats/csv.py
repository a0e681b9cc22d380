"""Comma-separated values (RFC 4180) with a header, for spreadsheets."""

from __future__ import annotations

import csv
import io

from hubcli.report import Cell, Report, plain
from hubcli.text import visible

# What makes a spreadsheet run a cell instead of showing it (OWASP, "CSV Injection"), full-width signs included.
RUNS = ("=", "+", "-", "@", "\t", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write(report: Report) -> str:
    """The table with its keys as the header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.key for column in report.table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in report.table.rows)
    return out.getvalue()


def _cell(cell: Cell) -> str | int | float:
    if isinstance(cell, (int, float)):
        return cell
    text = visible(plain(cell))
    return f"'{text}" if text.startswith(RUNS) else text
