"""Workflow commands of GitHub Actions, which GitHub shows beside the lines of a pull request.

Made for the report of `check`, whose columns are read by their keys: severity, file, line, column,
rule and message.
"""

from __future__ import annotations

from hubcli.report.document import Report, plain_text
from hubcli.text.escape import single_line

_PROPERTIES = {"file": "file", "line": "line", "column": "col", "rule": "title"}
# The characters that would end a message, a property or the list of properties.
_MESSAGE_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = _MESSAGE_ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    """Return a command for each row: `::error file=hubs.toml,line=8,col=1,title=shape::…`."""
    keys = [column.key for column in report.table.columns]
    return "".join(
        _command(dict(zip(keys, map(plain_text, row), strict=True))) for row in report.table.rows
    )


def _command(cells: dict[str, str]) -> str:
    """Return the command of a row, given as column key → text; empty properties are left out."""
    properties = ",".join(
        f"{name}={single_line(cells[key]).translate(_PROPERTY_ESCAPES)}"
        for key, name in _PROPERTIES.items()
        if cells[key]
    )
    message = single_line(cells["message"]).translate(_MESSAGE_ESCAPES)
    return f"::{cells['severity']} {properties}::{message}\n"
