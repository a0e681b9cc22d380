"""Which records answer a query best, and why.

Each slot of a query is looked up in the index: a word as it is, by its stem, as the beginning of a word where it may be
one, and, when the dataset does not know it, as the nearest word that it does know. A record is worth, for each slot,
the best place where it has it, weighted by how rare that is (inverse document frequency: K. Sparck Jones, 1972), and
more when one text has all of it, or a name is the query itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Literal, NamedTuple

from hubcli.filters import Filters
from hubcli.index import Entry, Field, Index
from hubcli.model import Dataset, Record, cites
from hubcli.query import FUNCTION_WORDS, Query, Slot, Term, parse
from hubcli.text import Token, key, tokens
from hubcli.vocabulary import RELATIONS, ROLES

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
MEANT_AS_TYPE = 14.0  # being of the type that a word means is worth more than having the word in the name, …
NOT_OF_TYPE = 0.3  # … and of those that only have it in the name, this much is left
TOGETHER = 0.5  # what a text with all of the query adds, as a share of what its weakest word is worth
ASKED_LINK = 3.0  # the same for a link, when the query has a word for links: "who leads …", "members of …"
SOMEBODY = 3.0  # for a person when the query asks who
WHOLE_NAME = 1000.0  # above any sum of words: a name typed in full is what was meant
SAME_NAME_START = 3.0  # the name begins with the query

SHORTEST_PREFIX = 3  # a shorter beginning than this says too little to find words by when it was not asked for


class Match(NamedTuple):
    """One text of a record that answers part of the query."""

    field: Field
    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the words stand: `text[start:end]`."""
    how: How
    cite: tuple[str, ...]
    worth: float
    distance: int = 0
    """How many edits away from what was typed, where it was corrected."""
    topic: str = ""
    """The id of the topic, where the field is one."""


class Result(NamedTuple):
    """A record that answers the query, its worth, and why: the most telling match first."""

    record: Record
    score: float
    parts: tuple[tuple[str, float], ...]
    """What the score is the sum of, each part with what it is for."""
    matches: tuple[Match, ...]


class Answer(NamedTuple):
    """What a query found, best first."""

    results: tuple[Result, ...]
    corrected: Mapping[str, str]
    """Words that the dataset does not know → the words that were looked up instead."""
    partial: bool
    """Whether no record has all of it, and those with the most telling parts are given."""
    ignored: tuple[str, ...] = ()
    """What looked like a filter and was taken as words, each with the reason."""


class _Found(NamedTuple):
    """What one slot is worth to one record by one entry."""

    worth: float
    entry: Entry
    how: How
    words: frozenset[str]
    distance: int = 0


class _Spelled(NamedTuple):
    """A term as it is looked up, and how far that is from what was typed."""

    term: Term
    distance: int = 0


def search(dataset: Dataset, text: str, filters: Filters) -> Answer:
    """The hubs and actors that answer a query. Any text at all is one; nothing but filters lists what passes them."""
    query = parse(dataset, text, filters)
    records = {
        record.id: record
        for record in dataset.records()
        if query.filters.keep(record) and not any(without.keep(record) for without in query.without)
    }
    if query.blank and not query.excluded:
        return _unranked(query, records)
    with closing(Index(dataset)) as index:
        for term in query.excluded:
            for owner, _ in _look_up(dataset, index, _Spelled(term), term.words):
                records.pop(owner, None)
        return _unranked(query, records) if query.blank else _ranked(dataset, index, query, records)


def _unranked(query: Query, records: Mapping[str, Record]) -> Answer:
    results = sorted((Result(record, 0.0, (), ()) for record in records.values()), key=_order)
    return Answer(tuple(results), {}, False, query.ignored)


def _order(result: Result) -> tuple[float, bool, str]:
    """Best first; of equals hubs, then by name."""
    return -result.score, result.record.kind != "hub", result.record.name


def _ranked(dataset: Dataset, index: Index, query: Query, records: Mapping[str, Record]) -> Answer:
    """Those of the records that have something for each slot, or else for the most telling ones, best first."""
    corrected: dict[str, str] = {}
    slots = [[_known(index, term, corrected) for term in slot] for slot in query.slots]
    words = [word for slot in slots for spelled in slot for word in spelled.term.words]
    found: dict[str, dict[int, list[_Found]]] = {}  # record id → number of the slot → everything found for it
    for number, slot in enumerate(slots):
        for spelled in slot:
            for owner, one in _look_up(dataset, index, spelled, words, slots=len(slots)):
                if owner in records:
                    found.setdefault(owner, {}).setdefault(number, []).append(one)
    rarity = _rarity(len(slots), found, total=len(dataset.hubs) + len(dataset.actors))
    telling = {id: sum(rarity[number] for number in by_slot) for id, by_slot in found.items()}
    most = max(telling.values(), default=0.0)
    full = any(len(by_slot) == len(slots) for by_slot in found.values())
    results = [
        _result(dataset, records[id], by_slot, rarity, query)
        for id, by_slot in found.items()
        if (len(by_slot) == len(slots) if full else telling[id] > most / 2)
    ]
    results.sort(key=_order)
    return Answer(tuple(results), corrected, bool(results) and not full, query.ignored)


def _known(index: Index, term: Term, corrected: dict[str, str]) -> _Spelled:
    """The term as the index knows it; a correction is noted. One that nothing is near stays as it is."""
    if index.find(term.words, prefix=term.prefix):
        return _Spelled(term)
    if len(term.words) > 1:
        return _Spelled(term)
    word = term.words[0]
    if len(word) >= SHORTEST_PREFIX and index.find(term.words, prefix=True):
        return _Spelled(term._replace(prefix=True))
    near = _corrected(index, word)
    if near is None:
        return _Spelled(term)
    corrected[word], distance = near
    return _Spelled(Term((corrected[word],), type=term.type), distance)


def _corrected(index: Index, word: str) -> tuple[str, int] | None:
    """The known word that somebody who typed `word` meant, the commonest of several, and its distance.

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
        if distance <= most and not any(char.isdecimal() for char in known):
            near.append((distance, -count, known))
    if not near:
        return None
    distance, _, known = min(near)
    return known, distance


def _look_up(
    dataset: Dataset, index: Index, spelled: _Spelled, asked: Sequence[str], *, slots: int = 1
) -> Iterator[tuple[str, _Found]]:
    """Every (record id, what the term is worth to it). `asked` are all the words of the query."""
    term = spelled.term
    if term.type:
        for record in dataset.records():
            if record.type == term.type:
                entry = Entry(record.id, "type", record.type, cites(record.cite))
                yield record.id, _Found(MEANT_AS_TYPE, entry, "exact", frozenset({record.type}))
    for hit in index.find(term.words, prefix=term.prefix):
        entry = index.entries[hit.number]
        if term.type and entry.field not in ("name", "alias"):
            continue
        share = NOT_OF_TYPE if term.type else 1.0
        how = "typo" if spelled.distance else _how(term, hit.words)
        worth = share * FIELD_WORTH[entry.field] * HOW_WORTH[how]
        found = _Found(worth, entry, how, hit.words, spelled.distance)
        words = [token.word for token in tokens(entry.text)]
        if entry.field == "topic":
            # Whole when the query has a word for each word of the topic's name.
            whole = all(any(_same_stem(word, other) for other in asked) for word in words)
            yield from _tagged(
                dataset, entry, found._replace(how="topic", worth=worth * (1 if whole else PART_OF_TOPIC))
            )
        elif entry.field in ("name", "alias"):
            # Of two names with the word the shorter is nearer to what was typed.
            yield entry.owner, found._replace(worth=worth * (0.6 + 0.4 * min(1, slots / max(len(words), 1))))
        else:
            yield entry.owner, found


def _how(term: Term, matched: frozenset[str]) -> How:
    if set(term.words) <= matched:
        return "exact"
    last = term.words[-1]
    if any(_same_stem(word, last) for word in matched):
        return "stem"
    return "prefix" if any(word.startswith(last) for word in matched) else "stem"


def _same_stem(one: str, other: str) -> bool:
    """Whether two words differ in no more than an ending: `disease` and `diseases`, `therapy` and `therapies`."""
    if one == other:
        return True
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    return common >= 3 and max(len(one), len(other)) - common <= 3


def _tagged(dataset: Dataset, entry: Entry, found: _Found) -> Iterator[tuple[str, _Found]]:
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
    """How telling each slot is: the fewer records have it, the more."""
    having = [sum(number in by_slot for by_slot in found.values()) for number in range(count)]
    return [math.log(1 + total / (1 + records)) for records in having]


def _result(
    dataset: Dataset, record: Record, by_slot: Mapping[int, Sequence[_Found]], rarity: Sequence[float], query: Query
) -> Result:
    parts: list[tuple[str, float]] = []
    entries: dict[Entry, list[tuple[int, _Found]]] = {}
    for number, all_found in sorted(by_slot.items()):
        parts.append((_shown(query.slots[number]), rarity[number] * max(one.worth for one in all_found)))
        for one in all_found:
            entries.setdefault(one.entry, []).append((number, one))
    parts += _extras(record, entries, sum(rarity), query)
    matches = [
        _match(dataset, record, entry, its, sum(rarity[number] * one.worth for number, one in its))
        for entry, its in entries.items()
    ]
    matches.sort(key=lambda match: -match.worth)
    rounded = tuple((what, round(worth, 3)) for what, worth in parts)
    return Result(record, round(sum(worth for _, worth in rounded), 3), rounded, tuple(matches))


def _shown(slot: Slot) -> str:
    return " OR ".join(" ".join(term.words) for term in slot)


def _extras(
    record: Record, entries: Mapping[Entry, Sequence[tuple[int, _Found]]], total: float, query: Query
) -> Iterator[tuple[str, float]]:
    """What a record is worth beyond its words."""
    if len(query.slots) > 1:
        words = {word for slot in query.slots for term in slot for word in term.words}
        link_words = {*ROLES, *(word for relation in RELATIONS.values() for word in relation.words)}
        about_links = any(_same_stem(word, one) for word in words for one in link_words)
        together = 0.0
        for entry, its in entries.items():
            if len({number for number, _ in its}) == len(query.slots):
                factor = ASKED_LINK if entry.field == "link" and about_links else TOGETHER
                together = max(together, factor * min(one.worth for _, one in its))
        if together:
            yield "in one text", together * total
    if query.person and record.type == "person":
        yield "somebody", SOMEBODY * total
    asked = " ".join(word for slot in query.slots for word in slot[0].words)
    names = [key(entry.text) for entry in entries if entry.field in ("name", "alias")]
    if any(asked in (name, " ".join(word for word in name.split() if word not in FUNCTION_WORDS)) for name in names):
        yield "the whole name", WHOLE_NAME
    elif any(name.startswith(asked) for name in names):
        yield "the beginning of the name", SAME_NAME_START


def _match(dataset: Dataset, record: Record, entry: Entry, its: Sequence[tuple[int, _Found]], worth: float) -> Match:
    words = frozenset(word for _, one in its for word in one.words)
    weakest = min((one for _, one in its), key=lambda one: HOW_WORTH[one.how])
    spans = tuple(_spans(tokens(entry.text), words))
    cite, topic = entry.cite, ""
    if entry.field == "topic":
        topic = entry.owner
        below = dataset.within(topic)
        saying = [fact.cite for fact in record.facts if not below.isdisjoint(fact.topics)]
        cite = cites(saying[0] if saying else record.cite)
    return Match(entry.field, entry.text, spans, weakest.how, cite, round(worth, 3), weakest.distance, topic)


def _spans(found: Iterable[Token], words: frozenset[str]) -> Iterator[tuple[int, int]]:
    last = None
    for token in found:
        place = (token.start, token.end)
        if token.word in words and place != last:
            yield place
            last = place
