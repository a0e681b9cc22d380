"""Plain data as TOML for people to read: laid out as `taplo fmt` leaves it, with nothing invisible in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hubcli.text.escape import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 100  # a list of texts that would go beyond has a line for each; the formatter lets it be from 120

# What TOML does not allow in a text, and what a reader would not see, or see elsewhere.
_ESCAPED = re.compile(f'["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029{HIDDEN}]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_SURROGATES = re.compile("[\ud800-\udfff]")


def format_table(name: str, record: Mapping[str, Any]) -> str:
    """A table of that dotted name, a key a line; what is nothing is left out."""
    lines = [
        f"{key} = {_top(key, value)}"
        for key, value in record.items()
        if value not in ("", [], {}, None)
    ]
    return "\n".join([f"[{name}]", *lines, ""])


def format_text(value: str) -> str:
    """A text in quotes. Halves of a surrogate pair, which no file can hold, become the sign for what is unknown."""
    return f'"{_ESCAPED.sub(_escape, _SURROGATES.sub(chr(0xFFFD), value))}"'


def escape_non_ascii(toml: str) -> str:
    """The same TOML for an output that holds nothing else; only its texts may have other characters."""
    return re.sub("[^\x00-\x7f]", _escape, toml)


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return _SHORT.get(match[0]) or (f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}")


def _top(key: str, value: object) -> str:
    """The value of a key: a list of tables has a line for each, and so has one of texts that is too long."""
    written = _value(value)
    if not isinstance(value, list) or not (
        isinstance(value[0], dict) or len(f"{key} = {written}") > WIDTH
    ):
        return written
    return "\n".join(["[", *(f"  {_value(one)}," for one in value), "]"])


def _value(value: object) -> str:
    match value:
        case str():
            return format_text(value)
        case dict():
            return f"{{ {', '.join(f'{key} = {_value(one)}' for key, one in value.items())} }}"
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case _:  # a number or a date, which write themselves
            return str(value)
