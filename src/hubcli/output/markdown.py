"""GitHub-flavoured Markdown: headings, lists and pipe tables. What a dataset says is text, never markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hubcli.report.document import (
    Cell,
    Line,
    Part,
    Report,
    Role,
    Section,
    Table,
    line,
    plain_text,
    split_tree_prefix,
)
from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
# Marks a list, a heading or a rule only at the start of a line. What follows is escaped: of digits there is no escape.
_LINE_START = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")


_EMPHASIS: dict[Role, str] = {
    "": "",
    "name": "**",
    "match": "**",
    "dim": "*",
    "bar": "",
    "cite": "",
    "tree": "",
}


def write(report: Report) -> str:
    """The page, or the table where there is none."""
    return "\n".join(_lines(report)).rstrip() + "\n" if not report.empty else ""


def _lines(report: Report) -> Iterator[str]:
    if report.title:
        yield f"# {_heading(report.title)}"
        yield ""
    if not report.sections:
        yield from _table(report.table, report.readable_cell)
    yield from section_lines(
        report.sections,
        lambda cite: escape_markdown(report.format_citations(cite)),
        shown=report.readable_cell,
    )


def section_lines(
    of: Iterable[Section],
    marked: Callable[[tuple[str, ...]], str],
    level: int = 2,
    shown: Callable[[Cell], Line] = lambda cell: line(plain_text(cell)),
) -> Iterator[str]:
    """The lines of sections under headings of a level; `marked` writes citations, `shown` makes cells readable."""
    for section in of:
        heading = _heading(section.heading)
        if heading:
            yield f"{'#' * level} {heading}"
            yield ""
        for item in section.items:
            label = escape_markdown(item.label.removeprefix("•"))
            mark = marked(item.cite)
            branch, text = split_tree_prefix(item.text)
            said = " ".join(
                part for part in (f"**{label}**" if label else "", _line(text), mark) if part
            )
            yield f"{'  ' * max(0, len(branch) // 4 - 1)}- {said}"
        if section.table:
            yield from _table(section.table, shown)
        yield ""


def _table(table: Table, shown: Callable[[Cell], Line]) -> Iterator[str]:
    yield "| " + " | ".join(escape_markdown(column.title) for column in table.columns) + " |"
    yield "|" + " --- |" * len(table.columns)
    for row in table.rows:
        yield (
            "| "
            + " | ".join(
                escape_markdown("".join(part.text for part in shown(cell))) for cell in row
            )
            + " |"
        )


def _heading(line: Line) -> str:
    """A line that is bold by being a heading."""
    return _line(
        tuple(part._replace(role="" if part.role == "name" else part.role) for part in line)
    )


def _line(line: Line) -> str:
    return "".join(_part(part) for part in line).strip()


def _part(part: Part) -> str:
    """The text with its role: emphasis has to touch the text, so that spaces go outside of it."""
    text = display_line(part.text)
    lead = " " if part.text[:1].isspace() else ""
    tail = " " if part.text[-1:].isspace() else ""
    mark = _EMPHASIS[part.role] if text else ""
    return f"{lead}{mark}{escape_markdown(text)}{mark}{tail}"


def escape_markdown(text: str) -> str:
    """The text as Markdown that renders as the text itself, on one line."""
    return _LINE_START.sub(r"\1\\", _MARKUP.sub(r"\\\1", display_line(text)))
