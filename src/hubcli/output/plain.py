"""Plain text: a page or an aligned table without colour, borders or line breaks of ours; what `show` gives a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.report.document import Item, Report, Table, plain_text, split_tree_prefix
from hubcli.text.escape import display_line, single_line

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDEST = 160  # columns of a table that is read across


def write(report: Report) -> str:
    """The page, or the table where there is none."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    if report.title:
        yield display_line(plain_text(report.title))
    if not report.sections and not report.empty:
        yield from _table(report, report.table)
    for number, section in enumerate(report.sections):
        heading = display_line(plain_text(section.heading))
        if heading:
            if number or report.title:
                yield ""
            yield heading
        for item in section.items:
            yield _item(report, item, indent="  " if heading else "")
        if section.table:
            yield from (f"  {line}" for line in _table(report, section.table))


def _item(report: Report, item: Item, indent: str) -> str:
    label = display_line(item.label)
    if label and label != "•":
        label += "" if label.endswith("]") else ":"
    branch, text = split_tree_prefix(item.text)
    said = " ".join(
        part
        for part in (label, display_line(plain_text(text)), report.format_citations(item.cite))
        if part
    )
    return indent + branch + said


def _table(report: Report, table: Table) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415  a page needs no Rich; how wide a text is on a terminal: CJK, accents, emoji

    rows = [[display_line(column.title) for column in table.columns]]
    rows += [
        [
            single_line("".join(part.text for part in report.readable_cell(cell))).rstrip()
            for cell in row
        ]
        for row in table.rows
    ]
    widths = [max(cell_len(row[at]) for row in rows) for at in range(len(table.columns))]
    if sum(widths) > WIDEST:
        yield from _stacked(rows)
        return
    for row in rows:
        yield "  ".join(
            set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()


def _stacked(rows: list[list[str]]) -> Iterator[str]:
    """Each row as a block, where a line would be too long to see which column is which."""
    titles, *others = rows
    for row in others:
        yield row[0]
        yield from (
            f"  {title}: {cell}" for title, cell in zip(titles[1:], row[1:], strict=True) if cell
        )
