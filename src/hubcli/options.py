"""The options that several commands share, each declared once, and how a shell completes their values."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hubcli import reading
from hubcli.errors import HubcliError
from hubcli.formats import FORMATS
from hubcli.text import one_line

if TYPE_CHECKING:
    from hubcli.model import Dataset

COMPLETING = "_HUBCLI_COMPLETE" in os.environ  # a shell asks what a word could become

# Descriptions are texts of a dataset. Typer reads Rich's markup in them, and zsh evaluates what Typer makes of them: it
# escapes `$` and the backquote, but not the backslash before them.
_QUIET = str.maketrans({"[": "(", "]": ")", **dict.fromkeys('\\`"$', "'")})


def completed(what: str) -> Callable[[typer.Context, str], list[tuple[str, str]]] | None:
    """What completes a word, when a shell asks for that; Typer looks at such a function at every start."""
    if not COMPLETING:
        return None
    from hubcli import complete  # noqa: PLC0415  completion's own

    def offers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        def read() -> Dataset:
            files = tuple(Path(path).expanduser() for path in ctx.params.get("data") or ())
            return reading.Origin(files, bool(ctx.params.get("with_builtin"))).dataset()

        said = list(ctx.params.get("words") or ())
        its: complete.Complete = getattr(complete, what)
        try:
            # bash breaks words at a colon, and wants what comes behind it: `hub:ku` arrives as `hub`, `:` and `ku`.
            if said[-1:] == [":"]:
                found = complete.values(read, "".join(said[-2:-1]), incomplete)
            else:
                found = its(read, incomplete)
            return [(one_line(offered), one_line(help).translate(_QUIET)) for offered, help in found]
        except (HubcliError, RuntimeError):  # a dataset that cannot be read, a home that is unknown
            return []

    return offers


Hubs = Annotated[
    list[str] | None,
    typer.Option(
        "--hub",
        "-H",
        metavar="HUB",
        help="Only of this hub; repeat to allow several.",
        autocompletion=completed("hubs"),
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        "-t",
        metavar="TYPE",
        help="Only of this type, as in company or education; repeatable.",
        autocompletion=completed("types"),
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        "-T",
        metavar="TOPIC",
        help="Only with this topic or a narrower one; repeatable.",
        autocompletion=completed("topics"),
    ),
]
Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        "-c",
        metavar="COUNTRY",
        help="Only in this country, by code or by name; repeatable.",
        autocompletion=completed("countries"),
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", help="No more than N.")]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", metavar="FORMAT", help=f"Write as {', '.join(FORMATS)}.", autocompletion=completed("formats")
    ),
]
ExportName = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="Write as this, whatever the file's name ends in; json when nothing says what.",
        autocompletion=completed("exports"),
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Svg = Annotated[
    Path | None,
    typer.Option("--svg", metavar="FILE", help="Draw the screen into this file instead, as SVG."),
]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Draw the screen into this file instead, as HTML.")
]
Data = Annotated[
    list[Path] | None,
    typer.Option(
        "--data",
        "-d",
        metavar="FILE",
        help="Read this dataset instead of the built-in one; repeat to join several. HUBCLI_DATA does the same.",
    ),
]
WithBuiltin = Annotated[bool, typer.Option("--with-builtin", help="With --data: the built-in dataset as well.")]
MaxFilesize = Annotated[
    int | None,
    typer.Option(
        "--max-filesize",
        metavar="SIZE",
        parser=reading.filesize,
        envvar="HUBCLI_MAX_FILESIZE",
        show_envvar=False,
        help="Read files up to this size, as in 200M; 64M unless HUBCLI_MAX_FILESIZE says more.",
    ),
]
