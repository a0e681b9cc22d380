"""`Answer`, what a command returns, and `write_answer`, which writes it as the options ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from hubcli import console, files
from hubcli.errors import HubcliError
from hubcli.output.render import Format, render
from hubcli.report.document import Report, with_header


class Answer(Struct, frozen=True):
    """The result of a command: a report, its default formats, and the message that goes with it."""

    report: Report
    piped: Format
    """The format for a pipe, unless the user asks for another."""
    error: HubcliError | None = None
    """Raised once the report is written: nothing found, or problems found."""
    note: str = ""
    """A message for standard error, written after the report."""
    screen: Format = "table"
    """The format for a terminal, unless the user asks for another."""
    export: Callable[[str], Iterable[bytes]] | None = None
    """Returns the answer in an export format, by name, if the command offers any."""


class Output(Struct, frozen=True):
    """The format and destination of an answer: `--format`, `--json`, `--svg` and `--html`."""

    format: Format | None
    """None: the default of the answer."""
    export: str
    """The name of an export format, instead of `format`; empty for none."""
    pictures: Mapping[str, Path]
    """`svg` or `html` → the file to write instead of standard output."""
    header: bool = False
    """Begin TSV with the keys of the columns."""


def write_answer(answer: Answer, output: Output) -> None:
    """Write the answer, then its note.

    Raises the error that comes with the answer, CannotWrite for a picture, OSError for standard
    output.
    """
    if output.export and answer.export:
        console.write_bytes(answer.export(output.export))
    elif output.pictures:
        _write_pictures(answer.report, output.pictures)
    else:
        terminal = console.is_terminal()
        format = output.format or (answer.screen if terminal else answer.piped)
        report = with_header(answer.report) if output.header and format == "tsv" else answer.report
        console.write(render(report, format, console.encoding(), terminal=terminal))
    if answer.note:
        console.say(answer.note)
    if answer.error:
        raise answer.error


def _write_pictures(report: Report, pictures: Mapping[str, Path]) -> None:
    if report.empty:
        return
    from hubcli.output import screenshot  # noqa: PLC0415  Rich's export, 40 ms

    for kind, path in pictures.items():
        draw = {"svg": screenshot.render_svg, "html": screenshot.render_html}[kind]
        files.save_file(path, draw(report), overwrite=True)
        console.say(f"Wrote {path}.")
