"""`search`: the records that answer a query, best first.

`query` parses the text, `expand` decides what to look up, `index` finds records, `matcher` finds
the terms in them, and `score` ranks them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hubcli.search.expand import MAX_PARTIAL, QueryExpander, clause_match
from hubcli.search.fts import all_of, any_of, filter_matches, phrase, tag
from hubcli.search.index.reader import MatchedRecord
from hubcli.search.matcher import TermMatcher
from hubcli.search.query import Query, parse_query, without_function_words
from hubcli.search.score import (
    MIN_CLAUSES_AROUND_NAME,
    ExpandedTerm,
    Hits,
    Result,
    clauses_of,
    find_matches,
    names_in_query,
    score_parts,
    sum_idf,
)
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubcli.model.dataset import Dataset, Filters
    from hubcli.search.index.reader import Index

MIN_SCORED = 500  # records: of a query with more answers, the first ones are scored
MAX_NAME_WORDS = 12  # words of a name that is looked for inside a query


class SearchAnswer(Struct, frozen=True):
    """The records that answer a query."""

    results: tuple[Result, ...]
    """The best of them, best first."""
    total: int
    """The number of all of them."""
    corrected: Mapping[str, str]
    """Typed word → correction, which was looked up instead, or as well if the word is known."""
    partial: bool
    """True if no record has all clauses, so that the results have the most informative ones."""
    ignored: tuple[str, ...] = ()
    """A message for each piece that looked like a filter and was read as words."""
    suggestions: tuple[str, ...] = ()
    """The names nearest to the query if there are no results."""


class _Ranked(Struct, frozen=True):
    """A record that answers, with its score."""

    score: float
    parts: tuple[tuple[str, float], ...]
    record: MatchedRecord
    hits: Hits


class _Ranking(Struct, frozen=True):
    """The records that answer, best first."""

    ranked: list[_Ranked]
    idf: list[float]
    total: int
    """The number of records that answer, including those that were not scored."""
    full: bool
    """True if some record has all clauses."""


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
        self._required = filter_matches(query.filters)
        self._excluded = [
            *(clause_match([self._expander.add_concepts(term)]) for term in query.excluded),
            *(all_of(filter_matches(filters)) for filters in query.excluded_filters),
        ]

    def _restrict(self, match: str) -> str:
        """Restrict an expression by the filters and exclusions of the query."""
        restricted = all_of((match, *self._required))
        return f"({restricted} NOT {any_of(self._excluded)})" if self._excluded else restricted

    def list_all(self, query: Query) -> SearchAnswer:
        """Answer a query of filters and exclusions only."""
        match = self._restrict(phrase([tag("any")]))
        ids = self._index.ids(match, self._limit)
        results = tuple(Result(self._dataset.get(id), 0.0, (), ()) for id in ids)
        return SearchAnswer(results, self._index.count(match), {}, False, query.ignored)

    def answer(self, query: Query) -> SearchAnswer:
        """Answer a query that has words."""
        query = self._expander.split_compounds(query)
        clauses = [[self._expander.expand(term) for term in clause] for clause in query.clauses]
        ranking = self._rank(query, clauses)
        if not ranking.full and ranking.ranked:
            widened = [self._expander.add_alternative(terms) for terms in clauses]
            if widened != clauses:
                ranking = self._rank(query, widened)
        results = tuple(
            self._result(ranked, ranking.idf) for ranked in ranking.ranked[: self._limit]
        )
        return SearchAnswer(
            results,
            ranking.total,
            self._expander.corrected,
            partial=bool(results) and not ranking.full,
            ignored=query.ignored,
            suggestions=() if results else self._suggestions(query),
        )

    def _suggestions(self, query: Query) -> tuple[str, ...]:
        text = " ".join(query.words)
        topics = (name for topic in self._dataset.topics.values() for name in topic.names())
        return tuple(nearest(text, [*self._index.similar_names(text, MAX_PARTIAL), *topics]))

    def _result(self, ranked: _Ranked, idf: Sequence[float]) -> Result:
        record = self._dataset.get(ranked.record.id)
        matches = find_matches(self._dataset, record, ranked.hits, idf)
        return Result(record, ranked.score, ranked.parts, matches)

    def _rank(self, query: Query, clauses: Sequence[Sequence[ExpandedTerm]]) -> _Ranking:
        """Rank the records that have every clause, or else those with the most informative ones.

        A record that has its name in the query, beside other words, is always among them.
        """
        corrected = self._expander.corrected
        query = replace(query, words=tuple(corrected.get(word, word) for word in query.words))
        matches = [clause_match(terms) for terms in clauses]
        counts = [self._index.count(match) for match in matches]
        # The inverse document frequency of each clause.
        idf = [math.log(1 + self._index.size / (1 + count)) for count in counts]
        # Clauses that match no record at all are not required.
        known = [match for match, count in zip(matches, counts, strict=True) if count]
        if not known:
            return _Ranking([], idf, 0, full=False)
        named = self._named_records(query)
        any_clause = any_of(matches)
        records = self._candidates(known, any_clause, named)
        hits = self._hits(clauses, records)
        full = any(len(clauses_of(own_hits)) == len(clauses) for own_hits in hits.values())
        total = self._index.count(self._restrict(all_of(known))) if full else 0
        if not full:
            match = self._restrict(all_of((any_clause, self._rarest(known))))
            records |= self._index.rows(match, MAX_PARTIAL)
            hits = self._hits(clauses, records)
        ranked = _score(query, records, hits, idf, named, full=full)
        return _Ranking(ranked, idf, max(total, len(ranked)), full)

    def _candidates(
        self, matches: Sequence[str], any_clause: str, named: Iterable[int]
    ) -> dict[int, MatchedRecord]:
        """Return the first records that match all expressions, and those with these numbers.

        If there are too many to score, up to as many again that match them in their names.
        """
        every = all_of(matches)
        match = self._restrict(every)
        limit = max(MIN_SCORED, self._limit)
        records = {}
        if self._index.count(match) > limit:
            in_names = all_of((f"names : {every}", any_clause))
            records = self._index.rows(self._restrict(in_names), limit)
        records |= self._index.rows(match, limit)
        unseen = [number for number in named if number not in records]
        return records | self._index.rows_of(unseen, self._restrict(any_clause))

    def _rarest(self, matches: Sequence[str]) -> str:
        """Return the expression for the rarest of some expressions.

        They match at most `MAX_PARTIAL` records together, unless the rarest alone matches more.
        """
        by_count = sorted(matches, key=self._index.count)
        totals = accumulate(map(self._index.count, by_count))
        number = sum(total <= MAX_PARTIAL for total in totals)
        return any_of(by_count[: number or 1])

    def _named_records(self, query: Query) -> dict[int, bool]:
        """Return the numbers of the records with a name in the query → whether it is all of it."""
        words = query.words
        each_once = tuple(dict.fromkeys(words))
        keys = dict.fromkeys((" ".join(words), without_function_words(each_once)))
        named = {number: True for key in keys for number in self._index.records_named(key)}
        if len(query.clauses) >= MIN_CLAUSES_AROUND_NAME:
            runs = (
                " ".join(words[begin:end])
                for begin in range(len(words))
                for end in range(begin + 1, min(begin + MAX_NAME_WORDS, len(words)) + 1)
            )
            for number in chain.from_iterable(map(self._index.records_named, runs)):
                named.setdefault(number, False)
        return named

    def _hits(
        self, clauses: Sequence[Sequence[ExpandedTerm]], records: Mapping[int, MatchedRecord]
    ) -> dict[int, Hits]:
        """Return record number → the hits of the record."""
        matched = frozenset(word for record in records.values() for word in record.matched)
        words = [word for terms in clauses for expanded in terms for word in expanded.term.words]
        matchers = [
            TermMatcher(clause, expanded, self._index, words, matched, len(clauses))
            for clause, terms in enumerate(clauses)
            for expanded in terms
        ]
        return {
            number: [hit for matcher in matchers for hit in matcher.hits(record)]
            for number, record in records.items()
        }


def _score(
    query: Query,
    records: Mapping[int, MatchedRecord],
    hits: Mapping[int, Hits],
    idf: Sequence[float],
    named: Mapping[int, bool],
    *,
    full: bool,
) -> list[_Ranked]:
    """Return the records that answer a query, best first.

    If some have all clauses (`full`), those answer it; otherwise those that have more than half
    the idf of the record with most. A record with its name in the query answers it as well.
    """
    idf_sums = {number: sum_idf(own_hits, idf) for number, own_hits in hits.items()}
    threshold = max(idf_sums.values(), default=0.0) / 2
    ranked = []
    for number, record in records.items():
        own_hits = hits[number]
        name_idf = names_in_query(own_hits, idf, query)
        sufficient = len(clauses_of(own_hits)) == len(idf) if full else idf_sums[number] > threshold
        if name_idf or sufficient:
            whole = named.get(number, False)
            parts = score_parts(record, own_hits, idf, query, name_idf=name_idf, whole_name=whole)
            rounded = tuple((label, round(value, 3)) for label, value in parts)
            score = round(sum(value for _, value in rounded), 3)
            ranked.append(_Ranked(score, rounded, record, own_hits))
    ranked.sort(key=lambda item: (-item.score, item.record.type != "hub", item.record.name))
    return ranked
