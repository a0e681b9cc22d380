"""JSON text → plain data, as strictly as TOML is read: no key twice, no number that is none, no half of a character.

The place of whatever is wrong is told; what the data is of is the business of `load`.
"""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from hubcli.dataset.positions import Position, first_repeated_key, position_at


class JsonSyntaxError(ValueError):
    """What is wrong with a text, and where."""

    def __init__(self, position: Position, message: str) -> None:
        super().__init__(message)
        self.position = position
        self.message = message


class _Twice(Exception):
    """An object has a key twice."""


def load_json(text: str) -> Any:
    """The data. Raises NotJson, and RecursionError where it is nested too deeply."""
    try:
        data = msgspec.json.decode(text)
        json.loads(text, object_pairs_hook=_once)
    except msgspec.DecodeError as error:
        raise _explained(text, str(error)) from None
    except _Twice:
        path, position = first_repeated_key(text)
        raise JsonSyntaxError(position, f"the key '{path[-1]}' is there twice") from None
    return data


def _once(pairs: list[tuple[str, object]]) -> None:
    if len({key for key, _ in pairs}) < len(pairs):
        raise _Twice


# An escape: both halves of a character; one half alone, which is the group; or any other.
_ESCAPE = r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)"


def _explained(text: str, message: str) -> JsonSyntaxError:
    """In the words of the standard library, which says more, unless that would take it."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return JsonSyntaxError(Position(error.lineno, error.colno), error.msg)
    for escape in re.finditer(_ESCAPE, text):
        if escape[1]:
            return JsonSyntaxError(
                position_at(text, escape.start()), f"'{escape[0]}' is half of a character"
            )
    byte = re.search(r"\(byte (\d+)\)", message)
    before = text.encode()[: int(byte[1])].decode(errors="ignore") if byte else ""
    return JsonSyntaxError(
        position_at(text, len(before)),
        message.removeprefix("JSON is malformed: ").partition(" (byte")[0],
    )
