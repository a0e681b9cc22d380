"""A report as a terminal shows it: pages laid out by hubcli, tables and colours drawn by Rich."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from hubcli.output.page_layout import section_rows, title_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table as RichTable

    from hubcli.output.table_layout import Grid
    from hubcli.output.wrap import Row, StyleName
    from hubcli.report.document import Report, Table

# Attributes and the terminal's own sixteen colours, which are readable on light and on dark.
STYLES: dict[StyleName, Style] = {
    "": Style.null(),
    "heading": Style(bold=True, color="cyan"),
    "name": Style(bold=True),
    "dim": Style(dim=True),
    "match": Style(bold=True, color="magenta"),
    "bar": Style(color="cyan"),
    "cite": Style(dim=True),
    "tree": Style(dim=True),
}


def render_terminal(report: Report, *, colour: bool, width: int | None = None) -> str:
    """Return the report as text for a terminal, with escape codes if `colour`.

    `width` is in cells; without it the terminal's own is used.
    """
    if report.empty:
        return ""
    color_system: Literal["standard"] | None = "standard" if colour else None
    console = Console(
        force_terminal=colour,
        no_color=not colour,
        color_system=color_system,
        width=width,
        height=25 if width else None,  # unused, but Rich ignores a width without it (TERM=dumb)
    )
    with console.capture() as capture:
        _draw_rows(console, title_rows(report, console.width))
        for number, section in enumerate(report.sections):
            first = number == 0 and not report.title
            _draw_rows(console, section_rows(report, section, console.width, first=first))
            if section.table:
                _draw_table(console, report, section.table)
        if not report.sections:
            _draw_table(console, report, report.table)
    return capture.get()


def _draw_rows(console: Console, rows: Iterable[Row]) -> None:
    segments = []
    for row in rows:
        segments += [Segment(text, STYLES[style]) for text, style in row]
        segments.append(Segment.line())
    console.print(Segments(segments), end="", soft_wrap=True)


def _draw_table(console: Console, report: Report, table: Table) -> None:
    from hubcli.output.table_layout import build_grid, stacked_rows  # noqa: PLC0415  not for pages

    grid = build_grid(report, table)
    if grid.fits(console.width):
        console.print(_rich_table(grid, console.width))
    else:
        _draw_rows(console, stacked_rows(report, grid, console.width))


def _rich_table(grid: Grid, width: int) -> RichTable:
    from rich import box  # noqa: PLC0415  3 ms with the next two, and most pages have no table
    from rich.table import Table as RichTable  # noqa: PLC0415  as above
    from rich.text import Text  # noqa: PLC0415  as above

    drawn = RichTable(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        header_style=STYLES["heading"],
        # Without a blank line between them, wrapped rows run into each other.
        leading=int(grid.wraps(width) and not grid.dense),
    )
    limit = grid.column_limit(width)
    for number, column in enumerate(grid.columns):
        drawn.add_column(
            Text(column.title),
            style=STYLES["name" if number == 0 else ""],
            justify="right" if column.is_numeric else "left",
            min_width=column.min_width,
            # Rich would make a column above the limit narrower, and cut off the table's right edge.
            width=column.min_width if column.min_width > limit else None,
            no_wrap=column.is_id,
        )
    for row in grid.rows:
        drawn.add_row(
            *(Text.assemble(*((part.text, STYLES[part.role]) for part in cell)) for cell in row)
        )
    return drawn
