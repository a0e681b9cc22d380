"""The options that several commands share, each declared once, and the helper that adds them."""

# Annotations are not postponed: Typer would evaluate the text of each at every start.

import os
from collections.abc import Callable, Sequence
from functools import partial
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import typer

from hubcli import console, files
from hubcli.cli.answer import Answer, Hyperlinks, Output
from hubcli.cli.origin import Origin, parse_filesize
from hubcli.errors import Ambiguous, NothingFound, WrongUse
from hubcli.output.render import Format, choose_format
from hubcli.report.document import empty_report

COMPLETING = "_HUBCLI_COMPLETE" in os.environ  # a shell asks how a word could go on

Command = Callable[..., Answer | None]


def completer(what: str) -> Callable[[typer.Context, str], list[tuple[str, str]]] | None:
    """Return the completion function of that name, or None when no shell asks for completion.

    Typer inspects such functions at every start, which takes time.
    """
    if not COMPLETING:
        return None
    from hubcli.cli.completion import complete  # noqa: PLC0415  12 ms, for completion alone

    def offers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        return complete(what, ctx, incomplete)

    return offers


Hubs = Annotated[
    list[str] | None,
    typer.Option(
        "--hub",
        "-H",
        metavar="HUB",
        help="Only in this hub; repeatable.",
        autocompletion=completer("hubs"),
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        "-t",
        metavar="TYPE",
        help="Only of this type; repeatable.",
        autocompletion=completer("types"),
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        "-T",
        metavar="TOPIC",
        help="Only with this topic or a narrower one; repeatable.",
        autocompletion=completer("topics"),
    ),
]
Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        "-c",
        metavar="COUNTRY",
        help="Only in this country, by code or name; repeatable.",
        autocompletion=completer("countries"),
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="Show at most N records.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        "-C",
        metavar="COLUMNS",
        help="Show these columns, as in name,website; repeatable.",
        autocompletion=completer("columns"),
    ),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="The format.",
        autocompletion=completer("formats"),
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Header = Annotated[bool, typer.Option("--header", help="Begin TSV with the names of the columns.")]
HyperlinksName = Annotated[
    str,
    typer.Option(
        "--hyperlinks",
        metavar="WHEN",
        help="Make addresses clickable: auto, always or never.",
        show_default=False,
        autocompletion=completer("hyperlinks"),
    ),
]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Write a long answer without a pager.")]
Svg = Annotated[
    Path | None,
    typer.Option(
        "--svg", metavar="FILE", help="Draw the terminal output as a picture in this file."
    ),
]
Data = Annotated[
    list[Path] | None,
    typer.Option(
        "--data",
        "-d",
        metavar="FILE",
        help="Read this dataset; repeatable. Or set HUBCLI_DATA.",
    ),
]
WithBuiltin = Annotated[
    bool,
    typer.Option("--with-builtin", help="Read the built-in dataset too."),
]
MaxFilesize = Annotated[
    int | None,
    typer.Option(
        "--max-filesize",
        metavar="SIZE",
        parser=parse_filesize,
        envvar="HUBCLI_MAX_FILESIZE",
        show_envvar=False,
        help="Refuse larger files; 64M, or HUBCLI_MAX_FILESIZE.",
    ),
]


def _show_help(ctx: typer.Context, asked: bool) -> None:
    """Write the help of the command, or of the program, and end the run."""
    if asked and not ctx.resilient_parsing:  # as completion parses
        from hubcli.cli.help_page import command_help, program_help  # noqa: PLC0415  for help alone

        console.write(command_help(ctx.command) if ctx.parent else program_help())
        raise typer.Exit


Help = Annotated[
    bool,
    typer.Option("--help", "-h", callback=_show_help, is_eager=True, help="Show this help."),
]


def help_options(*, help_: Help = False) -> None:
    """Take the option of every command that shows its help, which has ended the run by now."""


def dataset_options(
    *, data: Data = None, with_builtin: WithBuiltin = False, max_filesize: MaxFilesize = None
) -> Origin:
    """Return which dataset to read, from the options of every command that reads one."""
    limit = files.MAX_BYTES if max_filesize is None else max_filesize
    return Origin(tuple(data or ()), with_builtin, limit)


def output_options(
    formats: Sequence[Format],
    exports: Sequence[str],
    *,
    format_: FormatName = None,
    json: Json = False,
    header: Header = False,
    hyperlinks: HyperlinksName = "auto",
    no_pager: NoPager = False,
    svg: Svg = None,
) -> Output:
    """Return how to write an answer, from the options of every command that returns one.

    `formats` and `exports` are the formats that the command has beside the common ones. Raises
    WrongUse for an unknown format or value, and for a picture whose name has another ending.
    """
    export = format_.lower() if format_ and format_.lower() in exports else ""
    format = choose_format(None if export else format_, json=json, also=formats)
    if svg and svg.suffix.lower() != ".svg":  # a mistyped name must not overwrite a dataset
        raise WrongUse(f"--svg takes a name that ends in .svg, not '{svg}'")
    return Output(format, export, _choose_hyperlinks(hyperlinks), not no_pager, svg, header)


def _choose_hyperlinks(name: str) -> Hyperlinks:
    """Return the value of `--hyperlinks`, in lower case. Raises WrongUse for an unknown one."""
    for value in get_args(Hyperlinks):
        if value == name.lower():
            return cast("Hyperlinks", value)
    *first, last = get_args(Hyperlinks)
    raise WrongUse(f"--hyperlinks takes {', '.join(first)} or {last}, not '{name}'")


def add_shared_options(
    command: Command, *, formats: Sequence[Format] = (), exports: Sequence[str] = ()
) -> Callable[..., tuple[Answer, Output] | None]:
    """Return the command with the shared options in its signature, which Typer reads.

    A command with a parameter `origin` gets the dataset options, whose result is passed as
    `origin`. A command that returns an Answer gets the output options, whose result is returned
    beside the answer.
    """
    own = signature(command)
    reads = "origin" in own.parameters
    answers = own.return_annotation is not None
    choose_output = partial(output_options, formats, exports)

    def run(**values: Any) -> tuple[Answer, Output] | None:
        _call(help_options, values)
        output = _call(choose_output, values) if answers else None
        if reads:
            values["origin"] = _call(dataset_options, values)
        try:
            answer = command(**values)
        except NothingFound as error:
            if output is None:
                raise
            answer = _nothing_found(error)
        return (answer, output) if answer and output else None

    parameters = [
        *(each for name, each in own.parameters.items() if name != "origin"),
        *(_parameters(dataset_options) if reads else ()),
        *(_parameters(choose_output) if answers else ()),
        *_parameters(help_options),
    ]
    keyword_only = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters]
    # The attribute that `inspect.signature`, hence Typer, reads first.
    run.__signature__ = own.replace(parameters=keyword_only)  # type: ignore[attr-defined]
    return run


def _parameters(options: Callable[..., object]) -> list[Parameter]:
    return list(signature(options).parameters.values())


def _call(options: Callable[..., Any], values: dict[str, Any]) -> Any:
    """Call a function of shared options with its values, and take these out of `values`."""
    return options(**{each.name: values.pop(each.name) for each in _parameters(options)})


def _nothing_found(error: NothingFound) -> Answer:
    """Return an empty answer, with the candidates of an ambiguous name as its data."""
    candidates = error.candidates if isinstance(error, Ambiguous) else ()
    data = [{"kind": each.kind, "id": each.id, "name": each.name} for each, _ in candidates]
    return Answer(empty_report(data), "plain", error)
