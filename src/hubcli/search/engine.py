"""`search`: the records that answer a query, best first.

`query` parses the text, `expand` decides what to look up, `index` finds records, `matcher` finds
the terms in them, and `score` ranks them.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Set
from itertools import chain, groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.search.expand import MAX_PARTIAL, Alternatives, QueryExpander, clause_match
from hubcli.search.fts import all_of, any_of, filter_matches, phrase, tag
from hubcli.search.index.reader import MatchedRecord, WordFinder
from hubcli.search.matcher import TermMatcher
from hubcli.search.query import Query, clause_text, parse_query
from hubcli.search.score import (
    MIN_CLAUSES_AROUND_NAME,
    Hits,
    NameFit,
    Result,
    clauses_of,
    find_answer,
    find_matches,
    fit_name,
    score_parts,
    sum_idf,
)
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.dataset import Dataset, Filters
    from hubcli.search.index.reader import Index

MIN_SCORED = 500  # records: of a query with more answers, the first ones are scored
MAX_NAME_WORDS = 12  # words of a name that is looked for inside a query
MIN_PARTIAL = 200  # records that are scored of those that have only some of the clauses
MIN_OF_TYPE = 3  # answers: with fewer, a word for a type is looked up as a word too


class SearchAnswer(Struct, frozen=True):
    """The records that answer a query."""

    results: tuple[Result, ...]
    """The best of them, best first."""
    total: int
    """The number of all of them."""
    corrected: Mapping[str, str]
    """Typed text → the words that the best result has instead."""
    missing: tuple[str, ...] = ()
    """The words of the query that the best result lacks, as no record has all of them."""
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
    fit: NameFit


class _Ranking(Struct, frozen=True):
    """The records that answer, best first."""

    ranked: list[_Ranked]
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
        self._scored = max(MIN_SCORED, limit)
        self._expander = QueryExpander(dataset, index)
        self._required = filter_matches(query.filters)
        self._excluded = [
            *(clause_match(index, [self._expander.add_concepts(term)]) for term in query.excluded),
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
        return SearchAnswer(results, self._index.count(match), {}, ignored=query.ignored)

    def answer(self, query: Query) -> SearchAnswer:
        """Answer a query that has words."""
        query, clauses = self._expander.expand(query)
        ranking = self._rank(query, clauses)
        if not ranking.full and ranking.ranked:
            widened = list(map(self._expander.add_frequent, clauses))
            if widened != clauses:
                ranking = self._rank(query, widened)
        if ranking.total < MIN_OF_TYPE or not ranking.full:
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
            suggestions=() if ranked else self._suggestions(query),
        )

    def _suggestions(self, query: Query) -> tuple[str, ...]:
        text = " ".join(query.words)
        topics = (name for topic in self._dataset.topics.values() for name in topic.names())
        return tuple(nearest(text, [*self._index.similar_names(text, MAX_PARTIAL), *topics]))

    def _result(self, query: Query, ranked: _Ranked, idf: Sequence[float]) -> Result:
        record = self._dataset.get(ranked.record.id)
        matches = find_matches(self._dataset, record, ranked.hits, idf)
        answer = find_answer(self._dataset, record, query.question, matches)
        return Result(record, ranked.score, ranked.parts, matches, answer)

    def _rank(self, query: Query, clauses: Sequence[Alternatives]) -> _Ranking:
        """Rank the records that have every clause, or else those with the most informative ones."""
        matches = [clause_match(self._index, terms) for terms in clauses]
        counts = [self._index.count(match) for match in matches]
        # The inverse document frequency of each clause.
        idf = [math.log(1 + self._index.size / (1 + count)) for count in counts]
        for required in self._requirements(query, matches):
            ranking = self._rank_required(query, clauses, matches, idf, required)
            if ranking.ranked:
                return ranking
        return _Ranking([], idf, 0, full=False)

    def _requirements(self, query: Query, matches: Sequence[str]) -> Iterator[list[str]]:
        """Yield the expressions that records must match, until some do.

        These are all that match some record; then those that name no place, as of companies in a
        place, companies elsewhere remain; then none.
        """
        known = {
            match: clause[0].where
            for match, clause in zip(matches, query.clauses, strict=True)
            if self._index.count(match)
        }
        for required in (list(known), [match for match, where in known.items() if not where]):
            if required and self._index.count(self._restrict(all_of(required))):
                yield required
        if known:
            yield []

    def _rank_required(
        self,
        query: Query,
        clauses: Sequence[Alternatives],
        matches: Sequence[str],
        idf: list[float],
        required: Sequence[str],
    ) -> _Ranking:
        """Rank the records that match all required expressions; without any, those that match most.

        A record that has its name in the query, beside other words, is always among them.
        """
        any_clause = any_of(matches)
        find = self._word_finder(clauses)
        if required:
            records = self._candidates(required, any_clause, find)
        else:
            records = self._index.rows_of(self._partial_candidates(matches, idf), find)
        named = self._named_in(query, clauses) - records.keys()
        if self._required or self._excluded:
            named = set(self._index.matching(named, self._restrict(any_clause)))
        records |= self._index.rows_of(named, find)
        hits = self._hits(clauses, records)
        needed = {matches.index(match) for match in required}
        ranked = _score(query, records, hits, idf, needed)
        total = self._index.count(self._restrict(all_of(required))) if required else 0
        total = total if total > self._scored else len(ranked)
        return _Ranking(ranked, idf, total, bool(required))

    def _word_finder(self, clauses: Sequence[Alternatives]) -> WordFinder:
        terms = [each.term for alternatives in clauses for each in alternatives]
        words = (word for term in terms for word in term.words)
        forms = chain.from_iterable(map(self._index.forms, words))
        return WordFinder(forms, (term.words[-1] for term in terms if term.prefix))

    def _candidates(
        self, matches: Sequence[str], any_clause: str, find: WordFinder
    ) -> dict[int, MatchedRecord]:
        """Return the first records that match all expressions.

        If there are too many to score, up to as many again that match them in their names.
        """
        every = all_of(matches)
        limit = self._scored
        records = {}
        if self._index.count(self._restrict(every)) > limit:
            in_names = all_of((f"names : {every}", any_clause))
            records = self._index.rows(self._restrict(in_names), limit, find)
        return records | self._index.rows(self._restrict(every), limit, find)

    def _partial_candidates(self, matches: Sequence[str], idf: Sequence[float]) -> list[int]:
        """Return the numbers of the records whose expressions have the greatest sums of idf.

        Expressions that match more than `MAX_PARTIAL` records count only for those that a rarer
        one matches.
        """
        by_idf = sorted(zip(matches, idf, strict=True), key=lambda pair: -pair[1])
        sums: dict[int, float] = defaultdict(float)
        seen: list[str] = []
        for match, value in by_idf:
            if not self._index.count(match):
                continue
            if len(sums) > MAX_PARTIAL:
                among = all_of((match, any_of(seen)))
            else:
                among = match
                seen.append(match)
            for number in self._index.numbers(self._restrict(among)):
                sums[number] += value
        return heapq.nsmallest(MIN_PARTIAL, sums, key=lambda number: (-sums[number], number))

    def _named_in(self, query: Query, clauses: Sequence[Alternatives]) -> set[int]:
        """Return the numbers of the records that have a name in the query, beside other words."""
        if len(clauses) < MIN_CLAUSES_AROUND_NAME:
            return set()
        alternatives = chain.from_iterable(clauses)
        likely = {each.typed: each.term.words for each in reversed(list(alternatives))}
        words = [part for word in query.words for part in likely.get(word, (word,))]
        runs = (
            " ".join(words[begin:end])
            for begin in range(len(words))
            for end in range(begin + 1, min(begin + MAX_NAME_WORDS, len(words)) + 1)
        )
        return set(chain.from_iterable(map(self._index.records_named, runs)))

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


def _corrections(ranked: Sequence[_Ranked]) -> dict[str, str]:
    """Return what was typed → what it was looked up as instead, in the best record."""
    if not ranked:
        return {}
    words: dict[str, list[str]] = {}
    for _, hits in groupby(ranked[0].hits, lambda hit: hit.clause):
        expanded = max(hits, key=lambda hit: hit.weight).expanded
        if expanded.typed:
            words.setdefault(expanded.typed, []).extend(expanded.term.words)
    return {typed: " ".join(dict.fromkeys(parts)) for typed, parts in words.items()}


def _missing(query: Query, ranked: Sequence[_Ranked]) -> tuple[str, ...]:
    """Return the text of each clause that the best record lacks, a place with its preposition."""
    present = clauses_of(ranked[0].hits) if ranked else range(len(query.clauses))
    return tuple(
        f"{clause[0].where} {clause_text(clause)}".strip()
        for number, clause in enumerate(query.clauses)
        if number not in present
    )


def _score(
    query: Query,
    records: Mapping[int, MatchedRecord],
    hits: Mapping[int, Hits],
    idf: Sequence[float],
    needed: Set[int],
) -> list[_Ranked]:
    """Return the records that answer a query, best first.

    Those answer it that have all `needed` clauses; if none are, those that have more than half the
    idf of the record with most. A record with its name in the query answers it as well.
    """
    idf_sums = {number: sum_idf(own_hits, idf) for number, own_hits in hits.items()}
    threshold = max(idf_sums.values(), default=0.0) / 2
    ranked = []
    for number, record in records.items():
        own_hits = hits[number]
        fit = fit_name(own_hits, idf, query)
        sufficient = needed <= set(clauses_of(own_hits)) if needed else idf_sums[number] > threshold
        if fit.idf or sufficient:
            parts = score_parts(record, own_hits, idf, query, fit)
            rounded = tuple((label, round(value, 3)) for label, value in parts)
            score = round(sum(value for _, value in rounded), 3)
            ranked.append(_Ranked(score, rounded, record, own_hits, fit))
    ranked.sort(key=_rank_order)
    return ranked


def _rank_order(ranked: _Ranked) -> tuple[float, bool, bool, int, str]:
    """Return the key to sort by: score, then own names, hubs, links and the alphabet."""
    record = ranked.record
    return -ranked.score, not ranked.fit.own, record.type != "hub", -record.links, record.name
