"""A parser of JSON that is as strict as that of TOML, and has the position of an error.

Refused beyond the standard library's parser: a key that an object has twice, NaN and infinity,
numbers too large for a float, and escapes of half a surrogate pair.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

import msgspec

from hubcli.dataset.positions import first_repeated_key


class JsonSyntaxError(json.JSONDecodeError):
    """A syntax error in a JSON text, or something that is refused beyond the syntax."""


class _RepeatedKey(Exception):
    """An object with a key that it has already."""


def load_json(text: str) -> Any:
    """Return the plain data in a JSON text. Raises JsonSyntaxError.

    Raises RecursionError if the text is nested too deeply, and ValueError if a whole number has
    more digits than Python converts.
    """
    try:
        data = msgspec.json.decode(text)
        json.loads(text, object_pairs_hook=_refuse_repeated_keys)
    except msgspec.DecodeError:
        raise _syntax_error(text) from None
    except _RepeatedKey:
        key, offset = first_repeated_key(text)
        raise JsonSyntaxError(f"the key '{key}' is there twice", text, offset) from None
    return data


def _refuse_repeated_keys(pairs: list[tuple[str, object]]) -> None:
    if len(dict(pairs)) < len(pairs):
        raise _RepeatedKey


_PAIR = r"\\u[dD][89abAB]..\\u[dD][c-fC-F].."  # the two halves of one character
_TOKEN = re.compile(  # a string ends before an escaped half of a character, which is the next token
    rf'"[^"\\]*(?:(?:{_PAIR}|\\(?!u[dD][89a-fA-F]).)[^"\\]*)*"?'
    r"|(?P<half>\\u....)|(?P<constant>NaN|-?Infinity)|(?P<number>-?[0-9][0-9.eE+-]*)"
)


def _syntax_error(text: str) -> JsonSyntaxError:
    """Return the first error in a text that `msgspec` has refused."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return JsonSyntaxError(error.msg, text, error.pos)
    for token in _TOKEN.finditer(text):
        if token["half"]:
            message = f"'{token[0]}' is half of a character"
        elif token["constant"]:
            message = "invalid character"
        elif token["number"] and not token[0].lstrip("-").isdigit() and math.isinf(float(token[0])):
            message = "the number is too large"
        else:
            continue
        return JsonSyntaxError(message, text, token.start())
    return JsonSyntaxError("invalid", text, 0)  # pragma: no cover  no other error is known
