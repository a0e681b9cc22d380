"""The problems of a dataset (`hubcli check`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.report.document import Column, Item, Part, Report, Section, Table, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.errors import Problem

KEYS = ("file", "line", "column", "severity", "rule", "record", "message")
COLUMNS = tuple(Column(key, key.capitalize()) for key in KEYS)


def problem_report(problems: Sequence[Problem]) -> Report:
    """Return a line for each problem as `hubs.toml:12:1: error: …`, and a row for programs."""
    data = [{key: getattr(problem, key) for key in KEYS} for problem in problems]
    # Without a position, line and column are 0.
    rows = tuple(tuple(value or "" for value in row.values()) for row in data)
    items = tuple(_problem_item(problem) for problem in problems)
    return Report((), Table(COLUMNS, rows), data, (Section((), items),) if items else ())


def _problem_item(problem: Problem) -> Item:
    place = Part(f"{problem.place}:", "dim")
    severity = Part(f"{problem.severity}:", "name")
    return Item("", line(place, " ", severity, f" {problem.message}"))
