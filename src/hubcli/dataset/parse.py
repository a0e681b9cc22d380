"""Reading of dataset files and their parsing to plain data, whatever the data means."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

import tomli

from hubcli.errors import DatasetError, Problem, reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def is_json(name: str) -> bool:
    """Return whether a file of this name is JSON; any other is TOML."""
    return name.lower().endswith(".json")


def read_text(path: Path, read: Callable[[Path], bytes]) -> str:
    """Return the text of a file, without a byte-order mark. `read` returns a file's bytes.

    Raises DatasetError if the file cannot be read or is not UTF-8.
    """
    name = str(path)
    try:
        data = read(path)
    except FileNotFoundError:
        raise _unreadable(name, "there is no such file") from None
    except OSError as error:
        if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a name is too long
            raise _unreadable(name, "this is a folder; name a dataset file in it") from None
        raise _unreadable(name, f"cannot be read: {reason(error)}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        message = f"not UTF-8 (byte 0x{data[error.start]:02x}); save the file as UTF-8"
        raise _unreadable(name, message, *_end(before)) from None


def parse_text(name: str, text: str) -> Any:
    """Return the plain data in the text of a file. Raises DatasetError if its syntax is wrong."""
    try:
        return _parse_json(name, text) if is_json(name) else tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise _unreadable(name, f"not TOML: {error.msg}", error.lineno, error.colno) from None
    except ValueError:  # Python limits the digits of a number, as time grows with their square
        too_many = rf"(?<=[\s=,\[])[+-]?[0-9][0-9_]{{{sys.get_int_max_str_digits()},}}"
        number = re.search(too_many, text)
        before = text[: number.start()] if number else ""
        message = "not a dataset: a number with too many digits"
        raise _unreadable(name, message, *_end(before)) from None
    except RecursionError:
        raise _unreadable(name, "not a dataset: nested too deeply") from None


def _parse_json(name: str, text: str) -> Any:
    from hubcli.dataset import json_reader  # noqa: PLC0415  4 ms, and most datasets are TOML

    try:
        return json_reader.load_json(text)
    except json_reader.JsonSyntaxError as error:
        raise _unreadable(name, f"not JSON: {error.msg}", error.lineno, error.colno) from None


def _end(before: str) -> tuple[int, int]:
    """Return the line and column, both from 1, of the character that follows this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _unreadable(name: str, message: str, line: int = 0, column: int = 0) -> DatasetError:
    return DatasetError([Problem(name, line, column, message, rule="unreadable")])
