"""Workflow commands of GitHub Actions: each row is a note that stands beside its line in a review.

A column called severity, file, line, column, rule or message says that of its row. Without a message, all say it.
"""

from __future__ import annotations

from hubcli.report import Report, plain
from hubcli.text import one_line

_PROPERTIES = {"file": "file", "line": "line", "column": "col", "rule": "title"}
# What would end a property or the list of properties, and what begins an escape; a message ends with its line.
_IN_MESSAGE = str.maketrans({"%": "%25"})
_IN_PROPERTY = _IN_MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})


def write(report: Report) -> str:
    """A command for each row of the table, a notice where no column says how severe it is."""
    lines = []
    for row in report.table.rows:
        cells = {column.key: plain(cell) for column, cell in zip(report.table.columns, row, strict=True)}
        level = cells.get("severity", "notice")
        said = ((name, cells.get(key, "")) for key, name in _PROPERTIES.items())
        properties = ",".join(f"{name}={one_line(value).translate(_IN_PROPERTY)}" for name, value in said if value)
        message = one_line(cells.get("message") or " ".join(filter(None, cells.values()))).translate(_IN_MESSAGE)
        lines.append(f"::{level}{' ' if properties else ''}{properties}::{message}\n")
    return "".join(lines)
