"""TODO."""

from __future__ import annotations

import os
import re
import sys
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec
import tomli

from hubcli.dataset.merge import merge
from hubcli.dataset.references import find_dangling
from hubcli.dataset.salvage import UNKNOWN_ABOUT, salvage
from hubcli.dataset.source_file import (
    SECTIONS,
    DatasetFile,
    LoadResult,
    SourceFile,
    cap_faults,
    is_json,
    sort_problems,
)
from hubcli.errors import DatasetError, Fault, Problem, reason
from hubcli.files import content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hubcli.model.dataset import Dataset


def load(paths: Sequence[Path], read: Callable[[Path], bytes] = content) -> Dataset:
    """All files as one dataset. `read` gives what is in a file, or raises OSError.

    Raises DatasetError with every problem of every file: unreadable, not UTF-8, not TOML, a record of the wrong shape,
    an id stated twice, and a name of something that is nowhere.
    """
    found = load_files(paths, read)
    if found.problems or not found.dataset:
        raise DatasetError(found.problems)
    return found.dataset


def load_files(paths: Sequence[Path], read: Callable[[Path], bytes] = content) -> LoadResult:
    """All files, with every problem that `load` would raise."""
    parts: list[SourceFile] = []
    unread: list[Problem] = []
    for path in paths:
        try:
            text = _read_text(path, read)
            parts.append(_convert(path, text))
        except DatasetError as error:
            unread += error.problems
    if not parts:
        return LoadResult(None, (), tuple(unread))
    dataset, problems = merge(parts)
    found = LoadResult(dataset, tuple(parts), ())
    for part in parts:
        problems += part.located(part.faults, "shape")
    if not unread and not any(
        part.partial for part in parts
    ):  # else what is named may be in what was not read
        problems += found.located(cap_faults(find_dangling(dataset)), "reference")
    return found._replace(problems=sort_problems([*unread, *problems], paths))


def _read_text(path: Path, read: Callable[[Path], bytes]) -> str:
    name = str(path)
    try:
        content = read(path)
    except FileNotFoundError:
        raise _unreadable(name, "there is no such file") from None
    except OSError as error:
        if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a name is too long
            raise _unreadable(name, "this is a folder; name a dataset file in it") from None
        raise _unreadable(name, f"cannot be read: {reason(error)}") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"not UTF-8 (byte 0x{content[error.start]:02x}); save the file as UTF-8"
        raise _unreadable(name, message, before.count(b"\n") + 1, column) from None


def _unreadable(name: str, message: str, line: int = 0, column: int = 0) -> DatasetError:
    return DatasetError([Problem(name, line, column, message, rule="unreadable")])


def _parse(name: str, text: str) -> Any:
    """What is in a file, as plain data: of JSON where its name says so, else of TOML."""
    try:
        return _parse_json(name, text) if is_json(name) else tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise _unreadable(name, f"not TOML: {error.msg}", error.lineno, error.colno) from None
    except ValueError:  # Python's limit, as time grows with the square of the digits
        from hubcli.dataset.positions import position_at  # noqa: PLC0415  only where something is wrong

        digits = re.search(
            rf"(?<=[\s=,\[])[+-]?[0-9][0-9_]{{{sys.get_int_max_str_digits()},}}", text
        )
        line, column = position_at(text, digits.start() if digits else 0)
        raise _unreadable(
            name, "not a dataset: a number with too many digits", line, column
        ) from None
    except RecursionError:
        raise _unreadable(name, "not a dataset: nested too deeply") from None


def _parse_json(name: str, text: str) -> Any:
    from hubcli.dataset.json_reader import JsonSyntaxError, load_json  # noqa: PLC0415  most datasets are TOML

    try:
        return load_json(text)
    except JsonSyntaxError as error:
        line, column = error.position
        raise _unreadable(name, f"not JSON: {error.message}", line, column) from None


def _convert(path: Path, text: str) -> SourceFile:
    name = str(path)
    raw = _parse(name, text)
    written_ids: list[Fault] = [
        ((section, key, "id"), "unknown key 'id': the key of its table is the record's id")
        for section in SECTIONS
        for key, record in _records(raw, section)
        if "id" in record
    ]
    for section in SECTIONS:
        for key, record in _records(raw, section):
            record["id"] = key
    try:
        return SourceFile(name, text, msgspec.convert(raw, DatasetFile), cap_faults(written_ids))
    except msgspec.ValidationError:
        from hubcli.dataset.type_errors import type_errors  # noqa: PLC0415  only where something is wrong: finds all of it

        found = cap_faults(chain(written_ids, type_errors(raw, DatasetFile)))
        return salvage(SourceFile(name, text, DatasetFile(dataset=UNKNOWN_ABOUT), found), raw)


def _records(raw: Any, section: str) -> list[tuple[str, dict[str, Any]]]:
    """The records of a section that are tables, whatever else stands there."""
    table = raw.get(section) if isinstance(raw, dict) else None  # a JSON file may be a list
    return (
        [(key, record) for key, record in table.items() if isinstance(record, dict)]
        if isinstance(table, dict)
        else []
    )
