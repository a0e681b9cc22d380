"""An answer as the text that an output gets: in which format, with or without colour, in the output's encoding."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Literal, get_args

from hubcli.errors import WrongUse
from hubcli.text.escape import json_escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.report.document import Report

Format = Literal["table", "plain", "tsv", "csv", "json", "markdown", "github"]
EXTRA_FORMATS: tuple[Format, ...] = ("github",)  # of use to some commands only
FORMATS: tuple[Format, ...] = tuple(name for name in get_args(Format) if name not in EXTRA_FORMATS)

# For an output that cannot hold our own signs.
_LOOKALIKES = str.maketrans(
    {
        "•": "*",
        "¶": "p",
        "·": "-",
        "—": "-",
        "\u2013": "-",
        "“": '"',
        "”": '"',
        "°": "",
        "●": "x",
        "█": "#",
        "…": "...",
        "├": "|",
        "└": "`",
        "│": "|",
        "─": "-",
        "→": ">",
    }
)


def choose_format(name: str | None, *, json: bool, also: Sequence[Format] = ()) -> Format | None:
    """The format that was asked for by name or with --json, if any; `also` are the command's own.

    Raises WrongUse for one there is not.
    """
    if json and name not in (None, "json"):
        raise WrongUse(f"--json and --format {name} do not go together")
    if json or name is None:
        return "json" if json else None
    for known in (*FORMATS, *also):
        if known == {"text": "plain"}.get(name.lower(), name.lower()):
            return known
    raise WrongUse(f"There is no format '{name}'; there are {', '.join((*FORMATS, *also))}")


def render(report: Report, form: Format, encoding: str, *, terminal: bool) -> str:
    """The report as text that the encoding can hold. NO_COLOR and a dumb terminal keep colours out of a table."""
    if form == "table":
        from hubcli.output.terminal import render_terminal  # noqa: PLC0415  Rich: 15 ms that no pipe pays for

        dumb = os.environ.get("TERM") == "dumb" and not os.environ.get("FORCE_COLOR")
        text = render_terminal(
            report, colour=terminal and not dumb and not os.environ.get("NO_COLOR")
        )
    else:
        text = format_report(report, form)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        if form == "json":
            return "".join(char if char.isascii() else json_escape(char) for char in text)
        return text.translate(_LOOKALIKES).encode(encoding, "replace").decode(encoding)
    return text


def format_report(report: Report, format: Format) -> str:
    """The report in a format other than `table`, which is `terminal`'s."""
    module = import_module(f"hubcli.output.{format}")
    text: str = module.write(report)
    return text
