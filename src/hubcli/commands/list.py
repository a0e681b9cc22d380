"""`hubcli list`."""

from typing import Annotated

import typer

from hubcli.cli.answer import Answer
from hubcli.cli.options import Columns, Countries, Hubs, Limit, Topics, Types, completer
from hubcli.cli.origin import Origin
from hubcli.errors import NothingFound, WrongUse
from hubcli.model.dataset import Filters
from hubcli.report.listing import LISTABLE, listing_report
from hubcli.resolve.filters import resolve_filters
from hubcli.text.suggest import nearest

EXAMPLES = (
    ("list", "the hubs"),
    ("list actors --hub kuopio --type company", "the companies of a hub"),
    ("list actors --columns name,type,website", "chosen columns"),
    ("list topics --sort actors", "the vocabulary, most frequent first"),
    ("list sources --json | jq -r '.[].url'", "the addresses of the sources"),
)


def run(
    origin: Origin,
    what: Annotated[
        str,
        typer.Argument(
            metavar="[hubs|actors|topics|sources]",
            help="What to list.",
            autocompletion=completer("listables"),
        ),
    ] = "hubs",
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

    Filters select hubs and actors. Topics and sources are listed if a selected record uses them; a
    hub is listed if it or one of its actors is selected.
    """
    kind = next((each for each in LISTABLE if each == what.lower()), None)
    if kind is None:
        raise WrongUse(
            f"'{what}' cannot be listed; {', '.join(LISTABLE)} can",
            suggestions=nearest(what, LISTABLE, limit=1),
        )
    dataset = origin.dataset()
    filters = resolve_filters(dataset, hubs=hub, types=type_, topics=topic, countries=country)
    report = listing_report(dataset, kind, filters, columns=columns or (), sort=sort, limit=limit)
    if not report.empty:
        return Answer(report, "tsv")
    message = f"There are no {kind}"
    if filters != Filters():
        message = f"No {kind} match"
    elif kind == "hubs" and dataset.actors:
        message = "There are no hubs; 'hubcli list actors' lists the actors"
    return Answer(report, "tsv", NothingFound(message))
