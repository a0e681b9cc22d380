"""A writer of plain data as TOML for people to read and edit.

The layout is that of `taplo fmt` by this project's `.taplo.toml`. Invisible characters are escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hubcli.text.escape import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_WIDTH = 100  # columns of a list on one line; `taplo fmt` would allow 120

# Characters that TOML does not allow in a string, and those that are invisible or reorder a line.
_ESCAPED = re.compile(f'["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029{HIDDEN}]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_SURROGATES = re.compile("[\ud800-\udfff]")


def format_table(name: str, record: Mapping[str, Any]) -> str:
    """Return the table `[name]`, one key a line; keys with an empty value are left out."""
    filled = ((key, value) for key, value in record.items() if value not in ("", [], {}, None))
    return "\n".join([f"[{name}]", *(_format_key(key, value) for key, value in filled), ""])


def format_text(value: str) -> str:
    """Return a text in quotes. Lone surrogates, which UTF-8 cannot encode, become U+FFFD."""
    return f'"{_ESCAPED.sub(_escape, _SURROGATES.sub(chr(0xFFFD), value))}"'


def escape_non_ascii(toml: str) -> str:
    """Return the TOML with non-ASCII characters escaped; they may be in its strings only."""
    return re.sub("[^\x00-\x7f]", _escape, toml)


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return _SHORT.get(match[0]) or (f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}")


def _format_key(key: str, value: object) -> str:
    """Return `key = value`. A list of tables and a long list have one item a line."""
    line = f"{key} = {_format_value(value)}"
    if isinstance(value, list) and (isinstance(value[0], dict) or len(line) > MAX_WIDTH):
        return "\n".join([f"{key} = [", *(f"  {_format_value(item)}," for item in value), "]"])
    return line


def _format_value(value: object) -> str:
    match value:
        case str():
            return format_text(value)
        case dict():
            return f"{{ {', '.join(f'{key} = {_format_value(v)}' for key, v in value.items())} }}"
        case list():
            return f"[{', '.join(map(_format_value, value))}]"
        case _:  # a number or a date
            return str(value)
