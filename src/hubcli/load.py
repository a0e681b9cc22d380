"""Dataset files → one `Dataset`, or every problem found in them with its file and line.

Reads TOML, and the JSON that `hubcli export` makes of it; checks the shape of each record (the types of `model`) and
that each id a record names exists, and merges several files into one. What merely reads badly is no business of this
room: see `docs/dataset.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import tomli

from hubcli.errors import DatasetError, Problem
from hubcli.model import About, Actor, Dataset, Hub, Source, Topic
from hubcli.references import Fault, Where, dangling

if TYPE_CHECKING:
    from hubcli.locate import Position

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


def size(paths: Sequence[Path]) -> int:
    """How many bytes the files have together, as far as they are there."""
    total = 0
    for path in paths:
        with suppress(OSError, ValueError):  # ValueError: a NUL in the name
            total += path.stat().st_size
    return total


class _Part(NamedTuple):
    """One file of a dataset, as it was named, as it reads and as it is understood."""

    name: str
    text: str
    file: File


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def load(paths: Sequence[Path], read: Callable[[Path], bytes] = _bytes) -> Dataset:
    """All files as one dataset. `read` gives what is in a file, or raises OSError.

    Raises DatasetError with every problem of every file: unreadable, not UTF-8, not TOML, a record of the wrong shape;
    and where there are none of these, an id stated twice, and a name of something that is nowhere.
    """
    parts: list[_Part] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            text = _text(path, read)
            parts.append(_Part(str(path), text, _convert(path, text)))
        except DatasetError as error:
            problems += error.problems
    if problems:
        raise DatasetError(problems)
    dataset = _merge(parts)
    faults = list(dangling(dataset))
    if faults:
        raise DatasetError([problem for part in parts for problem in _of_part(part, faults)])
    return dataset


def _of_part(part: _Part, faults: Sequence[Fault]) -> list[Problem]:
    """Those of the faults that are in records which the file states."""
    own = [(where, said) for where, said in faults if where[1] in getattr(part.file, str(where[0]))]
    return _located(part.name, part.text, own)


def _text(path: Path, read: Callable[[Path], bytes]) -> str:
    name = str(path)
    try:
        content = read(path)
    except FileNotFoundError:
        raise DatasetError([Problem(name, 0, 0, "there is no such file")]) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if isinstance(error, OSError) and path.is_dir():
            raise DatasetError([Problem(name, 0, 0, "this is a folder; name a dataset file in it")]) from None
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise DatasetError([Problem(name, 0, 0, f"cannot be read: {reason}")]) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"not UTF-8 (byte 0x{content[error.start]:02x}); save the file as UTF-8"
        raise DatasetError([Problem(name, before.count(b"\n") + 1, column, message)]) from None


def _raw(name: str, text: str) -> Any:
    """What is in a file, as plain data: of JSON where its name says so, else of TOML."""
    try:
        return _json(name, text) if _is_json(name) else tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise DatasetError([Problem(name, error.lineno, error.colno, f"not TOML: {error.msg}")]) from None
    except RecursionError:
        raise DatasetError([Problem(name, 0, 0, "not a dataset: nested too deeply")]) from None


def _json(name: str, text: str) -> Any:
    from hubcli.jsonfile import NotJson, loads  # noqa: PLC0415  most datasets are TOML

    try:
        return loads(text)
    except NotJson as error:
        raise DatasetError([Problem(name, *error.position, f"not JSON: {error.message}")]) from None


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json")


def _convert(path: Path, text: str) -> File:
    raw = _raw(str(path), text)
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


def _records(raw: Any, section: str) -> list[tuple[str, dict[str, Any]]]:
    """The records of a section that are tables, whatever else stands there."""
    table = raw.get(section) if isinstance(raw, dict) else None  # a JSON file may be a list
    return (
        [(key, record) for key, record in table.items() if isinstance(record, dict)] if isinstance(table, dict) else []
    )


def _merge(parts: Sequence[_Part]) -> Dataset:
    merged: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    owner: dict[tuple[str, str], _Part] = {}  # (section, id) → the file that states it
    problems: list[Problem] = []
    for part in parts:
        for section in SECTIONS:
            for id, record in getattr(part.file, section).items():
                # Hubs and actors are told apart by id alone.
                other = {"hubs": "actors", "actors": "hubs"}.get(section, section)
                stated = next((one for one in (section, other) if (one, id) in owner), None)
                if stated is None:
                    owner[section, id] = part
                    merged[section][id] = record
                elif record != merged[stated][id]:  # the same record in two files is no conflict
                    first = owner[stated, id]
                    line = _located(first.name, first.text, [((stated, id), "")])[0].line
                    said = f"the id '{id}' is already used at {first.name}:{line}"
                    problems += _located(part.name, part.text, [((section, id), said)])
    if problems:
        raise DatasetError(problems)
    abouts = [part.file.dataset for part in parts]
    about = abouts[0]
    if len(abouts) > 1:
        about = About(title=" + ".join(about.title for about in abouts), updated=max(about.updated for about in abouts))
    return Dataset(about=about, files=tuple(part.name for part in parts), **merged)


def _located(name: str, text: str, faults: Sequence[Fault]) -> list[Problem]:
    """The faults with their line and column, in that order."""
    from hubcli.locate import find  # noqa: PLC0415  only where something is wrong

    if not faults:
        return []
    places = _places(text, _is_json(name))
    problems = []
    for where, message in faults:
        line, column = find(places, where)
        path = _spelled(where)
        problems.append(Problem(name, line, column, f"{path}: {message}" if path else message))
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


@lru_cache
def _places(text: str, json: bool) -> Mapping[Where, Position]:
    """Where everything of a file is written: a second reading of it, done once and only where something is wrong."""
    from hubcli.locate import positions  # noqa: PLC0415  as above

    return positions(text, json=json)


def _spelled(where: Where) -> str:
    """A path as it is written in the file: `hubs.kuopio.facts[0].cite`, `hubs.'the north'`."""
    steps = (
        f"[{step}]" if isinstance(step, int) else f".{step}" if _BARE.fullmatch(step) else f".'{step}'"
        for step in where
    )
    return "".join(steps).removeprefix(".")


_BARE = re.compile(r"[A-Za-z0-9_-]+")
