"""`Answer`, what a command returns, and `write_answer`, which writes it as the options ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from hubcli import console, files
from hubcli.errors import HubcliError
from hubcli.output.render import Format, format_report, render
from hubcli.report.document import Report, with_header

Hyperlinks = Literal["auto", "always", "never"]
"""A terminal shows addresses as links: if it can; even in a pipe; not at all."""


class Answer(Struct, frozen=True):
    """The result of a command: a report, its default formats, and the message that goes with it."""

    report: Report
    piped: Format
    """The format for a pipe, unless the user asks for another."""
    error: HubcliError | None = None
    """Raised once the report is written: nothing found, or problems found."""
    notes: tuple[str, ...] = ()
    """Remarks for standard error, written after the report."""
    screen: Format = "table"
    """The format for a terminal, unless the user asks for another."""
    export: Callable[[str], Iterable[bytes]] | None = None
    """Returns the answer in an export format, by name, if the command offers any."""


class Output(Struct, frozen=True):
    """The format and destination of an answer, as the output options say."""

    format: Format | None
    """None: the default of the answer."""
    export: str
    """The name of an export format, instead of `format`; empty for none."""
    hyperlinks: Hyperlinks
    pager: bool
    """Show what is longer than the screen in a pager."""
    svg: Path | None
    """The picture to write instead of standard output."""
    header: bool = False
    """Begin TSV with the keys of the columns."""


def write_answer(answer: Answer, output: Output) -> None:
    """Write the answer, then its notes.

    Raises the error that comes with the answer, CannotWrite for a picture, OSError for standard
    output.
    """
    if output.export and answer.export:
        console.write_bytes(answer.export(output.export))
    elif output.svg:
        _write_picture(answer.report, output.svg)
    else:
        terminal = console.is_terminal()
        format = output.format or (answer.screen if terminal else answer.piped)
        report = with_header(answer.report) if output.header and format == "tsv" else answer.report
        links = output.hyperlinks == "always"
        if output.hyperlinks == "auto":
            links = console.is_screen()
        colour = console.has_colour()
        text = render(report, format, console.encoding(), colour=colour, links=links)
        _write(text, pager=output.pager)
    for note in answer.notes:
        console.say(note)
    if answer.error:
        raise answer.error


def _write(text: str, *, pager: bool) -> None:
    """Write text to standard output, through a pager if a screen cannot show it at once."""
    if pager and console.is_screen() and not console.fits_screen(text):
        from hubcli.cli.pager import page  # noqa: PLC0415  1 ms, for long answers alone

        page(text)
    else:
        console.write(text)


def _write_picture(report: Report, path: Path) -> None:
    if report.empty:
        return
    files.save_file(path, format_report(report, "svg"), overwrite=True)
    console.say(f"Wrote {path}.")
