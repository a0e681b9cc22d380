"""JSON: the report's data, indented. The contract is docs/json.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from hubcli.text.escape import HIDDEN, json_escape

if TYPE_CHECKING:
    from hubcli.report.document import Report

# Raw control, bidirectional and invisible characters are legal in JSON, and a terminal obeys some of them: they are
# written as escapes, which mean the same. Outside of strings JSON is plain ASCII, so only strings are touched.
_UNSAFE = re.compile(f"[\x7f-\x9f\u2028\u2029{HIDDEN}]")


def write(report: Report) -> str:
    """The data, indented by two."""
    try:
        return format_json(report.data) + "\n"
    except UnicodeEncodeError:  # the name of a file in another encoding than the system's
        import json  # noqa: PLC0415  4 ms, and writes what is no character as an escape

        return escape_json(json.dumps(report.data, indent=2)) + "\n"


def format_json(value: object) -> str:
    """A value, indented by two, without a line break at its end."""
    return escape_json(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def escape_json(text: str) -> str:
    """JSON that says the same and does nothing to a terminal."""
    return _UNSAFE.sub(lambda match: json_escape(match[0]), text)
