"""Tables drawn with Rich. A page without a table does not import this module, which takes 3 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.style import Style

    from hubcli.output.table_layout import Grid
    from hubcli.output.wrap import StyleName


def draw_grid(grid: Grid, width: int, styles: dict[StyleName, Style]) -> Table:
    """Return a grid that fits in the width as a table that Rich draws in the styles."""
    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        header_style=styles["heading"],
        # Without a blank line between them, wrapped rows run into each other.
        leading=int(grid.wraps(width) and not grid.dense),
    )
    limit = grid.column_limit(width)
    for number, column in enumerate(grid.columns):
        table.add_column(
            Text(column.title),
            style=styles["name" if number == 0 else ""],
            justify="right" if column.is_numeric else "left",
            min_width=column.min_width,
            # Rich would make a column above the limit narrower, and cut off the table's right edge.
            width=column.min_width if column.min_width > limit else None,
            no_wrap=column.is_id,
        )
    for row in grid.rows:
        table.add_row(
            *(Text.assemble(*((part.text, styles[part.role]) for part in cell)) for cell in row)
        )
    return table
