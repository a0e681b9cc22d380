"""GitHub-flavoured Markdown: headings, lists and pipe tables. Texts of a dataset are escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hubcli.report.document import split_tree_prefix
from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hubcli.report.document import Line, Part, Report, Role, Section, Table

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
# A number or a sign that makes a list, a heading or a rule at the start of a line. The escape goes
# after a number, as digits cannot be escaped.
_LINE_START = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")
_EMPHASIS: dict[Role, str] = {"name": "**", "match": "**", "dim": "*"}


def render(report: Report) -> str:
    """Return the page, or the table if the report has no page."""
    return "" if report.empty else "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    if report.title:
        yield f"# {_heading(report.title)}\n"
    if not report.sections:
        yield from _table_lines(report, report.table)
    for section in report.sections:
        yield from section_lines(
            section, lambda cite: escape_markdown(report.format_citations(cite))
        )
        if section.table:
            yield from _table_lines(report, section.table)
        yield ""


def section_lines(
    section: Section, format_citations: Callable[[tuple[str, ...]], str], level: int = 2
) -> Iterator[str]:
    """Yield the heading and the items of a section. `format_citations` returns Markdown."""
    heading = _heading(section.heading)
    if heading:
        yield f"{'#' * (level + section.minor)} {heading}"
        if section.items or section.table:
            yield ""
    top = 0  # levels of the tree before the first item
    for number, item in enumerate(section.items):
        label = escape_markdown(item.label.removeprefix("•"))
        branch, text = split_tree_prefix(item.text)
        level = len(branch) // 4
        top = top if number else level
        indent = "  " * (level - top)
        statement = "".join(
            f" {format_citations(tuple(part.text.split()))}"
            if part.role == "cite" and part.text
            else _part(part)
            for part in text
        )
        parts = (f"**{label}**" if label else "", statement.strip(), format_citations(item.cite))
        yield f"{indent}- {' '.join(filter(None, parts))}"


def _table_lines(report: Report, table: Table) -> Iterator[str]:
    yield _row(column.title for column in table.columns)
    yield "|" + " --- |" * len(table.columns)
    for row in table.rows:
        yield _row("".join(part.text for part in report.readable_cell(cell)) for cell in row)


def _row(texts: Iterator[str]) -> str:
    return f"| {' | '.join(map(escape_markdown, texts))} |"


def _heading(line: Line) -> str:
    """Return a line as Markdown without bold names, as headings are bold anyway."""
    return _line(
        tuple(part._replace(role="" if part.role == "name" else part.role) for part in line)
    )


def _line(line: Line) -> str:
    return "".join(map(_part, line)).strip()


def _part(part: Part) -> str:
    """Return a part with its emphasis, whose marks must touch the text: spaces go outside."""
    text = display_line(part.text)
    mark = _EMPHASIS.get(part.role, "") if text else ""
    start = " " if part.text[:1].isspace() else ""
    end = " " if part.text[-1:].isspace() else ""
    return f"{start}{mark}{escape_markdown(text)}{mark}{end}"


def escape_markdown(text: str) -> str:
    """Return Markdown that shows the text itself, on one line."""
    return _LINE_START.sub(r"\1\\", _MARKUP.sub(r"\\\1", display_line(text)))
