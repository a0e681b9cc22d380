"""A report as a terminal shows it: rows laid out by hubcli, in colours of Rich."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from hubcli.output.page_layout import MAX_TEXT_WIDTH, section_rows
from hubcli.output.table_layout import table_rows
from hubcli.output.wrap import to_words, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubcli.output.wrap import Row, StyleName
    from hubcli.report.document import Report

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
    console = Console(
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        width=width,
        height=25 if width else None,  # unused, but Rich ignores a width without it (TERM=dumb)
    )
    text_width = min(console.width, MAX_TEXT_WIDTH)
    with console.capture() as capture:
        _draw_rows(console, wrap(to_words(report.title), text_width))
        for number, section in enumerate(report.sections):
            first = number == 0 and not report.title
            _draw_rows(console, section_rows(report, section, text_width, first=first))
            if section.table:
                _draw_rows(console, table_rows(report, section.table, console.width))
        if not report.sections:
            _draw_rows(console, table_rows(report, report.table, console.width))
        for number, remark in enumerate(report.foot):
            _draw_rows(console, [*([] if number else [[]]), *wrap(to_words(remark), text_width)])
    return capture.get()


def _draw_rows(console: Console, rows: Iterable[Row]) -> None:
    segments = []
    for row in rows:
        segments += [Segment(text, STYLES[style]) for text, style in row]
        segments.append(Segment.line())
    console.print(Segments(segments), end="", soft_wrap=True)
