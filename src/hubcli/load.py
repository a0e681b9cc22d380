"""Dataset files → one `Dataset`, or every problem found in them with its file and line.

Reads TOML, checks the shape of each record (the types of `model`) and that each id a record names exists, and merges
several files into one. What merely reads badly is no business of this room: see `docs/dataset.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import tomli

from hubcli.errors import DatasetError, Problem
from hubcli.model import About, Actor, Dataset, Hub, Source, Topic
from hubcli.references import Fault, Where, dangling

SECTIONS = ("sources", "topics", "hubs", "actors")


class File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dataset file: its five tables, the records by id."""

    dataset: About
    sources: dict[str, Source] = {}
    topics: dict[str, Topic] = {}
    hubs: dict[str, Hub] = {}
    actors: dict[str, Actor] = {}


def builtin() -> Path:
    """The dataset that ships with hubcli: inside the installed package, or at the top of a checkout."""
    here = Path(__file__).resolve()
    installed = here.parent / "data" / "hubs.toml"
    return installed if installed.exists() else here.parents[2] / "data" / "hubs.toml"


def load(paths: Sequence[Path]) -> Dataset:
    """All files as one dataset.

    Raises DatasetError with every problem of every file: unreadable, not UTF-8, not TOML, a record of the wrong shape,
    an id stated twice, a name of something that is nowhere.
    """
    texts = [_read(path) for path in paths]
    files = [_convert(path, text) for path, text in zip(paths, texts, strict=True)]
    dataset = _merge(paths, texts, files)
    faults = list(dangling(dataset))
    if faults:
        raise DatasetError([_placed(fault, paths, texts, files) for fault in faults])
    return dataset


def _read(path: Path) -> str:
    name = str(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DatasetError([Problem(name, 0, 0, "there is no such file")]) from None
    except IsADirectoryError:
        raise DatasetError([Problem(name, 0, 0, "this is a folder; name a dataset file in it")]) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DatasetError([Problem(name, 0, 0, f"cannot be read: {reason}")]) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"not UTF-8 (byte 0x{content[error.start]:02x}); save the file as UTF-8"
        raise DatasetError([Problem(name, before.count(b"\n") + 1, column, message)]) from None


def _convert(path: Path, text: str) -> File:
    try:
        raw = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise DatasetError([Problem(str(path), error.lineno, error.colno, f"not TOML: {error.msg}")]) from None
    except RecursionError:
        raise DatasetError([Problem(str(path), 0, 0, "not a dataset: nested too deeply")]) from None
    written_ids = [
        ((section, key, "id"), "unknown key 'id': the key of its table is the record's id")
        for section in SECTIONS
        for key, record in _records(raw, section)
        if "id" in record
    ]
    for section in SECTIONS:
        for key, record in _records(raw, section):
            record["id"] = key
    try:
        if not written_ids:
            return msgspec.convert(raw, File)
    except msgspec.ValidationError:
        pass
    from hubcli.shape import faults  # noqa: PLC0415  only where something is wrong: finds all of it

    raise DatasetError(_located(str(path), text, [*written_ids, *faults(raw, File)]))


def _records(raw: dict[str, Any], section: str) -> list[tuple[str, dict[str, Any]]]:
    """The records of a section that are tables, whatever else stands there."""
    table = raw.get(section)
    return (
        [(key, record) for key, record in table.items() if isinstance(record, dict)] if isinstance(table, dict) else []
    )


def _merge(paths: Sequence[Path], texts: Sequence[str], files: Sequence[File]) -> Dataset:
    merged: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    owner: dict[tuple[str, str], int] = {}  # (section, id) → the file that states it
    doubled: list[tuple[int, Where, int, Where]] = []
    for number, file in enumerate(files):
        for section in SECTIONS:
            for id, record in getattr(file, section).items():
                # Hubs and actors are told apart by id alone.
                other = {"hubs": "actors", "actors": "hubs"}.get(section, section)
                stated = next((one for one in (section, other) if (one, id) in owner), None)
                if stated is None:
                    owner[section, id] = number
                    merged[section][id] = record
                elif record != merged[stated][id]:  # the same record in two files is no conflict
                    doubled.append((number, (section, id), owner[stated, id], (stated, id)))
    if doubled:
        problems = []
        for number, where, first_number, first_where in doubled:
            first = _located(str(paths[first_number]), texts[first_number], [(first_where, "")])[0]
            message = f"{_spelled(where)}: the id '{where[-1]}' is already used at {first.file}:{first.line}"
            problems += _located(str(paths[number]), texts[number], [(where, message)], prefix=False)
        raise DatasetError(problems)
    abouts = [file.dataset for file in files]
    about = abouts[0]
    if len(abouts) > 1:
        about = About(title=" + ".join(about.title for about in abouts), updated=max(about.updated for about in abouts))
    return Dataset(about=about, files=tuple(str(path) for path in paths), **merged)


def _placed(fault: Fault, paths: Sequence[Path], texts: Sequence[str], files: Sequence[File]) -> Problem:
    """The fault in the file that states the record it is in."""
    section, id = str(fault[0][0]), fault[0][1]
    number = next(number for number, file in enumerate(files) if id in getattr(file, section))
    return _located(str(paths[number]), texts[number], [fault])[0]


def _located(name: str, text: str, faults: Sequence[Fault], *, prefix: bool = True) -> list[Problem]:
    """The faults with their line and column; `prefix` has the message begin with the path of what is wrong."""
    from hubcli.locate import find, positions  # noqa: PLC0415  a second reading of the file, only where something is wrong

    places = positions(text)
    problems = []
    for where, message in faults:
        line, column = find(places, where)
        problems.append(Problem(name, line, column, f"{_spelled(where)}: {message}" if prefix else message))
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def _spelled(where: Where) -> str:
    """`hubs.kuopio.facts[0].cite`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where).removeprefix(".")
