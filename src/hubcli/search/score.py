"""The score of a record for a query: every weight of the ranking, and how they are combined.

A clause counts by the best text or topic that has it, times its inverse document frequency (K.
Sparck Jones, 1972). A text that has all clauses adds to the score, a name that stands in the query
beside other words adds more, and a name that is the whole query outranks everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from hubcli.model.claims import citation_list
from hubcli.model.records import Record
from hubcli.model.vocabulary import RELATIONS
from hubcli.search.function_words import content_words
from hubcli.search.index.layout import NAME_FIELDS, Field
from hubcli.search.index.reader import Concept, MatchedRecord, MatchedText
from hubcli.search.index.texts import record_texts
from hubcli.search.query import Query, Term, clause_text
from hubcli.search.question import ANSWER_FIELDS, QuestionKind, says
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
    "figure": 2.5,
    "quote": 2.5,
}
METHOD_WEIGHTS: dict[MatchMethod, float] = {
    "exact": 1.0,
    "stem": 0.9,
    "prefix": 0.7,
    "topic": 0.9,
    "typo": 0.8,
}

# How much less a word counts in a name of many more words.
NAME_LENGTH_SHARE = 0.4

# Shares: factors on the weight of a match.
PART_OF_NAME_SHARE = 0.3  # of a topic or type, when the query has only a part of its name
CORRECTION_SHARE = 0.75  # an alternative to a word that the dataset knows
JOINED_SHARE = 0.75  # a word for two that were typed apart
FACT_TOPIC_SHARE = 0.7  # a topic of one of the record's facts, not of the record itself
NARROWER_TOPIC_SHARE = 0.8  # a topic below the one that the query names
OTHER_KIND_SHARE = 0.1  # the best text beside a topic or type, or the other way round
OTHER_TYPE_SHARE = 0.3  # a word that stands for a type, in the name of a record of any type
SCATTERED_NAME_SHARE = 0.4  # a name in a query of one word, or whose words are not in a row

# A record of the type that a word stands for, above a record with the word in its name.
TYPE_WEIGHT = 14.0

# Factors on the weakest clause in a text that has all clauses.
SAME_TEXT_FACTOR = 0.5
SAME_SUMMARY_FACTOR = 1.5
SAME_LINK_FACTOR = 3.0  # the text is a link, and the query asks for one ("who leads …")

PERSON_FACTOR = 3.0  # on the total idf, for a person when the query asks who
ANSWER_FACTOR = 4.0  # on the idf of the clauses in a figure or quotation when the query asks for it
NAME_IN_QUERY_FACTOR = 10.0  # on the idf of a name's words, when the query has other words too
NAME_START_BONUS = 3.0  # a name that begins with the query
SUMMARY_START_BONUS = 3.0  # a summary that does
WHOLE_NAME_SCORE = 1000.0  # a name that is the query: more than any sum of the others
SWAPPED_SHARE = 0.95  # of it, if its words stand in another order
PLACED_SHARE = 0.9  # of it, if the query has the place of the record too

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
    answer: Match | None = None
    """The text that says what a question asks for; it need not have a word of the query."""


class ExpandedTerm(Struct, frozen=True):
    """A term as it is looked up."""

    term: Term
    distance: int
    """The number of edits from what was typed."""
    concepts: tuple[tuple[Concept, Mapping[str, float]], ...]
    """The types and topics that it names, each with tag → share of its weight."""
    share: float = 1.0
    """The factor on all its weights."""
    typed: str = ""
    """The text that was typed for it, if that is another."""


class TermHit(Struct, frozen=True):
    """A text, type or topic of a record that has a term."""

    clause: int
    """The index of the clause with the term."""
    weight: float
    where: MatchedText | Concept
    method: MatchMethod
    words: frozenset[str]
    expanded: ExpandedTerm


Hits = Sequence[TermHit]  # of one record, in the order of the clauses


def _hits_by_place(hits: Hits) -> Mapping[MatchedText | Concept, Hits]:
    """Return text, type or topic → its hits."""
    places: dict[MatchedText | Concept, list[TermHit]] = defaultdict(list)
    for hit in hits:
        places[hit.where].append(hit)
    return places


def clauses_of(hits: Hits) -> Collection[int]:
    """Return the indices of the clauses that have a hit, each once."""
    return dict.fromkeys(hit.clause for hit in hits)


def sum_idf(hits: Hits, idf: Sequence[float]) -> float:
    """Return the summed idf of the clauses that have a hit."""
    return sum(idf[clause] for clause in clauses_of(hits))


class NameFit(Struct, frozen=True):
    """How well a query has a name of a record."""

    idf: float = 0.0
    """The summed idf of the clauses in the name if the query has all of it, otherwise 0."""
    whole: float = 0.0
    """What share of `WHOLE_NAME_SCORE` it is worth that the query has nothing else; otherwise 0."""
    own: bool = False
    """True if it is the name itself, not an alias."""


def fit_name(hits: Hits, idf: Sequence[float], query: Query) -> NameFit:
    """Return how the query has that name of a record which it has best."""
    best = NameFit()
    places = _hits_by_place(hits)
    where = {hit.clause for place in places if place.field == "place" for hit in places[place]}
    for place, hits_of_place in places.items():
        if isinstance(place, MatchedText) and place.field in NAME_FIELDS:
            in_full = [hit for hit in hits_of_place if hit.method != "prefix"]
            for words in {place.words, place.words[: place.bare]}:
                best = max(best, _fit(place, words, in_full, where, idf, query), key=_fit_order)
    return best


def _fit_order(fit: NameFit) -> tuple[float, float, bool]:
    return fit.whole, fit.idf, fit.own


def _fit(
    place: MatchedText,
    words: tuple[str, ...],
    hits: Hits,
    where: set[int],
    idf: Sequence[float],
    query: Query,
) -> NameFit:
    clauses: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        for word in hit.words:
            clauses[word].add(hit.clause)
    content = content_words(words)
    if not clauses.keys() >= set(content):
        return NameFit()
    covered = set().union(*(clauses[word] for word in content))
    order = [min(clauses[word]) for word in content]
    in_order = order == sorted(order)
    own = place.field == "name"
    name_idf = sum(idf[clause] for clause in covered)
    if len(covered | where) == len(query.clauses):
        share = min(METHOD_WEIGHTS[hit.method] for hit in hits)
        share *= 1.0 if in_order else SWAPPED_SHARE
        share *= 1.0 if len(covered) == len(query.clauses) else PLACED_SHARE
        return NameFit(name_idf, share, own)
    if len(query.clauses) < MIN_CLAUSES_AROUND_NAME:
        return NameFit()
    in_a_row = in_order and len(content) > 1 and max(order) - order[0] == len(set(order)) - 1
    return NameFit(name_idf * (1.0 if in_a_row else SCATTERED_NAME_SHARE), 0.0, own)


def score_parts(
    record: MatchedRecord, hits: Hits, idf: Sequence[float], query: Query, fit: NameFit
) -> Iterator[tuple[str, float]]:
    """Yield the summands of a record's score, each with what it is for.

    `idf` has a value per clause, and `fit` is what `fit_name` returns for the record.
    """
    if fit.whole:
        yield "the whole name", fit.whole * WHOLE_NAME_SCORE
        return
    total_idf = sum(idf)
    for clause, hits_of_clause in groupby(hits, lambda hit: hit.clause):
        label = clause_text(query.clauses[clause])
        yield label, idf[clause] * _clause_weight(list(hits_of_clause))
    if same_text := _same_text_weight(hits, query):
        yield "in one text", same_text * total_idf
    if query.question == "person" and record.type == "person":
        yield "somebody", PERSON_FACTOR * total_idf
    if answering := [hit for hit in hits if hit.where.field == ANSWER_FIELDS.get(query.question)]:
        yield "an answer", ANSWER_FACTOR * sum_idf(answering, idf)
    if fit.idf:
        yield "a name in it", NAME_IN_QUERY_FACTOR * fit.idf
    text = " ".join(content_words(query.words))
    if not fit.idf and _begins_with(record, NAME_FIELDS, text):
        yield "the beginning of the name", NAME_START_BONUS
    if _begins_with(record, ("summary",), text):
        yield "the beginning of the summary", SUMMARY_START_BONUS


def _clause_weight(hits: Hits) -> float:
    """Return the weight of the best hit of a clause, and a share of that of the other kind.

    The kinds are texts on one hand, types and topics on the other: a record that has a topic and
    mentions it counts more than one that does either.
    """
    best = {True: 0.0, False: 0.0}
    for hit in hits:
        is_text = isinstance(hit.where, MatchedText)
        best[is_text] = max(best[is_text], hit.weight)
    return max(best.values()) + OTHER_KIND_SHARE * min(best.values())


def _begins_with(record: MatchedRecord, fields: Sequence[Field], text: str) -> bool:
    texts = (item.words for item in record.texts if item.field in fields)
    return any(" ".join(words).startswith(text) for words in texts)


def _same_text_weight(hits: Hits, query: Query) -> float:
    """Return what the best text that has every clause adds per unit of idf; 0 without one."""
    size = len(query.clauses)
    if size < 2 or len(clauses_of(hits)) < size:
        return 0.0
    best = 0.0
    for place, hits_of_place in _hits_by_place(hits).items():
        if len(clauses_of(hits_of_place)) == size:
            factor = SAME_TEXT_FACTOR
            if place.field == "link" and query.asks_link:
                factor = SAME_LINK_FACTOR
            elif place.field == "summary":
                factor = SAME_SUMMARY_FACTOR
            if place.field in NAME_FIELDS:  # in a long name the words are a small part
                factor *= min(1, size / len(place.words))
            best = max(best, factor * min(hit.weight for hit in hits_of_place))
    return best


def find_matches(
    dataset: Dataset, record: Record, hits: Hits, idf: Sequence[float]
) -> tuple[Match, ...]:
    """Return the texts of a record that answer part of the query, most important first."""
    texts = list(record_texts(dataset, record))
    matches = []
    for place, hits_of_place in _hits_by_place(hits).items():
        weakest = min(hits_of_place, key=lambda hit: METHOD_WEIGHTS[hit.method])
        if isinstance(place, MatchedText):
            text, cite, topic = texts[place.number].text, texts[place.number].cite, ""
        else:
            text, topic = place.text, place.owner if place.field == "topic" else ""
            facts = record.facts_on(dataset.with_narrower(topic)) if topic else ()
            cite = citation_list(facts[0].cite if facts else record.cite)
        matches.append(
            Match(
                field=place.field,
                text=text,
                spans=find_spans(text, frozenset().union(*(hit.words for hit in hits_of_place))),
                how=weakest.method,
                cite=cite,
                worth=round(sum(idf[hit.clause] * hit.weight for hit in hits_of_place), 3),
                distance=weakest.expanded.distance,
                topic=topic,
            )
        )
    matches.sort(key=lambda match: -match.worth)
    # Of the names of a topic, the best is enough.
    return tuple({(m.topic or m.text, m.field): m for m in reversed(matches)}.values())[::-1]


def find_answer(
    dataset: Dataset, record: Record, kind: QuestionKind, matches: Sequence[Match]
) -> Match | None:
    """Return the text of a record that says what a question of this kind asks for, if it has one.

    For a place it is the address, or else what the record is located in, or its city; for others a
    matching text, if one says so.
    """
    if kind != "place" and (
        best := next((m for m in matches if says(kind, m.field, m.text)), None)
    ):
        return best
    if kind not in ("place", "time", "person"):
        return None
    texts = [text for text in record_texts(dataset, record) if says(kind, text.field, text.text)]
    if not (record.place and record.place.address):  # a city says less than a building
        texts.sort(key=lambda text: not text.text.startswith(RELATIONS["located-in"].label))
    return next((Match(t.field, t.text, (), "exact", t.cite, 0.0) for t in texts), None)
