"""Tab-separated values: one record a line and no header, for `cut`, `awk` and `fzf`. Nothing is cut or quoted."""

from __future__ import annotations

from hubcli.report.document import Report, plain_text
from hubcli.text.escape import display_line


def write(report: Report) -> str:
    """The table without a header."""
    # `visible` leaves a cell on one line and without tabs, so that the columns hold.
    return "".join(
        "\t".join(display_line(plain_text(cell)) for cell in row) + "\n"
        for row in report.table.rows
    )
