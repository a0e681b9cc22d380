"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubcli.check.rules import registry
from hubcli.dataset.load import load_files
from hubcli.dataset.source_file import LoadResult, sort_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from hubcli.errors import Fault, Problem


class CheckResult(NamedTuple):
    """What a check found."""

    problems: tuple[Problem, ...]
    errors: int
    warnings: int
    summary: str
    """How many, of which files: `mine.toml: 2 errors, 1 warning`."""


def check_files(
    paths: Sequence[Path], read: Callable[[Path], bytes], sources: Path | None
) -> CheckResult:
    """Every problem of the files, with a folder of sources what these do not say as well. Raises OSError for those."""
    found = load_files(paths, read)
    problems = [*found.problems, *_warnings(found)]
    untold = ""
    if sources and found.dataset:
        from hubcli.check.evidence import Evidence, read_texts  # noqa: PLC0415  4 ms, for one option
        from hubcli.check.rules.sources import SOURCE_RULES  # noqa: PLC0415  as above

        texts = read_texts(found.dataset, sources, read)
        beside = Evidence(found.dataset, texts)
        for rule in SOURCE_RULES:
            problems += found.located(_sound(found, rule(beside)), registry.rule_id(rule))
        count, missing = len(found.dataset.sources), len(found.dataset.sources) - len(texts)
        untold = (
            f"; {missing} of {_many(count, 'source')} without a text in {sources}"
            if missing
            else ""
        )
    told = sort_problems(problems, paths)
    errors = sum(problem.severity == "error" for problem in told)
    warnings = len(told) - errors
    counts = [
        _many(count, what) for count, what in ((errors, "error"), (warnings, "warning")) if count
    ]
    where = str(paths[0]) if len(paths) == 1 else f"{len(paths)} files"
    summary = f"{where}: {', '.join(counts) or 'no problems'}{untold}"
    return CheckResult(told, errors, warnings, summary)


def _warnings(found: LoadResult) -> list[Problem]:
    """What the rules say of the records that are sound."""
    if not found.dataset:
        return []
    problems = []
    for rule in registry.RULES:
        if rule not in registry.OF_ALL_RECORDS or not found.problems:
            problems += found.located(
                _sound(found, rule(found.dataset)), registry.rule_id(rule), "warning"
            )
    return problems


def _sound(found: LoadResult, faults: Iterator[Fault]) -> Iterator[Fault]:
    """Those in records that are as they were written."""
    broken = found.broken
    return (fault for fault in faults if fault[0][:2] not in broken)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
