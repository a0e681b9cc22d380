"""Dataset files → one `Dataset`, or every problem found in them with its file and line.

Reads TOML, and the JSON that `hubcli export` makes of it; checks the shape of each record (the types of `model`) and
that each id a record names exists, and merges several files into one. What merely reads badly is no business of this
room: see `docs/dataset.md`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import tomli

from hubcli.errors import DatasetError, Problem, Severity, reason
from hubcli.files import content
from hubcli.model import About, Actor, Dataset, Hub, Source, Topic
from hubcli.references import Fault, Where, dangling

if TYPE_CHECKING:
    from hubcli.locate import Position

TOLD = 1000  # faults of one kind and file: those after so many are the same again
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


def own() -> list[Path]:
    """The datasets in the user's folder for them, by name: `hubcli/datasets` where programs have their data."""
    if sys.platform == "linux":  # pragma: no branch  the tests run there
        # Most have no such folder, and the library that knows where it is on every system takes 2 ms of each start.
        share = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")  # noqa: PTH111  as it is faster
        if not os.path.isdir(os.path.join(share, "hubcli")):  # noqa: PTH112, PTH118  as above
            return []
    from platformdirs import user_data_path  # noqa: PLC0415  as above

    return sorted((user_data_path("hubcli", appauthor=False) / "datasets").glob("*.toml"))


def size(paths: Sequence[Path]) -> int:
    """How many bytes the files have together, as far as they are there."""
    total = 0
    for path in paths:
        with suppress(OSError):
            total += path.stat().st_size
    return total


class Part(NamedTuple):
    """One file of a dataset, as it was named, as it reads and as it is understood."""

    name: str
    text: str
    file: File
    """Its records; one of the wrong shape is stood in for by what of it is sound, its id at least."""
    faults: Sequence[Fault] = ()
    broken: frozenset[Where] = frozenset()
    """The records that are stood in for: `("hubs", "north")`."""
    partial: bool = False
    """Whether a whole table of it was not understood, or not all of what is wrong is known."""

    def located(self, faults: Iterable[Fault], rule: str, severity: Severity = "error") -> list[Problem]:
        """Faults of the file with their line and column."""
        problems = []
        for where, said in faults:
            line, column = self.place(where)
            path = _spelled(where)
            record = str(where[1]) if len(where) > 1 and where[0] in SECTIONS else ""
            message = f"{path}: {said}" if path else said
            problems.append(Problem(self.name, line, column, message, severity, rule, record))
        return problems

    def place(self, where: Where) -> Position:
        """Where that path is in the file."""
        from hubcli.locate import find  # noqa: PLC0415  only where something is wrong

        return find(_places(self.text, _is_json(self.name)), where)


class Survey(NamedTuple):
    """What can be said of files, whether or not they are fit to be read."""

    dataset: Dataset | None
    """All that is sound in them; None where no file could be read."""
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    """All that keeps them from being read: none when the dataset is whole."""

    @property
    def broken(self) -> frozenset[Where]:
        """The records that are stood in for."""
        return frozenset().union(*(part.broken for part in self.parts))

    def located(self, faults: Iterable[Fault], rule: str, severity: Severity = "error") -> list[Problem]:
        """Faults of the dataset, each with its place in every file that states the record."""
        faults = list(faults)
        return [
            problem
            for part in self.parts
            for problem in part.located((fault for fault in faults if self._stated(part, fault[0])), rule, severity)
        ]

    def _stated(self, part: Part, where: Where) -> bool:
        """Whether the record of that path is the file's, and not another one's of that id."""
        section, id = str(where[0]), where[1]
        record = getattr(part.file, section).get(id)
        return record is not None and record == getattr(self.dataset, section)[id]


def load(paths: Sequence[Path], read: Callable[[Path], bytes] = content) -> Dataset:
    """All files as one dataset. `read` gives what is in a file, or raises OSError.

    Raises DatasetError with every problem of every file: unreadable, not UTF-8, not TOML, a record of the wrong shape,
    an id stated twice, and a name of something that is nowhere.
    """
    found = survey(paths, read)
    if found.problems or not found.dataset:
        raise DatasetError(found.problems)
    return found.dataset


def survey(paths: Sequence[Path], read: Callable[[Path], bytes] = content) -> Survey:
    """All files, with every problem that `load` would raise."""
    parts: list[Part] = []
    unread: list[Problem] = []
    for path in paths:
        try:
            text = _text(path, read)
            parts.append(_part(path, text))
        except DatasetError as error:
            unread += error.problems
    if not parts:
        return Survey(None, (), tuple(unread))
    dataset, problems = _merge(parts)
    found = Survey(dataset, tuple(parts), ())
    for part in parts:
        problems += part.located(part.faults, "shape")
    if not unread and not any(part.partial for part in parts):  # else what is named may be in what was not read
        problems += found.located(_told(dangling(dataset)), "reference")
    return found._replace(problems=in_order([*unread, *problems], paths))


def _told(faults: Iterable[Fault]) -> list[Fault]:
    """The first of them and, where there are more, that there are: a file from anybody may have any number."""
    first = list(islice(faults, TOLD + 1))
    return [*first[:TOLD], *((where, f"there are more problems than these {TOLD:,}") for where, _ in first[TOLD:])]


def in_order(problems: Iterable[Problem], paths: Sequence[Path]) -> tuple[Problem, ...]:
    """The problems as they stand in the files, file by file, each once."""
    order = {str(path): number for number, path in enumerate(paths)}
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (order[one.file], one.line, one.column)))


def _text(path: Path, read: Callable[[Path], bytes]) -> str:
    name = str(path)
    try:
        content = read(path)
    except FileNotFoundError:
        raise _unread(name, "there is no such file") from None
    except OSError as error:
        if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a name is too long
            raise _unread(name, "this is a folder; name a dataset file in it") from None
        raise _unread(name, f"cannot be read: {reason(error)}") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"not UTF-8 (byte 0x{content[error.start]:02x}); save the file as UTF-8"
        raise _unread(name, message, before.count(b"\n") + 1, column) from None


def _unread(name: str, message: str, line: int = 0, column: int = 0) -> DatasetError:
    return DatasetError([Problem(name, line, column, message, rule="unreadable")])


def _raw(name: str, text: str) -> Any:
    """What is in a file, as plain data: of JSON where its name says so, else of TOML."""
    try:
        return _json(name, text) if _is_json(name) else tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise _unread(name, f"not TOML: {error.msg}", error.lineno, error.colno) from None
    except ValueError:  # Python's limit, as time grows with the square of the digits
        from hubcli.locate import at  # noqa: PLC0415  only where something is wrong

        digits = re.search(rf"(?<=[\s=,\[])[+-]?[0-9][0-9_]{{{sys.get_int_max_str_digits()},}}", text)
        line, column = at(text, digits.start() if digits else 0)
        raise _unread(name, "not a dataset: a number with too many digits", line, column) from None
    except RecursionError:
        raise _unread(name, "not a dataset: nested too deeply") from None


def _json(name: str, text: str) -> Any:
    from hubcli.jsonfile import NotJson, loads  # noqa: PLC0415  most datasets are TOML

    try:
        return loads(text)
    except NotJson as error:
        line, column = error.position
        raise _unread(name, f"not JSON: {error.message}", line, column) from None


def _is_json(name: str) -> bool:
    return name.lower().endswith(".json")


def _part(path: Path, text: str) -> Part:
    name = str(path)
    raw = _raw(name, text)
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
        return Part(name, text, msgspec.convert(raw, File), _told(written_ids))
    except msgspec.ValidationError:
        from hubcli.shape import faults  # noqa: PLC0415  only where something is wrong: finds all of it

        found = _told(chain(written_ids, faults(raw, File)))
        return _salvaged(Part(name, text, File(dataset=NO_ABOUT), found), raw)


NO_ABOUT = About(title="unknown", updated=date.max)
REQUIRED: Mapping[str, tuple[type[Source | Topic | Hub | Actor], Mapping[str, str]]] = {
    "sources": (Source, {"title": "unknown"}),
    "topics": (Topic, {"name": "unknown"}),
    "hubs": (Hub, {"name": "unknown"}),
    "actors": (Actor, {"name": "unknown", "type": "other"}),
}


def _salvaged(part: Part, raw: Any) -> Part:
    """The part with what is sound in a file that as a whole is not: of a broken record the keys that are."""
    if not isinstance(raw, dict):  # a list, of JSON
        return part._replace(partial=True)
    faulty = {where[:3] for where, _ in part.faults}
    sections: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    broken = set()
    for section, (kind, required) in REQUIRED.items():
        table = raw.get(section)
        for key, record in table.items() if isinstance(table, dict) else ():
            try:
                sections[section][key] = msgspec.convert(record, kind)
                continue
            except msgspec.ValidationError:
                broken.add((section, key))
            fields = record.items() if isinstance(record, dict) else ()
            sound = {field: value for field, value in fields if (section, key, field) not in faulty}
            sections[section][key] = msgspec.convert({**required, "id": "unknown"}, kind)
            with suppress(msgspec.ValidationError):  # its id is no id
                sections[section][key] = msgspec.convert({**required, **sound, "id": key}, kind)
    about = NO_ABOUT
    with suppress(msgspec.ValidationError):
        about = msgspec.convert(raw.get("dataset"), About)
    partial = len(part.faults) > TOLD or not all(isinstance(raw.get(section, {}), dict) for section in SECTIONS)
    return part._replace(file=File(dataset=about, **sections), broken=frozenset(broken), partial=partial)


def _records(raw: Any, section: str) -> list[tuple[str, dict[str, Any]]]:
    """The records of a section that are tables, whatever else stands there."""
    table = raw.get(section) if isinstance(raw, dict) else None  # a JSON file may be a list
    return (
        [(key, record) for key, record in table.items() if isinstance(record, dict)] if isinstance(table, dict) else []
    )


def _merge(parts: Sequence[Part]) -> tuple[Dataset, list[Problem]]:
    """The records of all parts, of several with one id the first; and each of the others as a problem."""
    merged: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    owner: dict[tuple[str, str], Part] = {}  # (section, id) → the file that states it
    problems: list[Problem] = []
    for part in parts:
        clashes: list[Fault] = []
        for section in SECTIONS:
            for id, record in getattr(part.file, section).items():
                # Hubs and actors are told apart by id alone.
                other = {"hubs": "actors", "actors": "hubs"}.get(section, section)
                stated = next((one for one in (section, other) if (one, id) in owner), None)
                if stated is None:
                    owner[section, id] = part
                    merged[section][id] = record
                elif record != merged[stated][id] and len(clashes) <= TOLD:  # the same in two files is no conflict
                    first = owner[stated, id]
                    line = first.place((stated, id)).line
                    clashes.append(((section, id), f"the id '{id}' is already used at {first.name}:{line}"))
        problems += part.located(_told(clashes), "same-id") if clashes else []
    abouts = [part.file.dataset for part in parts]
    about = abouts[0]
    if len(abouts) > 1:
        about = About(title=" + ".join(about.title for about in abouts), updated=max(about.updated for about in abouts))
    return Dataset(about=about, files=tuple(part.name for part in parts), **merged), problems


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
