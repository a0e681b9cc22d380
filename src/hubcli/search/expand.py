"""What the words of a query are looked up as.

A word as it is, by its stem, as the beginning of a word where it may be one, by what the vocabulary of topics and types
holds for it, and, when the dataset does not know it, as the nearest word that it does know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubcli.search.fts import any_of, phrase, tag
from hubcli.search.query import FUNCTION_WORDS, Clause, Query, Term
from hubcli.search.score import BESIDE_KNOWN, BY_FACT_ONLY, BY_NARROWER, ExpandedTerm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.search.index.reader import Concept, Index

COMMONER = 20  # how many times commoner a word must be for a known one to be taken for a slip of it
MAX_PARTIAL = 2000  # records: a word in more of them narrows nothing
SHORTEST_CORRECTED = 4  # letters: a shorter word is never taken for another
TWO_EDITS = 8  # letters from which a word may have two slips
SHORTEST_PREFIX = (
    3  # a shorter beginning than this says too little to find words by when it was not asked for
)


class CompiledClause(NamedTuple):
    """A slot as it is looked up, and the index's expression for it."""

    spelled: tuple[ExpandedTerm, ...]
    match: str


class QueryExpander:
    """The words of queries, as a dataset and its index know them."""

    def __init__(self, dataset: Dataset, index: Index) -> None:
        self.dataset = dataset
        self.index = index

    def spelled(self, term: Term, distance: int = 0) -> ExpandedTerm:
        """A term with the topics and types that it is a word for."""
        concepts = () if term.type else self.index.concepts(term.words, prefix=term.prefix)
        return ExpandedTerm(
            term, distance, tuple((concept, self._tags(concept)) for concept in concepts)
        )

    def asked(self, slot: Sequence[ExpandedTerm]) -> CompiledClause:
        """A slot with the index's expression for it."""
        found: list[str] = []
        for term, _, concepts, _ in slot:
            said = phrase(term.words, prefix=term.prefix)
            found.append(f"names : {said}" if term.type else said)
            if term.type:
                found.append(phrase([tag("type", term.type)]))
            found += (phrase([one]) for _, tags in concepts for one in tags)
        return CompiledClause(tuple(slot), any_of(found))

    def _tags(self, concept: Concept) -> dict[str, float]:
        """The tags of the records that are of a type or have a topic, and how much of the topic's worth each gets."""
        if concept.field == "type":
            return {tag("type", concept.owner): 1.0}
        shares = {}
        for topic in self.dataset.with_narrower(concept.owner):
            share = 1.0 if topic == concept.owner else BY_NARROWER
            shares[tag("topic", topic)] = share
            shares[tag("fact-topic", topic)] = share * BY_FACT_ONLY
        return shares

    def _knows(self, term: Sequence[str], *, prefix: bool = False) -> bool:
        """Whether any text of the dataset, or its vocabulary, has the words."""
        return bool(
            self.index.count(phrase(term, prefix=prefix))
            or self.index.concepts(term, prefix=prefix)
        )

    def taken_apart(self, query: Query) -> Query:
        """The query with words that the dataset knows in place of one that is run together from them."""
        slots: list[Clause] = []
        said = list(query.words)
        for slot in query.slots:
            whole = slot[0]
            ways = (
                () if len(slot) > 1 or not whole.apart or self._knows(whole.words) else whole.apart
            )
            known = next((way for way in ways if self._knows(way[-1:])), ())
            known = known or next((way for way in ways if self._corrected(way[-1])), ())
            if known:
                at = said.index(whole.words[0])
                said[at : at + 1] = known
                slots += ((Term((word,)),) for word in known if word not in FUNCTION_WORDS)
            else:
                slots.append(slot)
        return query._replace(slots=tuple(slots), words=tuple(said))

    def known(self, slot: Clause, corrected: dict[str, str]) -> list[ExpandedTerm]:
        """The terms of a slot as the index knows them; a correction is noted. What nothing is near stays as it is."""
        return [self._known_term(term, corrected) for term in slot]

    def _known_term(self, term: Term, corrected: dict[str, str]) -> ExpandedTerm:
        if term.last and self.index.count(phrase(term.words)) <= MAX_PARTIAL:
            term = term._replace(prefix=True)
        if self._knows(term.words, prefix=term.prefix):
            return self.spelled(term)
        lone = len(term.words) == 1
        if lone and len(term.words[0]) >= SHORTEST_PREFIX and self._knows(term.words, prefix=True):
            return self.spelled(term._replace(prefix=True))
        distance = 0
        meant = []
        for word in term.words:
            near = None if self._knows((word,)) else self._corrected(word)
            if near:
                corrected[word], off = near
                distance += off
            meant.append(near[0] if near else word)
        return self.spelled(
            term._replace(words=tuple(meant), prefix=term.prefix and not distance), distance
        )

    def respelled(
        self, slots: Sequence[list[ExpandedTerm]], corrected: dict[str, str]
    ) -> Sequence[list[ExpandedTerm]]:
        """The slots with a much commoner word beside one that is near it: slips of the keys are in datasets too."""
        respelled = []
        for slot in slots:
            one = slot[0]
            word = one.term.words[0]
            near = None
            if (
                len(slot) == 1
                and len(one.term.words) == 1
                and not one.distance
                and not one.term.type
            ):
                near = self._corrected(
                    word, at_least=COMMONER * max(self.index.count(phrase([word])), 1)
                )
            if near and near[0] != word:
                corrected[word] = near[0]
                respelled.append(
                    [one, self.spelled(Term((near[0],)), near[1])._replace(share=BESIDE_KNOWN)]
                )
            else:
                respelled.append(slot)
        return respelled

    def _corrected(self, word: str, at_least: int = 0) -> tuple[str, int] | None:
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
            for near, distance, _ in process.extract(
                word, known, scorer=OSA.distance, score_cutoff=most, limit=None
            ):
                off = distance + (near[0] != word[0] and sorted(near[:2]) != sorted(word[:2]))
                if off <= most:
                    ranked.append((off, -self.index.count(phrase([near])), near))
        known_enough = [one for one in ranked if -one[1] >= at_least]
        if not known_enough:
            return None
        off, _, near = min(known_enough)
        return near, off
