"""`hubcli search`."""

from typing import Annotated

import typer

from hubcli import console
from hubcli.cli.answer import Answer
from hubcli.cli.options import Columns, Countries, Hubs, Limit, Topics, Types, completer
from hubcli.cli.origin import Origin
from hubcli.cli.searchable import open_index
from hubcli.errors import NothingFound, WrongUse
from hubcli.model.dataset import Filters
from hubcli.report.search_results import search_report
from hubcli.resolve.filters import resolve_filters
from hubcli.search.engine import search

DEFAULT_LIMIT = 50  # hits shown without --limit

EXAMPLES = (
    ("search neuroscience", "who works on it, and which source says so"),
    ("search university hospital --country FI", "in one country"),
    ("search digital health hub:kuopio type:nonprofit", "filters in the query"),
    ("search who leads neurocenter finland", "a question"),
    ("search open innovation -city", "excluding a word"),
    ("search nueroscience --explain", "a misspelling, and how each hit was ranked"),
)


def run(
    origin: Origin,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS...",
            help="What to look for, and filters as in type:company.",
            autocompletion=completer("words"),
        ),
    ] = None,
    hub: Hubs = None,
    type_: Types = None,
    topic: Topics = None,
    country: Countries = None,
    columns: Columns = None,
    limit: Limit = None,
    explain: Annotated[
        bool, typer.Option("--explain", "-e", help="Explain the rank of each hit.")
    ] = False,
) -> Answer:
    """Search hubs and actors.

    The best hit comes first, with the text that matches and its source. Other forms of a word,
    synonyms from the topic vocabulary and spelling mistakes are found too. Records that match all
    words come first; if there are none, those that match the most specific words. The best 50 are
    shown unless --limit is given.

    Type "a phrase", neuro* for the beginning of a word, -word to exclude, this OR that, and hub:,
    type:, topic: or country: to filter. Questions such as companies in kuopio are understood.
    """
    query = " ".join(words or ())
    if columns and explain:
        raise WrongUse("--columns and --explain do not go together")
    with open_index(origin) as (dataset, index):
        filters = resolve_filters(dataset, hubs=hub, types=type_, topics=topic, countries=country)
        if not query.strip() and filters == Filters():
            raise WrongUse("Type what to search for, as in 'hubcli search neuroscience'")
        answer = search(dataset, index, query, filters, limit or DEFAULT_LIMIT)
        report = search_report(dataset, answer, columns=columns or (), explain=explain)
    for ignored in answer.ignored:
        console.say(f"{ignored} Searching for it as words.")
    for typed, correction in answer.corrected.items():
        console.say(f"Showing results for '{correction}' instead of '{typed}'.")
    if answer.partial:
        console.say("Nothing matches all words; showing matches of the most specific ones.")
    if limit is None and answer.total > len(answer.results):
        console.say(
            f"Showing the best {len(answer.results)} of {answer.total:,}; --limit shows more."
        )
    error = NothingFound(f"Nothing matches '{query}'", suggestions=answer.suggestions)
    return Answer(report, "tsv", error if report.empty else None)
