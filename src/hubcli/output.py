"""An answer as the text that an output gets: in which format, with or without colour, in the output's encoding."""

from __future__ import annotations

import os
from collections.abc import Sequence

from hubcli.errors import WrongUse
from hubcli.formats import FORMATS, Format, write
from hubcli.report import Report
from hubcli.text import json_escape

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


def choose(name: str | None, *, json: bool, also: Sequence[Format] = ()) -> Format | None:
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


def written(report: Report, form: Format, encoding: str, *, terminal: bool) -> str:
    """The report as text that the encoding can hold. NO_COLOR and a dumb terminal keep colours out of a table."""
    if form == "table":
        from hubcli.terminal import render  # noqa: PLC0415  Rich: 15 ms that no pipe pays for

        dumb = os.environ.get("TERM") == "dumb" and not os.environ.get("FORCE_COLOR")
        text = render(report, colour=terminal and not dumb and not os.environ.get("NO_COLOR"))
    else:
        text = write(report, form)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        if form == "json":
            return "".join(char if char.isascii() else json_escape(char) for char in text)
        return text.translate(_LOOKALIKES).encode(encoding, "replace").decode(encoding)
    return text
