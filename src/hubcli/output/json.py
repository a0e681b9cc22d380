"""JSON: the report's data, indented. Its keys are a contract, see docs/json.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from hubcli.text.escape import HIDDEN, json_escape

if TYPE_CHECKING:
    from hubcli.report.document import Report

# JSON may hold control, bidirectional and invisible characters as they are, but a terminal obeys
# some of them. They only occur within strings, where an escape means the same.
_UNSAFE = re.compile(f"[\x7f-\x9f\u2028\u2029{HIDDEN}]")


def render(report: Report) -> str:
    """Return the report's data as JSON, indented by two spaces."""
    try:
        return format_json(report.data) + "\n"
    except UnicodeEncodeError:  # a file name that is not valid in the encoding of the file system
        import json  # noqa: PLC0415  4 ms, and escapes what msgspec refuses

        return escape_json(json.dumps(report.data, indent=2)) + "\n"


def format_json(value: object) -> str:
    """Return a value as JSON, indented by two spaces, without a line break at its end."""
    return escape_json(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def escape_json(text: str) -> str:
    """Return JSON with the same meaning and no character that a terminal obeys or hides."""
    return _UNSAFE.sub(lambda match: json_escape(match[0]), text)
