"""Plain text: a page or an aligned table without colours, borders or wrapped lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.report.document import plain_text, split_tree_prefix
from hubcli.text.escape import display_line, single_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.report.document import Item, Report, Section, Table

MAX_TABLE_WIDTH = 160  # cells of a row; a wider table becomes a block for each row


def render(report: Report) -> str:
    """Return the page, or the table if the report has no page."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    if report.title:
        yield display_line(plain_text(report.title))
    if not report.sections and not report.empty:
        yield from _table_lines(report, report.table)
    for number, section in enumerate(report.sections):
        yield from _section_lines(report, section, first=number == 0 and not report.title)


def _section_lines(report: Report, section: Section, *, first: bool) -> Iterator[str]:
    heading = display_line(plain_text(section.heading))
    if heading:
        if not first:
            yield ""
        yield heading
    for item in section.items:
        yield _item(report, item, indent="  " if heading else "")
    if section.table:
        yield from (f"  {line}" for line in _table_lines(report, section.table))


def _item(report: Report, item: Item, indent: str) -> str:
    label = display_line(item.label)
    if label and label != "•" and not label.endswith("]"):
        label += ":"
    branch, text = split_tree_prefix(item.text)
    parts = (label, display_line(plain_text(text)), report.format_citations(item.cite))
    return indent + branch + " ".join(filter(None, parts))


def _table_lines(report: Report, table: Table) -> Iterator[str]:
    """Yield a line a row with the columns aligned, or blocks if the table is too wide."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415  not for pages

    rows = [[display_line(column.title) for column in table.columns]]
    rows += [
        [
            single_line("".join(part.text for part in report.readable_cell(cell))).rstrip()
            for cell in row
        ]
        for row in table.rows
    ]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) > MAX_TABLE_WIDTH:
        yield from _stacked_lines(rows)
        return
    for row in rows:
        cells = (set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _stacked_lines(rows: list[list[str]]) -> Iterator[str]:
    """Yield a block for each row: its first cell, then the others with their titles."""
    titles, *others = rows
    for row in others:
        yield row[0]
        for title, cell in zip(titles[1:], row[1:], strict=True):
            if cell:
                yield f"  {title}: {cell}"
