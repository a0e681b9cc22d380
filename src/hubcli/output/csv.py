"""Comma-separated values (RFC 4180) with a header, for spreadsheets."""

from __future__ import annotations

import csv
import io

from hubcli.report.document import Cell, Report, plain_text
from hubcli.text.escape import FORMULA_STARTS, display_line


def write(report: Report) -> str:
    """The table with its keys as the header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.key for column in report.table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in report.table.rows)
    return out.getvalue()


def _cell(cell: Cell) -> str | int | float:
    if isinstance(cell, (int, float)):
        return cell
    text = display_line(plain_text(cell))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
