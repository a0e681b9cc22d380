"""What a query says: words, phrases, alternatives, exclusions and filters. Any text at all says something.

    neuro* "open innovation" kuopio OR joensuu -sweden type:company companies in finland

Quotes make a phrase, a star the beginning of a word, OR alternatives of what stands beside it, a minus in front of
anything an exclusion, and `hub:`, `type:`, `topic:` and `country:` filters. What is malformed is taken as plain words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hubcli.errors import WrongUse
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.vocabulary import RELATIONS, ROLES, TYPES
from hubcli.resolve.filters import resolve_filters
from hubcli.text.words import same_stem, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Function words, without weight unless there is nothing else in the query.
_FUNCTION_WORDS = (
    "a an and any are as at be by do does for from has have how i in into is it its many me much near of on or show "
    "the their there to was were what when where which who whom with"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())

MAX_QUERY_LENGTH = 10_000  # characters: of a text that is pasted, the beginning is read
MAX_CLAUSES = 50  # and of that the first words that carry weight
MAX_COMPOUND_LENGTH = 100  # characters: what is longer is not run together from words

PLACE_WORDS = frozenset(
    ("in", "at", "near", "from")
)  # a word for a type before one of these means the type
PERSON_WORDS = frozenset(("who", "whom"))

_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_PIECE = re.compile(
    r"(?P<minus>(?<!\S)-)?"
    r"(?:(?P<field>hub|type|topic|country):(?P<value>\"[^\"]+\"|[^\s\"]+)|\"(?P<phrase>[^\"]*)\"|(?P<plain>[^\s\"]+))",
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(
    r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][^\W\d_A-Z])"
)  # andTechnology, ETHZurich
_OPTION = {"hub": "hubs", "type": "types", "topic": "topics", "country": "countries"}


class Term(NamedTuple):
    """Something to look up: a folded word, or the words of a phrase in order."""

    words: tuple[str, ...]
    prefix: bool = False
    """Whether the last word is the beginning of one."""
    last: bool = False
    """Whether it is the last word of the query, which somebody may still be typing."""
    type: str = ""
    """The type of record that the word means where it stands, as `companies` does."""
    apart: tuple[tuple[str, ...], ...] = ()
    """The words that it may be run together from, one way after the other, as in `andTechnology`."""


Clause = tuple[Term, ...]  # alternatives, of which one is enough


class Query(NamedTuple):
    """A query as it was understood. A record answers it when it has something for each slot."""

    words: tuple[str, ...]
    """All its folded words in order, those without weight too."""
    slots: tuple[Clause, ...]
    excluded: tuple[Term, ...]
    filters: Filters
    without: tuple[Filters, ...]
    """Filters of which none may fit."""
    person: bool
    """Whether it asks for somebody."""
    link: bool
    """Whether it has a word for a tie between records, or for a role in one."""
    blank: bool
    """Whether there is nothing in it but filters and exclusions."""
    ignored: tuple[str, ...]
    """What looked like a filter and was taken as words, each with the reason."""


def parse_query(dataset: Dataset, text: str, filters: Filters) -> Query:
    """The query that a text is, with the filters that were given beside it."""
    typed: dict[str, list[str]] = {name: [] for name in _OPTION}
    without: list[Filters] = []
    ignored: list[str] = []
    slots: list[Clause] = []
    excluded: list[Term] = []
    words: list[str] = []
    alternative = False
    text = text[:MAX_QUERY_LENGTH].translate(_QUOTES)
    blank = not _PIECE.sub("", text).strip()
    pieces = list(_PIECE.finditer(text))
    lone = len(pieces) == 1
    for piece in pieces:
        if piece["field"]:
            name, value = piece["field"].lower(), piece["value"].strip('"')
            try:
                alone = resolve_filters(dataset, **{_OPTION[name]: [value]})
            except WrongUse as error:
                ignored += error.lines()
            else:
                if piece["minus"]:
                    without.append(alone)
                else:
                    typed[name].append(value)
                continue
        said = (
            piece["phrase"]
            if piece["phrase"] is not None
            else piece[0].removeprefix(piece["minus"] or "")
        )
        terms = list(_terms(said, phrase=piece["phrase"] is not None or bool(piece["minus"])))
        if said == "OR" and not lone:
            alternative = bool(slots)
            continue
        blank = blank and bool(piece["minus"] and terms)
        if piece["minus"]:
            excluded += terms
        elif alternative and terms:
            slots[-1] = (
                *slots[-1],
                Term(tuple(word for term in terms for word in term.words), terms[-1].prefix),
            )
            alternative = False
        else:
            slots += ((term,) for term in terms)
            words += (word for term in terms for word in term.words)
    inside = resolve_filters(dataset, **{_OPTION[name]: values for name, values in typed.items()})
    telling = tuple(_informative(slots))[:MAX_CLAUSES]
    return Query(
        words=tuple(words),
        slots=telling,
        excluded=tuple(excluded),
        filters=Filters(*(_both(one, other) for one, other in zip(filters, inside, strict=True))),
        without=tuple(without),
        person=not PERSON_WORDS.isdisjoint(words),
        link=any(same_stem(word, one) for word in _words_of(telling) for one in _link_words()),
        blank=blank,
        ignored=tuple(ignored),
    )


def _terms(said: str, *, phrase: bool) -> Iterator[Term]:
    found = [token.word for token in tokens(said)]
    starred = said.endswith("*")
    if phrase and found:
        yield Term(tuple(found), starred)
        return
    cuts = (
        _RUN_TOGETHER.finditer(said) if len(found) == 1 and len(said) <= MAX_COMPOUND_LENGTH else ()
    )
    ways = (f"{said[: cut.start()]} {said[cut.start() :]}" for cut in cuts)
    apart = tuple(tuple(token.word for token in tokens(way)) for way in ways)
    for word in found:
        yield Term((word,), starred and word is found[-1], apart=apart)


def _informative(slots: list[Clause]) -> Iterator[Clause]:
    """The slots that carry meaning, each once; words that mean a type marked; the last word as the beginning of one."""
    seen: set[Clause] = set()
    function = [_is_function(slot) for slot in slots]
    for number, slot in enumerate(slots):
        last = number == len(slots) - 1
        before_place = not last and slots[number + 1][0].words[0] in PLACE_WORDS
        if (function[number] and not all(function)) or slot in seen:
            continue
        seen.add(slot)
        yield tuple(_marked(term, before_place=before_place, last=last) for term in slot)


def _words_of(slots: tuple[Clause, ...]) -> set[str]:
    return {word for slot in slots for term in slot for word in term.words}


def _is_function(slot: Clause) -> bool:
    return len(slot) == 1 and len(slot[0].words) == 1 and slot[0].words[0] in FUNCTION_WORDS


def _marked(term: Term, *, before_place: bool, last: bool) -> Term:
    if len(term.words) > 1:
        return term
    word = term.words[0]
    last = last and len(word) > 1 and word not in FUNCTION_WORDS
    meant = _type_plurals().get(word) or (_type_words().get(word, "") if before_place else "")
    return term._replace(last=last, type=meant)


@cache
def _link_words() -> frozenset[str]:
    return frozenset(
        (*ROLES, *(word for relation in RELATIONS.values() for word in relation.words))
    )


@cache
def _type_words() -> dict[str, str]:
    """Each single word for a type, folded → the type."""
    return {
        token.word: type
        for type, its in TYPES.items()
        for word in its.words
        for token in tokens(word)[:1]
    }


@cache
def _type_plurals() -> dict[str, str]:
    """The plurals of the words for types, regular as all of them are → the type."""
    return {
        word[:-1] + "ies"
        if word.endswith("y")
        else f"{word}es"
        if word.endswith("s")
        else f"{word}s": type
        for word, type in _type_words().items()
    }


def _both(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """What both filters allow. Where they allow nothing in common the empty id, which no record has."""
    return (one & other or frozenset({""})) if one and other else one or other


def without_function_words(words: Sequence[str]) -> str:
    """The words that carry weight, joined; all of them where none does."""
    return " ".join(word for word in words if word not in FUNCTION_WORDS) or " ".join(words)
