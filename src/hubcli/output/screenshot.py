"""A Report as a picture of the screen that shows it: SVG or HTML, with nothing that is fetched from elsewhere."""

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

WIDTH = 100  # columns

THEME = TerminalTheme(
    (13, 17, 23),
    (230, 237, 243),
    [
        *[(72, 79, 88), (255, 123, 114), (63, 185, 80), (210, 153, 34)],
        *[(88, 166, 255), (188, 140, 255), (57, 197, 207), (177, 186, 196)],
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
    """The screen in a window."""
    return screen_svg(render_terminal(report, colour=True, width=WIDTH), WIDTH)


def render_html(report: Report) -> str:
    """The screen as a page, whose text can be copied."""
    return _recorded(render_terminal(report, colour=True, width=WIDTH), WIDTH).export_html(
        theme=THEME, code_format=_HTML
    )


def screen_svg(screen: str, width: int) -> str:
    """Text with a terminal's colour codes in a window of so many columns."""
    drawn = _recorded(screen, width).export_svg(title="hubcli", theme=THEME, unique_id="hubcli")
    return re.sub(
        r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL
    )  # fonts that a browser would fetch


def _recorded(screen: str, width: int) -> Console:
    console = Console(
        record=True,
        width=width,
        height=25,  # without one Rich does not believe the width where TERM is dumb
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
    )
    console.print(Text.from_ansi(screen), end="")
    return console
