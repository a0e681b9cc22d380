"""Loading of dataset files: each is parsed and converted, then all are merged and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hubcli.dataset.merge import merge
from hubcli.dataset.parse import parse_text, read_text
from hubcli.dataset.references import find_dangling
from hubcli.dataset.source_file import (
    DatasetFile,
    LoadResult,
    SourceFile,
    cap_faults,
    record_tables,
    sort_problems,
)
from hubcli.errors import DatasetError
from hubcli.files import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hubcli.errors import Fault, Problem
    from hubcli.model.dataset import Dataset


def load(paths: Sequence[Path], read: Callable[[Path], bytes] = read_file) -> Dataset:
    """Return the files as one dataset. `read` returns the bytes of a file or raises OSError.

    Raises DatasetError with every problem of every file: a file that cannot be read or parsed, a
    record that does not fit its type, an id used twice, and a reference to a missing record.
    """
    result = load_files(paths, read)
    if result.problems or not result.dataset:
        raise DatasetError(result.problems)
    return result.dataset


def load_files(paths: Sequence[Path], read: Callable[[Path], bytes] = read_file) -> LoadResult:
    """Return what can be loaded of the files, and every problem that `load` would raise."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            text = read_text(path, read)
            files.append(_convert(str(path), text, parse_text(str(path), text)))
        except DatasetError as error:
            problems += error.problems
    if not files:
        return LoadResult(None, (), tuple(problems))
    # A record that seems to be missing may be in a part that could not be read.
    complete = not problems and not any(file.partial for file in files)
    dataset, clashes = merge(files)
    result = LoadResult(dataset, tuple(files), ())
    problems += clashes
    for file in files:
        problems += file.to_problems(file.faults, "shape")
    if complete:
        problems += result.to_problems(cap_faults(find_dangling(dataset)), "reference")
    return msgspec.structs.replace(result, problems=sort_problems(problems, paths))


def _convert(name: str, text: str, data: Any) -> SourceFile:
    """Return a file with its plain data as records, and the faults of those that do not fit."""
    faults: list[Fault] = []
    for section, table in record_tables(data).items():
        for id, record in table.items():
            if isinstance(record, dict):
                if "id" in record:
                    message = "unknown key 'id': the key of its table is the record's id"
                    faults.append(((section, id, "id"), message))
                record["id"] = id
    try:
        return SourceFile(name, text, msgspec.convert(data, DatasetFile), cap_faults(faults))
    except msgspec.ValidationError:
        from hubcli.dataset.salvage import salvage  # noqa: PLC0415  for errors only

        return salvage(name, text, data, faults)
