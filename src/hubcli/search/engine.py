"""Which records answer a query, best first.

`terms` says what its words are looked up as, `index` which records have them, `score` what each is worth.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from hubcli.search.expand import MAX_PARTIAL, CompiledClause, QueryExpander
from hubcli.search.fts import all_of, any_of, filter_matches, phrase, tag
from hubcli.search.query import Query, parse_query, without_function_words
from hubcli.search.score import (
    LEAST_BESIDE,
    ExpandedTerm,
    HitsByClause,
    Result,
    TermHit,
    TermMatcher,
    matches,
    name_inside,
    score_parts,
)
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hubcli.model.dataset import Dataset, Filters
    from hubcli.search.index.reader import Index, MatchedRecord

MIN_SCORED = 500  # of the records that have all of a query, this many at the least are weighed
MAX_NAME_WORDS = 12  # words: a name inside of a query is looked for up to this length


class SearchAnswer(NamedTuple):
    """What a query found, best first."""

    results: tuple[Result, ...]
    total: int
    """How many records answer it, with those that are not among the results."""
    corrected: Mapping[str, str]
    """Words taken for slips → the words looked up instead, or beside them where the dataset knows the slip itself."""
    partial: bool
    """Whether no record has all of it, and those with the most telling parts are given."""
    ignored: tuple[str, ...] = ()
    """What looked like a filter and was taken as words, each with the reason."""
    suggestions: tuple[str, ...] = ()
    """Where nothing was found, the names that are nearest to the query."""


class _Weighed(NamedTuple):
    """A record that may answer, and what it has for each slot."""

    number: int
    row: MatchedRecord
    by_slot: HitsByClause


class _Ranked(NamedTuple):
    """A record that answers, its score and what that is the sum of."""

    score: float
    parts: tuple[tuple[str, float], ...]
    row: MatchedRecord
    by_slot: HitsByClause


class _Ranking(NamedTuple):
    """The records that answer, best first, of `total` that do."""

    ranked: list[_Ranked]
    rarity: list[float]
    total: int
    full: bool
    """Whether they have all of the query."""


def search(
    dataset: Dataset, index: Index, text: str, filters: Filters, limit: int | None = None
) -> SearchAnswer:
    """Return the hubs and actors that match a query, best first, at most `limit` of them.

    A query of filters alone returns every record that matches them.
    """
    return Searcher(dataset, index).answer(parse_query(dataset, text, filters), limit)


class Searcher:
    """A dataset with its index, of which any number of queries can be asked."""

    def __init__(self, dataset: Dataset, index: Index) -> None:
        self.dataset = dataset
        self.index = index
        self.terms = QueryExpander(dataset, index)

    def answer(self, query: Query, limit: int | None = None) -> SearchAnswer:
        """What answers a query, best first and no more than `limit`."""
        allowed = self._allowed(query)
        most = self.index.size if limit is None else limit
        if query.blank:
            match = allowed(phrase([tag("any")]))
            results = tuple(
                Result(self.dataset.get(id), 0.0, (), ()) for id in self.index.ids(match, most)
            )
            return SearchAnswer(results, self.index.count(match), {}, False, query.ignored)
        query = self.terms.taken_apart(query)
        corrected: dict[str, str] = {}
        slots = [self.terms.known(slot, corrected) for slot in query.slots]
        ranking = self._ranking(query, slots, corrected, allowed, most)
        if not ranking.full and ranking.ranked:
            respelled = self.terms.respelled(slots, corrected)
            if respelled != slots:
                ranking = self._ranking(query, respelled, corrected, allowed, most)
        results = tuple(self._result(one, ranking.rarity) for one in ranking.ranked[:most])
        partial = bool(results) and not ranking.full
        suggestions: Sequence[str] = ()
        if not results:
            asked = " ".join(query.words)
            suggestions = nearest(asked, self.index.similar_names(asked, MAX_PARTIAL))
        return SearchAnswer(
            results, ranking.total, corrected, partial, query.ignored, tuple(suggestions)
        )

    def _allowed(self, query: Query) -> Callable[[str], str]:
        """What narrows an expression to the records that the filters and exclusions of a query leave."""
        kept = filter_matches(query.filters)
        excluded = [self.terms.asked([self.terms.spelled(term)]).match for term in query.excluded]
        excluded += [all_of(filter_matches(filters)) for filters in query.without]

        def allowed(match: str) -> str:
            found = all_of((match, *kept))
            return f"({found} NOT {any_of(excluded)})" if excluded else found

        return allowed

    def _result(self, one: _Ranked, rarity: Sequence[float]) -> Result:
        record = self.dataset.get(one.row.id)
        return Result(
            record, one.score, one.parts, matches(self.dataset, record, one.by_slot, rarity)
        )

    def _ranking(
        self,
        query: Query,
        slots: Sequence[Sequence[ExpandedTerm]],
        corrected: Mapping[str, str],
        allowed: Callable[[str], str],
        most: int,
    ) -> _Ranking:
        """The records that have something for each slot, or else for the most telling ones, best first.

        A record whose whole name is in the query, beside other words, is always among them.
        """
        query = query._replace(words=tuple(corrected.get(word, word) for word in query.words))
        asked = [self.terms.asked(slot) for slot in slots]
        rarity = [
            math.log(1 + self.index.size / (1 + self.index.count(one.match))) for one in asked
        ]
        meant = self._spelled_names(query)
        known = [one.match for one in asked if self.index.count(one.match)]
        anything = any_of(one.match for one in asked)
        rows: dict[int, MatchedRecord] = {}
        if known:
            rows = self._with_all(all_of(known), anything, allowed, max(MIN_SCORED, most))
            rows |= self.index.rows_of(
                (number for number in meant if number not in rows), allowed(anything)
            )
        weighed = self._weighed(asked, rows)
        full = any(len(one.by_slot) == len(asked) for one in weighed)
        total = self.index.count(allowed(all_of(known))) if full else 0
        if known and not full:
            rare = self._rare([one.match for one in asked])
            rows |= self.index.rows(allowed(all_of((anything, rare))), MAX_PARTIAL)
            weighed = self._weighed(asked, rows)
        telling = [sum(rarity[number] for number in one.by_slot) for one in weighed]
        enough = max(telling, default=0.0) / 2
        ranked = []
        for one, weight in zip(weighed, telling, strict=True):
            inside = name_inside(one.by_slot, rarity, query)
            if inside or (len(one.by_slot) == len(asked) if full else weight > enough):
                whole = meant.get(one.number, False)
                its = score_parts(one.row, one.by_slot, rarity, inside, query, whole=whole)
                rounded = tuple((what, round(worth, 3)) for what, worth in its)
                score = round(sum(worth for _, worth in rounded), 3)
                ranked.append(_Ranked(score, rounded, one.row, one.by_slot))
        ranked.sort(key=lambda one: (-one.score, one.row.type != "hub", one.row.name))
        return _Ranking(ranked, rarity, max(total, len(ranked)), full)

    def _with_all(
        self, everything: str, anything: str, allowed: Callable[[str], str], most: int
    ) -> dict[int, MatchedRecord]:
        """The first records that have all of the query, those with all of it in their names before others."""
        match = allowed(everything)
        rows = {}
        if self.index.count(match) > most:
            rows = self.index.rows(allowed(all_of((f"names : {everything}", anything))), most)
        return rows | self.index.rows(match, most)

    def _rare(self, asked: Sequence[str]) -> str:
        """The expression for the rarest slots that are in no more than MANY records together, at least one of them."""
        by_count = sorted(
            (match for match in asked if self.index.count(match)), key=self.index.count
        )
        rare: list[str] = []
        total = 0
        for match in by_count:
            total += self.index.count(match)
            if rare and total > MAX_PARTIAL:
                break
            rare.append(match)
        return any_of(rare)

    def _spelled_names(self, query: Query) -> dict[int, bool]:
        """Numbers of the records with a name that is the query, or is in a long one → whether it is all of it."""
        once = tuple(dict.fromkeys(query.words))
        wholes = dict.fromkeys((" ".join(query.words), without_function_words(once)))
        found = {number: True for key in wholes for number in self.index.records_named(key)}
        if len(query.slots) >= LEAST_BESIDE:
            for begin in range(len(query.words)):
                for end in range(begin + 1, min(begin + MAX_NAME_WORDS, len(query.words)) + 1):
                    for number in self.index.records_named(" ".join(query.words[begin:end])):
                        found.setdefault(number, False)
        return found

    def _weighed(
        self, asked: Sequence[CompiledClause], rows: Mapping[int, MatchedRecord]
    ) -> list[_Weighed]:
        """What each row has for each slot."""
        if not rows:
            return []
        marked = frozenset(word for row in rows.values() for word in row.marked)
        said = [word for slot in asked for one in slot.spelled for word in one.term.words]
        sought = [
            (number, TermMatcher(one, self.index, said, marked, len(asked)))
            for number, slot in enumerate(asked)
            for one in slot.spelled
        ]
        weighed = []
        for row_number, row in rows.items():
            by_slot: dict[int, list[TermHit]] = {}
            for number, one in sought:
                if found := list(one.found(row)):
                    by_slot.setdefault(number, []).extend(found)
            weighed.append(_Weighed(row_number, row, by_slot))
        return weighed
