"""What a query means, and which records answer it best.

A query is words and filters (`type:company`). Each word is looked up in the index as it is, by its stem, as the
beginning of a word when it is the last one, and, when the dataset does not know it, as the nearest word that it does
know. A record is worth, for each word of the query, the best place where it has that word, weighted by how rare the
word is (inverse document frequency: K. Spärck Jones, 1972).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from typing import Literal, NamedTuple

from hubcli.errors import WrongUse
from hubcli.filters import Filters, resolve
from hubcli.index import Entry, Field, Index
from hubcli.model import Dataset, Record, cites
from hubcli.text import Token, key, tokens

How = Literal["exact", "stem", "prefix", "topic", "typo"]

# Names before topics before facts. Only the order and the rough distances matter; `benchmarks/relevance.py` shows
# what a change does.
FIELD_WORTH: dict[Field, float] = {
    "name": 12,
    "alias": 12,
    "topic": 6,
    "type": 5,
    "place": 5,
    "link": 4,
    "summary": 3,
    "fact": 2.5,
}
HOW_WORTH: dict[How, float] = {"exact": 1.0, "stem": 0.9, "prefix": 0.7, "topic": 0.9, "typo": 0.6}

PART_OF_TOPIC = 0.3  # a query word that is only one of the words of a topic's name: "cell" in "cell therapy"
BY_FACT_ONLY = 0.7  # a topic that one of the record's facts has, and the record itself does not
BY_NARROWER = 0.8  # a topic below the one that was asked for
WHOLE_NAME = 1000.0  # above any sum of words: a name typed in full is what was meant
SAME_NAME_START = 3.0  # the name begins with the query

SHORTEST_PREFIX = 3  # a shorter beginning than this says too little to find words by when it was not asked for

# Function words, without weight unless there is nothing else in the query.
_FUNCTION_WORDS = (
    "a an and any are as at be by do does for from has have how i in into is it its many me much of on or show the "
    "their there to was were what when where which who with"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())

_FILTER = re.compile(r"(?P<name>hub|type|topic|country):(?P<value>\"[^\"]+\"|\S+)", re.IGNORECASE)


class Match(NamedTuple):
    """One text of a record that answers part of the query."""

    field: Field
    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the words stand: `text[start:end]`."""
    how: How
    cite: tuple[str, ...]
    worth: float
    topic: str = ""
    """The id of the topic, where the field is one."""


class Result(NamedTuple):
    """A record that answers the query, its worth, and why: the most telling match first."""

    record: Record
    score: float
    matches: tuple[Match, ...]


class Answer(NamedTuple):
    """What a query found, best first."""

    results: tuple[Result, ...]
    corrected: Mapping[str, str]
    """Words that the dataset does not know → the words that were looked up instead."""
    partial: bool
    """Whether no record has all the words, and those with the most telling ones are given."""
    ignored: tuple[str, ...] = ()
    """What looked like a filter and was taken as words, each with the reason."""


class _Term(NamedTuple):
    word: str  # folded, as looked up
    typed: str  # folded, as typed: another word when it was corrected
    prefix: bool


class _Found(NamedTuple):
    """What one term is worth to one record, and the entry that it owes it to."""

    worth: float
    entry: Entry
    how: How
    words: frozenset[str]


def search(dataset: Dataset, query: str, filters: Filters) -> Answer:
    """The hubs and actors that answer the query. Any text at all is a query; an empty one lists what passes."""
    plain, filters, ignored = _split(dataset, query, filters)
    records = {record.id: record for record in dataset.records() if filters.keep(record)}
    words = _words(plain)
    if not words:
        everything = () if plain.strip() else records.values()
        return Answer(tuple(Result(record, 0.0, ()) for record in everything), {}, False, ignored)

    with closing(Index(dataset)) as index:
        return _ranked(dataset, index, words, records, ignored)


def _ranked(
    dataset: Dataset,
    index: Index,
    words: Sequence[tuple[str, bool]],
    records: Mapping[str, Record],
    ignored: tuple[str, ...],
) -> Answer:
    """The records that have the words, best first."""
    terms, corrected = _known(index, words)
    found: dict[str, dict[int, list[_Found]]] = {}  # record id → number of the term → everything found for it
    for number, term in enumerate(terms):
        for owner, one in _look_up(dataset, index, term, terms):
            if owner in records:
                found.setdefault(owner, {}).setdefault(number, []).append(one)
    rarity = _rarity(len(terms), found, total=sum(1 for _ in dataset.records()))
    telling = {id: sum(rarity[number] for number in by_term) for id, by_term in found.items()}
    most = max(telling.values(), default=0.0)
    full = any(len(by_term) == len(terms) for by_term in found.values())
    asked = " ".join(term.typed for term in terms)
    results = [
        _result(dataset, records[id], by_term, rarity, asked)
        for id, by_term in found.items()
        if (len(by_term) == len(terms) if full else telling[id] > most / 2)
    ]
    results.sort(key=lambda result: (-result.score, result.record.kind != "hub", result.record.name))
    return Answer(tuple(results), corrected, bool(results) and not full, ignored)


def _split(dataset: Dataset, query: str, filters: Filters) -> tuple[str, Filters, tuple[str, ...]]:
    """The query without its filters, the filters with those of the query, and what only looked like one."""
    ignored: list[str] = []
    typed: dict[str, list[str]] = {"hub": [], "type": [], "topic": [], "country": []}
    plain = query
    for match in _FILTER.finditer(query):
        name, value = match["name"].lower(), match["value"].strip('"')
        try:
            resolve(dataset, **{_PLURAL[name]: [value]})
        except WrongUse as error:
            ignored += error.lines()
        else:
            typed[name].append(value)
            plain = plain.replace(match[0], " ", 1)
    inside = resolve(dataset, **{_PLURAL[name]: values for name, values in typed.items()})
    both = Filters(*(_both(one, other) for one, other in zip(filters, inside, strict=True)))
    return plain, both, tuple(ignored)


_PLURAL = {"hub": "hubs", "type": "types", "topic": "topics", "country": "countries"}


def _both(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """What both filters allow. Where they allow nothing in common the empty id, which no record has."""
    return (one & other or frozenset({""})) if one and other else one or other


def _words(plain: str) -> list[tuple[str, bool]]:
    """The folded words of a query that carry meaning, each once, and whether it may be the beginning of a word."""
    found = tokens(plain)
    telling = [token for token in found if token.word not in FUNCTION_WORDS] or found
    last = found[-1] if found else None
    words: dict[str, bool] = {}
    for token in telling:
        starred = plain[token.end : token.end + 1] == "*"
        words[token.word] = words.get(token.word, False) or starred or (token is last and len(token.word) > 1)
    return list(words.items())


def _known(index: Index, words: Sequence[tuple[str, bool]]) -> tuple[list[_Term], dict[str, str]]:
    """The terms to look up, and which words were corrected for it. A word that nothing is near stays as it is."""
    terms, corrected = [], {}
    for word, prefix in words:
        if index.find(word, prefix=prefix):
            terms.append(_Term(word, word, prefix))
        elif len(word) >= SHORTEST_PREFIX and index.find(word, prefix=True):
            terms.append(_Term(word, word, True))
        else:
            near = _corrected(index, word)
            if near:
                corrected[word] = near
            terms.append(_Term(near or word, word, False))
    return terms, corrected


def _corrected(index: Index, word: str) -> str | None:
    """The known word that somebody who typed `word` meant, the commonest of several.

    By optimal string alignment distance (Damerau 1964; a swap of neighbours is one edit): one edit from four letters,
    two from eight. A first letter that differs counts as one more.
    """
    if len(word) < 4 or any(char.isdecimal() for char in word):
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415  4 ms, and only where a word is not in the dataset

    most = 1 if len(word) < 8 else 2
    near = []
    for known, count in index.words.items():
        distance = OSA.distance(word, known, score_cutoff=most)
        distance += known[0] != word[0] and sorted(known[:2]) != sorted(word[:2])
        if distance <= most:
            near.append((distance, -count, known))
    return min(near)[2] if near else None


def _look_up(dataset: Dataset, index: Index, term: _Term, terms: Sequence[_Term]) -> Iterable[tuple[str, _Found]]:
    """Every (record id, what the term is worth to it)."""
    others = {word for other in terms for word in (other.word, other.typed)}
    for hit in index.find(term.word, prefix=term.prefix):
        entry = index.entries[hit.number]
        how: How = "exact" if term.word in hit.words else "prefix" if _begins(hit.words, term.word) else "stem"
        if term.word != term.typed:
            how = "typo"
        size = len(tokens(entry.text))
        worth = FIELD_WORTH[entry.field] * HOW_WORTH[how]
        if entry.field == "topic":
            # Whole when the query has a word for each word of the topic's name.
            covered = all(
                any(word == other or _same_stem(word, other) for other in others)
                for word in (token.word for token in tokens(entry.text))
            )
            yield from _tagged(
                dataset, entry, _Found(worth * (1 if covered else PART_OF_TOPIC), entry, "topic", hit.words)
            )
        elif entry.field in ("name", "alias"):
            # Of two names with the word the shorter is nearer to what was typed.
            yield entry.owner, _Found(worth * (0.6 + 0.4 * min(1, len(terms) / size)), entry, how, hit.words)
        else:
            yield entry.owner, _Found(worth, entry, how, hit.words)


def _begins(words: Iterable[str], start: str) -> bool:
    return any(word.startswith(start) for word in words) and not any(_same_stem(word, start) for word in words)


def _same_stem(one: str, other: str) -> bool:
    """Whether two words differ in no more than an ending: `disease` and `diseases`, `therapy` and `therapies`."""
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    return common >= 3 and max(len(one), len(other)) - common <= 3


def _tagged(dataset: Dataset, entry: Entry, found: _Found) -> Iterable[tuple[str, _Found]]:
    """The records that have the topic of an entry, or one below it."""
    below = dataset.within(entry.owner)
    for record in dataset.records():
        shares = [
            (1.0 if topic == entry.owner else BY_NARROWER) * (1.0 if topic in record.topics else BY_FACT_ONLY)
            for topic in record.all_topics()
            if topic in below
        ]
        if shares:
            yield record.id, found._replace(worth=found.worth * max(shares))


def _rarity(count: int, found: Mapping[str, Mapping[int, object]], total: int) -> list[float]:
    """How telling each term is: the fewer records have it, the more."""
    having = [sum(number in by_term for by_term in found.values()) for number in range(count)]
    return [math.log(1 + total / (1 + records)) for records in having]


def _result(
    dataset: Dataset,
    record: Record,
    by_term: Mapping[int, Sequence[_Found]],
    rarity: Sequence[float],
    asked: str,
) -> Result:
    score = 0.0
    entries: dict[Entry, list[tuple[int, _Found]]] = {}
    for number, all_found in by_term.items():
        score += rarity[number] * max(one.worth for one in all_found)
        for one in all_found:
            entries.setdefault(one.entry, []).append((number, one))
    names = [entry for entry in entries if entry.field in ("name", "alias")]
    if any(_same_words(key(entry.text), asked) for entry in names):
        score += WHOLE_NAME
    elif any(key(entry.text).startswith(asked) for entry in names):
        score += SAME_NAME_START
    matches = [
        _match(dataset, record, entry, parts, sum(rarity[number] * one.worth for number, one in parts))
        for entry, parts in entries.items()
    ]
    matches.sort(key=lambda match: -match.worth)
    return Result(record, round(score, 3), tuple(matches))


def _same_words(name: str, asked: str) -> bool:
    return name == asked or " ".join(word for word in name.split() if word not in FUNCTION_WORDS) == asked


def _match(dataset: Dataset, record: Record, entry: Entry, parts: Sequence[tuple[int, _Found]], worth: float) -> Match:
    words = frozenset(word for _, one in parts for word in one.words)
    spans = tuple(_spans(tokens(entry.text), words))
    how = min((one.how for _, one in parts), key=lambda how: HOW_WORTH[how])
    if entry.field != "topic":
        return Match(entry.field, entry.text, spans, how, entry.cite, round(worth, 3))
    below = dataset.within(entry.owner)
    saying = [fact.cite for fact in record.facts if not below.isdisjoint(fact.topics)]
    cite = cites(saying[0] if saying else record.cite)
    return Match(entry.field, entry.text, spans, how, cite, round(worth, 3), entry.owner)


def _spans(found: Iterable[Token], words: frozenset[str]) -> Iterable[tuple[int, int]]:
    last = None
    for token in found:
        place = (token.start, token.end)
        if token.word in words and place != last:
            yield place
            last = place
