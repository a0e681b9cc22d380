"""The score of a record for a query, from its hits.

A clause counts by the best text or topic that has it, times its inverse document frequency (K.
Sparck Jones, 1972). A text that has all clauses adds to the score, a name that stands in the query
beside other words adds more, and a name that is the whole query outranks everything. The numbers
are in `weights`.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.search import weights
from hubcli.search.function_words import content_words
from hubcli.search.hits import Hits, TermHit, clauses_of, hits_by_place, sum_idf
from hubcli.search.index.layout import NAME_FIELDS, Field
from hubcli.search.index.reader import Concept, MatchedRecord, MatchedText
from hubcli.search.query import Query, clause_text
from hubcli.search.question import ANSWER_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set


class NameFit(Struct, frozen=True):
    """The fit of a query and a name of a record."""

    idf: float = 0.0
    """The summed idf of the clauses in the name if the query has all of it, otherwise 0."""
    whole: float = 0.0
    """The share of the score of a whole name if the query has nothing else, otherwise 0."""
    own: bool = False
    """True if it is the name itself, not an alias."""


class RankedRecord(Struct, frozen=True):
    """A record that answers, with its score."""

    score: float
    parts: tuple[tuple[str, float], ...]
    record: MatchedRecord
    hits: Hits
    fit: NameFit


def rank(
    query: Query,
    records: Mapping[int, MatchedRecord],
    hits: Mapping[int, Hits],
    idf: Sequence[float],
    needed: Set[int],
) -> list[RankedRecord]:
    """Return the records that answer a query, best first.

    Those answer it that have all `needed` clauses; if none are, those that have more than half the
    idf of the record with most. A record with its name in the query answers it as well.
    """
    idf_sums = {number: sum_idf(own_hits, idf) for number, own_hits in hits.items()}
    threshold = max(idf_sums.values(), default=0.0) / 2
    ranked = []
    for number, record in records.items():
        own_hits = hits[number]
        # A name in a question for a quotation says who, or what, the quotation is about.
        fit = NameFit() if query.question == "quote" else fit_name(own_hits, idf, query)
        sufficient = needed <= set(clauses_of(own_hits)) if needed else idf_sums[number] > threshold
        if fit.idf or sufficient:
            parts = score_parts(record, own_hits, idf, query, fit)
            rounded = tuple((label, round(value, 3)) for label, value in parts)
            score = round(sum(value for _, value in rounded), 3)
            ranked.append(RankedRecord(score, rounded, record, own_hits, fit))
    ranked.sort(key=_rank_order)
    return ranked


def _rank_order(ranked: RankedRecord) -> tuple[float, bool, bool, int, str, str]:
    """Return the key to sort by: score, then own names, hubs, links and the alphabet."""
    record = ranked.record
    is_hub = record.type == "hub"
    return -ranked.score, not ranked.fit.own, not is_hub, -record.links, record.name, record.id


def fit_name(hits: Hits, idf: Sequence[float], query: Query) -> NameFit:
    """Return how the query has that name of a record which it has best."""
    best = NameFit()
    places = hits_by_place(hits)
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
        for word in hit.words.intersection(words):
            clauses[word].add(hit.clause)
    content = content_words(words)
    if not content or not clauses.keys() >= set(content):
        return NameFit()
    covered = set().union(*clauses.values())
    order = [min(clauses[word]) for word in content]
    in_order = order == sorted(order)
    own = place.field == "name"
    name_idf = sum(idf[clause] for clause in covered)
    if len(covered | where) == len(query.clauses):
        exact = frozenset().union(*(hit.words for hit in hits if hit.method == "exact"))
        strict = in_order and len(covered) == len(query.clauses)
        share = 1.0 if exact.issuperset(content) else weights.INEXACT_SHARE
        share *= 1.0 if strict else weights.LOOSE_NAME_SHARE
        return NameFit(name_idf, share, own)
    if len(query.clauses) < weights.MIN_CLAUSES_AROUND_NAME or not query.asked <= covered:
        return NameFit()  # who leads a record, or the companies in it, are not the record
    in_a_row = in_order and len(content) > 1 and max(order) - order[0] == len(set(order)) - 1
    return NameFit(name_idf * (1.0 if in_a_row else weights.SCATTERED_NAME_SHARE), 0.0, own)


def score_parts(
    record: MatchedRecord, hits: Hits, idf: Sequence[float], query: Query, fit: NameFit
) -> Iterator[tuple[str, float]]:
    """Yield the summands of a record's score, each with what it is for.

    `idf` has a value per clause, and `fit` is what `fit_name` returns for the record.
    """
    if fit.whole:
        yield "the whole name", fit.whole * weights.WHOLE_NAME_SCORE
        return
    total_idf = sum(idf)
    for clause, hits_of_clause in groupby(hits, lambda hit: hit.clause):
        label = clause_text(query.clauses[clause])
        yield label, idf[clause] * max(hit.weight for hit in hits_of_clause)
    if same_text := _same_text_weight(hits, query):
        yield "in one text", same_text * total_idf
    if answers := [hit for hit in hits if _is_answer(hit, record, query)]:
        yield "an answer", weights.ANSWER_FACTOR * sum_idf(answers, idf)
    if fit.idf:
        yield "a name in it", weights.NAME_IN_QUERY_FACTOR * fit.idf
    text = " ".join(content_words(query.words))
    if not fit.idf and _begins_with(record, NAME_FIELDS, text):
        yield "the beginning of the name", weights.START_BONUS
    if _begins_with(record, ("summary",), text):
        yield "the beginning of the summary", weights.START_BONUS


def _is_answer(hit: TermHit, record: MatchedRecord, query: Query) -> bool:
    """Return whether a hit is in a text that says what the query asks for.

    Somebody is asked for by a link, and a figure by the very words for what it counts.
    """
    if query.question == "person":
        return hit.where.field == "link" and record.type == "person"
    return hit.where.field == ANSWER_FIELDS.get(query.question) and hit.method == "exact"


def _begins_with(record: MatchedRecord, fields: Sequence[Field], text: str) -> bool:
    texts = (item.words for item in record.texts if item.field in fields)
    return any(" ".join(words).startswith(text) for words in texts)


def _same_text_weight(hits: Hits, query: Query) -> float:
    """Return what the best text that has every clause adds per unit of idf; 0 without one."""
    size = len(query.clauses)
    if size < 2:
        return 0.0
    best = 0.0
    for place, hits_of_place in _texts_with(hits, size).items():
        factor = weights.SAME_TEXT_FACTOR
        if place.field == "link" and query.asks_link:
            factor = weights.SAME_LINK_FACTOR
        elif place.field == "summary":
            factor = weights.SAME_SUMMARY_FACTOR
        elif isinstance(place, MatchedText) and place.field in NAME_FIELDS:
            factor *= min(1, size / len(place.words))  # in a long name the words are a small part
        best = max(best, factor * min(hit.weight for hit in hits_of_place))
    return best


def _texts_with(hits: Hits, number: int) -> Mapping[MatchedText | Concept, Hits]:
    """Return text, type or topic → its hits, for those that have this number of clauses."""
    if len(clauses_of(hits)) < number:
        return {}
    places = hits_by_place(hits).items()
    return {place: of_place for place, of_place in places if len(clauses_of(of_place)) == number}
