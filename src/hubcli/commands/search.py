"""`hubcli search`."""

from collections.abc import Iterator
from typing import Annotated

import typer

from hubcli.cli.answer import Answer
from hubcli.cli.browser import OpenFirst, open_address
from hubcli.cli.options import Columns, Countries, Hubs, Limit, Topics, Types, completer
from hubcli.cli.origin import Origin
from hubcli.cli.searchable import open_index
from hubcli.errors import NothingFound, WrongUse
from hubcli.model.dataset import Dataset, Filters
from hubcli.report.search_results import search_report
from hubcli.resolve.filters import resolve_filters
from hubcli.resolve.website import find_website
from hubcli.search.engine import SearchAnswer, search
from hubcli.search.query import MAX_CLAUSES

MAX_TOPICS = 4  # topics named when nothing matches
DEFAULT_LIMIT = 50  # hits shown without --limit
MAX_MISSING = 10  # words named that no hit has together with the others

EXAMPLES = (
    ("search neuroscience", "who works on it"),
    ("search university hospital --country FI", "in one country"),
    ("search digital health hub:kuopio type:nonprofit", "filters in the query"),
    ("search who leads neurocenter finland", "a question"),
    ("search open innovation -city", "excluding a word"),
    ("search nueroscience --explain", "ranks, explained"),
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
    open_: OpenFirst = False,
) -> Answer | None:
    """Search hubs and actors.

    The best hit comes first, with the text that matches, or answers a question, and its source.
    Other forms of a word, synonyms from the topic vocabulary, spelling mistakes and words typed
    together or apart are found too. Records that match all words come first; if there are none,
    those that match the most specific words. The best 50 are shown unless --limit is given.

    Type "a phrase", neuro* for the beginning of a word, -word to exclude, this OR that, and hub:,
    type:, topic: or country: to filter. Questions such as who leads neurocenter or companies in
    kuopio are understood.
    """
    query = " ".join(words or ())
    if columns and explain:
        raise WrongUse("--columns and --explain do not go together")
    with open_index(origin) as (dataset, index):
        filters = resolve_filters(dataset, hubs=hub, types=type_, topics=topic, countries=country)
        if not query.strip() and filters == Filters():
            raise WrongUse("Type what to search for", hint="hubcli search neuroscience")
        answer = search(dataset, index, query, filters, limit or DEFAULT_LIMIT)
        report = search_report(dataset, answer, columns=columns or (), explain=explain)
    if open_ and answer.results:
        open_address(*find_website(dataset, answer.results[0].record))
        return None
    error = _nothing_matches(dataset, query, answer) if report.empty else None
    return Answer(report, "tsv", error, tuple(_notes(answer, limited=limit is not None)))


def _notes(answer: SearchAnswer, *, limited: bool) -> Iterator[str]:
    """Yield how the query was read, and how many hits are not shown unless that was asked for."""
    for ignored in answer.ignored:
        yield f"{ignored} Searching for it as words."
    if answer.unread:
        yield f"Searching for the first {MAX_CLAUSES} words; {answer.unread:,} more are left out."
    for typed, correction in answer.corrected.items():
        yield f"Showing results for '{correction}' instead of '{typed}'."
    if answer.missing:
        words = [f"'{text}'" for text in answer.missing[:MAX_MISSING]]
        if more := len(answer.missing) - len(words):
            words.append(f"{more:,} more")
        missing = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
        yield f"Nothing matches all words; showing results without {missing}."
    shown = len(answer.results)
    if shown < answer.total and not limited:
        yield f"Showing the best {shown} of {answer.total:,}; --limit shows more."


def _nothing_matches(dataset: Dataset, query: str, answer: SearchAnswer) -> NothingFound:
    """Return the error for a search without hits: similar names, or else what there is."""
    message = f"Nothing matches '{query}'"
    if not answer.suggestions and dataset.topics:
        roots = sorted(
            (topic for topic in dataset.topics.values() if not topic.broader),
            key=lambda topic: -len(dataset.with_narrower(topic.id)),
        )
        names = ", ".join(topic.name for topic in roots[:MAX_TOPICS])
        message += f"; the broadest topics are {names}"
    return NothingFound(message, suggestions=answer.suggestions, hint="hubcli topics")
