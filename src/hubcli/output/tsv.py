"""Tab-separated values, one record a line without a header, for `cut`, `awk` and `fzf`."""

from __future__ import annotations

from hubcli.report.document import Report, plain_text
from hubcli.text.escape import display_line


def render(report: Report) -> str:
    """Return the report's table. No cell is shortened or quoted."""
    # `display_line` leaves no line break and no tab in a cell, so that the columns hold.
    return "".join(
        "\t".join(display_line(plain_text(cell)) for cell in row) + "\n"
        for row in report.table.rows
    )
