"""The formats there are, how one is chosen, and a report rendered in it for an output."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, get_args

from hubcli.errors import WrongUse
from hubcli.text.escape import json_escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.report.document import Report

Format = Literal["table", "plain", "tsv", "csv", "json", "markdown", "github"]
EXTRA_FORMATS: tuple[Format, ...] = ("github",)  # only some commands offer these
FORMATS: tuple[Format, ...] = tuple(name for name in get_args(Format) if name not in EXTRA_FORMATS)
SYNONYMS = {"md": "markdown", "text": "plain", "txt": "plain"}

# The ASCII that stands for hubcli's own signs where the encoding of an output lacks them. On a
# terminal, where a row may be as wide as the screen, each takes one cell.
_LOOKALIKES = str.maketrans("•¶·—\u2013“”●█├└│─→…", '*p---""x#|`|->~', "°")
_ELLIPSIS = str.maketrans({"…": "..."})


def choose_format(name: str | None, *, json: bool, also: Sequence[Format] = ()) -> Format | None:
    """Return the format that `--format NAME` or `--json` asks for, None if neither is given.

    `also` are the extra formats that the command offers. Raises WrongUse for an unknown format.
    """
    if json and name not in (None, "json"):
        raise WrongUse(f"--json and --format {name} do not go together")
    if json or name is None:
        return "json" if json else None
    wanted = SYNONYMS.get(name.lower(), name.lower())
    formats = (*FORMATS, *also)
    for format in formats:
        if format == wanted:
            return format
    raise WrongUse(f"There is no format '{name}'; there are {', '.join(formats)}")


def render(
    report: Report, format: Format, encoding: str, *, colour: bool = False, links: bool = False
) -> str:
    """Return the report as text that the encoding can hold.

    The format `table` may have the escape codes of colours and hyperlinks; no other format has any.
    """
    text = (
        _table(report, colour=colour, links=links)
        if format == "table"
        else format_report(report, format)
    )
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        if format == "json":
            return "".join(char if char.isascii() else json_escape(char) for char in text)
        if format != "table":
            text = text.translate(_ELLIPSIS)
        return text.translate(_LOOKALIKES).encode(encoding, "replace").decode(encoding)
    return text


def format_report(report: Report, format: Format | Literal["svg"]) -> str:
    """Return the report in any format but `table`, or as a picture."""
    text: str = import_module(f"hubcli.output.{format}").render(report)
    return text


def _table(report: Report, *, colour: bool, links: bool) -> str:
    from hubcli.output.terminal import render_terminal  # noqa: PLC0415  Rich takes 15 ms

    return render_terminal(report, colour=colour, links=links)
