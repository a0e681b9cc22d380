"""Pictures of a terminal that shows a report: SVG and HTML that load nothing from elsewhere."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from hubcli.output.terminal import render_terminal

if TYPE_CHECKING:
    from hubcli.report.document import Report

WIDTH = 100  # cells of a row

THEME = TerminalTheme(
    background=(13, 17, 23),
    foreground=(230, 237, 243),
    normal=[
        (72, 79, 88),  # black
        (255, 123, 114),  # red
        (63, 185, 80),  # green
        (210, 153, 34),  # yellow
        (88, 166, 255),  # blue
        (188, 140, 255),  # magenta
        (57, 197, 207),  # cyan
        (177, 186, 196),  # white
    ],
)
_HTML = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<title>hubcli</title>
<style>
{stylesheet}
body {{ color: {foreground}; background: {background}; }}
pre {{ font-family: ui-monospace, Menlo, Consolas, monospace; line-height: 1.3; }}
</style>
</head>
<body>
<pre><code>{code}</code></pre>
</body>
</html>
"""


def render_svg(report: Report) -> str:
    """Return an SVG picture of a terminal that shows the report."""
    return screen_svg(render_terminal(report, colour=True, width=WIDTH), WIDTH)


def render_html(report: Report) -> str:
    """Return an HTML page that shows the report as a terminal does."""
    screen = render_terminal(report, colour=True, width=WIDTH)
    return _record(screen, WIDTH).export_html(theme=THEME, code_format=_HTML)


def screen_svg(screen: str, width: int) -> str:
    """Return an SVG picture of text with a terminal's colour codes, in a window `width` wide."""
    svg = _record(screen, width).export_svg(title="hubcli", theme=THEME, unique_id="hubcli")
    # Rich names fonts that a browser would fetch.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def _record(screen: str, width: int) -> Console:
    """Return a console that has recorded the text and can export it."""
    console = Console(
        record=True,
        width=width,
        height=25,  # unused, but Rich ignores the width without it where TERM is dumb
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
    )
    console.print(Text.from_ansi(screen), end="")
    return console
