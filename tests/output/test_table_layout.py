"""Grids of tables: the widths of their columns, and when these fit beside each other."""

from __future__ import annotations

from hubcli.output.table_layout import MAX_CELL, Grid, build_grid
from hubcli.report.document import Cell, Column, Report, Table

COLUMNS = (Column("id", "Id"), Column("name", "Name"), Column("actors", "Actors"))


def grid_of(*rows: tuple[Cell, ...]) -> Grid:
    table = Table(COLUMNS, rows)
    return build_grid(Report((), table, None), table)


def test_an_id_is_never_broken() -> None:
    """The least width of an id is its full width; that of other texts is their longest word."""
    grid = grid_of(("two words", "Harbour Campus", 12))
    widths = [(column.min_width, column.full_width) for column in grid.columns]
    assert widths == [(9, 9), (7, 14), (6, 6)]
    assert [column.is_numeric for column in grid.columns] == [False, False, True]


def test_columns_share_the_width() -> None:
    """Columns fit if their longest words do; a wide one takes what the others leave."""
    grid = grid_of(("harbour", "Harbour Campus", 12))
    assert (grid.fits(28), grid.fits(29)) == (False, True)  # 7 + 7 + 6, and 3 for each column
    assert (grid.wraps(35), grid.wraps(36)) == (True, False)
    assert (grid.column_limit(30), grid.column_limit(36)) == (8, 27)


def test_a_table_with_a_very_long_cell_does_not_fit() -> None:
    """A cell that Rich would take too long to wrap is shown in a block, whatever the width."""
    assert not grid_of(("a", "b " * MAX_CELL, 1)).fits(100_000)
