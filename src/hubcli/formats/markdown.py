"""GitHub-flavoured Markdown: headings, lists and pipe tables. What a dataset says is text, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hubcli.report import Line, Report, Table, plain
from hubcli.text import visible

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
# Marks a list, a heading or a rule only at the start of a line; a bare address would become a link by itself.
_LINE_START = re.compile(r"^([-+=]|\d+[.)])")


def write(report: Report) -> str:
    """The page, or the table where there is none."""
    return "\n".join(_lines(report)).rstrip("\n") + "\n" if not report.empty else ""


def _lines(report: Report) -> Iterator[str]:
    if report.title:
        yield f"# {_line(report.title)}"
        yield ""
    if not report.sections:
        yield from _table(report.table)
    for section in report.sections:
        heading = _line(section.heading)
        if heading:
            yield f"## {heading}"
            yield ""
        for item in section.items:
            label = escaped(item.label.removeprefix("•"))
            mark = escaped(report.marked(item.cite))
            yield "- " + " ".join(part for part in (f"**{label}**" if label else "", _line(item.text), mark) if part)
        if section.table:
            yield from _table(section.table)
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(column.title for column in table.columns) + " |"
    yield "|" + " --- |" * len(table.columns)
    for row in table.rows:
        yield "| " + " | ".join(escaped(plain(cell)) for cell in row) + " |"


def _line(line: Line) -> str:
    return " ".join("".join(_part(part.text, part.role) for part in line).split())


def _part(text: str, role: str) -> str:
    shown = escaped(text, strip=False)
    if role == "match" and shown.strip():
        return f"**{shown.strip()}**"
    return shown


def escaped(text: str, *, strip: bool = True) -> str:
    """The text as Markdown that renders as the text itself, on one line."""
    lead = " " if not strip and text[:1].isspace() else ""
    tail = " " if not strip and text[-1:].isspace() else ""
    inner = _LINE_START.sub(r"\\\1", _MARKUP.sub(r"\\\1", visible(text)))
    return lead + inner + tail
