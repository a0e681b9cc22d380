"""Which records answer a query: what its words are looked up as, and where.

Each slot of a query becomes an expression of the index: a word as it is, by its stem, as the beginning of a word where
it may be one, by what the vocabulary of topics and types holds for it, and, when the dataset does not know it, as the
nearest word that it does know. What is found is weighed in `score`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from hubcli.index import Concept, Index, Row, both, either, passing, phrase, tag, without_function_words
from hubcli.model import Dataset, Filters
from hubcli.query import FUNCTION_WORDS, Query, Slot, Term, parse
from hubcli.score import (
    BESIDE_KNOWN,
    BY_FACT_ONLY,
    BY_NARROWER,
    LEAST_BESIDE,
    BySlot,
    Found,
    Result,
    Sought,
    Spelled,
    matches,
    name_inside,
    parts,
)
from hubcli.stored import Stored
from hubcli.text import nearest

COMMONER = 20  # how many times commoner a word must be for a known one to be taken for a slip of it
MANY = 2000  # records: a word in more of them narrows nothing
WEIGHED = 500  # of the records that have all of a query, this many at the least are weighed
SHORTEST_CORRECTED = 4  # letters: a shorter word is never taken for another
TWO_EDITS = 8  # letters from which a word may have two slips
SHORTEST_PREFIX = 3  # a shorter beginning than this says too little to find words by when it was not asked for
LONGEST_NAME = 12  # words: a name inside of a query is looked for up to this length


class Answer(NamedTuple):
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


class _Asked(NamedTuple):
    """A slot as it is looked up, and the index's expression for it."""

    spelled: tuple[Spelled, ...]
    match: str


class _Weighed(NamedTuple):
    """A record that may answer, and what it has for each slot."""

    number: int
    row: Row
    by_slot: BySlot


def search(dataset: Dataset, text: str, filters: Filters, limit: int | None = None) -> Answer:
    """The hubs and actors that answer a query, no more than `limit`. Nothing but filters lists what passes them."""
    query = parse(dataset, text, filters)
    if isinstance(dataset, Stored):
        return Searcher(dataset, dataset.index).answer(query, limit)
    with closing(Index.of(dataset)) as index:
        return Searcher(dataset, index).answer(query, limit)


class Searcher:
    """A dataset with its index, of which any number of queries can be asked."""

    def __init__(self, dataset: Dataset, index: Index) -> None:
        self.dataset = dataset
        self.index = index

    def answer(self, query: Query, limit: int | None = None) -> Answer:
        """What answers a query, best first and no more than `limit`."""
        allowed = self._allowed(query)
        most = self.index.size if limit is None else limit
        if query.blank:
            match = allowed(phrase([tag("any")]))
            results = tuple(Result(self.dataset.get(id), 0.0, (), ()) for id in self.index.ids(match, most))
            return Answer(results, self.index.count(match), {}, False, query.ignored)
        query = self._taken_apart(query)
        corrected: dict[str, str] = {}
        slots = [self._known(slot, corrected) for slot in query.slots]
        answer = self._ranked(query, slots, corrected, allowed, most)
        if answer.partial and (respelled := self._respelled(slots, corrected)) != slots:
            answer = self._ranked(query, respelled, corrected, allowed, most)
        if not answer.results:
            asked = " ".join(query.words)
            answer = answer._replace(suggestions=tuple(nearest(asked, self.index.names_like(asked, MANY))))
        return answer

    # --- what the words of a query are looked up as -----------------------------------------------------------------

    def _allowed(self, query: Query) -> Callable[[str], str]:
        """What narrows an expression to the records that the filters and exclusions of a query leave."""
        kept = passing(query.filters)
        excluded = [self._asked([self._spelled(term)]).match for term in query.excluded]
        excluded += [both(passing(filters)) for filters in query.without]

        def allowed(match: str) -> str:
            found = both((match, *kept)) if kept else match
            return f"({found} NOT {either(excluded)})" if excluded else found

        return allowed

    def _spelled(self, term: Term, distance: int = 0) -> Spelled:
        concepts = () if term.type else self.index.concepts(term.words, prefix=term.prefix)
        return Spelled(term, distance, tuple((concept, self._tags(concept)) for concept in concepts))

    def _asked(self, slot: Sequence[Spelled]) -> _Asked:
        found: list[str] = []
        for term, _, concepts, _ in slot:
            said = phrase(term.words, prefix=term.prefix)
            found.append(f"names : {said}" if term.type else said)
            if term.type:
                found.append(phrase([tag("type", term.type)]))
            found += (phrase([one]) for _, tags in concepts for one in tags)
        return _Asked(tuple(slot), either(found))

    def _tags(self, concept: Concept) -> dict[str, float]:
        """The tags of the records that are of a type or have a topic, and how much of the topic's worth each gets."""
        if concept.field == "type":
            return {tag("type", concept.owner): 1.0}
        shares = {}
        for topic in self.dataset.within(concept.owner):
            share = 1.0 if topic == concept.owner else BY_NARROWER
            shares[tag("topic", topic)] = share
            shares[tag("fact-topic", topic)] = share * BY_FACT_ONLY
        return shares

    def _knows(self, term: Sequence[str], *, prefix: bool = False) -> bool:
        """Whether any text of the dataset, or its vocabulary, has the words."""
        return bool(self.index.count(phrase(term, prefix=prefix)) or self.index.concepts(term, prefix=prefix))

    def _taken_apart(self, query: Query) -> Query:
        """The query with words that the dataset knows in place of one that is run together from them."""
        slots: list[Slot] = []
        said = list(query.words)
        for slot in query.slots:
            whole = slot[0]
            ways = () if len(slot) > 1 or not whole.apart or self._knows(whole.words) else whole.apart
            known = next((way for way in ways if self._knows(way[-1:])), ())
            known = known or next((way for way in ways if self._corrected(way[-1])), ())
            if known:
                at = said.index(whole.words[0])
                said[at : at + 1] = known
                slots += ((Term((word,)),) for word in known if word not in FUNCTION_WORDS)
            else:
                slots.append(slot)
        return query._replace(slots=tuple(slots), words=tuple(said))

    def _known(self, slot: Slot, corrected: dict[str, str]) -> list[Spelled]:
        """The terms of a slot as the index knows them; a correction is noted. What nothing is near stays as it is."""
        return [self._known_term(term, corrected) for term in slot]

    def _known_term(self, term: Term, corrected: dict[str, str]) -> Spelled:
        if term.last and self.index.count(phrase(term.words)) <= MANY:
            term = term._replace(prefix=True)
        if self._knows(term.words, prefix=term.prefix):
            return self._spelled(term)
        lone = len(term.words) == 1
        if lone and len(term.words[0]) >= SHORTEST_PREFIX and self._knows(term.words, prefix=True):
            return self._spelled(term._replace(prefix=True))
        distance = 0
        meant = []
        for word in term.words:
            near = None if self._knows((word,)) else self._corrected(word)
            if near:
                corrected[word], off = near
                distance += off
            meant.append(near[0] if near else word)
        return self._spelled(term._replace(words=tuple(meant), prefix=term.prefix and not distance), distance)

    def _respelled(self, slots: Sequence[list[Spelled]], corrected: dict[str, str]) -> Sequence[list[Spelled]]:
        """The slots with a much commoner word beside one that is near it: slips of the keys are in datasets too."""
        respelled = []
        for slot in slots:
            one = slot[0]
            word = one.term.words[0]
            near = None
            if len(slot) == 1 and len(one.term.words) == 1 and not one.distance and not one.term.type:
                near = self._corrected(word, at_least=COMMONER * max(self.index.count(phrase([word])), 1))
            if near and near[0] != word:
                corrected[word] = near[0]
                respelled.append([one, self._spelled(Term((near[0],)), near[1])._replace(share=BESIDE_KNOWN)])
            else:
                respelled.append(slot)
        return respelled

    def _corrected(self, word: str, at_least: int = 1) -> tuple[str, int] | None:
        """The word that somebody who typed `word` meant and that is known `at_least` so often, and its distance.

        The nearest, and of several the commonest.

        By optimal string alignment distance (Damerau 1964; a swap of neighbours is one edit): one edit from four
        letters, two from eight. A first letter that differs counts as one more.
        """
        if len(word) < SHORTEST_CORRECTED or any(char.isdecimal() for char in word):
            return None
        from rapidfuzz import process  # noqa: PLC0415  4 ms, and only where a word is not in the dataset
        from rapidfuzz.distance import OSA  # noqa: PLC0415  as above

        most = 1 if len(word) < TWO_EDITS else 2
        ranked: list[tuple[int, int, str]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            known = self.index.vocabulary(length)
            for near, distance, _ in process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=None):
                off = distance + (near[0] != word[0] and sorted(near[:2]) != sorted(word[:2]))
                if off <= most:
                    ranked.append((off, -self.index.count(phrase([near])), near))
        known_enough = [one for one in ranked if -one[1] >= at_least or at_least == 1]
        if not known_enough:
            return None
        off, _, near = min(known_enough)
        return near, off

    # --- which records to weigh, and what each is worth -------------------------------------------------------------

    def _ranked(
        self,
        query: Query,
        slots: Sequence[Sequence[Spelled]],
        corrected: Mapping[str, str],
        allowed: Callable[[str], str],
        most: int,
    ) -> Answer:
        """The records that have something for each slot, or else for the most telling ones, best first.

        A record whose whole name is in the query, beside other words, is always among them.
        """
        query = query._replace(words=tuple(corrected.get(word, word) for word in query.words))
        asked = [self._asked(slot) for slot in slots]
        rarity = [math.log(1 + self.index.size / (1 + self.index.count(one.match))) for one in asked]
        meant = self._spelled_names(query)
        known = [one.match for one in asked if self.index.count(one.match)]
        anything = either(one.match for one in asked)
        rows: dict[int, Row] = {}
        if known:
            rows = self._with_all(both(known), anything, allowed, max(WEIGHED, most))
            rows |= self.index.rows_of((number for number in meant if number not in rows), allowed(anything))
        weighed = self._weighed(asked, rows)
        full = any(len(one.by_slot) == len(asked) for one in weighed)
        total = self.index.count(allowed(both(known))) if full else 0
        if known and not full:
            rare = self._rare([one.match for one in asked])
            rows |= self.index.rows(allowed(both((anything, rare))), MANY)
            weighed = self._weighed(asked, rows)
        telling = [sum(rarity[number] for number in one.by_slot) for one in weighed]
        enough = max(telling, default=0.0) / 2
        ranked = []
        for one, weight in zip(weighed, telling, strict=True):
            inside = name_inside(one.by_slot, rarity, query)
            if inside or (len(one.by_slot) == len(asked) if full else weight > enough):
                its = [
                    (what, round(worth, 3))
                    for what, worth in parts(
                        one.row, one.by_slot, rarity, inside, query, whole=meant.get(one.number, False)
                    )
                ]
                ranked.append((round(sum(worth for _, worth in its), 3), one, tuple(its)))
        ranked.sort(key=lambda it: (-it[0], it[1].row.type != "hub", it[1].row.name))
        results = []
        for score, one, its_parts in ranked[:most]:
            record = self.dataset.get(one.row.id)
            results.append(Result(record, score, its_parts, matches(self.dataset, record, one.by_slot, rarity)))
        total = max(total, len(ranked))
        return Answer(tuple(results), total, dict(corrected), bool(results) and not full, query.ignored)

    def _with_all(self, everything: str, anything: str, allowed: Callable[[str], str], most: int) -> dict[int, Row]:
        """The first records that have all of the query, those with all of it in their names before others."""
        match = allowed(everything)
        rows = {}
        if self.index.count(match) > most:
            rows = self.index.rows(allowed(both((f"names : {everything}", anything))), most)
        return rows | self.index.rows(match, most)

    def _rare(self, asked: Sequence[str]) -> str:
        """The expression for the rarest slots that are in no more than MANY records together, at least one of them."""
        by_count = sorted((match for match in asked if self.index.count(match)), key=self.index.count)
        rare: list[str] = []
        total = 0
        for match in by_count:
            total += self.index.count(match)
            if rare and total > MANY:
                break
            rare.append(match)
        return either(rare)

    def _spelled_names(self, query: Query) -> dict[int, bool]:
        """Numbers of the records with a name that is the query, or is in a long one → whether it is all of it."""
        once = tuple(dict.fromkeys(query.words))
        wholes = dict.fromkeys((" ".join(query.words), without_function_words(once)))
        found = {number: True for key in wholes for number in self.index.spelled(key)}
        if len(query.slots) >= LEAST_BESIDE:
            for begin in range(len(query.words)):
                for end in range(begin + 1, min(begin + LONGEST_NAME, len(query.words)) + 1):
                    for number in self.index.spelled(" ".join(query.words[begin:end])):
                        found.setdefault(number, False)
        return found

    def _weighed(self, asked: Sequence[_Asked], rows: Mapping[int, Row]) -> list[_Weighed]:
        """What each row has for each slot."""
        marked = frozenset(word for row in rows.values() for line in row.lines for word in line.marked)
        said = [word for slot in asked for one in slot.spelled for word in one.term.words]
        sought = [
            (number, Sought(one, self.index, said, marked, len(asked)))
            for number, slot in enumerate(asked)
            for one in slot.spelled
        ]
        weighed = []
        for row_number, row in rows.items():
            by_slot: dict[int, list[Found]] = {}
            for number, one in sought:
                if found := list(one.found(row)):
                    by_slot.setdefault(number, []).extend(found)
            weighed.append(_Weighed(row_number, row, by_slot))
        return weighed
