"""The score of a record for a query: every weight of the ranking, and how they are combined.

A clause counts by the best text or topic that has it, times its inverse document frequency (K.
Sparck Jones, 1972). A text that has all clauses adds to the score, a name that stands in the query
beside other words adds more, and a name that is the whole query outranks everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from hubcli.model.claims import citation_list
from hubcli.model.records import Record
from hubcli.search.index.layout import NAME_FIELDS, Field
from hubcli.search.index.reader import Concept, MatchedRecord, MatchedText
from hubcli.search.index.texts import record_texts
from hubcli.search.query import FUNCTION_WORDS, Clause, Query, Term, without_function_words
from hubcli.text.words import find_spans

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset

MatchMethod = Literal["exact", "stem", "prefix", "topic", "typo"]

# Names before topics before facts. Only the order and the rough distances matter;
# `benchmarks/relevance.py` shows the effect of a change.
FIELD_WEIGHTS: dict[Field, float] = {
    "name": 12,
    "alias": 12,
    "topic": 6,
    "type": 5,
    "place": 5,
    "link": 4,
    "summary": 3,
    "fact": 2.5,
}
METHOD_WEIGHTS: dict[MatchMethod, float] = {
    "exact": 1.0,
    "stem": 0.9,
    "prefix": 0.7,
    "topic": 0.9,
    "typo": 0.8,
}

# Shares: factors on the weight of a match.
PART_OF_NAME_SHARE = 0.3  # of a topic or type, when the query has only a part of its name
CORRECTION_SHARE = 0.75  # an alternative to a word that the dataset knows
FACT_TOPIC_SHARE = 0.7  # a topic of one of the record's facts, not of the record itself
NARROWER_TOPIC_SHARE = 0.8  # a topic below the one that the query names
OTHER_TYPE_SHARE = 0.3  # a word that stands for a type, in the name of a record of any type
SCATTERED_NAME_SHARE = 0.4  # a name in a query of one word, or whose words are not in a row

# A record of the type that a word stands for, above a record with the word in its name.
TYPE_WEIGHT = 14.0

# Factors on the weakest clause in a text that has all clauses.
SAME_TEXT_FACTOR = 0.5
SAME_LINK_FACTOR = 3.0  # the text is a link, and the query asks for one ("who leads …")

PERSON_FACTOR = 3.0  # on the total idf, for a person when the query asks who
NAME_IN_QUERY_FACTOR = 10.0  # on the idf of a name's words, when the query has other words too
NAME_START_BONUS = 3.0  # a name that begins with the query
WHOLE_NAME_BONUS = 1000.0  # a name that is the query: more than any sum of the others

MIN_CLAUSES_AROUND_NAME = 3  # clauses of a query in which a name may be one part


class Match(Struct, frozen=True):
    """One text of a record that answers part of the query."""

    field: Field
    text: str
    spans: tuple[tuple[int, int], ...]
    """The places of the words that matched: `text[start:end]`."""
    how: MatchMethod
    cite: tuple[str, ...]
    worth: float
    """The sum of its weights, each times the idf of the clause."""
    distance: int = 0
    """The number of edits from the typed words to those that matched."""
    topic: str = ""
    """The id of the topic if the field is `topic`."""


class Result(Struct, frozen=True):
    """A record that answers a query, and why."""

    record: Record
    score: float
    parts: tuple[tuple[str, float], ...]
    """The summands of the score, each with what it is for."""
    matches: tuple[Match, ...]
    """The texts that answer the query, those that count most first."""


class ExpandedTerm(Struct, frozen=True):
    """A term as it is looked up."""

    term: Term
    distance: int
    """The number of edits from what was typed."""
    concepts: tuple[tuple[Concept, Mapping[str, float]], ...]
    """The types and topics that it names, each with tag → share of its weight."""
    share: float = 1.0
    """The factor on all its weights."""


class TermHit(Struct, frozen=True):
    """A text, type or topic of a record that has a term."""

    weight: float
    where: MatchedText | Concept
    method: MatchMethod
    words: frozenset[str]
    distance: int = 0


HitsByClause = Mapping[int, Sequence[TermHit]]  # index of the clause, ascending → its hits, if any


def _hits_by_place(
    hits_by_clause: HitsByClause,
) -> dict[MatchedText | Concept, list[tuple[int, TermHit]]]:
    """Return text, type or topic → its hits, each with the index of its clause."""
    places: dict[MatchedText | Concept, list[tuple[int, TermHit]]] = {}
    for number, hits in hits_by_clause.items():
        for hit in hits:
            places.setdefault(hit.where, []).append((number, hit))
    return places


def names_in_query(hits_by_clause: HitsByClause, idf: Sequence[float], query: Query) -> float:
    """Return the summed idf of the best of a record's names that the query has in full.

    It is 0 if the query has no such name, or too few other words.
    """
    best = 0.0
    if len(query.clauses) < MIN_CLAUSES_AROUND_NAME:
        return best
    for place, hits in _hits_by_place(hits_by_clause).items():
        if place.field in NAME_FIELDS:
            in_full = [(number, hit) for number, hit in hits if hit.method != "prefix"]
            matched = {word for _, hit in in_full for word in hit.words}
            if matched | FUNCTION_WORDS >= set(place.words):
                name_idf = sum(idf[number] for number in {number for number, _ in in_full})
                best = max(best, _in_a_row_share(place.words, query) * name_idf)
    return best


def _in_a_row_share(name_words: Iterable[str], query: Query) -> float:
    words = tuple(name_words)
    in_a_row = f" {' '.join(words)} " in f" {' '.join(query.words)} "
    return 1.0 if len(words) > 1 and in_a_row else SCATTERED_NAME_SHARE


def score_parts(
    record: MatchedRecord,
    hits_by_clause: HitsByClause,
    idf: Sequence[float],
    query: Query,
    *,
    name_idf: float,
    whole_name: bool,
) -> Iterator[tuple[str, float]]:
    """Yield the summands of a record's score, each with what it is for.

    `idf` has a value per clause, `name_idf` is what `names_in_query` returns for the record, and
    `whole_name` says whether the query is one of its names.
    """
    total_idf = sum(idf)
    for number, hits in hits_by_clause.items():
        yield _label(query.clauses[number]), idf[number] * max(hit.weight for hit in hits)
    if same_text := _same_text_weight(hits_by_clause, query):
        yield "in one text", same_text * total_idf
    if query.asks_person and record.type == "person":
        yield "somebody", PERSON_FACTOR * total_idf
    if name_idf:
        yield "a name in it", NAME_IN_QUERY_FACTOR * name_idf
    if whole_name:
        yield "the whole name", WHOLE_NAME_BONUS + record.prominence
    elif _name_begins_with(record, without_function_words(query.words)):
        yield "the beginning of the name", NAME_START_BONUS


def _label(clause: Clause) -> str:
    return " OR ".join(" ".join(term.words) for term in clause)


def _name_begins_with(record: MatchedRecord, text: str) -> bool:
    names = (text.words for text in record.texts if text.field in NAME_FIELDS)
    return any(" ".join(words).startswith(text) for words in names)


def _same_text_weight(hits_by_clause: HitsByClause, query: Query) -> float:
    """Return what the best text that has every clause adds per unit of idf; 0 without one."""
    size = len(query.clauses)
    if size < 2 or len(hits_by_clause) < size:
        return 0.0
    best = 0.0
    for place, hits in _hits_by_place(hits_by_clause).items():
        if len({number for number, _ in hits}) == size:
            is_link = place.field == "link" and query.asks_link
            factor = SAME_LINK_FACTOR if is_link else SAME_TEXT_FACTOR
            if place.field in NAME_FIELDS:  # in a long name the words are a small part
                factor *= min(1, size / len(place.words))
            best = max(best, factor * min(hit.weight for _, hit in hits))
    return best


def find_matches(
    dataset: Dataset, record: Record, hits_by_clause: HitsByClause, idf: Sequence[float]
) -> tuple[Match, ...]:
    """Return the texts of a record that answer part of the query, most important first."""
    texts = list(record_texts(dataset, record))
    matches = []
    for place, hits in _hits_by_place(hits_by_clause).items():
        weakest = min((hit for _, hit in hits), key=lambda hit: METHOD_WEIGHTS[hit.method])
        topic = ""
        if isinstance(place, MatchedText):
            text, cite = texts[place.number].text, texts[place.number].cite
        else:
            text, topic = place.text, place.owner if place.field == "topic" else ""
            cite = _topic_cite(dataset, record, topic)
        match = Match(
            field=place.field,
            text=text,
            spans=find_spans(text, frozenset(word for _, hit in hits for word in hit.words)),
            how=weakest.method,
            cite=cite,
            worth=round(sum(idf[number] * hit.weight for number, hit in hits), 3),
            distance=weakest.distance,
            topic=topic,
        )
        matches.append(match)
    return tuple(sorted(matches, key=lambda match: -match.worth))


def _topic_cite(dataset: Dataset, record: Record, topic: str) -> tuple[str, ...]:
    """Return the citations of the first fact on a topic, or of the record."""
    facts = record.facts_on(dataset.with_narrower(topic)) if topic else ()
    return citation_list(facts[0].cite if facts else record.cite)
