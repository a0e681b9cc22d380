"""`hubcli new`."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from hubcli import console, files
from hubcli.cli import progress
from hubcli.cli.options import Countries, completer
from hubcli.dataset.paths import total_size
from hubcli.dataset.starter import starter_dataset
from hubcli.dataset.toml_writer import escape_non_ascii
from hubcli.errors import WrongUse
from hubcli.importers.ror.convert import Wanted, convert_dump
from hubcli.text.plural import count

EXAMPLES = (
    ("new mine.toml", "an example to edit, with an explanation of each part"),
    ("new nordic.toml --from-ror v2.9-2026-06-23-ror-data.zip -c FI -c SE", "from ROR's dump"),
    (
        "new - --from-ror ror-data.json --city Kuopio --type company",
        "print it instead of writing a file",
    ),
)


def run(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write; - is standard output.")
    ],
    title: Annotated[
        str, typer.Option("--title", metavar="TITLE", help="The title of the dataset.")
    ] = "",
    from_ror: Annotated[
        Path | None,
        typer.Option(
            "--from-ror",
            metavar="DUMP",
            help="Fill it from this ROR dump: a JSON array or JSON lines, plain, zip or gz.",
        ),
    ] = None,
    type_: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            "-t",
            metavar="ROR-TYPE",
            help="Only of this type; repeatable: education, healthcare, company, facility,"
            " government, nonprofit, funder, archive, other.",
            autocompletion=completer("types"),
        ),
    ] = None,
    country: Countries = None,
    city: Annotated[
        list[str] | None,
        typer.Option("--city", metavar="CITY", help="Only in this city; repeatable."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Create a dataset, from an example or from ROR.

    The example explains each part. The Research Organization Registry publishes its records, free
    to use, at https://doi.org/10.5281/zenodo.6347574. Active organisations are imported with their
    names, places and the links among them.
    """
    to_output = str(file) == "-"
    if not to_output:
        files.refuse_existing(file, overwrite=force)
    if from_ror:
        wanted = Wanted.of(type_ or (), country or (), city or ())
        with progress.Bar(total_size([from_ror])) as bar:
            result = convert_dump(from_ror, wanted, title, bar)
        if result.left_out:
            console.say(f"{result.left_out}.")
        text, what, command = (
            result.text,
            count(result.organisations, "organisation"),
            "list actors",
        )
    elif type_ or country or city:
        raise WrongUse("--type, --country and --city select organisations of --from-ror; add it")
    else:
        text, what, command = starter_dataset(title), "an example", "list"
    if to_output:
        _write_toml(text)
        return
    files.save_file(file, text, overwrite=force)
    console.say(f"Wrote {what} to {file}. Edit it, then look at it.")
    console.say(f"hubcli {command} --data {quote(str(file))}", "hint")


def _write_toml(text: str) -> None:
    """Write TOML to standard output, escaping what its encoding cannot hold."""
    try:
        text.encode(console.encoding())
    except UnicodeEncodeError:
        text = escape_non_ascii(text)
    console.write(text)
