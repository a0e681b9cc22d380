"""TODO."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from hubcli.errors import Fault, KeyPath, Problem, Severity
from hubcli.model.records import About, Actor, Hub, Source, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from hubcli.dataset.positions import Position
    from hubcli.model.dataset import Dataset


MAX_FAULTS = 1000  # faults of one kind and file: those after so many are the same again
SECTIONS = ("sources", "topics", "hubs", "actors")


class DatasetFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dataset file: its five tables, the records by id."""

    dataset: About
    sources: dict[str, Source] = {}
    topics: dict[str, Topic] = {}
    hubs: dict[str, Hub] = {}
    actors: dict[str, Actor] = {}


class SourceFile(NamedTuple):
    """One file of a dataset, as it was named, as it reads and as it is understood."""

    name: str
    text: str
    file: DatasetFile
    """Its records; one of the wrong shape is stood in for by what of it is sound, its id at least."""
    faults: Sequence[Fault] = ()
    broken: frozenset[KeyPath] = frozenset()
    """The records that are stood in for: `("hubs", "north")`."""
    partial: bool = False
    """Whether a whole table of it was not understood, or not all of what is wrong is known."""

    def located(
        self, faults: Iterable[Fault], rule: str, severity: Severity = "error"
    ) -> list[Problem]:
        """Faults of the file with their line and column."""
        problems = []
        for where, said in faults:
            line, column = self.place(where)
            path = _format_path(where)
            record = str(where[1]) if len(where) > 1 and where[0] in SECTIONS else ""
            message = f"{path}: {said}" if path else said
            problems.append(Problem(self.name, line, column, message, severity, rule, record))
        return problems

    def place(self, where: KeyPath) -> Position:
        """Where that path is in the file."""
        from hubcli.dataset.positions import nearest_position  # noqa: PLC0415  only where something is wrong

        return nearest_position(_find_positions(self.text, is_json(self.name)), where)


class LoadResult(NamedTuple):
    """What can be said of files, whether or not they are fit to be read."""

    dataset: Dataset | None
    """All that is sound in them; None where no file could be read."""
    parts: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    """All that keeps them from being read: none when the dataset is whole."""

    @property
    def broken(self) -> frozenset[KeyPath]:
        """The records that are stood in for."""
        return frozenset().union(*(part.broken for part in self.parts))

    def located(
        self, faults: Iterable[Fault], rule: str, severity: Severity = "error"
    ) -> list[Problem]:
        """Faults of the dataset, each with its place in every file that states the record."""
        faults = list(faults)
        return [
            problem
            for part in self.parts
            for problem in part.located(
                (fault for fault in faults if self._stated(part, fault[0])), rule, severity
            )
        ]

    def _stated(self, part: SourceFile, where: KeyPath) -> bool:
        """Whether the record of that path is the file's, and not another one's of that id."""
        section, id = str(where[0]), where[1]
        record = getattr(part.file, section).get(id)
        return record is not None and record == getattr(self.dataset, section)[id]


def cap_faults(faults: Iterable[Fault]) -> list[Fault]:
    """The first of them and, where there are more, that there are: a file from anybody may have any number."""
    first = list(islice(faults, MAX_FAULTS + 1))
    return [
        *first[:MAX_FAULTS],
        *(
            (where, f"there are more problems than these {MAX_FAULTS:,}")
            for where, _ in first[MAX_FAULTS:]
        ),
    ]


def sort_problems(problems: Iterable[Problem], paths: Sequence[Path]) -> tuple[Problem, ...]:
    """The problems as they stand in the files, file by file, each once."""
    order = {str(path): number for number, path in enumerate(paths)}
    return tuple(
        sorted(dict.fromkeys(problems), key=lambda one: (order[one.file], one.line, one.column))
    )


def is_json(name: str) -> bool:
    return name.lower().endswith(".json")


@lru_cache
def _find_positions(text: str, json: bool) -> Mapping[KeyPath, Position]:
    """Where everything of a file is written: a second reading of it, done once and only where something is wrong."""
    from hubcli.dataset.positions import find_positions  # noqa: PLC0415  as above

    return find_positions(text, json=json)


def _format_path(where: KeyPath) -> str:
    """A path as it is written in the file: `hubs.kuopio.facts[0].cite`, `hubs.'the north'`."""
    steps = (
        f"[{step}]"
        if isinstance(step, int)
        else f".{step}"
        if _BARE.fullmatch(step)
        else f".'{step}'"
        for step in where
    )
    return "".join(steps).removeprefix(".")


_BARE = re.compile(r"[A-Za-z0-9_-]+")
