"""`hubcli export`."""

from pathlib import Path
from typing import Annotated

import typer

from hubcli import console, files
from hubcli.cli.options import Countries, Hubs, Topics, Types, completer
from hubcli.cli.origin import Origin
from hubcli.dataset.subset import filter_dataset
from hubcli.errors import CannotWrite, NothingFound, WrongUse, reason
from hubcli.exports.request import (
    EXPORTS,
    ExportRequest,
    choose_export,
    export_chunks,
    write_export,
)
from hubcli.resolve.filters import resolve_filters
from hubcli.text.plural import count

EXAMPLES = (
    ("export | jq '.hubs | keys'", "the whole dataset as JSON"),
    ("export --to hubs.sqlite", "an SQLite database"),
    ("export --hub kuopio --to kuopio.md", "a report on one hub"),
    ("export --table figures --to figures.csv", "a table for a spreadsheet"),
    ("export --format dot | dot -Tsvg", "a drawing with Graphviz"),
)


def run(
    origin: Origin,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            "-o",
            metavar="FILE",
            help="Write to this file; its extension selects the format.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            metavar="TABLE",
            help="Write one table, as CSV.",
            autocompletion=completer("tables"),
        ),
    ] = None,
    hub: Hubs = None,
    type_: Types = None,
    topic: Topics = None,
    country: Countries = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="The format, whatever the extension.",
            autocompletion=completer("exports"),
        ),
    ] = None,
) -> None:
    """Write the dataset for another program.

    The extension of --to selects the format, or --format; without either it is json, which --data
    reads again. The format csv is a .zip of all tables, or one table with --table.

    Filters select a part: the hubs and actors that list shows, the topics and sources they use,
    and the links among them.
    """
    request = choose_export(format_, to, table)
    if to:
        files.refuse_existing(to, overwrite=force)
    elif console.shows_output():
        _check_terminal(request, asked=bool(format_))
    dataset = origin.dataset()
    filters = resolve_filters(dataset, hubs=hub, types=type_, topics=topic, countries=country)
    dataset = filter_dataset(dataset, filters)
    hubs, actors = len(dataset.hubs), len(dataset.actors)
    if not hubs and not actors:
        raise NothingFound("No hubs or actors match; nothing was written")
    if not to:
        if request.binary and not console.accepts_bytes():
            raise WrongUse(f"This output cannot hold {request.name}; name a file with --to")
        console.write_bytes(export_chunks(dataset, request))
        return
    try:
        with files.replace_file(to.resolve(), overwrite=force) as temporary:
            write_export(dataset, request, temporary)
    except OSError as error:
        raise CannotWrite(f"'{to}' cannot be written: {reason(error)}") from error
    what = f"the table {request.table}" if request.table else request.name
    written = f"{count(hubs, 'hub')} and {count(actors, 'actor')}"
    console.say(f"Wrote {written} as {what} to {to}.")


def _check_terminal(request: ExportRequest, *, asked: bool) -> None:
    """Raise WrongUse for an export that a terminal cannot show, or that was not `asked` for."""
    hint = f"hubcli export {_example(request)}"
    if not asked:
        raise WrongUse("Name the file to write with --to", hint=hint)
    if request.binary:
        raise WrongUse(f"A terminal cannot show {request.name}; name a file with --to", hint=hint)


def _example(request: ExportRequest) -> str:
    """Return the options that write a request to a file: `--to hubs.json`."""
    if request.table:
        return f"--table {request.table} --to {request.table}.csv"
    ending = ".zip" if request.name == "csv" else EXPORTS[request.name][0]
    return f"--to hubs{ending}"
