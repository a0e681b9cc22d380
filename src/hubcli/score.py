"""What a record is worth as an answer to a query, and why.

For each slot of the query it is worth the best place where it has it, weighted by how rare that is (inverse document
frequency: K. Sparck Jones, 1972). More when one text has all of the query, when a name of it stands in the query beside
other words, and most when the name is the query itself. Every figure of the judgement is here, and none of the looking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from hubcli.index import Entry, Field
from hubcli.model import Dataset, Record, cites
from hubcli.query import FUNCTION_WORDS, Query, Slot, Term
from hubcli.text import Token, key, same_stem, tokens

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
WHOLE_NAME = 1000.0  # above any sum of words: a name typed in full is what was meant, first what has most names
NAME_INSIDE = 10.0  # a name whose words all stand in the query, beside others; more when they stand in a row
SAME_NAME_START = 3.0  # the name begins with the query

LEAST_BESIDE = 3  # words of a query from which a name can be a part of it
IN_PIECES = 0.4  # what a name in the query is worth that is one word, or whose words do not stand in a row

_QUALIFIER = re.compile(r"\s*\([^()]*\)\s*$")  # what tells two of one name apart: "Samsung (South Korea)"


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


class Found(NamedTuple):
    """What one slot is worth to one record by one entry."""

    worth: float
    entry: Entry
    how: How
    words: frozenset[str]
    distance: int = 0


def order(result: Result) -> tuple[float, bool, str]:
    """Best first; of equals hubs, then by name."""
    return -result.score, result.record.kind != "hub", result.record.name


def how_matched(term: Term, matched: frozenset[str]) -> How:
    """How a term matched the words that the index marked for it."""
    if set(term.words) <= matched:
        return "exact"
    last = term.words[-1]
    if any(same_stem(word, last) for word in matched):
        return "stem"
    return "prefix" if any(word.startswith(last) for word in matched) else "stem"


def result(
    dataset: Dataset,
    record: Record,
    by_slot: Mapping[int, Sequence[Found]],
    rarity: Sequence[float],
    inside: float,
    query: Query,
) -> Result:
    """A record with its score and what it is the sum of.

    `by_slot` is what was found, `rarity` a weight a slot, `inside` what `name_inside` gives for the record.
    """
    parts: list[tuple[str, float]] = []
    entries: dict[Entry, list[tuple[int, Found]]] = {}
    for number, all_found in sorted(by_slot.items()):
        parts.append((_shown(query.slots[number]), rarity[number] * max(one.worth for one in all_found)))
        for one in all_found:
            entries.setdefault(one.entry, []).append((number, one))
    parts += _extras(record, entries, sum(rarity), inside, query)
    matches = [
        _match(dataset, record, entry, its, sum(rarity[number] * one.worth for number, one in its))
        for entry, its in entries.items()
    ]
    matches.sort(key=lambda match: -match.worth)
    rounded = tuple((what, round(worth, 3)) for what, worth in parts)
    return Result(record, round(sum(worth for _, worth in rounded), 3), rounded, tuple(matches))


def _shown(slot: Slot) -> str:
    return " OR ".join(" ".join(term.words) for term in slot)


def name_inside(by_slot: Mapping[int, Sequence[Found]], rarity: Sequence[float], query: Query) -> float:
    """How telling the words of the record's name are that the query has in it, whole, beside others: 0 for none."""
    if len(query.slots) < LEAST_BESIDE:
        return 0.0
    slots_of: dict[Entry, set[int]] = {}
    matched: dict[Entry, set[str]] = {}
    for number, all_found in by_slot.items():
        for one in all_found:
            if one.entry.field in ("name", "alias") and one.how != "prefix":
                slots_of.setdefault(one.entry, set()).add(number)
                matched.setdefault(one.entry, set()).update(one.words)
    best = 0.0
    asked = f" {' '.join(query.words)} "
    for entry, numbers in slots_of.items():
        words = [token.word for token in tokens(entry.text)]
        if all(word in matched[entry] or word in FUNCTION_WORDS for word in words):
            share = 1.0 if len(words) > 1 and f" {' '.join(words)} " in asked else IN_PIECES
            best = max(best, share * sum(rarity[number] for number in numbers))
    return best


def _extras(
    record: Record, entries: Mapping[Entry, Sequence[tuple[int, Found]]], total: float, inside: float, query: Query
) -> Iterator[tuple[str, float]]:
    """What a record is worth beyond its words; `total` is the weight of all slots."""
    if len(query.slots) > 1:
        together = 0.0
        for entry, its in entries.items():
            if len({number for number, _ in its}) == len(query.slots):
                factor = ASKED_LINK if entry.field == "link" and query.link else TOGETHER
                if entry.field in ("name", "alias"):  # in a long name the words are among many
                    factor *= min(1, len(query.slots) / len(tokens(entry.text)))
                together = max(together, factor * min(one.worth for _, one in its))
        if together:
            yield "in one text", together * total
    if query.person and record.type == "person":
        yield "somebody", SOMEBODY * total
    if inside:
        yield "a name in it", NAME_INSIDE * inside
    once = dict.fromkeys(query.words)
    asked = " ".join(word for word in once if word not in FUNCTION_WORDS) or " ".join(once)
    names = [
        name
        for entry in entries
        if entry.field in ("name", "alias")
        for name in (key(entry.text), key(_QUALIFIER.sub("", entry.text)))
    ]
    if any(asked in (name, " ".join(word for word in name.split() if word not in FUNCTION_WORDS)) for name in names):
        yield "the whole name", WHOLE_NAME + len(record.aliases) + bool(record.wikidata)
    elif any(name.startswith(asked) for name in names):
        yield "the beginning of the name", SAME_NAME_START


def _match(dataset: Dataset, record: Record, entry: Entry, its: Sequence[tuple[int, Found]], worth: float) -> Match:
    words = frozenset(word for _, one in its for word in one.words)
    weakest = min((one for _, one in its), key=lambda one: HOW_WORTH[one.how])
    spans = tuple(_spans(tokens(entry.text), words))
    cite, topic = entry.cite, ""
    if entry.field == "topic":
        topic = entry.owner
        below = dataset.within(topic)
        facts = record.facts_on(below)
        cite = cites(facts[0].cite if facts else record.cite)
    return Match(entry.field, entry.text, spans, weakest.how, cite, round(worth, 3), weakest.distance, topic)


def _spans(found: Iterable[Token], words: frozenset[str]) -> Iterator[tuple[int, int]]:
    last = None
    for token in found:
        place = (token.start, token.end)
        if token.word in words and place != last:
            yield place
            last = place
