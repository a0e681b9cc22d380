"""Tables laid out: the widths of columns, and a block for each row where columns do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from hubcli.output.page_layout import item_rows
from hubcli.output.wrap import to_words, wrap
from hubcli.report.document import Item, Line, Part, line, plain_text
from hubcli.text.escape import display_line, single_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.output.wrap import Row
    from hubcli.report.document import Column, Report, Table

MAX_CELL = 10_000  # characters: Rich takes n² steps to wrap n of them
COLUMN_GAP = 3  # cells that Rich puts between two columns


class GridColumn(NamedTuple):
    """A column of a grid. Widths are in cells of the terminal."""

    title: str
    min_width: int
    """The width of the longest word; of an id, which is there to be copied, the full width."""
    full_width: int
    """The width in which no text is wrapped."""
    is_id: bool
    is_numeric: bool


class Grid(NamedTuple):
    """A table as it is drawn: columns, and rows of cells that are each on one line."""

    columns: list[GridColumn]
    rows: list[list[Line]]
    max_cell: int
    """Characters of the longest cell."""
    dense: bool
    """True if wrapped rows follow each other without a blank line."""

    def fits(self, width: int) -> bool:
        """Return whether the columns fit beside each other, with their longest words unbroken."""
        min_width = sum(column.min_width for column in self.columns)
        return min_width <= self._room(width) and self.max_cell <= MAX_CELL

    def wraps(self, width: int) -> bool:
        """Return whether some cell needs several lines."""
        return sum(column.full_width for column in self.columns) > self._room(width)

    def column_limit(self, width: int) -> int:
        """Return the greatest width of a column at which all columns fit.

        A column whose `min_width` is above the limit takes that instead.
        """
        room = self._room(width)
        return next(
            limit
            for limit in range(room, -1, -1)
            if sum(max(column.min_width, min(column.full_width, limit)) for column in self.columns)
            <= room
        )

    def _room(self, width: int) -> int:
        """Return the cells that all columns share."""
        return width - COLUMN_GAP * len(self.columns)


def build_grid(report: Report, table: Table) -> Grid:
    """Return the texts of a table, with citations as people read them, and their widths."""
    rows = [[_trim(report.readable_cell(cell)) for cell in row] for row in table.rows]
    texts = [["".join(part.text for part in cell) for cell in row] for row in rows]
    columns = [
        _build_column(
            column,
            [row[index] for row in texts],
            is_numeric=all(isinstance(row[index], int) or not row[index] for row in table.rows),
        )
        for index, column in enumerate(table.columns)
    ]
    max_cell = max((len(text) for row in texts for text in row), default=0)
    return Grid(columns, rows, max_cell, table.dense)


def _build_column(column: Column, texts: list[str], *, is_numeric: bool) -> GridColumn:
    title = display_line(column.title)
    full_width = max(map(cell_len, (title, *texts)))
    longest_word = max(map(cell_len, " ".join((title, *texts)).split()), default=0)
    is_id = column.key == "id"
    return GridColumn(title, full_width if is_id else longest_word, full_width, is_id, is_numeric)


def stacked_rows(report: Report, grid: Grid, width: int) -> Iterator[Row]:
    """Yield each row of the grid as a block: its first cell, then the others as labelled items."""
    for number, (name, *cells) in enumerate(grid.rows):
        if number:
            yield []
        yield from wrap(to_words(line(Part(plain_text(name), "name"))), width)
        items = [
            Item(column.title, cell)
            for column, cell in zip(grid.columns[1:], cells, strict=True)
            if plain_text(cell)
        ]
        yield from item_rows(report, items, "  ", width)


def _trim(cell: Line) -> Line:
    """Return a cell on one line without spaces at its end; those at its start show its depth."""
    parts = [part._replace(text=single_line(part.text)) for part in cell]
    if parts:
        parts[-1] = parts[-1]._replace(text=parts[-1].text.rstrip())
    return tuple(parts)
