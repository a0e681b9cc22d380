"""The check of dataset files: run every rule that applies, and count the problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubcli.check.rules.registry import RULES, RULES_OF_RECORDS, find_problems
from hubcli.dataset.load import load_files
from hubcli.dataset.source_file import sort_problems
from hubcli.text.plural import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hubcli.errors import Problem


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
    problems = list(loaded.problems)
    note = ""
    if loaded.dataset:
        rules = RULES_OF_RECORDS if problems else RULES
        problems += find_problems(rules, loaded.dataset, loaded, "warning")
    if loaded.dataset and sources:
        from hubcli.check.rules.sources import compare_with_texts  # noqa: PLC0415  4 ms

        unsupported, texts = compare_with_texts(loaded, loaded.dataset, sources, read)
        problems += unsupported
        total = len(loaded.dataset.sources)
        if texts < total:
            note = f"; {total - texts} of {count(total, 'source')} without a text in {sources}"
    ordered = sort_problems(problems, paths)
    errors = sum(problem.severity == "error" for problem in ordered)
    warnings = len(ordered) - errors
    counts = ((errors, "error"), (warnings, "warning"))
    summary = ", ".join(count(number, noun) for number, noun in counts if number) or "no problems"
    name = str(paths[0]) if len(paths) == 1 else f"{len(paths)} files"
    return CheckResult(ordered, errors, warnings, f"{name}: {summary}{note}")
