"""A report as a terminal shows it: rows laid out by hubcli, in colours of Rich."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from hubcli.output.page_layout import MAX_TEXT_WIDTH, section_rows
from hubcli.output.table_layout import table_rows
from hubcli.output.wrap import Linked, to_words, wrap
from hubcli.text.escape import link_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
# OSC 8, which begins a hyperlink to an address and, with none, ends it. It has no id, which would
# have to be random: adjacent cells with one address are one link without it.
_HYPERLINK = "\x1b]8;;{}\x1b\\"


def render_terminal(
    report: Report, *, colour: bool, links: bool = False, width: int | None = None
) -> str:
    """Return the report as text for a terminal, with escape codes if `colour` or `links`.

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

    def draw(rows: Iterable[Row]) -> None:
        console.print(Segments(_segments(rows, links=links)), end="", soft_wrap=True)

    with console.capture() as capture:
        draw(wrap(to_words(report.title), text_width))
        for number, section in enumerate(report.sections):
            first = number == 0 and not report.title
            draw(section_rows(report, section, text_width, first=first))
            if section.table:
                draw(table_rows(report, section.table, console.width))
        if not report.sections:
            draw(table_rows(report, report.table, console.width))
        for number, remark in enumerate(report.foot):
            draw([*([] if number else [[]]), *wrap(to_words(remark), text_width)])
    return capture.get()


def _segments(rows: Iterable[Row], *, links: bool) -> Iterator[Segment]:
    """Yield rows with their styles, and their hyperlinks if `links`, each closed on its row."""
    for row in rows:
        address = ""
        for text, style in row:
            name, url = style if isinstance(style, Linked) else (style, "")
            target = link_address(url) if links and url else ""
            if target != address:
                yield Segment(_HYPERLINK.format(target))
                address = target
            yield Segment(text, STYLES[name])
        yield Segment(f"{_HYPERLINK.format('')}\n" if address else "\n")
