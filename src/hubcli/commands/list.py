"""`hubcli list`."""

from collections.abc import Collection
from typing import Annotated

import typer

from hubcli.cli.answer import Answer
from hubcli.cli.options import Columns, Countries, Hubs, Limit, Topics, Types, completer
from hubcli.cli.origin import Origin
from hubcli.errors import NothingFound, WrongUse
from hubcli.model.dataset import Filters, group
from hubcli.report.listing import LISTABLE, Listable, listing_report
from hubcli.resolve.filters import resolve_filters
from hubcli.resolve.listed import resolve_listed

EXAMPLES = (
    ("list", "the hubs"),
    ("list kuopio companies", "the companies of a hub"),
    ("list actors --topic neuroscience", "who works on a topic"),
    ("list actors --columns name,website", "chosen columns"),
    ("list topics --sort actors", "the topics, by frequency"),
    ("list sources --json | jq -r '.[].url'", "the addresses of the sources"),
)


def run(
    origin: Origin,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHAT]",
            help="hubs, actors, topics or sources; or a type or a hub, whose actors to list.",
            autocompletion=completer("listables"),
        ),
    ] = None,
    hub: Hubs = None,
    type_: Types = None,
    topic: Topics = None,
    country: Countries = None,
    columns: Columns = None,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            "-s",
            metavar="COLUMN",
            help="Sort by this column: texts from A, numbers from the largest.",
            autocompletion=completer("column"),
        ),
    ] = "",
    limit: Limit = None,
) -> Answer:
    """List hubs, actors, topics or sources.

    The words for a type and the names of a hub select actors: list people, list kuopio companies.
    Filters select hubs and actors. Topics and sources are listed if a selected record uses them; a
    hub is listed if it or one of its actors is selected.
    """
    dataset = origin.dataset()
    selected = group(resolve_listed(dataset, what or (), LISTABLE))
    filters = resolve_filters(
        dataset,
        hubs=[*(hub or ()), *selected.get("hub", ())],
        types=[*(type_ or ()), *selected.get("type", ())],
        topics=topic,
        countries=country,
    )
    kind = _kind(selected.get("kind", ()), default="actors" if selected else "hubs")
    report = listing_report(dataset, kind, filters, columns=columns or (), sort=sort, limit=limit)
    if not report.empty:
        return Answer(report, "tsv")
    message, hint = f"There are no {kind}", ""
    if filters != Filters():
        message, hint = f"No {kind} match", f"hubcli list {kind}"
    elif kind == "hubs" and dataset.actors:
        hint = "hubcli list actors"
    return Answer(report, "tsv", NothingFound(message, hint=hint))


def _kind(typed: Collection[str], default: Listable) -> Listable:
    """Return the one kind of record that was typed. Raises WrongUse for several."""
    kinds = [kind for kind in LISTABLE if kind in typed]
    if len(kinds) > 1:
        raise WrongUse(f"One list has one kind of record, not {' and '.join(kinds)}")
    return kinds[0] if kinds else default
