"""One dataset file after reading, the result of loading several, and the place of each problem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from hubcli.dataset.parse import is_json
from hubcli.errors import Fault, KeyPath, Problem, Severity
from hubcli.model.dataset import Dataset
from hubcli.model.records import About, Actor, Hub, Source, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hubcli.dataset.positions import Position

MAX_FAULTS = 1000  # faults of one kind in one file: a generated file may have millions
SECTIONS = ("sources", "topics", "hubs", "actors")


class DatasetFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dataset file: its `[dataset]` table, and its sources, topics, hubs and actors by id."""

    dataset: About
    sources: dict[str, Source] = {}
    topics: dict[str, Topic] = {}
    hubs: dict[str, Hub] = {}
    actors: dict[str, Actor] = {}


class SourceFile(msgspec.Struct, frozen=True):
    """One dataset file: its name as the user typed it, its text and its records."""

    name: str
    text: str
    tables: DatasetFile
    """The records. A faulty one is replaced by a record of its valid keys, at least the id."""
    faults: Sequence[Fault] = ()
    """Mismatches between the file and the types of its records."""
    broken: frozenset[KeyPath] = frozenset()
    """The records that were replaced, as `("hubs", "north")`."""
    partial: bool = False
    """True if records may be missing from `tables`, or faults from `faults`."""

    def to_problems(
        self, faults: Iterable[Fault], rule: str, severity: Severity = "error"
    ) -> list[Problem]:
        """Return faults of the file as problems, which have a line and a column."""
        problems = []
        for where, fault in faults:
            line, column = self.position(where)
            path = _format_path(where)
            message = f"{path}: {fault}" if path else fault
            record = str(where[1]) if len(where) > 1 and where[0] in SECTIONS else ""
            problems.append(Problem(self.name, line, column, message, severity, rule, record))
        return problems

    def position(self, where: KeyPath) -> Position:
        """Return the position of a path in the file, or of the nearest path around it."""
        from hubcli.dataset import positions  # noqa: PLC0415  for errors only

        places = positions.find_positions(self.text, json=is_json(self.name))
        return positions.nearest_position(places, where)


class LoadResult(msgspec.Struct, frozen=True):
    """The result of loading files, valid or not."""

    dataset: Dataset | None
    """Everything that could be loaded; None if no file could be parsed."""
    files: tuple[SourceFile, ...]
    """The files that could be parsed, in the order given."""
    problems: tuple[Problem, ...]
    """Every error of the files; empty if and only if the dataset is complete."""

    @property
    def broken(self) -> frozenset[KeyPath]:
        """The records that were replaced by their valid keys, as `("hubs", "north")`."""
        return frozenset().union(*(file.broken for file in self.files))

    def to_problems(
        self, faults: Iterable[Fault], rule: str, severity: Severity = "error"
    ) -> list[Problem]:
        """Return faults of the dataset as problems, one for each file that has the record."""
        faults = list(faults)
        return [
            problem
            for file in self.files
            for problem in file.to_problems(
                (fault for fault in faults if self._has_record(file, fault[0])), rule, severity
            )
        ]

    def _has_record(self, file: SourceFile, where: KeyPath) -> bool:
        """Return whether the record at a path of the dataset is in a file.

        A different record with the same id does not count.
        """
        section, id = str(where[0]), where[1]
        record = getattr(file.tables, section).get(id)
        return record is not None and record == getattr(self.dataset, section)[id]


def record_tables(data: Any) -> dict[str, dict[str, Any]]:
    """Return the sections of a file's plain data that are tables; `data` may be anything."""
    tables = data if isinstance(data, dict) else {}  # JSON may be a list
    return {
        section: tables[section] for section in SECTIONS if isinstance(tables.get(section), dict)
    }


def cap_faults(faults: Iterable[Fault]) -> list[Fault]:
    """Return the first 1,000 faults; if there are more, the next one is replaced by a note."""
    first = list(islice(faults, MAX_FAULTS + 1))
    more = f"there are more problems than these {MAX_FAULTS:,}"
    return first[:MAX_FAULTS] + [(where, more) for where, _ in first[MAX_FAULTS:]]


def sort_problems(problems: Iterable[Problem], paths: Sequence[Path]) -> tuple[Problem, ...]:
    """Return the problems without duplicates, by file in the order of `paths`, line and column."""
    order = {str(path): index for index, path in enumerate(paths)}
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda problem: (order[problem.file], problem.line, problem.column),
        )
    )


def _format_path(where: KeyPath) -> str:
    """Return a path as TOML writes it: `hubs.kuopio.facts[0].cite`, `hubs.'the north'`."""
    text = ""
    for step in where:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if re.fullmatch("[A-Za-z0-9_-]+", step) else f".'{step}'"
    return text.removeprefix(".")
