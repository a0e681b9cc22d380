"""The command line: each command is flags → one call → an Answer, and `_emit` is the only place that prints one.

What `export` makes is no Answer but a file, which `_pour` gives to standard output.

Typer reads the signatures; the options that several commands share are in `options`. What one command alone needs is
imported inside it: a run pays for what it does, not for what the others could do.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.exceptions import TyperException

from hubcli import __version__, files, helptext, load, output
from hubcli.errors import Ambiguous, CannotWrite, HubcliError, NothingFound, Unsound, WrongUse, reason
from hubcli.filters import resolve, topic_id
from hubcli.formats import Format, write
from hubcli.listing import WHATS, listing
from hubcli.model import Filters, Source, Topic
from hubcli.options import (
    COMPLETING,
    Countries,
    Data,
    ExportName,
    FormatName,
    Html,
    Hubs,
    Json,
    Limit,
    MaxFilesize,
    Svg,
    Topics,
    Types,
    WithBuiltin,
    completed,
)
from hubcli.reading import Origin
from hubcli.report import Report, empty
from hubcli.text import nearest, one_line
from hubcli.vocabulary import RELATIONS

if TYPE_CHECKING:
    from hubcli.exports import Form
    from hubcli.model import Dataset, Record

SHOWN = 50  # hits of a search when no --limit says how many
NARROW_HELP = 64  # columns: in less Typer cuts the names of options short
LONGEST_LINE = 5000  # characters of a message: it may name a file, but not all of a text of ten megabytes
WIDEST = 10_000  # columns that a terminal may claim to have


class Answer(NamedTuple):
    """What a command gives back: a report, how it is written, and whether it is that there is nothing, or no good."""

    report: Report
    piped: Format
    """How a pipe gets it, unless another format is asked for."""
    nothing: HubcliError | None = None
    note: str = ""
    """What is said after it on standard error."""
    screen: Format = "table"
    """How a terminal gets it."""
    part: Callable[[], Dataset] | None = None
    """What it is about, for the forms of an export in which it can be had as well."""


class Written(NamedTuple):
    """An answer, and how it is to be written."""

    answer: Answer
    form: Format | None
    pictures: Mapping[str, Path]
    """The kind of a picture → the file that it goes into, in place of standard output."""
    export: str = ""
    """The form of an export to have it in, in place of all these."""


def _about(command: Callable[..., Answer | None]) -> Callable[..., Answer | None]:
    """The command with the options that say which dataset it is about, which are the same for all."""

    def about(
        data: Data = None, with_builtin: WithBuiltin = False, max_filesize: MaxFilesize = None, **asked: Any
    ) -> Answer | None:
        most = files.MOST if max_filesize is None else max_filesize
        return command(Origin(tuple(data or ()), with_builtin, most), **asked)

    _take_over(about, command)
    return about


def _answering(name: str, command: Callable[..., Answer | None]) -> Callable[..., Written | None]:
    """The command with the options that say how an answer is written, which are the same for all."""

    def answering(
        format_: FormatName = None, json: Json = False, svg: Svg = None, html: Html = None, **asked: Any
    ) -> Written | None:
        export = format_.lower() if format_ and format_.lower() in EXPORTED.get(name, ()) else ""
        named = None if export else format_
        form = output.choose(named, json=json, also=("github",) if name == "check" else ())
        pictures = {kind: path for kind, path in (("svg", svg), ("html", html)) if path}
        for kind, path in pictures.items():
            if path.suffix.lower() != f".{kind}":  # or a slip of the keys would cost somebody a dataset
                raise WrongUse(f"--{kind} takes a name that ends in .{kind}, not '{path}'")
        try:
            answer = command(**asked)
        except NothingFound as error:
            several = error.candidates if isinstance(error, Ambiguous) else ()
            data = [{"kind": one.kind, "id": one.id, "name": one.name} for one in several]
            answer = Answer(empty(data), "plain", error)
        return answer and Written(answer, form, pictures, export)

    _take_over(answering, command)
    return answering


def _take_over(outer: Callable[..., Any], command: Callable[..., Any]) -> None:
    """Shows Typer the parameters of a command, but for its origin, before those of the function that calls it."""
    inner, own = signature(command, eval_str=True), signature(outer, eval_str=True)
    asked = [parameter for parameter in inner.parameters.values() if parameter.name != "origin"]
    options = [option for option in own.parameters.values() if option.kind is not option.VAR_KEYWORD]
    outer.__signature__ = inner.replace(parameters=(*asked, *options))  # type: ignore[attr-defined]  # what `signature` looks for first
    outer.__annotations__ |= command.__annotations__


def list_(
    origin: Origin,
    what: Annotated[
        str,
        typer.Argument(metavar="[hubs|actors|topics|sources]", help="What to list.", autocompletion=completed("whats")),
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
            autocompletion=completed("columns"),
        ),
    ] = "",
    limit: Limit = None,
) -> Answer:
    """List the hubs, or the actors, topics or sources.

    Filters choose among the hubs and actors. Topics and sources are those that the chosen ones use; a hub is listed
    when it or one of its actors is chosen.
    """
    kind = next((one for one in WHATS if one == what.lower()), None)
    if kind is None:
        raise WrongUse(f"'{what}' cannot be listed; {', '.join(WHATS)} can", suggestions=nearest(what, WHATS, most=1))
    dataset = origin.dataset()
    filters = _filters(dataset, hub, type_, topic, country)
    report = listing(dataset, kind, filters, sort=sort, limit=_most(limit))
    none = "There are no hubs; 'hubcli list actors' has the actors" if kind == "hubs" and dataset.actors else ""
    nothing = NothingFound(f"No {kind} fit" if filters != Filters() else none or f"There are no {kind}")
    return Answer(report, "tsv", nothing if report.empty else None)


def show(
    origin: Origin,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME", help="An id, a name, an alias or the beginning of one.", autocompletion=completed("names")
        ),
    ],
    open_: Annotated[bool, typer.Option("--open", help="Open its website in the browser instead.")] = False,
) -> Answer | None:
    """Show a hub, an actor, a person, a topic or a source on one page.

    The name may be typed without regard to case, accents, hyphens and the order of its words.
    """
    from hubcli import lookup, page  # noqa: PLC0415  this command's own

    dataset = origin.dataset()
    found = lookup.find(dataset, " ".join(name))
    if open_:
        _open(found.name, getattr(found, "website", "") or getattr(found, "url", ""))
        return None
    return Answer(page.report(dataset, found), "plain")


def search(
    origin: Origin,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS...",
            help="What to look for, and filters as in type:company.",
            autocompletion=completed("words"),
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

    query = " ".join(words or ())
    dataset = origin.dataset()
    filters = _filters(dataset, hub, type_, topic, country)
    if not query.strip() and filters == Filters():
        raise WrongUse("Say what to search for, as in 'hubcli search neuroscience'")
    answer = answer_to(dataset, query, filters, _most(limit) or SHOWN)
    report = hits.report(dataset, answer, explain=explain)
    for ignored in answer.ignored:
        say(f"{ignored} Taken as words.")
    for typed, meant in answer.corrected.items():
        say(f"Showing '{meant}' for '{typed}'.")
    if answer.partial:
        say("Nothing has all the words; these have the most telling ones.")
    if limit is None and answer.total > len(answer.results):
        say(f"The best {len(answer.results)} of {answer.total:,}; --limit takes more.")
    nothing = NothingFound(f"Nothing found for '{query}'", suggestions=answer.suggestions)
    return Answer(report, "tsv", nothing if report.empty else None)


def compare(
    origin: Origin,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="A B...", help="Hubs, or actors, each as one word or in quotes.", autocompletion=completed("names")
        ),
    ],
    topic: Topics = None,
) -> Answer:
    """Show hubs, or actors, side by side: place, figures, strengths, who is there, what they share and what not.

    What one side does not state is "not stated". A bar stands only beside figures of the same thing.
    """
    from hubcli import compare as comparison  # noqa: PLC0415  this command's own, as the next

    dataset = origin.dataset()
    filters = _filters(dataset, None, None, topic, None)
    records = [_record(dataset, name) for name in names]
    if len({record.id for record in records}) < 2:
        raise WrongUse("Name two or more to compare, as in 'hubcli compare kuopio flemingsberg'")
    return Answer(comparison.report(dataset, records, filters.topics), "plain")


def _record(dataset: Dataset, name: str) -> Record:
    """The hub or the actor of that name."""
    from hubcli import lookup  # noqa: PLC0415  only where records are named

    found = lookup.find(dataset, name)
    if isinstance(found, (Topic, Source)):
        raise WrongUse(f"'{name}' is a {found.kind}, and only hubs and actors will do")
    return found


def network(
    origin: Origin,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]", help="A hub or an actor; all links without one.", autocompletion=completed("names")
        ),
    ] = None,
    depth: Annotated[int, typer.Option("--depth", metavar="N", help="So many steps from the record.")] = 1,
    rel: Annotated[
        list[str] | None,
        typer.Option(
            "--rel",
            metavar="RELATION",
            help="Only links of this kind, as in led-by; repeatable.",
            autocompletion=completed("relations"),
        ),
    ] = None,
) -> Answer:
    """Show who is tied to whom: the links of a record as a tree, or those of the whole dataset by hub.

    A link is shown from both of its ends, with what it is and who says so. Beside the other formats there are dot,
    mermaid and graphml, of the records that are shown and the links among them.
    """
    from hubcli import narrow  # noqa: PLC0415  this command's own, as the next
    from hubcli import network as links  # noqa: PLC0415  as above

    if depth < 1:
        raise WrongUse(f"--depth takes a number from 1, not {depth}")
    dataset = origin.dataset()
    rels = frozenset(map(_relation, rel or ()))
    if not name:
        report = links.whole(dataset, rels)
        nothing = NothingFound("There are no such links") if report.empty else None
        linked = dict.fromkeys(id for link in report.data["links"] for id in (link["from"], link["to"]))
        return Answer(report, "tsv", nothing, part=lambda: narrow.among(dataset, map(dataset.get, linked), rels))
    record = _record(dataset, " ".join(name))
    report = links.tree(dataset, record, depth=depth, rels=rels)
    nothing = NothingFound(f"Nothing is linked with {record.name}" + (" so" if rels else ""))
    ids = dict.fromkeys((record.id, *(tie["to"] for tie in report.data["ties"])))
    return Answer(
        report,
        "plain",
        nothing if not report.table.rows else None,
        part=lambda: narrow.among(dataset, map(dataset.get, ids), rels),
    )


def _relation(typed: str) -> str:
    known = typed.lower().replace(" ", "-").replace("_", "-")
    if known not in RELATIONS:
        raise WrongUse(f"There is no relation '{typed}'", suggestions=nearest(typed, RELATIONS))
    return known


def path(
    origin: Origin,
    start: Annotated[str, typer.Argument(metavar="A", help="From this record.", autocompletion=completed("names"))],
    goal: Annotated[str, typer.Argument(metavar="B", help="To this one.", autocompletion=completed("names"))],
    every: Annotated[bool, typer.Option("--all", help="Every chain that is as short.")] = False,
) -> Answer:
    """Show how one record is reached from another: the shortest chain of links, each with its source."""
    from hubcli import network as links  # noqa: PLC0415  this command's own

    dataset = origin.dataset()
    ends = _record(dataset, start), _record(dataset, goal)
    return Answer(links.path(dataset, *ends, every=every), "plain")


def topics(
    origin: Origin,
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]", help="A topic; all of them without one.", autocompletion=completed("topics")),
    ] = None,
) -> Answer:
    """Show the vocabulary as a tree, with how many have each topic, or everyone strong in one across hubs.

    What is narrower counts for what is broader, and each is shown with the claim that says so.
    """
    dataset = origin.dataset()
    if name:
        from hubcli import page  # noqa: PLC0415  only with a name

        return Answer(page.report(dataset, dataset.topics[topic_id(dataset, " ".join(name))]), "plain")
    from hubcli import topics as vocabulary  # noqa: PLC0415  only without

    report = vocabulary.report(dataset)
    return Answer(report, "plain", NothingFound("There are no topics") if report.empty else None)


def cite(
    origin: Origin,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="A hub or an actor.", autocompletion=completed("names"))
    ],
) -> Answer:
    """Show everything that is claimed about a record, each claim with its source, paragraph and link.

    Ready to paste with --format markdown, or bibtex for the sources.
    """
    from hubcli import claims, narrow  # noqa: PLC0415  this command's own

    dataset = origin.dataset()
    record = _record(dataset, " ".join(name))
    return Answer(claims.report(dataset, record), "tsv", part=lambda: narrow.among(dataset, [record]))


def stats(origin: Origin) -> Answer:
    """Show the dataset at a glance: sizes, claims and sources, types and topics by hub, figures side by side."""
    from hubcli import stats as statistics  # noqa: PLC0415  this command's own

    return Answer(statistics.report(origin.dataset()), "plain")


def check(
    origin: Origin,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...", help="The files of one dataset; without any, HUBCLI_DATA or the built-in one."
        ),
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources",
            metavar="DIR",
            exists=True,
            file_okay=False,
            help="Compare the claims with the texts that they cite, each as SOURCE-ID.txt in this folder.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail for warnings too.")] = False,
) -> Answer:
    """Check a dataset: every problem at once, with file, line, column and the way out.

    Errors keep it from being read: a key or a value that is wrong, a name of something that is not there. Warnings are
    for its readers: a claim without a citation, a name that two records go by, a link that both ends state.

    Exit status 1 says that there are errors, with --strict that there are errors or warnings. Beside the other formats
    there is github, for its workflows.
    """
    from hubcli import problems  # noqa: PLC0415  this command's own

    try:
        found = problems.find(origin._replace(data=(*(files or ()), *origin.data)), sources)
    except OSError as error:
        raise WrongUse(f"{error.filename} cannot be read: {error.strerror}") from error
    report = problems.report(found.problems)
    if found.errors or (strict and found.warnings):
        return Answer(report, "plain", Unsound(found.summary), screen="plain")
    return Answer(report, "plain", note=f"{found.summary}.", screen="plain")


def export(
    origin: Origin,
    to: Annotated[
        Path | None,
        typer.Option("--to", "-o", metavar="FILE", help="Write to this file, in the form that its name ends in."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over the file when it is there.")] = False,
    table: Annotated[
        str | None,
        typer.Option("--table", metavar="TABLE", help="One table alone, as CSV.", autocompletion=completed("tables")),
    ] = None,
    hub: Hubs = None,
    type_: Types = None,
    topic: Topics = None,
    country: Countries = None,
    format_: ExportName = None,
) -> None:
    """Write the dataset, or a part of it, in a form that other programs read.

    Forms: json (which --data reads again), ndjson, csv (a .zip of tables, or one with --table), markdown, sqlite,
    graphml, dot, mermaid, geojson, jsonld, bibtex. What --to ends in says which, or --format.

    Filters choose the hubs and actors that list shows with them; topics, sources and links are those among them.
    """
    from hubcli import exports  # noqa: PLC0415  this command's own
    from hubcli.narrow import narrowed  # noqa: PLC0415  this command's own

    form = exports.choose(format_, to, table)
    if to:
        files.refuse_taken(to, over=force)
    if not to and form.binary and sys.stdout.isatty():
        raise WrongUse(f"A terminal cannot show {form.name}; name a file with --to")
    dataset = origin.dataset()
    dataset = narrowed(dataset, _filters(dataset, hub, type_, topic, country))
    hubs, actors = len(dataset.hubs), len(dataset.actors)
    if not hubs and not actors:
        raise NothingFound("No hubs or actors fit; nothing was written")
    if not to:
        _pour(dataset, form)
        return
    try:
        with files.replacing(to.resolve(), over=force) as beside:
            exports.write(dataset, form, beside)
    except OSError as error:
        raise CannotWrite(f"'{to}' cannot be written: {reason(error)}") from error
    what = f"the table {form.table}" if form.table else form.name
    say(f"Wrote {hubs:,} hubs and {actors:,} actors as {what} to {to}.")


def cache(
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove everything; it is made anew when it is needed.")
    ] = False,
) -> Answer | None:
    """Show what is kept of large datasets so that they answer at once, and where.

    A dataset of more than 256 KiB is read once and kept with its index, under the digest of its contents, until it
    changes. Nothing is lost when the folder is removed.
    """
    from hubcli import cache as kept  # noqa: PLC0415  this command's own

    try:
        if not clear:
            return Answer(kept.report(), "plain")
        removed = kept.clear()
    except OSError as error:
        what = "cleared" if clear else "shown"
        raise CannotWrite(f"The cache cannot be {what}: {error.strerror}: {error.filename}") from error
    say(f"Removed {removed / 1e6:.1f} MB.")
    return None


def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; - is standard output.")],
    title: Annotated[str, typer.Option("--title", metavar="TITLE", help="What the dataset is called.")] = "",
    from_ror: Annotated[
        Path | None,
        typer.Option(
            "--from-ror", metavar="DUMP", help="Fill it from this dump of ROR: JSON or a line a record, zip or gz."
        ),
    ] = None,
    type_: Types = None,
    country: Countries = None,
    city: Annotated[
        list[str] | None, typer.Option("--city", metavar="CITY", help="Only in this city; repeatable.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")] = False,
) -> None:
    """Write a dataset to begin with: an example with what to know of it, or organisations from ROR's data dump.

    The Research Organization Registry gives its records to everybody, at https://doi.org/10.5281/zenodo.6347574. Those
    that are active are taken, with their names, places, and links among each other.
    """
    from shlex import quote  # noqa: PLC0415  this command's own, as what follows

    to_output = str(file) == "-"
    if not to_output:
        files.refuse_taken(file, over=force)
    if from_ror:
        from hubcli import progress, ror  # noqa: PLC0415  as above

        wanted = ror.Wanted.of(type_ or (), country or (), city or ())
        with progress.Bar(load.size([from_ror])) as bar:
            made = ror.dataset(from_ror, wanted, title, bar)
        if made.left_out:
            say(made.left_out)
        text, what, see = made.text, f"{made.organisations:,} organisations", "list actors"
    elif type_ or country or city:
        raise WrongUse("--type, --country and --city choose among the organisations of --from-ror, and there is none")
    else:
        from hubcli import starter  # noqa: PLC0415  as above

        text, what, see = starter.dataset(title), "an example", "list"
    if to_output:
        _print(text)
    else:
        files.save(file, text, over=force)
        say(f"Wrote {what} to {file}. Next: edit it, and see it with: hubcli {see} --data {quote(str(file))}")


def schema() -> None:
    """Print the JSON Schema of datasets, by which an editor completes and checks them as you type.

    Save it beside the dataset as hubs.schema.json, and let the dataset begin with the line: #:schema hubs.schema.json
    """
    from hubcli import schema as datasets  # noqa: PLC0415  this command's own

    sys.stdout.write(write(empty(datasets.schema()), "json"))


COMMANDS: dict[str, Callable[..., Answer | None]] = {
    "list": list_,
    "show": show,
    "search": search,
    "compare": compare,
    "network": network,
    "path": path,
    "topics": topics,
    "cite": cite,
    "stats": stats,
    "check": check,
    "new": new,
    "schema": schema,
    "export": export,
    "cache": cache,
}

# The forms of an export in which a command's answer can be had as well, with --format.
EXPORTED = {"network": ("dot", "mermaid", "graphml"), "cite": ("bibtex",)}
ALONE = frozenset(("new", "schema", "cache"))  # commands that are about no dataset
WRITING = frozenset(("new", "schema", "export"))  # commands that write what they make in a form of its own


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
    _measure(arguments)
    try:
        written = _app(arguments)(_dashes_last(arguments) or ["--help"], prog_name="hubcli", standalone_mode=False)
    except TyperException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "hubcli"
        message = error.format_message()
        raise WrongUse(f"{message}{'' if message.endswith(('.', '?')) else '.'} Try '{path} --help'") from error
    except SystemExit as error:  # how Typer ends when nobody reads the help that it writes
        raise BrokenPipeError from error
    except RuntimeError as error:
        if "--install-completion" not in arguments:
            raise
        raise WrongUse(f"Completion cannot be installed: {error}") from error  # no home is known
    if written == 130:  # what Typer makes of it
        raise KeyboardInterrupt
    if isinstance(written, Written):
        _emit(written)
        if written.answer.note:
            say(written.answer.note)
        if written.answer.nothing:
            raise written.answer.nothing
    return written if isinstance(written, int) else 0


def _measure(arguments: Sequence[str]) -> None:
    """Has the environment claim only sizes that can be drawn: Rich takes a width of 0, or of a billion, at its word."""
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):
        try:
            possible = 0 < int(os.environ.get(name, WIDEST)) <= WIDEST
        except ValueError:
            possible = False
        if not possible:
            del os.environ[name]
    if not arguments or {"-h", "--help"} & {*arguments}:
        from shutil import get_terminal_size  # noqa: PLC0415  the help's own

        if get_terminal_size().columns < NARROW_HELP:
            os.environ["COLUMNS"] = str(NARROW_HELP)


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
        os.environ.setdefault("COMP_WORDS", "hubcli")  # whoever asks in place of bash may say less
        if not os.environ.get("COMP_CWORD", "").isdecimal():
            os.environ["COMP_CWORD"] = "1"
    named = [name for name in arguments[:1] if name in COMMANDS]
    for name in named or COMMANDS:
        command, shown = COMMANDS[name], helptext.COMMANDS[name]
        app.command(
            name,
            help=helptext.unwrapped(command.__doc__),
            epilog=helptext.foot(shown.examples),
            rich_help_panel=shown.panel,
        )(_optioned(name))
    return app


def _optioned(name: str) -> Callable[..., Any]:
    """The command with all of its options: its own, those of what it reads, and those of what it writes."""
    command = COMMANDS[name] if name in ALONE else _about(COMMANDS[name])
    return command if name in WRITING else _answering(name, command)


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"hubcli {__version__}\n")
        raise typer.Exit


def _global(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None: ...


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


def _emit(written: Written) -> None:
    report = written.answer.report
    if written.export and written.answer.part:
        from hubcli.exports import Form  # noqa: PLC0415  these formats' own

        _pour(written.answer.part(), Form(written.export))
        return
    for kind, path in written.pictures.items() if not report.empty else ():
        from hubcli import picture  # noqa: PLC0415  these options' own

        draw = {"svg": picture.svg, "html": picture.html}[kind]
        files.save(path, draw(report), over=True)
        say(f"Wrote {path}.")
    if not written.pictures:
        encoding = sys.stdout.encoding or "utf-8"  # a stand-in for the output, as in a notebook, may have none
        form = written.form or (written.answer.screen if _is_terminal() else written.answer.piped)
        sys.stdout.write(output.written(report, form, encoding, terminal=_is_terminal()))


def _print(dataset: str) -> None:
    """Writes TOML, which has a way of its own to say what the output cannot hold."""
    from hubcli import toml  # noqa: PLC0415  only where a dataset is written to the output

    try:
        dataset.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        dataset = toml.ascii_only(dataset)
    sys.stdout.write(dataset)


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


def say(text: str) -> None:
    """Writes a line to standard error; where that cannot be written, nobody hears it, and the answer is what counts."""
    shown = one_line(text[: LONGEST_LINE + 1])
    with suppress(OSError):
        sys.stderr.write(f"{shown}\n" if len(text) <= LONGEST_LINE else f"{shown[:LONGEST_LINE]}...\n")


def _open(name: str, address: str) -> None:
    if not address:
        raise NothingFound(f"No website is known of {name}")
    # Hands the address to the browser as one argument, without a shell; a dataset admits only http and https.
    import webbrowser  # noqa: PLC0415  this option's own

    say(f"Opening {address}")
    if not webbrowser.open(address):
        raise NothingFound(f"No browser could be started; the address is {address}")
