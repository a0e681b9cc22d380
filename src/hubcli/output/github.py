"""Workflow commands of GitHub Actions: each row is a note that stands beside its line in a review.

Reads the columns of `check` by their keys: severity, file, line, column, rule and message.
"""

from __future__ import annotations

from hubcli.report.document import Report, plain_text
from hubcli.text.escape import single_line

_PROPERTIES = {"file": "file", "line": "line", "column": "col", "rule": "title"}
# What would end a message, a property or the list of properties.
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def write(report: Report) -> str:
    """A command for each row of the table."""
    lines = []
    for row in report.table.rows:
        cells = {
            column.key: plain_text(cell)
            for column, cell in zip(report.table.columns, row, strict=True)
        }
        said = ((name, cells[key]) for key, name in _PROPERTIES.items() if cells[key])
        properties = ",".join(
            f"{name}={single_line(value).translate(_IN_PROPERTY)}" for name, value in said
        )
        lines.append(
            f"::{cells['severity']} {properties}::{single_line(cells['message']).translate(_IN_MESSAGE)}\n"
        )
    return "".join(lines)
