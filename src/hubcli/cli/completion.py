"""Shell completion: the values offered for a word, each with a description.

Offers only what begins as the word does, without regard to case and accents, and at most
MAX_OFFERS of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hubcli.cli.origin import Origin
from hubcli.errors import HubcliError
from hubcli.exports.request import EXPORTS
from hubcli.exports.tables import TABLES
from hubcli.model.countries import country_name
from hubcli.model.dataset import Dataset
from hubcli.model.vocabulary import RELATIONS, TYPES
from hubcli.output.render import FORMATS
from hubcli.report.listing import LISTABLE, all_columns
from hubcli.report.search_results import ALL_COLUMNS
from hubcli.text.escape import single_line
from hubcli.text.words import fold, fold_words

if TYPE_CHECKING:
    import typer

    from hubcli.model.records import AnyRecord

Offer = tuple[str, str]  # the value, and its description
Read = Callable[[], Dataset]  # loads the dataset, for the completions that need it
Complete = Callable[[Read, str], Iterable[Offer]]

MAX_OFFERS = 100

# Typer reads Rich markup in descriptions, and zsh evaluates what Typer makes of them: it escapes
# `$` and the backquote, but not the backslash before them.
_NEUTRAL = str.maketrans({"[": "(", "]": ")", **dict.fromkeys('\\`"$', "'")})


def complete(what: str, ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the offers of one completion of COMPLETIONS for an incomplete word."""

    def read() -> Dataset:
        files = tuple(Path(path).expanduser() for path in ctx.params.get("data") or ())
        return Origin(files, bool(ctx.params.get("with_builtin"))).dataset()

    before = list(ctx.params.get("words") or ())
    try:
        # bash splits words at a colon: `hub:ku` arrives as `hub`, `:` and `ku`.
        if before[-1:] == [":"]:
            offers = _filter_values(read, "".join(before[-2:-1]), incomplete)
        elif what in ("column", "columns"):
            offers = _columns(ctx, incomplete, several=what == "columns")
        else:
            offers = COMPLETIONS[what](read, incomplete)
        return [
            (single_line(value), single_line(description).translate(_NEUTRAL))
            for value, description in islice(offers, MAX_OFFERS)
        ]
    except (HubcliError, RuntimeError):  # the dataset is unreadable, or no home folder is known
        return []


def _names(read: Read, begun: str) -> Iterator[Offer]:
    """Offer ids, and other names with hyphens for spaces, which `show` accepts as well."""
    return _offers(read().candidates_by_name(fold_words(begun)), begun)


def _hubs(read: Read, begun: str) -> Iterator[Offer]:
    return _offers(read().hubs.values(), begun)


def _topics(read: Read, begun: str) -> Iterator[Offer]:
    return _offers(read().topics.values(), begun)


def _countries(read: Read, begun: str) -> Iterator[Offer]:
    """Offer the dataset's countries, by code where a capital was typed, else by name."""
    codes = [(code, country_name(code)) for code in read().countries]
    names = [(_hyphenate(name), name) for _, name in codes]
    return _beginning_with(begun, codes if begun.isupper() or not begun else [*names, *codes])


def _words(read: Read, begun: str) -> Iterator[Offer]:
    """Offer filters with their values, then topics, for a word of a search."""
    field, colon, value = begun.partition(":")
    for name, values in _FILTERS.items():
        if field == name if colon else begun and name.startswith(begun):
            for offer, description in islice(values(read, value), MAX_OFFERS):
                yield f"{name}:{offer}", description
    if begun and not colon:
        yield from _topics(read, begun)


def _filter_values(read: Read, name: str, begun: str) -> Iterable[Offer]:
    return _FILTERS[name](read, begun) if name in _FILTERS else ()


def _columns(ctx: typer.Context, begun: str, *, several: bool) -> Iterator[Offer]:
    """Offer the columns of what is listed; after a comma, if several can be named, the others."""
    # Before an option that has no value yet, an argument is not among the parameters.
    what = next(iter(ctx.args), ctx.params.get("what"))
    columns = all_columns(what if what in LISTABLE else "actors")
    if ctx.info_name == "search":
        columns = ALL_COLUMNS
    before, comma, last = begun.rpartition(",") if several else ("", "", begun)
    named = before.split(",")
    offers = [(column.key, column.title) for column in columns if column.key not in named]
    for key, title in _beginning_with(last, offers):
        yield f"{before}{comma}{key}", title


def _fixed(offers: Iterable[Offer]) -> Complete:
    """Return a completion whose offers do not depend on the dataset."""
    offers = tuple(offers)
    return lambda _, begun: _beginning_with(begun, offers)


def _undescribed(values: Iterable[str]) -> Complete:
    return _fixed((value, "") for value in values)


def _offers(records: Iterable[AnyRecord], begun: str) -> Iterator[Offer]:
    """Offer each record once: by its id if that matches, else by its first name that does."""
    wanted = fold(begun)
    for record in records:
        names = (_hyphenate(name) for name in record.names() if fold(name[:1]) == wanted[:1])
        matching = (name for name in names if name.startswith(wanted))
        match = record.id if record.id.startswith(wanted) else next(matching, "")
        if match:  # offered with the letters as typed, or the shell would not take it
            yield begun + match[len(wanted) :], record.name


def _hyphenate(name: str) -> str:
    return fold_words(name).replace(" ", "-")


def _beginning_with(begun: str, offers: Iterable[Offer]) -> Iterator[Offer]:
    return (offer for offer in offers if offer[0].lower().startswith(begun.lower()))


_types = _fixed((type, words.plural) for type, words in TYPES.items())
_FILTERS: dict[str, Complete] = {
    "hub": _hubs,
    "type": _types,
    "topic": _topics,
    "country": _countries,
}
COMPLETIONS: dict[str, Complete] = {
    "names": _names,
    "hubs": _hubs,
    "types": _types,
    "topics": _topics,
    "countries": _countries,
    "words": _words,
    "listables": _undescribed(LISTABLE),
    "formats": _undescribed(FORMATS),
    "relations": _fixed((rel, relation.label) for rel, relation in RELATIONS.items()),
    "exports": _undescribed(EXPORTS),
    "tables": _undescribed(TABLES),
}
