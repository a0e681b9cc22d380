"""Plain text: a page or an aligned table without colours, borders or wrapped lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.report.document import plain_text, split_tree_prefix
from hubcli.text.escape import display_line, single_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.report.document import Item, Line, Report, Section, Table

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
        yield from _section_lines(report, section, first=not number and not report.title)
    if report.foot:
        yield ""
        yield from (display_line(plain_text(remark)) for remark in report.foot)


def _section_lines(report: Report, section: Section, *, first: bool) -> Iterator[str]:
    """Yield the lines of a section; an empty one comes before a heading that is not the first."""
    heading = display_line(plain_text(section.heading))
    indent = "  " if section.minor else ""
    if heading:
        if not first and not section.minor:
            yield ""
        yield indent + heading
        indent += "  "
    for item in section.items:
        yield _item(report, item, indent)
    if section.table:
        yield from (f"  {line}" for line in _table_lines(report, section.table))


def _item(report: Report, item: Item, indent: str) -> str:
    label = display_line(item.label)
    if label and label != "•" and not label.endswith("]"):
        label += ":"
    branch, text = split_tree_prefix(report.readable_cell(item.text))
    parts = (label, display_line(plain_text(text)), report.format_citations(item.cite))
    return indent + branch + " ".join(filter(None, parts))


def _table_lines(report: Report, table: Table) -> Iterator[str]:
    """Yield a line a row with the columns aligned, or blocks if the table is too wide."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415  not for pages

    titles = [display_line(column.title) for column in table.columns]
    rows = [[_cell_text(report.readable_cell(cell)) for cell in row] for row in table.rows]
    widths = [max(map(cell_len, column)) for column in zip(titles, *rows, strict=True)]
    if sum(widths) <= MAX_TABLE_WIDTH:
        for row in (titles, *rows):
            yield "  ".join(map(set_cell_size, row, widths)).rstrip()
        return
    for name, *cells in rows:
        yield name
        labelled = zip(titles[1:], cells, strict=True)
        yield from (f"  {title}: {cell}" for title, cell in labelled if cell)


def _cell_text(cell: Line) -> str:
    """Return a cell on one line without spaces at its end; those at its start show its depth."""
    return single_line("".join(part.text for part in cell)).rstrip()
