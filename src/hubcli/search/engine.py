"""`search`: the records that answer a query, best first.

`query` parses the text, `expand` decides what to look up, `candidates` finds records in the index,
`matcher` finds the terms in them, `score` ranks them, and `matches` says why they are hits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import chain, groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.search.candidates import CandidateFinder
from hubcli.search.expand import MAX_PARTIAL, Alternatives, QueryExpander, clause_match
from hubcli.search.fts import phrase, tag
from hubcli.search.hits import clauses_of
from hubcli.search.matcher import TermMatcher
from hubcli.search.matches import Result, find_answer, find_matches
from hubcli.search.query import Query, clause_text, parse_query
from hubcli.search.score import RankedRecord, rank
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.model.dataset import Dataset, Filters
    from hubcli.search.hits import Hits
    from hubcli.search.index.reader import Index, MatchedRecord

MIN_OF_TYPE = 3  # answers: with fewer, a word for a type is looked up as a word too


class SearchAnswer(Struct, frozen=True):
    """The records that answer a query."""

    results: tuple[Result, ...]
    """The best of them, best first."""
    total: int
    """The number of all of them."""
    corrected: Mapping[str, str] = {}
    """Typed text → the words that the best result has instead."""
    missing: tuple[str, ...] = ()
    """The words of the query that the best result lacks, as no record has all of them."""
    ignored: tuple[str, ...] = ()
    """A message for each piece that looked like a filter and was read as words."""
    unread: int = 0
    """The number of words that were left out, as the query has too many."""
    suggestions: tuple[str, ...] = ()
    """The names nearest to the query if there are no results."""


class _Ranking(Struct, frozen=True):
    """The records that answer, best first."""

    ranked: list[RankedRecord]
    idf: list[float]
    total: int
    """The number of records that answer, including those that were not scored."""
    full: bool
    """True if they have all clauses that match any record, places aside."""


def search(
    dataset: Dataset, index: Index, text: str, filters: Filters, limit: int | None = None
) -> SearchAnswer:
    """Return the hubs and actors that match a query, best first, at most `limit` of them.

    A query of filters alone returns every record that matches them.
    """
    query = parse_query(dataset, text, filters)
    searcher = _Searcher(dataset, index, query, index.size if limit is None else limit)
    return searcher.list_all(query) if query.filters_only else searcher.answer(query)


class _Searcher:
    """Answers a query about a dataset with the help of its index."""

    def __init__(self, dataset: Dataset, index: Index, query: Query, limit: int) -> None:
        self._dataset = dataset
        self._index = index
        self._limit = limit
        self._expander = QueryExpander(dataset, index)
        excluded = [
            clause_match(index, [self._expander.add_concepts(term)]) for term in query.excluded
        ]
        self._candidates = CandidateFinder(index, query, excluded, limit)

    def list_all(self, query: Query) -> SearchAnswer:
        """Answer a query of filters and exclusions only."""
        match = self._candidates.restrict(phrase([tag("any")]))
        ids = self._index.ids(match, self._limit)
        results = tuple(Result(self._dataset.get(id), 0.0, (), ()) for id in ids)
        return SearchAnswer(results, self._index.count(match), ignored=query.ignored)

    def answer(self, query: Query) -> SearchAnswer:
        """Answer a query that has words."""
        query, clauses = self._expander.expand(query)
        ranking = self._rank(query, clauses)
        if not ranking.full and ranking.ranked:
            widened = list(map(self._expander.add_frequent, clauses))
            if widened != clauses:
                ranking = self._rank(query, widened)
        if not ranking.full or ranking.total < MIN_OF_TYPE:
            as_words = list(map(self._expander.read_type_as_word, clauses))
            if as_words != clauses:
                ranking = self._rank(query, as_words)
        ranked = ranking.ranked[: self._limit]
        return SearchAnswer(
            tuple(self._result(query, item, ranking.idf) for item in ranked),
            ranking.total,
            _corrections(ranked),
            missing=_missing(query, ranked),
            ignored=query.ignored,
            unread=query.unread,
            suggestions=() if ranked else self._suggestions(query),
        )

    def _suggestions(self, query: Query) -> tuple[str, ...]:
        text = " ".join(query.words)
        topics = (name for topic in self._dataset.topics.values() for name in topic.names())
        return tuple(nearest(text, [*self._index.similar_names(text, MAX_PARTIAL), *topics]))

    def _result(self, query: Query, ranked: RankedRecord, idf: Sequence[float]) -> Result:
        record = self._dataset.get(ranked.record.id)
        matches = find_matches(self._dataset, record, ranked.hits, idf)
        answer = find_answer(self._dataset, record, query, matches)
        return Result(record, ranked.score, ranked.parts, matches, answer)

    def _rank(self, query: Query, clauses: Sequence[Alternatives]) -> _Ranking:
        """Rank the records that have every clause, or else those with the most informative ones."""
        matches = [clause_match(self._index, terms) for terms in clauses]
        # The inverse document frequency of each clause.
        idf = [math.log(1 + self._index.size / (1 + self._index.count(m))) for m in matches]
        for required in self._candidates.requirements(query, matches):
            records = self._candidates.find(query, clauses, matches, idf, required)
            needed = {matches.index(match) for match in required}
            ranked = rank(query, records, self._hits(clauses, records), idf, needed)
            if ranked:
                count = self._candidates.count(required)
                total = count if count > self._candidates.limit else len(ranked)
                return _Ranking(ranked, idf, total, full=bool(required))
        return _Ranking([], idf, 0, full=False)

    def _hits(
        self, clauses: Sequence[Alternatives], records: Mapping[int, MatchedRecord]
    ) -> dict[int, Hits]:
        """Return record number → the hits of the record."""
        words = (word for terms in clauses for expanded in terms for word in expanded.term.words)
        forms = frozenset(chain.from_iterable(map(self._index.forms, words)))
        matchers = [
            TermMatcher(clause, expanded, self._index, forms, len(clauses))
            for clause, terms in enumerate(clauses)
            for expanded in terms
        ]
        return {
            number: [hit for matcher in matchers for hit in matcher.hits(record)]
            for number, record in records.items()
        }


def _corrections(ranked: Sequence[RankedRecord]) -> dict[str, str]:
    """Return what was typed → what it was looked up as instead, in the best record."""
    words: dict[str, list[str]] = {}
    for _, hits in groupby(ranked[0].hits if ranked else (), lambda hit: hit.clause):
        expanded = max(hits, key=lambda hit: hit.weight).expanded
        if expanded.typed:
            words.setdefault(expanded.typed, []).extend(expanded.term.words)
    return {typed: " ".join(dict.fromkeys(parts)) for typed, parts in words.items()}


def _missing(query: Query, ranked: Sequence[RankedRecord]) -> tuple[str, ...]:
    """Return the text of each clause that the best record lacks, a place with its preposition."""
    present = clauses_of(ranked[0].hits) if ranked else range(len(query.clauses))
    return tuple(
        f"{clause[0].where} {clause_text(clause)}".strip()
        for number, clause in enumerate(query.clauses)
        if number not in present
    )
