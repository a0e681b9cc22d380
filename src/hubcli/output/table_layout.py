"""Tables laid out: the columns that a width has room for, and one row of the screen for each row.

The columns that are shown depend on the width and on what the columns declare, so that the same
list looks the same whatever is in it; their widths then depend on the texts.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size

from hubcli.output.wrap import part_style, to_words, wrap
from hubcli.report.document import Part, line
from hubcli.text.escape import single_line
from hubcli.text.plural import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.output.wrap import Row, StyleName
    from hubcli.report.document import Cell, Column, Line, Report, Table

GAP = "  "  # between two columns
MIN_CUT_WIDTH = 12  # cells that a column keeps while an id can be cut
MAX_MARKS = 8  # characters a cell of the screen, on average; of more combining marks some are lost


class LaidCell(NamedTuple):
    """The content of a table cell on one line, and its width in cells of the screen."""

    text: Line
    cite: Line
    """The citations after the text, which stay when it is cut."""
    width: int


def table_rows(report: Report, table: Table, width: int) -> Iterator[Row]:
    """Yield the titles, a rule and the rows of a table, each in at most `width` cells.

    Columns for which there is no room are left out. If the table asks for it, a last row tells
    how many they are.
    """
    shown = choose_columns(table.columns, width)
    columns = [table.columns[index] for index in shown]
    titles = [_lay_cell(report, column.title, width) for column in columns]
    rows = [[_lay_cell(report, row[index], width) for index in shown] for row in table.rows]
    widths = share_width(
        columns,
        [title.width for title in titles],
        [max((row[number].width for row in rows), default=0) for number in range(len(columns))],
        width - len(GAP) * (len(columns) - 1),
    )
    numeric = [_is_numeric(table, index) for index in shown]
    bases: list[StyleName] = ["heading"] * len(columns)
    yield _join_cells(titles, widths, numeric, bases)
    yield [("─" * (sum(widths) + len(GAP) * (len(widths) - 1)), "")]
    bases = [""] * len(columns)
    bases[0] = "name"
    for row in rows:
        yield _join_cells(row, widths, numeric, bases)
    hidden = len(table.columns) - len(columns)
    if hidden and table.mention_hidden:
        more = f"{count(hidden, 'more column')} in a wider terminal, or with --format csv"
        yield from wrap(to_words(line(Part(more, "dim"))), width)


def choose_columns(columns: Sequence[Column], width: int) -> list[int]:
    """Return the numbers of the columns to show in `width` cells.

    Those with the greatest rank are left out first, of several the last. Those of rank 0 are only
    left out where there is no room for a letter of each.
    """
    total = sum(column.width + len(GAP) for column in columns) - len(GAP)
    hidden: set[int] = set()
    for index in sorted(range(len(columns)), key=lambda index: (-columns[index].rank, -index)):
        if total <= width or not columns[index].rank or len(hidden) == len(columns) - 1:
            break
        hidden.add(index)
        total -= columns[index].width + len(GAP)
    shown = [index for index in range(len(columns)) if index not in hidden]
    return shown[: max((width + len(GAP)) // (1 + len(GAP)), 1)]


def share_width(
    columns: Sequence[Column], titles: Sequence[int], texts: Sequence[int], room: int
) -> list[int]:
    """Return the widths of columns in `room` cells, from those of their titles and longest texts.

    A column takes what it needs, but at first no more than it declares; what is left goes to all
    columns in equal parts, to texts before titles. An id, which is there to be copied, is cut
    after everything else.
    """
    needs = list(map(max, titles, texts))
    is_id = [column.key == "id" for column in columns]
    widths = [
        need if whole else min(need, column.width)
        for column, need, whole in zip(columns, needs, is_id, strict=True)
    ]
    for least in (MIN_CUT_WIDTH, 1):
        for index in sorted(range(len(widths)), key=lambda index: (is_id[index], -index)):
            excess = max(sum(widths) - room, 0)
            widths[index] = max(widths[index] - excess, min(widths[index], least))
    return _raise(_raise(widths, texts, room), needs, room)


def _raise(widths: list[int], needs: Sequence[int], room: int) -> list[int]:
    """Return the widths raised to what is needed, or to the greatest limit that leaves room."""

    def raise_to(limit: int) -> list[int]:
        return [max(width, min(need, limit)) for width, need in zip(widths, needs, strict=True)]

    fitting = bisect_right(range(room + 1), room, key=lambda limit: sum(raise_to(limit)))
    return raise_to(fitting - 1)


def _is_numeric(table: Table, index: int) -> bool:
    return all(isinstance(row[index], (int, float)) or not row[index] for row in table.rows)


def _lay_cell(report: Report, cell: Cell, width: int) -> LaidCell:
    """Return a cell without what cannot be shown in `width` cells anyway."""
    parts = cell if isinstance(cell, tuple) else line(str(cell))
    start = len(parts) - bool(parts and parts[-1].role == "cite")
    text, cite = (
        _trim(report.readable_cell(part), MAX_MARKS * width)
        for part in (parts[:start], parts[start:])
    )
    return LaidCell(text, cite, _width(text) + _width(cite))


def _trim(text: Line, limit: int) -> Line:
    """Return the first characters of a text, escaped, on one line, without spaces at its end."""
    trimmed: list[Part] = []
    for part in text:
        start = single_line(part.text[:limit])
        if len(part.text) > limit:
            start = f"{start}…"
        trimmed.append(part._replace(text=start))
        limit -= len(part.text)
        if limit < 0:
            break
    if trimmed:  # spaces at the start show the depth in a tree
        trimmed[-1] = trimmed[-1]._replace(text=trimmed[-1].text.rstrip())
    return tuple(trimmed)


def _join_cells(
    cells: Sequence[LaidCell],
    widths: Sequence[int],
    numeric: Sequence[bool],
    bases: Sequence[StyleName],
) -> Row:
    """Return a row of the screen, without spaces at its end.

    `bases` are the styles of parts without a role.
    """
    row: Row = []
    spaces = 0  # before the next text
    with_bars = all(map(_bars_fit, cells, widths))
    for cell, width, right, base in zip(cells, widths, numeric, bases, strict=True):
        parts = _fit(cell, width, with_bars=with_bars)
        used = _width(parts)
        padding = width - used
        if right:
            spaces, padding = spaces + padding, 0
        if used:
            row.append((" " * spaces, ""))
            row += ((part.text, part_style(part, base)) for part in parts)
            spaces = 0
        spaces += padding + len(GAP)
    return [piece for piece in row if piece[0]]


def _bars_fit(cell: LaidCell, width: int) -> bool:
    return cell.width <= width or all(part.role != "bar" for part in cell.text)


def _fit(cell: LaidCell, width: int, *, with_bars: bool) -> Line:
    """Return a cell in at most `width` cells of the screen, its text cut with an ellipsis.

    Bars are left out of a row where one has no room, as a shorter or missing one would be wrong.
    """
    text = tuple(part for part in cell.text if with_bars or part.role != "bar")
    room = width - _width(cell.cite)
    if _width(text) <= room:
        return (*text, *cell.cite)
    if room < width // 2:
        return _cut((*text, *cell.cite), width)
    return (*_cut(text, room), *cell.cite)


def _cut(text: Line, width: int) -> Line:
    """Return the start of a text, with an ellipsis at its end if that is not all of it."""
    if _width(text) <= width:
        return text
    shown: list[Part] = []
    room = width - 1
    for part in text:
        size = cell_len(part.text)
        if size > room:
            start = set_cell_size(part.text, room).rstrip()
            return (*shown, part._replace(text=f"{start}…"))
        shown.append(part)
        room -= size
    return tuple(shown)


def _width(text: Line) -> int:
    return sum(cell_len(part.text) for part in text)
