"""The command line: each command is flags → one call → an Answer, and `_emit` is the only place that prints one.

What `export` makes is no Answer but a file, which `_pour` gives to standard output.

Typer reads the signatures. Options that several commands share are declared once, above the commands. What one
command alone needs is imported inside it: a run pays for what it does, not for what the others could do.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from typer.exceptions import TyperException

from hubcli import __version__, helptext, load, output
from hubcli.errors import Ambiguous, CannotWrite, HubcliError, NothingFound, WrongUse
from hubcli.filters import resolve
from hubcli.formats import FORMATS, Format
from hubcli.listing import WHATS, listing
from hubcli.model import Filters
from hubcli.report import Report, empty
from hubcli.text import nearest, one_line

if TYPE_CHECKING:
    from hubcli.exports import Form
    from hubcli.model import Dataset

COMPLETING = "_HUBCLI_COMPLETE" in os.environ  # a shell asks what a word could become


def _completed(what: str) -> Callable[[typer.Context, str], list[tuple[str, str]]] | None:
    """What completes a word, when a shell asks for that; Typer looks at such a function at every start."""
    if not COMPLETING:
        return None
    from hubcli import complete  # noqa: PLC0415  completion's own

    def offers(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            files = [Path(path).expanduser() for path in ctx.params.get("data") or ()]
            dataset = _dataset(files, bool(ctx.params.get("with_builtin")))
        except (HubcliError, RuntimeError):  # a dataset that cannot be read, a home that is unknown
            return []
        said = list(ctx.params.get("words") or ())
        its: complete.Complete = getattr(complete, what)
        found = its(dataset, incomplete)
        # bash breaks words at a colon, and wants what comes behind it: `hub:ku` arrives as `hub`, `:` and `ku`.
        if incomplete == ":":
            found = complete.values(dataset, said[-1], "") if said else iter(())
        elif said[-1:] == [":"]:
            found = complete.values(dataset, "".join(said[-2:-1]), incomplete)
        return [(one_line(offered), one_line(help)) for offered, help in found]

    return offers


Hubs = Annotated[
    list[str] | None,
    typer.Option(
        "--hub",
        "-H",
        metavar="HUB",
        help="Only of this hub; repeat to allow several.",
        autocompletion=_completed("hubs"),
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        "-t",
        metavar="TYPE",
        help="Only of this type, as in company or education; repeatable.",
        autocompletion=_completed("types"),
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        "-T",
        metavar="TOPIC",
        help="Only with this topic or a narrower one; repeatable.",
        autocompletion=_completed("topics"),
    ),
]
Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        "-c",
        metavar="COUNTRY",
        help="Only in this country, by code or by name; repeatable.",
        autocompletion=_completed("countries"),
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", help="No more than N.")]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", metavar="FORMAT", help=f"Write as {', '.join(FORMATS)}.", autocompletion=_completed("formats")
    ),
]
ExportName = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="Write as this, whatever the file's name ends in; json when nothing says what.",
        autocompletion=_completed("exports"),
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
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


KEPT_FROM = 1 << 18  # bytes: a smaller dataset is read as fast as one that is kept is opened
SHOWN = 50  # hits of a search when no --limit says how many


class Answer(NamedTuple):
    """What a command gives back: a report, how to write it, and whether it says that there is nothing."""

    report: Report
    form: Format
    nothing: NothingFound | None = None


def list_(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[hubs|actors|topics|sources]", help="What to list.", autocompletion=_completed("whats")
        ),
    ] = "hubs",
    hub: Hubs = None,
    type_: Types = None,
    topic: Topics = None,
    country: Countries = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            "-s",
            metavar="COLUMN",
            help="By this column: texts from A, numbers from the top.",
            autocompletion=_completed("columns"),
        ),
    ] = "",
    limit: Limit = None,
    format_: FormatName = None,
    json: Json = False,
    data: Data = None,
    with_builtin: WithBuiltin = False,
) -> Answer:
    """List the hubs, or the actors, topics or sources.

    Filters choose among the hubs and actors. Topics and sources are those that the chosen ones use; a hub is listed
    when it or one of its actors is chosen.
    """
    form = output.choose(format_, json=json, default="table" if _is_terminal() else "tsv")
    kind = next((one for one in WHATS if one == what.lower()), None)
    if kind is None:
        raise WrongUse(f"'{what}' cannot be listed; {', '.join(WHATS)} can", suggestions=nearest(what, WHATS, most=1))
    dataset = _dataset(data, with_builtin)
    filters = _filters(dataset, hub, type_, topic, country)
    report = listing(dataset, kind, filters, sort=sort, limit=_most(limit))
    nothing = NothingFound(f"No {kind} fit" if filters != Filters() else f"There are no {kind}")
    return Answer(report, form, nothing if report.empty else None)


def show(
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME", help="An id, a name, an alias or the beginning of one.", autocompletion=_completed("names")
        ),
    ],
    open_: Annotated[bool, typer.Option("--open", help="Open its website in the browser instead.")] = False,
    format_: FormatName = None,
    json: Json = False,
    data: Data = None,
    with_builtin: WithBuiltin = False,
) -> Answer | None:
    """Show a hub, an actor, a person, a topic or a source on one page.

    The name may be typed without regard to case, accents, hyphens and the order of its words.
    """
    from hubcli import lookup, page  # noqa: PLC0415  this command's own

    form = output.choose(format_, json=json, default="table" if _is_terminal() else "plain")
    dataset = _dataset(data, with_builtin)
    try:
        found = lookup.find(dataset, " ".join(name))
    except NothingFound as error:
        several = error.candidates if isinstance(error, Ambiguous) else ()
        return Answer(empty([{"kind": one.kind, "id": one.id, "name": one.name} for one in several]), form, error)
    if open_:
        _open(found.name, getattr(found, "website", "") or getattr(found, "url", ""))
        return None
    return Answer(page.report(dataset, found), form)


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS...",
            help="What to look for, and filters as in type:company.",
            autocompletion=_completed("words"),
        ),
    ] = None,
    hub: Hubs = None,
    type_: Types = None,
    topic: Topics = None,
    country: Countries = None,
    limit: Limit = None,
    explain: Annotated[
        bool, typer.Option("--explain", "-e", help="Say of each hit what it owes its place to.")
    ] = False,
    format_: FormatName = None,
    json: Json = False,
    data: Data = None,
    with_builtin: WithBuiltin = False,
) -> Answer:
    """Search hubs and actors, best answer first, with the text that answers and its source.

    Finds other forms of a word, what the topics' vocabulary holds for it, and what was meant by a slip of the keys.
    Records with all of it come first; where there are none, those with the most telling words. The best 50 are shown
    unless --limit says how many.

    Type "a phrase", neuro* for the beginning of a word, -word to leave out, this OR that, and hub:, type:, topic: or
    country: for a filter. Questions such as companies in kuopio are understood as they stand.
    """
    from hubcli import hits  # noqa: PLC0415  this command's own
    from hubcli.search import search as answer_to  # noqa: PLC0415  with SQLite, this command's own

    form = output.choose(format_, json=json, default="table" if _is_terminal() else "tsv")
    query = " ".join(words or ())
    dataset = _dataset(data, with_builtin)
    filters = _filters(dataset, hub, type_, topic, country)
    if not query.strip() and filters == Filters():
        raise WrongUse("Say what to search for, as in 'hubcli search neuroscience'")
    answer = answer_to(dataset, query, filters, _most(limit) or SHOWN)
    report = hits.report(dataset, answer, explain=explain)
    for ignored in answer.ignored:
        _note(f"{ignored} Taken as words.")
    for typed, meant in answer.corrected.items():
        _note(f"Showing '{meant}' for '{typed}'.")
    if answer.partial:
        _note("Nothing has all the words; these have the most telling ones.")
    if limit is None and answer.total > len(answer.results):
        _note(f"The best {len(answer.results)} of {answer.total:,}; --limit takes more.")
    nothing = NothingFound(f"Nothing found for '{query}'", suggestions=answer.suggestions)
    return Answer(report, form, nothing if report.empty else None)


def stats(
    format_: FormatName = None,
    json: Json = False,
    data: Data = None,
    with_builtin: WithBuiltin = False,
) -> Answer:
    """Show the dataset at a glance: sizes, claims and sources, types and topics by hub, figures side by side."""
    from hubcli import stats as statistics  # noqa: PLC0415  this command's own

    form = output.choose(format_, json=json, default="table" if _is_terminal() else "plain")
    return Answer(statistics.report(_dataset(data, with_builtin)), form)


def export(
    to: Annotated[
        Path | None,
        typer.Option("--to", "-o", metavar="FILE", help="Write to this file, in the form that its name ends in."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over the file when it is there.")] = False,
    table: Annotated[
        str | None,
        typer.Option("--table", metavar="TABLE", help="One table alone, as CSV.", autocompletion=_completed("tables")),
    ] = None,
    hub: Hubs = None,
    type_: Types = None,
    topic: Topics = None,
    country: Countries = None,
    format_: ExportName = None,
    data: Data = None,
    with_builtin: WithBuiltin = False,
) -> None:
    """Write the dataset, or a part of it, in a form that other programs read.

    Forms: json (which --data reads again), ndjson, csv (a .zip of tables, or one with --table), markdown, sqlite,
    graphml, dot, mermaid, geojson, jsonld, bibtex. What --to ends in says which, or --format.

    Filters choose the hubs and actors that list shows with them; topics, sources and links are those among them.
    """
    from hubcli import exports, files  # noqa: PLC0415  this command's own
    from hubcli.narrow import narrowed  # noqa: PLC0415  this command's own

    form = exports.choose(format_, to, table)
    if to and to.exists() and not (to.is_file() and force):
        raise WrongUse(f"'{to}' is there already; --force writes over it" if to.is_file() else f"'{to}' is no file")
    if not to and form.binary and sys.stdout.isatty():
        raise WrongUse(f"A terminal cannot show {form.name}; name a file with --to")
    dataset = _dataset(data, with_builtin)
    dataset = narrowed(dataset, _filters(dataset, hub, type_, topic, country))
    hubs, actors = len(dataset.hubs), len(dataset.actors)
    if not hubs and not actors:
        raise NothingFound("No hubs or actors fit; nothing was written")
    if not to:
        _pour(dataset, form)
        return
    try:
        with files.replacing(to.resolve()) as beside:
            exports.write(dataset, form, beside)
    except OSError as error:
        raise CannotWrite(f"'{to}' cannot be written: {error.strerror or error}") from error
    what = f"the table {form.table}" if form.table else form.name
    _note(f"Wrote {hubs:,} hubs and {actors:,} actors as {what} to {to}.")


def cache(
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove everything; it is made anew when it is needed.")
    ] = False,
    format_: FormatName = None,
    json: Json = False,
) -> Answer | None:
    """Show what is kept of large datasets so that they answer at once, and where.

    A dataset of more than 256 KiB is read once and kept with its index, under the digest of its contents, until it
    changes. Nothing is lost when the folder is removed.
    """
    from hubcli import cache as kept  # noqa: PLC0415  this command's own

    form = output.choose(format_, json=json, default="table" if _is_terminal() else "plain")
    if not clear:
        return Answer(kept.report(), form)
    try:
        removed = kept.clear()
    except OSError as error:
        raise CannotWrite(f"The cache cannot be cleared: {error.strerror}: {error.filename}") from error
    _note(f"Removed {removed / 1e6:.1f} MB.")
    return None


COMMANDS: dict[str, Callable[..., Answer | None]] = {
    "list": list_,
    "show": show,
    "search": search,
    "stats": stats,
    "export": export,
    "cache": cache,
}


# An exclusion in a search, which would be read as options: -kuopio, -"open innovation", -type:company.
_EXCLUSION = re.compile(r"-(?:[^\W\d_]{3,}|\"|“)")


def _dashes_last(arguments: Sequence[str]) -> list[str]:
    """The arguments with the exclusions of a search behind a `--`, where they are words."""
    if arguments[:1] != ["search"] or "--" in arguments:
        return list(arguments)
    excluded = [argument for argument in arguments if _EXCLUSION.match(argument)]
    return [*(argument for argument in arguments if argument not in excluded), *(["--", *excluded] if excluded else [])]


def run(arguments: Sequence[str]) -> int:
    """Runs a command line and writes its answer; returns the status with which Typer ends by itself, else 0.

    Raises the HubcliError that it met, or an OSError of the output.
    """
    try:
        answer = _app(arguments)(_dashes_last(arguments) or ["--help"], prog_name="hubcli", standalone_mode=False)
    except TyperException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "hubcli"
        message = error.format_message()
        raise WrongUse(f"{message}{'' if message.endswith(('.', '?')) else '.'} Try '{path} --help'") from error
    except SystemExit as error:  # how Typer ends when nobody reads the help that it writes
        raise BrokenPipeError from error
    if isinstance(answer, Answer):
        _emit(answer.report, answer.form)
        if answer.nothing:
            raise answer.nothing
    return answer if isinstance(answer, int) else 0  # 130 when interrupted


def _app(arguments: Sequence[str]) -> typer.Typer:
    """The program, with the one command that is asked for, or with all where none is: each takes time to prepare."""
    app = typer.Typer(
        help="A directory of health and life-science hubs: who is there, what they are strong in, and who says so.",
        epilog=helptext.foot(helptext.PROGRAM),
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    app.callback()(_global)
    if COMPLETING:
        typed = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
        arguments = typed.split()[1:]
        os.environ["COLUMNS"] = "1000"  # what an option does is offered on one line
    named = [name for name in arguments[:1] if name in COMMANDS]
    for name in named or COMMANDS:
        command, shown = COMMANDS[name], helptext.COMMANDS[name]
        app.command(
            name,
            help=helptext.unwrapped(command.__doc__),
            epilog=helptext.foot(shown.examples),
            rich_help_panel=shown.panel,
        )(command)
    return app


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"hubcli {__version__}\n")
        raise typer.Exit


def _global(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None: ...


def _dataset(data: Sequence[Path] | None, with_builtin: bool) -> Dataset:
    """The dataset that `--data`, HUBCLI_DATA and `--with-builtin` ask for, the built-in one by default."""
    named = os.environ.get("HUBCLI_DATA", "")
    paths = list(data or (Path(part) for part in named.split(os.pathsep) if part))
    if with_builtin and not paths:
        raise WrongUse("--with-builtin adds to --data, and there is none")
    if not paths:
        return load.load([load.builtin()])
    if with_builtin:
        paths.insert(0, load.builtin())
    size = load.size(paths)
    if size < KEPT_FROM:
        return load.load(paths)
    from hubcli import cache, progress  # noqa: PLC0415  a large dataset's own

    with progress.Bar(size) as bar:
        return cache.dataset(paths, bar)


def _most(limit: int | None) -> int | None:
    if limit is not None and limit < 1:
        raise WrongUse(f"--limit takes a number from 1, not {limit}")
    return limit


def _filters(
    dataset: Dataset,
    hubs: Sequence[str] | None,
    types: Sequence[str] | None,
    topics: Sequence[str] | None,
    countries: Sequence[str] | None,
) -> Filters:
    return resolve(dataset, hubs=hubs or (), types=types or (), topics=topics or (), countries=countries or ())


def _emit(report: Report, form: Format) -> None:
    encoding = sys.stdout.encoding or "utf-8"  # a stand-in for the output, as in a notebook, may have none
    sys.stdout.write(output.written(report, form, encoding, terminal=_is_terminal()))


def _pour(dataset: Dataset, form: Form) -> None:
    """Writes an export to standard output, in UTF-8 whatever that would have: it is a file for a program."""
    from hubcli import exports  # noqa: PLC0415  one command's own

    out = getattr(sys.stdout, "buffer", None)  # a stand-in for the output, as in a notebook, may have none
    if not form.binary:
        for piece in exports.pieces(dataset, form):
            (out.write(piece.encode()) if out else sys.stdout.write(piece))
        return
    if not out:
        raise WrongUse(f"This output takes no {form.name}; name a file with --to")
    import shutil  # noqa: PLC0415  a binary form's own
    import tempfile  # noqa: PLC0415  as above

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export")
        exports.write(dataset, form, path)
        with path.open("rb") as file:
            shutil.copyfileobj(file, out)


def _is_terminal() -> bool:
    """Whether a person reads. FORCE_COLOR asks for what a terminal would get, as for a pager (force-color.org)."""
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _note(text: str) -> None:
    sys.stderr.write(f"{one_line(text)}\n")


def _open(name: str, address: str) -> None:
    if not address:
        raise NothingFound(f"No website is known of {name}")
    # Hands the address to the browser as one argument, without a shell; a dataset admits only http and https.
    import webbrowser  # noqa: PLC0415  this option's own

    _note(f"Opening {address}")
    if not webbrowser.open(address):
        raise NothingFound(f"No browser could be started; the address is {address}")
