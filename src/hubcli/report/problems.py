"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.report.document import Column, Item, Part, Report, Section, Table, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.errors import Problem

COLUMNS = tuple(
    Column(key, key.capitalize())
    for key in ("file", "line", "column", "severity", "rule", "record", "message")
)


def problem_report(problems: Sequence[Problem]) -> Report:
    """A line a problem for people, a row for programs."""
    rows = tuple(
        (
            one.file,
            one.line or "",
            one.column or "",
            one.severity,
            one.rule,
            one.record,
            one.message,
        )
        for one in problems
    )
    items = tuple(
        Item(
            "",
            line(
                Part(f"{one.place}:", "dim"),
                " ",
                Part(f"{one.severity}:", "name"),
                f" {one.message}",
            ),
        )
        for one in problems
    )
    keys = [column.key for column in COLUMNS]
    data = [{key: getattr(one, key) for key in keys} for one in problems]
    return Report((), Table(COLUMNS, rows), data, (Section((), items),) if items else ())
