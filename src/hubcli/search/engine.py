"""`search`: the records that answer a query, best first.

`query` parses the text, `expand` decides what to look up, `index` finds records, `matcher` finds
the terms in them, and `score` ranks them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hubcli.search.expand import MAX_PARTIAL, CompiledClause, QueryExpander
from hubcli.search.fts import all_of, any_of, filter_matches, phrase, tag
from hubcli.search.index.reader import MatchedRecord
from hubcli.search.matcher import TermMatcher
from hubcli.search.query import Query, parse_query, without_function_words
from hubcli.search.score import (
    MIN_CLAUSES_AROUND_NAME,
    ExpandedTerm,
    HitsByClause,
    Result,
    TermHit,
    find_matches,
    names_in_query,
    score_parts,
)
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
    hits: HitsByClause


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
    return Searcher(dataset, index).answer(parse_query(dataset, text, filters), limit)


class Searcher:
    """Answers queries about a dataset with the help of its index."""

    def __init__(self, dataset: Dataset, index: Index) -> None:
        self._dataset = dataset
        self._index = index
        self._expander = QueryExpander(dataset, index)

    def answer(self, query: Query, limit: int | None = None) -> SearchAnswer:
        """Return the records that answer a parsed query, best first, at most `limit` of them."""
        limit = self._index.size if limit is None else limit
        restrict = self._restriction(query)
        if query.filters_only:
            return self._list(query, restrict, limit)
        query = self._expander.split_compounds(query)
        corrected: dict[str, str] = {}
        clauses = [self._expander.expand_clause(clause, corrected) for clause in query.clauses]
        ranking = self._rank(_corrected_query(query, corrected), clauses, restrict, limit)
        if not ranking.full and ranking.ranked:
            widened = self._expander.add_corrections(clauses, corrected)
            if widened != clauses:
                ranking = self._rank(_corrected_query(query, corrected), widened, restrict, limit)
        results = tuple(self._result(ranked, ranking.idf) for ranked in ranking.ranked[:limit])
        return SearchAnswer(
            results,
            ranking.total,
            corrected,
            partial=bool(results) and not ranking.full,
            ignored=query.ignored,
            suggestions=() if results else self._suggestions(query),
        )

    def _restriction(self, query: Query) -> Callable[[str], str]:
        """Return a function that restricts an expression by a query's filters and exclusions."""
        required = filter_matches(query.filters)
        excluded = [
            self._expander.compile_clause([self._expander.expand_term(term)]).match
            for term in query.excluded
        ]
        excluded += (all_of(filter_matches(filters)) for filters in query.excluded_filters)

        def restrict(match: str) -> str:
            restricted = all_of((match, *required))
            return f"({restricted} NOT {any_of(excluded)})" if excluded else restricted

        return restrict

    def _list(self, query: Query, restrict: Callable[[str], str], limit: int) -> SearchAnswer:
        """Answer a query of filters and exclusions only."""
        match = restrict(phrase([tag("any")]))
        ids = self._index.ids(match, limit)
        results = tuple(Result(self._dataset.get(id), 0.0, (), ()) for id in ids)
        return SearchAnswer(results, self._index.count(match), {}, False, query.ignored)

    def _suggestions(self, query: Query) -> tuple[str, ...]:
        text = " ".join(query.words)
        return tuple(nearest(text, self._index.similar_names(text, MAX_PARTIAL)))

    def _result(self, ranked: _Ranked, idf: Sequence[float]) -> Result:
        record = self._dataset.get(ranked.record.id)
        matches = find_matches(self._dataset, record, ranked.hits, idf)
        return Result(record, ranked.score, ranked.parts, matches)

    def _rank(
        self,
        query: Query,
        expanded: Sequence[Sequence[ExpandedTerm]],
        restrict: Callable[[str], str],
        limit: int,
    ) -> _Ranking:
        """Rank the records that have every clause, or else those with the most informative ones.

        A record that has its name in the query, beside other words, is always among them.
        """
        clauses = [self._expander.compile_clause(terms) for terms in expanded]
        idf = [self._idf(clause) for clause in clauses]
        # Clauses that match no record at all are not required.
        known = [clause.match for clause in clauses if self._index.count(clause.match)]
        if not known:
            return _Ranking([], idf, 0, full=False)
        named = self._named_records(query)
        any_clause = any_of(clause.match for clause in clauses)
        records = self._records_with_all(known, any_clause, restrict, max(MIN_SCORED, limit))
        unseen = [number for number in named if number not in records]
        records |= self._index.rows_of(unseen, restrict(any_clause))
        hits = self._hits(clauses, records)
        full = any(len(hits_by_clause) == len(clauses) for hits_by_clause in hits.values())
        total = 0
        if full:
            total = self._index.count(restrict(all_of(known)))
        else:
            match = restrict(all_of((any_clause, self._rarest(known))))
            records |= self._index.rows(match, MAX_PARTIAL)
            hits = self._hits(clauses, records)
        ranked = _score(query, records, hits, idf, named, full=full)
        return _Ranking(ranked, idf, max(total, len(ranked)), full)

    def _idf(self, clause: CompiledClause) -> float:
        """Return the inverse document frequency of a clause."""
        return math.log(1 + self._index.size / (1 + self._index.count(clause.match)))

    def _records_with_all(
        self, matches: Iterable[str], any_clause: str, restrict: Callable[[str], str], limit: int
    ) -> dict[int, MatchedRecord]:
        """Return the first records that match all expressions.

        If there are more than `limit`, up to as many again that match them in their names.
        """
        every = all_of(matches)
        match = restrict(every)
        records = {}
        if self._index.count(match) > limit:
            in_names = all_of((f"names : {every}", any_clause))
            records = self._index.rows(restrict(in_names), limit)
        return records | self._index.rows(match, limit)

    def _rarest(self, matches: Sequence[str]) -> str:
        """Return the expression for the rarest of some expressions.

        They match at most `MAX_PARTIAL` records together, unless the rarest alone matches more.
        """
        by_count = sorted(matches, key=self._index.count)
        rarest = by_count[:1]
        total = self._index.count(by_count[0])
        for match in by_count[1:]:
            total += self._index.count(match)
            if total > MAX_PARTIAL:
                break
            rarest.append(match)
        return any_of(rarest)

    def _named_records(self, query: Query) -> dict[int, bool]:
        """Return the numbers of the records with a name in the query → whether it is all of it."""
        words = query.words
        each_once = tuple(dict.fromkeys(words))
        keys = dict.fromkeys((" ".join(words), without_function_words(each_once)))
        named = {number: True for key in keys for number in self._index.records_named(key)}
        if len(query.clauses) >= MIN_CLAUSES_AROUND_NAME:
            for key in _runs(words, MAX_NAME_WORDS):
                for number in self._index.records_named(key):
                    named.setdefault(number, False)
        return named

    def _hits(
        self, clauses: Sequence[CompiledClause], records: Mapping[int, MatchedRecord]
    ) -> dict[int, HitsByClause]:
        """Return record number → the hits of the record for each clause."""
        matched = frozenset(word for record in records.values() for word in record.matched)
        terms = [(number, term) for number, clause in enumerate(clauses) for term in clause.terms]
        query_words = [word for _, expanded in terms for word in expanded.term.words]
        matchers = [
            (number, TermMatcher(term, self._index, query_words, matched, len(clauses)))
            for number, term in terms
        ]
        return {number: _find_hits(record, matchers) for number, record in records.items()}


def _find_hits(record: MatchedRecord, matchers: Iterable[tuple[int, TermMatcher]]) -> HitsByClause:
    hits_by_clause: dict[int, list[TermHit]] = {}
    for number, matcher in matchers:
        if hits := list(matcher.hits(record)):
            hits_by_clause.setdefault(number, []).extend(hits)
    return hits_by_clause


def _corrected_query(query: Query, corrected: Mapping[str, str]) -> Query:
    return replace(query, words=tuple(corrected.get(word, word) for word in query.words))


def _runs(words: Sequence[str], max_length: int) -> Iterable[str]:
    """Yield every run of up to `max_length` words: `a b` → `a`, `a b`, `b`."""
    for begin in range(len(words)):
        for end in range(begin + 1, min(begin + max_length, len(words)) + 1):
            yield " ".join(words[begin:end])


def _score(
    query: Query,
    records: Mapping[int, MatchedRecord],
    hits: Mapping[int, HitsByClause],
    idf: Sequence[float],
    named: Mapping[int, bool],
    *,
    full: bool,
) -> list[_Ranked]:
    """Return the records that answer a query, best first.

    If some have all clauses (`full`), those answer it; otherwise those that have more than half
    the idf of the record with most. A record with its name in the query answers it as well.
    """
    idf_sums = {number: sum(idf[clause] for clause in hits[number]) for number in records}
    threshold = max(idf_sums.values(), default=0.0) / 2
    ranked = []
    for number, record in records.items():
        own_hits = hits[number]
        name_idf = names_in_query(own_hits, idf, query)
        sufficient = len(own_hits) == len(idf) if full else idf_sums[number] > threshold
        if name_idf or sufficient:
            whole = named.get(number, False)
            parts = score_parts(record, own_hits, idf, query, name_idf=name_idf, whole_name=whole)
            rounded = tuple((label, round(value, 3)) for label, value in parts)
            score = round(sum(value for _, value in rounded), 3)
            ranked.append(_Ranked(score, rounded, record, own_hits))
    ranked.sort(key=lambda item: (-item.score, item.record.type != "hub", item.record.name))
    return ranked
