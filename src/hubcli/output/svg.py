"""Pictures of a terminal that shows a report: SVG that loads nothing from elsewhere.

Programs that draw SVG disagree about spaces and about the widths of letters, so each word is an
element of its own, placed at its cell of the terminal.
"""

from __future__ import annotations

import re
import shutil
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import split_graphemes

from hubcli.output.terminal import render_terminal
from hubcli.text.escape import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.report.document import Report

DEFAULT_WIDTH = 100  # cells of a row where neither COLUMNS nor a terminal gives the width

# Cells of an element: where `textLength` is not honoured, the letters of a longer one would come
# to stand beside their cells, as those of DejaVu Sans Mono are 0.602 times as wide.
MAX_RUN = 20

# Pixels. The letters of most monospaced fonts are 0.6 times as wide as the font is high.
FONT_SIZE = 15
CELL_WIDTH = 9
ROW_HEIGHT = 18
BASELINE = 14  # from the top of a row
MARGIN = 18
TITLE_BAR = 40

BACKGROUND, FOREGROUND = "#0d1117", "#e6edf3"
COLOURS = ("484f58", "ff7b72", "3fb950", "d29922", "58a6ff", "bc8cff", "39c5cf", "b1bac4")
# The code that turns a style on → its CSS. The class of a text is `s` and the code.
STYLES = {"1": "font-weight: bold", "2": "fill-opacity: .65"} | {
    f"{30 + number}": f"fill: #{colour}" for number, colour in enumerate(COLOURS)
}

_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" \
viewBox="0 0 {width} {height}">
<title>{title}</title>
<style>
{styles}
</style>
<rect width="{width}" height="{height}" rx="8" fill="{background}"/>
<circle cx="24" cy="20" r="6" fill="#ff5f57"/>
<circle cx="44" cy="20" r="6" fill="#febc2e"/>
<circle cx="64" cy="20" r="6" fill="#28c840"/>
{texts}
</svg>
"""

# Codes of styles, codes of links, and line breaks.
_CODE = re.compile(r"(\x1b\[[0-9;]*m|\x1b\]8;.*?\x1b\\|\n)")


class Text(NamedTuple):
    """A word at its place on the screen, in cells."""

    row: int
    column: int
    width: int
    text: str
    codes: tuple[str, ...]
    """The codes of its styles: `("1", "36")` is bold and cyan."""


def render(report: Report) -> str:
    """Return an SVG picture of a terminal that shows the report, as wide as `COLUMNS` says.

    Without `COLUMNS` it is as wide as the present terminal, and without one `DEFAULT_WIDTH`.
    """
    width = shutil.get_terminal_size((DEFAULT_WIDTH, 0)).columns or DEFAULT_WIDTH
    words = "".join(part.text for part in report.title).split()
    title = escape_controls(" ".join(["hubcli:", *words] if words else ["hubcli"]))
    return screen_svg(render_terminal(report, colour=True, width=width), width, title)


def screen_svg(screen: str, width: int, title: str) -> str:
    """Return an SVG picture of text with a terminal's codes, in a window `width` cells wide.

    Longer rows make the window wider. The text must have no control characters but those of the
    codes. Links are left out. `title` is read aloud instead of the picture.
    """
    texts = list(_texts(screen))
    columns = max(width, *(text.column + text.width for text in texts), 0)
    rows = max((text.row + 1 for text in texts), default=0)
    base = f"text {{ font-family: monospace; font-size: {FONT_SIZE}px; fill: {FOREGROUND} }}"
    return _SVG.format(
        width=columns * CELL_WIDTH + 2 * MARGIN,
        height=rows * ROW_HEIGHT + TITLE_BAR + MARGIN,
        title=escape(title, quote=False),
        styles="\n".join([base, *(f".s{code} {{ {css} }}" for code, css in STYLES.items())]),
        background=BACKGROUND,
        texts="\n".join(map(_element, texts)),
    )


def _element(text: Text) -> str:
    x = MARGIN + text.column * CELL_WIDTH
    y = TITLE_BAR + text.row * ROW_HEIGHT + BASELINE
    attributes = f'x="{x}" y="{y}"'
    if text.width > 1:  # for fonts that are narrower or wider than the cells
        attributes += f' textLength="{text.width * CELL_WIDTH}" lengthAdjust="spacingAndGlyphs"'
    if text.codes:
        attributes += f' class="{" ".join(f"s{code}" for code in text.codes)}"'
    return f"<text {attributes}>{escape(text.text, quote=False)}</text>"


def _texts(screen: str) -> Iterator[Text]:
    """Yield the words of a screen at their places."""
    row = column = 0
    codes: tuple[str, ...] = ()
    for piece in _CODE.split(screen):
        if piece == "\n":
            row, column = row + 1, 0
        elif piece.startswith("\x1b["):
            codes = _codes_after(piece, codes)
        elif not piece.startswith("\x1b"):
            for text, width in _words(piece):
                if not text.isspace():
                    yield Text(row, column, width, text, codes)
                column += width


def _codes_after(sequence: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of the styles that are on after an escape sequence."""
    for code in sequence[2:-1].split(";"):
        if code in STYLES:
            codes = (*codes, code)
        elif not code.strip("0"):
            codes = ()
    return codes


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text and the spaces between them, with their widths in cells.

    Long words are yielded in runs, and words with characters of two cells letter by letter.
    """
    for word in re.findall(r"\s+|\S+", text):
        spans, width = split_graphemes(word)
        step = MAX_RUN if width == len(spans) else 1
        for first in range(0, len(spans), step):
            run = spans[first : first + step]
            yield word[run[0][0] : run[-1][1]], sum(size for _, _, size in run)
