"""What `hubcli check` answers: every problem of a dataset's files, as a Report.

Errors are what keeps a dataset from being read (`load`) and what its sources do not say (`evidence`), warnings the
editorial rules (`checks`). Only puts together what those find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hubcli import checks
from hubcli.errors import Problem
from hubcli.load import Survey, in_order, survey
from hubcli.reading import Origin
from hubcli.references import Fault
from hubcli.report import Column, Item, Part, Report, Section, Table, line

COLUMNS = tuple(
    Column(key, key.capitalize()) for key in ("file", "line", "column", "severity", "rule", "record", "message")
)


class Found(NamedTuple):
    """What a check found."""

    problems: tuple[Problem, ...]
    errors: int
    warnings: int
    summary: str
    """How many, of which files: `mine.toml: 2 errors, 1 warning`."""


def find(origin: Origin, sources: Path | None) -> Found:
    """Every problem of the files, with a folder of sources what these do not say as well. Raises OSError for those."""
    paths = origin.paths()
    found = survey(paths, origin.read)
    problems = [*found.problems, *_warnings(found)]
    untold = ""
    if sources and found.dataset:
        from hubcli import evidence  # noqa: PLC0415  this option's own

        texts = evidence.texts(found.dataset, sources, origin.read)
        beside = evidence.Evidence(found.dataset, texts)
        for rule in evidence.RULES:
            problems += found.located(_sound(found, rule(beside)), checks.name_of(rule))
        count, missing = len(found.dataset.sources), len(found.dataset.sources) - len(texts)
        untold = f"; {missing} of {_many(count, 'source')} without a text in {sources}" if missing else ""
    told = in_order(problems, paths)
    errors = sum(problem.severity == "error" for problem in told)
    warnings = len(told) - errors
    counts = [_many(count, what) for count, what in ((errors, "error"), (warnings, "warning")) if count]
    where = str(paths[0]) if len(paths) == 1 else f"{len(paths)} files"
    summary = f"{where}: {', '.join(counts) or 'no problems'}{untold}"
    return Found(told, errors, warnings, summary)


def _warnings(found: Survey) -> list[Problem]:
    """What the rules say of the records that are sound."""
    if not found.dataset:
        return []
    problems = []
    for rule in checks.RULES:
        if rule not in checks.OF_ALL_RECORDS or not found.problems:
            problems += found.located(_sound(found, rule(found.dataset)), checks.name_of(rule), "warning")
    return problems


def _sound(found: Survey, faults: Iterator[Fault]) -> Iterator[Fault]:
    """Those in records that are as they were written."""
    broken = found.broken
    return (fault for fault in faults if fault[0][:2] not in broken)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def report(problems: Sequence[Problem]) -> Report:
    """A line a problem for people, a row for programs."""
    rows = tuple(
        (one.file, one.line or "", one.column or "", one.severity, one.rule, one.record, one.message)
        for one in problems
    )
    items = tuple(
        Item("", line(Part(f"{one.place}:", "dim"), " ", Part(f"{one.severity}:", "name"), f" {one.message}"))
        for one in problems
    )
    keys = [column.key for column in COLUMNS]
    data = [{key: getattr(one, key) for key in keys} for one in problems]
    return Report((), Table(COLUMNS, rows), data, (Section((), items),) if items else ())
