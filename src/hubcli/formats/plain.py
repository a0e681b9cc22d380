"""Plain text: a page or an aligned table without colour, borders or line breaks of ours; what `show` gives a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from hubcli.report import Item, Report, Table, hangs, plain
from hubcli.text import one_line, visible

WIDEST = 160  # columns of a table that is read across


def write(report: Report) -> str:
    """The page, or the table where there is none."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    if report.title:
        yield visible(plain(report.title))
    if not report.sections and not report.empty:
        yield from _table(report, report.table)
    for number, section in enumerate(report.sections):
        heading = visible(plain(section.heading))
        if heading:
            if number or report.title:
                yield ""
            yield heading
        for item in section.items:
            yield _item(report, item, indent="  " if heading else "")
        if section.table:
            yield from (f"  {line}" for line in _table(report, section.table))


def _item(report: Report, item: Item, indent: str) -> str:
    label = visible(item.label)
    if label and label != "•":
        label += "" if label.endswith("]") else ":"
    branch, text = hangs(item.text)
    said = " ".join(part for part in (label, visible(plain(text)), report.marked(item.cite)) if part)
    return indent + branch + said


def _table(report: Report, table: Table) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415  a page needs no Rich; how wide a text is on a terminal: CJK, accents, emoji

    rows = [[visible(column.title) for column in table.columns]]
    rows += [
        [one_line("".join(part.text for part in report.shown(cell))).rstrip() for cell in row] for row in table.rows
    ]
    widths = [max(cell_len(row[at]) for row in rows) for at in range(len(table.columns))]
    if sum(widths) > WIDEST:
        yield from _stacked(rows)
        return
    for row in rows:
        yield "  ".join(set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _stacked(rows: list[list[str]]) -> Iterator[str]:
    """Each row as a block, where a line would be too long to see which column is which."""
    titles, *others = rows
    for row in others:
        yield row[0]
        yield from (f"  {title}: {cell}" for title, cell in zip(titles[1:], row[1:], strict=True) if cell)
