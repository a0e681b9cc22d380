"""Which records answer a query: what its words are looked up as, and where.

Each slot of a query is looked up in the index: a word as it is, by its stem, as the beginning of a word where it may be
one, and, when the dataset does not know it, as the nearest word that it does know. What is found is weighed in `score`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from hubcli.filters import Filters
from hubcli.index import Entry, Index
from hubcli.model import Dataset, Record, cites
from hubcli.query import FUNCTION_WORDS, Query, Slot, Term, parse
from hubcli.score import (
    BY_FACT_ONLY,
    BY_NARROWER,
    FIELD_WORTH,
    HOW_WORTH,
    MEANT_AS_TYPE,
    NOT_OF_TYPE,
    PART_OF_TOPIC,
    Found,
    Result,
    how_matched,
    name_inside,
    order,
    result,
)
from hubcli.text import same_stem, tokens

COMMONER = 20  # how many times commoner a word must be for a known one to be taken for a slip of it
MANY = 2000  # entries: a word in more of them narrows nothing
SHORTEST_CORRECTED = 4  # letters: a shorter word is never taken for another
TWO_EDITS = 8  # letters from which a word may have two slips
SHORTEST_PREFIX = 3  # a shorter beginning than this says too little to find words by when it was not asked for


class Answer(NamedTuple):
    """What a query found, best first."""

    results: tuple[Result, ...]
    corrected: Mapping[str, str]
    """Words taken for slips → the words looked up instead, or beside them where the dataset knows the slip itself."""
    partial: bool
    """Whether no record has all of it, and those with the most telling parts are given."""
    ignored: tuple[str, ...] = ()
    """What looked like a filter and was taken as words, each with the reason."""


class _Spelled(NamedTuple):
    """A term as it is looked up, and how far that is from what was typed."""

    term: Term
    distance: int = 0


def search(dataset: Dataset, text: str, filters: Filters) -> Answer:
    """The hubs and actors that answer a query. Any text at all is one; nothing but filters lists what passes them."""
    with closing(Index(dataset)) as index:
        return Searcher(dataset, index).answer(parse(dataset, text, filters))


class Searcher:
    """A dataset with its index, of which any number of queries can be asked."""

    def __init__(self, dataset: Dataset, index: Index) -> None:
        self.dataset = dataset
        self.index = index

    def answer(self, query: Query) -> Answer:
        """What answers a query, best first."""
        excluded = {
            owner
            for term in query.excluded
            for owner, _ in self._look_up(_Spelled(term), term.words, slots=1, among=None)
        }

        def kept(record: Record) -> bool:
            return (
                record.id not in excluded
                and query.filters.keep(record)
                and not any(without.keep(record) for without in query.without)
            )

        if query.blank:
            results = sorted((Result(one, 0.0, (), ()) for one in self.dataset.records() if kept(one)), key=order)
            return Answer(tuple(results), {}, False, query.ignored)
        query = self._taken_apart(query)
        corrected: dict[str, str] = {}
        slots = [self._known(slot, corrected) for slot in query.slots]
        answer = self._ranked(query, slots, corrected, kept)
        if answer.partial and (respelled := self._respelled(slots, corrected)) != slots:
            return self._ranked(query, respelled, corrected, kept)
        return answer

    def _ranked(
        self,
        query: Query,
        slots: Sequence[Sequence[_Spelled]],
        corrected: Mapping[str, str],
        kept: Callable[[Record], bool],
    ) -> Answer:
        """Those of the kept records that have something for each slot, or else for the most telling ones, best first.

        A record whose whole name is in the query, beside other words, is always among them.
        """
        query = query._replace(words=tuple(corrected.get(word, word) for word in query.words))
        among = self._candidates(slots)
        found = self._found(slots, among)
        found = {id: by_slot for id, by_slot in found.items() if kept(self.dataset.get(id))}
        rarity = self._rarity(slots, found, whole=among is None)
        telling = {id: sum(rarity[number] for number in by_slot) for id, by_slot in found.items()}
        most = max(telling.values(), default=0.0)
        full = any(len(by_slot) == len(slots) for by_slot in found.values())
        inside = {id: name_inside(by_slot, rarity, query) for id, by_slot in found.items()}
        results = [
            result(self.dataset, self.dataset.get(id), by_slot, rarity, inside[id], query)
            for id, by_slot in found.items()
            if (len(by_slot) == len(slots) if full else telling[id] > most / 2) or inside[id]
        ]
        results.sort(key=order)
        return Answer(tuple(results), dict(corrected), bool(results) and not full, query.ignored)

    def _respelled(
        self, slots: Sequence[Sequence[_Spelled]], corrected: dict[str, str]
    ) -> Sequence[Sequence[_Spelled]]:
        """The slots with a much commoner word beside one that is near it: slips of the keys are in datasets too."""
        respelled = []
        for slot in slots:
            one = slot[0]
            word = one.term.words[0]
            near = None
            if len(slot) == 1 and len(one.term.words) == 1 and not one.distance and not one.term.type:
                near = self._corrected(word, at_least=COMMONER * max(self.index.words[word], 1))
            if near and near[0] != word:
                corrected[word] = near[0]
                respelled.append([one, _Spelled(Term((near[0],)), near[1])])
            else:
                respelled.append(list(slot))
        return respelled

    def _taken_apart(self, query: Query) -> Query:
        """The query with words that the dataset knows in place of one that is run together from them."""
        slots: list[Slot] = []
        words = list(query.words)
        for slot in query.slots:
            whole = slot[0]
            ways = () if len(slot) > 1 or not whole.apart or self.index.count(whole.words) else whole.apart
            known = next((way for way in ways if self.index.count(way[-1:])), ())
            if known:
                at = words.index(whole.words[0])
                words[at : at + 1] = known
                slots += (
                    (Term((word,)),) for word in known if self.index.count((word,)) and word not in FUNCTION_WORDS
                )
            else:
                slots.append(slot)
        return query._replace(slots=tuple(slots), words=tuple(words))

    def _known(self, slot: Slot, corrected: dict[str, str]) -> list[_Spelled]:
        """The terms of a slot as the index knows them; a correction is noted. What nothing is near stays as it is."""
        known = []
        for term in slot:
            spelled = _Spelled(term)
            word = term.words[0]
            if len(term.words) == 1 and not self.index.count(term.words, prefix=term.prefix):
                if len(word) >= SHORTEST_PREFIX and self.index.count(term.words, prefix=True):
                    spelled = _Spelled(term._replace(prefix=True))
                elif near := self._corrected(word):
                    corrected[word], distance = near
                    spelled = _Spelled(Term((corrected[word],), type=term.type), distance)
            known.append(spelled)
        return known

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
        near = process.extract(word, self.index.words.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
        ranked = sorted(
            (
                distance + (known[0] != word[0] and sorted(known[:2]) != sorted(word[:2])),
                -self.index.words[known],
                known,
            )
            for known, distance, _ in near
            if self.index.words[known] >= at_least and not any(char.isdecimal() for char in known)
        )
        return (ranked[0][2], ranked[0][0]) if ranked and ranked[0][0] <= most else None

    def _candidates(self, slots: Sequence[Sequence[_Spelled]]) -> list[int] | None:
        """The numbers of the entries to look at, all of each record that may be among the best; None for all there are.

        Where a word of the query is in more than MANY entries, those with one of its rarer words decide, and those with
        all of its words in one text.
        """
        index = self.index
        counts = [sum(index.count(one.term.words, prefix=one.term.prefix) for one in slot) for slot in slots]
        if max(counts, default=0) <= MANY:
            return None
        numbers = [
            hit.number
            for slot, count in zip(slots, counts, strict=True)
            for one in slot
            if count <= MANY
            for hit in index.find(one.term.words, prefix=one.term.prefix)
        ]
        numbers += index.with_all([(slot[0].term.words, slot[0].term.prefix) for slot in slots], MANY)
        if not numbers:
            return None
        owners = {index.entries[number].owner for number in numbers} | self.dataset.topics.keys()
        return [number for owner in owners for number in index.of_owner.get(owner, ())]

    def _found(
        self, slots: Sequence[Sequence[_Spelled]], among: Sequence[int] | None
    ) -> dict[str, dict[int, list[Found]]]:
        """Record id → number of the slot → everything that it is worth something for."""
        words = [word for slot in slots for spelled in slot for word in spelled.term.words]
        found: dict[str, dict[int, list[Found]]] = {}
        for number, slot in enumerate(slots):
            for spelled in slot:
                for owner, one in self._look_up(spelled, words, slots=len(slots), among=among):
                    found.setdefault(owner, {}).setdefault(number, []).append(one)
        return found

    def _rarity(
        self, slots: Sequence[Sequence[_Spelled]], found: Mapping[str, Mapping[int, object]], *, whole: bool
    ) -> list[float]:
        """How telling each slot is: the fewer records have it, the more. `whole` is whether all of them were found."""
        total = len(self.dataset.hubs) + len(self.dataset.actors)
        rarity = []
        for number, slot in enumerate(slots):
            having = sum(number in by_slot for by_slot in found.values())
            if not whole:
                having = sum(self.index.count(one.term.words, prefix=one.term.prefix) for one in slot)
            rarity.append(math.log(1 + total / (1 + having)))
        return rarity

    def _look_up(
        self, spelled: _Spelled, asked: Sequence[str], *, slots: int, among: Sequence[int] | None
    ) -> Iterator[tuple[str, Found]]:
        """Every (record id, what the term is worth to it). `asked` are all the words of the query."""
        term = spelled.term
        if term.type:
            for record in self.dataset.records():
                if record.type == term.type:
                    entry = Entry(record.id, "type", record.type, cites(record.cite))
                    yield record.id, Found(MEANT_AS_TYPE, entry, "exact", frozenset({record.type}))
        for hit in self.index.find(term.words, prefix=term.prefix, among=among):
            entry = self.index.entries[hit.number]
            if term.type and entry.field not in ("name", "alias"):
                continue
            share = NOT_OF_TYPE if term.type else 1.0
            how = "typo" if spelled.distance else how_matched(term, hit.words)
            worth = share * FIELD_WORTH[entry.field] * HOW_WORTH[how]
            found = Found(worth, entry, how, hit.words, spelled.distance)
            words = [token.word for token in tokens(entry.text)]
            if entry.field == "topic":
                # Whole when the query has a word for each word of the topic's name.
                part = 1.0 if all(any(same_stem(word, other) for other in asked) for word in words) else PART_OF_TOPIC
                yield from self._tagged(found._replace(how="topic", worth=worth * part))
            elif entry.field in ("name", "alias"):
                # Of two names with the word the shorter is nearer to what was typed.
                yield entry.owner, found._replace(worth=worth * (0.6 + 0.4 * min(1, slots / max(len(words), 1))))
            else:
                yield entry.owner, found

    def _tagged(self, found: Found) -> Iterator[tuple[str, Found]]:
        """The records that have the topic of an entry, or one below it."""
        topic = found.entry.owner
        below = self.dataset.within(topic)
        for record in self.dataset.records():
            shares = [
                (1.0 if one == topic else BY_NARROWER) * (1.0 if one in record.topics else BY_FACT_ONLY)
                for one in record.all_topics()
                if one in below
            ]
            if shares:
                yield record.id, found._replace(worth=found.worth * max(shares))
