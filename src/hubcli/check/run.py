"""The check of dataset files: run every rule that applies, and count the problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubcli.check.rules import registry
from hubcli.dataset.load import load_files
from hubcli.dataset.source_file import sort_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hubcli.dataset.source_file import LoadResult
    from hubcli.errors import Fault, Problem
    from hubcli.model.dataset import Dataset


class CheckResult(NamedTuple):
    """The problems of a check, and how many there are."""

    problems: tuple[Problem, ...]
    """In the order of the files and of their lines."""
    errors: int
    warnings: int
    summary: str
    """The counts, in words: `mine.toml: 2 errors, 1 warning`."""


def check_files(
    paths: Sequence[Path], read: Callable[[Path], bytes], sources: Path | None
) -> CheckResult:
    """Check files as one dataset and return all problems.

    `read` returns the content of a file. If `sources` is a folder of texts, the claims are compared
    with those as well. Raises OSError if one of the texts cannot be read.
    """
    loaded = load_files(paths, read)
    problems = [*loaded.problems, *_warnings(loaded)]
    note = ""
    if sources and loaded.dataset:
        unsupported, note = _compare_with_texts(loaded, loaded.dataset, sources, read)
        problems += unsupported
    ordered = sort_problems(problems, paths)
    errors = sum(problem.severity == "error" for problem in ordered)
    warnings = len(ordered) - errors
    counts = ((errors, "error"), (warnings, "warning"))
    summary = ", ".join(_count(number, noun) for number, noun in counts if number) or "no problems"
    name = str(paths[0]) if len(paths) == 1 else f"{len(paths)} files"
    return CheckResult(ordered, errors, warnings, f"{name}: {summary}{note}")


def _warnings(loaded: LoadResult) -> Iterator[Problem]:
    """Yield the warnings of the rules; those about unused records only if nothing is wrong."""
    if loaded.dataset:
        for rule in registry.RULES:
            if rule not in registry.RULES_OF_WHOLE_DATASETS or not loaded.problems:
                faults = _of_sound_records(loaded, rule(loaded.dataset))
                yield from loaded.to_problems(faults, registry.rule_id(rule), "warning")


def _compare_with_texts(
    loaded: LoadResult, dataset: Dataset, folder: Path, read: Callable[[Path], bytes]
) -> tuple[list[Problem], str]:
    """Return the claims that the texts do not support, and a note on sources without a text."""
    from hubcli.check.evidence import Evidence, read_texts  # noqa: PLC0415  4 ms, for one option
    from hubcli.check.rules.sources import SOURCE_RULES  # noqa: PLC0415  as above

    texts = read_texts(dataset, folder, read)
    evidence = Evidence(dataset, texts)
    problems = []
    for rule in SOURCE_RULES:
        faults = _of_sound_records(loaded, rule(evidence))
        problems += loaded.to_problems(faults, registry.rule_id(rule))
    total, missing = len(dataset.sources), len(dataset.sources) - len(texts)
    note = f"; {missing} of {_count(total, 'source')} without a text in {folder}"
    return problems, note if missing else ""


def _of_sound_records(loaded: LoadResult, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the faults, without those of records of which only a part could be read."""
    broken = loaded.broken
    return (fault for fault in faults if fault[0][:2] not in broken)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
