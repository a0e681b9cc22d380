"""`CandidateFinder`: the records that are worth scoring for a query."""

from __future__ import annotations

import heapq
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from hubcli.search.expand import MAX_PARTIAL
from hubcli.search.fts import all_of, any_of, filter_matches
from hubcli.search.index.reader import WordFinder
from hubcli.search.weights import MIN_CLAUSES_AROUND_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.search.expand import Alternatives
    from hubcli.search.index.reader import Index, MatchedRecord
    from hubcli.search.query import Query

MIN_SCORED = 500  # records: of a query with more answers, the first ones are scored
MIN_PARTIAL = 200  # records that are scored of those that have only some of the clauses
MAX_NAME_WORDS = 12  # words of a name that is looked for inside a query


class CandidateFinder:
    """Finds the candidates for a query among the records that pass its filters and exclusions."""

    def __init__(self, index: Index, query: Query, excluded: Sequence[str], limit: int) -> None:
        """`excluded` are the expressions for the exclusions, `limit` the results asked for."""
        self._index = index
        self._filters = filter_matches(query.filters)
        self._excluded = [
            *excluded,
            *(all_of(filter_matches(filters)) for filters in query.excluded_filters),
        ]
        self.limit = max(MIN_SCORED, limit)
        """The number of records that are scored at most, if they have all that is required."""

    def restrict(self, match: str) -> str:
        """Restrict an expression by the filters and exclusions of the query."""
        restricted = all_of((match, *self._filters))
        return f"({restricted} NOT {any_of(self._excluded)})" if self._excluded else restricted

    def count(self, matches: Sequence[str]) -> int:
        """Return the number of records that match all expressions; 0 without any."""
        return self._index.count(self.restrict(all_of(matches))) if matches else 0

    def requirements(self, query: Query, matches: Sequence[str]) -> Iterator[list[str]]:
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
            if self.count(required):
                yield required
        if known:
            yield []

    def find(
        self,
        query: Query,
        clauses: Sequence[Alternatives],
        matches: Sequence[str],
        idf: Sequence[float],
        required: Sequence[str],
    ) -> dict[int, MatchedRecord]:
        """Return the records that match all required expressions; without any, those with most idf.

        A record that has its name in the query, beside other words, is always among them. `matches`
        and `idf` have an item per clause.
        """
        words = self._words(clauses)
        if required:
            records = self._having(required, any_of(matches), words)
        else:
            records = self._index.rows_of(self._having_most(matches, idf), words)
        named = self._named_in(query, clauses) - records.keys()
        if self._filters or self._excluded:
            named = set(self._index.matching(named, self.restrict(any_of(matches))))
        return records | self._index.rows_of(named, words)

    def _words(self, clauses: Sequence[Alternatives]) -> WordFinder:
        """Return a finder of the words that the clauses match."""
        terms = [each.term for alternatives in clauses for each in alternatives]
        words = (word for term in terms for word in term.words)
        forms = chain.from_iterable(map(self._index.forms, words))
        return WordFinder(forms, (term.words[-1] for term in terms if term.prefix))

    def _having(
        self, matches: Sequence[str], any_clause: str, words: WordFinder
    ) -> dict[int, MatchedRecord]:
        """Return the first records that match all expressions.

        If there are too many to score, up to as many again that match them in their names.
        """
        every = all_of(matches)
        records = {}
        if self.count(matches) > self.limit:
            in_names = all_of((f"names : {every}", any_clause))
            records = self._index.rows(self.restrict(in_names), self.limit, words)
        return records | self._index.rows(self.restrict(every), self.limit, words)

    def _having_most(self, matches: Sequence[str], idf: Sequence[float]) -> list[int]:
        """Return the numbers of the records whose expressions have the greatest sums of idf.

        Expressions are added up from the rarest; after `MAX_PARTIAL` records, they count only for
        those that a rarer one matches.
        """
        sums: dict[int, float] = defaultdict(float)
        rare: list[str] = []
        for match, value in sorted(zip(matches, idf, strict=True), key=lambda pair: -pair[1]):
            if len(sums) <= MAX_PARTIAL:
                rare.append(match)
                numbers = self._index.numbers(self.restrict(match))
            else:
                numbers = self._index.numbers(self.restrict(all_of((match, any_of(rare)))))
            for number in numbers:
                sums[number] += value
        return heapq.nsmallest(MIN_PARTIAL, sums, key=lambda number: (-sums[number], number))

    def _named_in(self, query: Query, clauses: Sequence[Alternatives]) -> set[int]:
        """Return the numbers of the records that have a name in the query, beside other words."""
        if len(clauses) < MIN_CLAUSES_AROUND_NAME:
            return set()
        alternatives = list(chain.from_iterable(clauses))
        likely = {each.typed: each.term.words for each in reversed(alternatives)}
        words = [part for word in query.words for part in likely.get(word, (word,))]
        runs = (
            " ".join(words[begin:end])
            for begin in range(len(words))
            for end in range(begin + 1, min(begin + MAX_NAME_WORDS, len(words)) + 1)
        )
        return set(chain.from_iterable(map(self._index.records_named, runs)))
