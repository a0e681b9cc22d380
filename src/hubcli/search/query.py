"""The query language: `parse_query` reads words, phrases, alternatives, exclusions and filters.

    neuro* "open innovation" kuopio OR joensuu -sweden type:company companies in finland

Quotes make a phrase, a star matches the rest of a word, OR joins alternatives, a minus excludes
what follows it, and `hub:`, `type:`, `topic:` and `country:` filter. Every text is a query:
whatever is malformed is read as plain words.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hubcli.errors import WrongUse
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.vocabulary import RELATIONS, ROLES, TYPES
from hubcli.resolve.filters import resolve_filters
from hubcli.search.function_words import ENGLISH, are_light
from hubcli.search.question import ECHOES, QuestionKind, read_question
from hubcli.text.plural import pluralize
from hubcli.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PLACE_WORDS = frozenset(("in", "at", "near", "from"))  # "hospital in": before these, a type
_BEFORE_PLACES = frozenset(("a", "an", "the", "and", "or"))

MAX_QUERY_LENGTH = 10_000  # characters, of which a pasted text may have more
MAX_CLAUSES = 50
MAX_COMPOUND_LENGTH = 100  # characters of a word that may be several without spaces

_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_PIECE = re.compile(
    r"""(?P<minus>(?<!\S)-)?
        (?P<text>
            (?P<field>hub|type|topic|country):(?P<value>"[^"]+"|[^\s"]+)
            | "(?P<phrase>[^"]*)"
            | [^\s"]+
        )""",
    re.IGNORECASE | re.VERBOSE,
)
# Between the words in andTechnology and ETHZurich.
_WORD_BOUNDARY = r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][^\W\d_A-Z])"
_FILTERS = {"hub": "hubs", "type": "types", "topic": "topics", "country": "countries"}


# Structs, not NamedTuples: 16 such classes are created at every start, in 10 instead of 60 µs each.
class Term(Struct, frozen=True):
    """A folded word to look up, or the words of a phrase in order."""

    words: tuple[str, ...]
    prefix: bool = False
    """True if the last word may be the beginning of one."""
    last: bool = False
    """True for the last word of the query, which may be incomplete."""
    where: str = ""
    """The `in`, `at`, `near` or `from` that it stands after, if any: it may be a place."""
    type: str = ""
    """The type of record that the word stands for here, as `companies` does."""
    capitals: bool = False
    """True if it was typed in capitals among other words, as an acronym is."""
    split_variants: tuple[tuple[str, ...], ...] = ()
    """The words that it may be written together from: `andTechnology` → `and technology`."""


Clause = tuple[Term, ...]  # alternatives: a record has the clause if it has one of them


class Query(Struct, frozen=True):
    """A parsed query. A record answers it in full if it has every clause."""

    words: tuple[str, ...]
    """All folded words in order, with function words and without those of filters."""
    clauses: tuple[Clause, ...]
    excluded: tuple[Term, ...]
    filters: Filters
    excluded_filters: tuple[Filters, ...]
    """Filters that a record must not pass, not even one of them."""
    question: QuestionKind
    """The kind of answer that it asks for: a person, as `who leads` does; empty for most."""
    asks_link: bool
    """True if it has a word for a relation or a role, such as `member` or `director`."""
    asked: frozenset[int]
    """The indices of the clauses that say what it asks for: types, or a link at its beginning."""
    filters_only: bool
    """True if it consists of filters and exclusions."""
    ignored: tuple[str, ...]
    """A message for each piece that looked like a filter and was read as words."""
    unread: int
    """The number of clauses after the first `MAX_CLAUSES`, which are left out."""


def parse_query(dataset: Dataset, text: str, filters: Filters) -> Query:
    """Parse a query; records must pass both its own filters and `filters`."""
    text = _repair(text[:MAX_QUERY_LENGTH]).translate(_QUOTES)
    pieces = list(_PIECE.finditer(text))
    parser = _Parser(dataset, single=len(pieces) == 1, all_capitals=text.isupper())
    for piece in pieces:
        parser.read(piece)
    question, opening = read_question(list(map(_plain_word, parser.clauses)))
    echoes = ECHOES.get(question, frozenset())
    asked = [c for c in parser.clauses[opening:] if _plain_word(c) not in echoes]
    if not asked:
        question, opening, asked = "", 0, parser.clauses
    informative = tuple(_informative_clauses(asked))
    clauses = informative[:MAX_CLAUSES]
    words = {word for clause in clauses for term in clause for word in term.words}
    return Query(
        words=tuple(parser.words[opening:]),
        clauses=clauses,
        excluded=tuple(parser.excluded),
        filters=Filters(*map(_intersection, filters, parser.filters)),
        excluded_filters=tuple(parser.excluded_filters),
        question=question,
        asks_link=not link_words().isdisjoint(words),
        asked=asked_clauses(clauses),
        filters_only=parser.filters_only and not _PIECE.sub("", text).strip(),
        ignored=tuple(parser.ignored),
        unread=len(informative) - len(clauses),
    )


class _Parser(Struct):
    """Collects what the pieces of a query mean, one piece after the other."""

    dataset: Dataset
    single: bool
    """True if the query has one piece, so that OR in it is a word."""
    all_capitals: bool
    after_or: bool = False
    words: list[str] = []
    clauses: list[Clause] = []
    excluded: list[Term] = []
    filters: Filters = Filters()
    excluded_filters: list[Filters] = []
    filters_only: bool = True
    ignored: list[str] = []

    def read(self, piece: re.Match[str]) -> None:
        """Read a piece: a filter, OR, or a word or phrase that may be excluded."""
        if piece["field"] and self._read_filter(piece):
            return
        phrase = piece["phrase"]
        text = piece["text"] if phrase is None else phrase
        if text == "OR" and not self.single:
            self.after_or = bool(self.clauses)
            return
        terms = _terms(text, phrase=phrase is not None or bool(piece["minus"]))
        if not self.all_capitals and len(text) > 1 and text.isupper():
            terms = [replace(term, capitals=True) for term in terms]
        self.filters_only &= bool(piece["minus"] and terms)
        if piece["minus"]:
            self.excluded += terms
        else:
            self._add_clauses(terms)

    def _read_filter(self, piece: re.Match[str]) -> bool:
        """Read a piece such as `hub:kuopio`; return False if there is no such hub."""
        values = {_FILTERS[piece["field"].lower()]: [piece["value"].strip('"')]}
        try:
            filters = resolve_filters(self.dataset, **values)
        except WrongUse as error:
            self.ignored.append(error.sentence)
            return False
        if piece["minus"]:
            self.excluded_filters.append(filters)
        else:
            self.filters = Filters(*map(frozenset.union, self.filters, filters))
        return True

    def _add_clauses(self, terms: Sequence[Term]) -> None:
        """Add a clause per term, or after OR one alternative to the last clause."""
        words = tuple(word for term in terms for word in term.words)
        if self.after_or and terms:
            self.clauses[-1] = (*self.clauses[-1], Term(words, terms[-1].prefix))
            self.after_or = False
        else:
            self.clauses += ((term,) for term in terms)
            self.words += words


def _terms(text: str, *, phrase: bool) -> list[Term]:
    """Return the terms of a piece: one for a phrase, otherwise one per word."""
    words = split_words(text)
    starred = text.endswith("*")
    if phrase and words:
        return [Term(tuple(words), starred)]
    variants = tuple(_split_variants(text)) if len(words) == 1 else ()
    return [Term((word,), starred and word == words[-1], split_variants=variants) for word in words]


def _split_variants(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words left and right of each place where a word may end inside a text."""
    if len(text) <= MAX_COMPOUND_LENGTH and not text.islower():  # few words have a capital
        yield tuple(split_words(re.sub(_WORD_BOUNDARY, " ", text)))
        for boundary in re.finditer(_WORD_BOUNDARY, text):
            yield tuple(split_words(f"{text[: boundary.start()]} {text[boundary.start() :]}"))


def asked_clauses(clauses: Sequence[Clause]) -> frozenset[int]:
    """Return the indices of the clauses for a type, and 0 if the first is for a link or a role."""
    return frozenset(
        number
        for number, clause in enumerate(clauses)
        for term in clause
        if term.type or (number == 0 and not link_words().isdisjoint(term.words))
    )


def clause_text(clause: Clause) -> str:
    """Return a clause in words."""
    return " OR ".join(" ".join(term.words) for term in clause)


def _informative_clauses(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the clauses that carry meaning, each once, with what their position implies."""
    words = list(map(_plain_word, clauses))
    informative = [number for number, light in enumerate(are_light(words)) if not light]
    seen: set[Clause] = set()
    where = ""
    for number, clause in enumerate(clauses):
        if words[number] in PLACE_WORDS:
            where = words[number]
        elif number not in informative and words[number] not in _BEFORE_PLACES:
            where = ""
        if clause in seen or number not in informative:
            continue
        seen.add(clause)
        last = number == len(clauses) - 1
        before_place = not last and words[number + 1] in PLACE_WORDS
        yield tuple(
            _interpret(term, where=where, before_place=before_place, last=last)
            for term in dict.fromkeys(clause)
        )


def _plain_word(clause: Clause) -> str:
    """Return the word of a clause; nothing for a phrase, an acronym or alternatives."""
    plain = len(clause) == len(clause[0].words) == 1 and not clause[0].capitals
    return clause[0].words[0] if plain else ""


def _interpret(term: Term, *, where: str, before_place: bool, last: bool) -> Term:
    """Return a term with what its word stands for, and whether it may be incomplete."""
    if len(term.words) > 1:
        return replace(term, where=where)
    (word,) = term.words
    type = _type_plurals().get(word, "") if word.endswith("s") else ""
    if before_place and not type:
        type = _type_words().get(word, "")
    return replace(term, last=last and word not in ENGLISH, type=type, where="" if type else where)


@cache
def link_words() -> frozenset[str]:
    """Return the words that ask for a link or a role, and their plurals, as in `leads`."""
    words = {*ROLES, *chain.from_iterable(relation.words for relation in RELATIONS.values())}
    return frozenset(words.union(map(pluralize, words)))


@cache
def _type_words() -> dict[str, str]:
    """Return the first folded word of each name of a type → the type."""
    return {split_words(text)[0]: id for id, type in TYPES.items() for text in type.words}


@cache
def _type_plurals() -> dict[str, str]:
    """Return the plurals of `_type_words` → the type."""
    return {pluralize(word): type for word, type in _type_words().items()}


def _intersection(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """Return the filter that passes what both filters pass.

    If that is nothing, it has an id that no record has, as an empty filter passes every record.
    """
    return (left & right or frozenset({""})) if left and right else left or right


def _repair(text: str) -> str:
    """Return a text without HTML entities, and without signs for letters that were lost.

    `R&amp;D` → `R&D`, `M?xico` → `Mxico`, a slip like others.
    """
    # Compiling a pattern takes longer than looking for a sign, which few queries have.
    if "?" in text or "\ufffd" in text:
        text = re.sub(r"(?<=\w)[?\ufffd](?=\w)", "", text)
    if "&" not in text or not re.search("&#?[0-9A-Za-z]+;", text):
        return text
    from html import unescape  # noqa: PLC0415  1 ms, for text pasted from a page

    return unescape(text)
