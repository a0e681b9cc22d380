"""`QueryExpander`: what the terms of a query are looked up as.

A term matches the same word in other forms, longer words where it may be incomplete, and every
record of a type or topic that it names. If nothing in the dataset matches, it is corrected to the
nearest word that the dataset has.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hubcli.search.fts import any_of, phrase, tag
from hubcli.search.index.reader import Concept
from hubcli.search.query import FUNCTION_WORDS, Clause, Query, Term
from hubcli.search.score import (
    CORRECTION_SHARE,
    FACT_TOPIC_SHARE,
    NARROWER_TOPIC_SHARE,
    ExpandedTerm,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.search.index.reader import Index

MAX_PARTIAL = 2000  # records: a word in more of them does not narrow a search
MIN_PREFIX_LENGTH = 3  # letters of a word that may match as a prefix without being asked to
MIN_CORRECTED_LENGTH = 4  # letters of a word that may be corrected
MIN_TWO_EDITS_LENGTH = 8  # letters of a word that may be corrected by two edits
MIN_FREQUENCY_RATIO = 20  # how much more frequent a correction of a known word must be


class QueryExpander:
    """Expands the terms of one query by what a dataset and its index contain."""

    def __init__(self, dataset: Dataset, index: Index) -> None:
        self._dataset = dataset
        self._index = index
        self.corrected: dict[str, str] = {}
        """Typed word → correction, of the terms expanded so far."""

    def add_concepts(self, term: Term, distance: int = 0) -> ExpandedTerm:
        """Return a term with the types and topics that it names."""
        if term.type:
            concepts = [Concept("type", term.type, term.type, frozenset({term.type}))]
        else:
            concepts = self._index.concepts(term.words, prefix=term.prefix)
        with_shares = tuple((concept, self._tag_shares(concept)) for concept in concepts)
        return ExpandedTerm(term, distance, with_shares)

    def _tag_shares(self, concept: Concept) -> dict[str, float]:
        """Return the tags of the records that have a type or topic → share of its weight."""
        if concept.field == "type":
            return {tag("type", concept.owner): 1.0}
        shares = {}
        for topic in self._dataset.with_narrower(concept.owner):
            share = 1.0 if topic == concept.owner else NARROWER_TOPIC_SHARE
            shares[tag("topic", topic)] = share
            shares[tag("fact-topic", topic)] = share * FACT_TOPIC_SHARE
        return shares

    def _is_known(self, words: Sequence[str], *, prefix: bool = False) -> bool:
        """Return whether a text, or the name of a type or topic, has these words in a row."""
        return bool(
            self._index.count(phrase(words, prefix=prefix))
            or self._index.concepts(words, prefix=prefix)
        )

    def split_compounds(self, query: Query) -> Query:
        """Return a query with unknown words that are written together taken apart."""
        clauses: list[Clause] = []
        words = list(query.words)
        for clause in query.clauses:
            if parts := self._compound_parts(clause):
                at = words.index(clause[0].words[0])
                words[at : at + 1] = parts
                clauses += ((Term((part,)),) for part in parts if part not in FUNCTION_WORDS)
            else:
                clauses.append(clause)
        return replace(query, clauses=tuple(clauses), words=tuple(words))

    def _compound_parts(self, clause: Clause) -> tuple[str, ...]:
        """Return the words that a clause is written together from; () if it is known itself.

        The last of them must be known, or at least have a correction.
        """
        variants = clause[0].split_variants
        if len(clause) > 1 or not variants or self._is_known(clause[0].words):
            return ()
        known = (variant for variant in variants if self._is_known(variant[-1:]))
        corrected = (variant for variant in variants if self._correction(variant[-1])[1])
        return next(chain(known, corrected), ())

    def expand(self, term: Term) -> ExpandedTerm:
        """Return a term as it is looked up; unknown words without a correction stay."""
        if term.last and self._index.count(phrase(term.words)) <= MAX_PARTIAL:
            term = replace(term, prefix=True)
        if self._is_known(term.words, prefix=term.prefix):
            return self.add_concepts(term)
        may_be_prefix = len(term.words) == 1 and len(term.words[0]) >= MIN_PREFIX_LENGTH
        if may_be_prefix and self._is_known(term.words, prefix=True):
            return self.add_concepts(replace(term, prefix=True))
        return self._correct(term)

    def _correct(self, term: Term) -> ExpandedTerm:
        """Return a term with a correction for each of its unknown words that has one."""
        words = []
        total = 0
        for word in term.words:
            correction, distance = (word, 0) if self._is_known((word,)) else self._correction(word)
            if distance:
                self.corrected[word] = correction
            words.append(correction)
            total += distance
        term = replace(term, words=tuple(words), prefix=term.prefix and not total)
        return self.add_concepts(term, total)

    def add_alternative(self, terms: list[ExpandedTerm]) -> list[ExpandedTerm]:
        """Return the terms of a clause, and for a known word a near and much more frequent one.

        Texts of a dataset have misspellings too.
        """
        term = terms[0].term
        if len(terms) > 1 or len(term.words) > 1 or terms[0].distance or term.type:
            return terms
        (word,) = term.words
        min_count = MIN_FREQUENCY_RATIO * max(self._index.count(phrase(term.words)), 1)
        correction, distance = self._correction(word, min_count)
        if not distance:
            return terms
        self.corrected[word] = correction
        alternative = self.add_concepts(Term((correction,)), distance)
        return [*terms, replace(alternative, share=CORRECTION_SHARE)]

    def _correction(self, word: str, min_count: int = 0) -> tuple[str, int]:
        """Return the nearest word that is in at least `min_count` records, and its distance.

        Of several, the most frequent one; without any, the word itself and 0. The distance is
        optimal string alignment (Damerau 1964), in which swapping neighbours is one edit, plus one
        if the first letter differs. It is at most 1, or 2 for a word of `MIN_TWO_EDITS_LENGTH`
        letters.
        """
        if len(word) < MIN_CORRECTED_LENGTH or any(char.isdecimal() for char in word):
            return word, 0
        limit = 1 if len(word) < MIN_TWO_EDITS_LENGTH else 2
        candidates = [
            (distance, -count, other)
            for other, distance in self._near_words(word, limit)
            if distance <= limit and (count := self._index.count(phrase([other]))) >= min_count
        ]
        distance, _, nearest = min(candidates, default=(0, 0, word))
        return nearest, distance

    def _near_words(self, word: str, limit: int) -> Iterator[tuple[str, int]]:
        """Yield the words within `limit` edits, each with its distance as in `_correction`."""
        from rapidfuzz import distance, process  # noqa: PLC0415  4 ms, only for an unknown word

        osa = distance.OSA.distance
        for length in range(len(word) - limit, len(word) + limit + 1):
            words = self._index.vocabulary(length)
            matches = process.extract(word, words, scorer=osa, score_cutoff=limit, limit=None)
            for other, edits, _ in matches:
                swapped = sorted(other[:2]) == sorted(word[:2])
                yield other, edits + (other[0] != word[0] and not swapped)


def clause_match(terms: Iterable[ExpandedTerm]) -> str:
    """Return the expression that matches the records with one of the terms of a clause."""
    expressions: list[str] = []
    for expanded in terms:
        words = phrase(expanded.term.words, prefix=expanded.term.prefix)
        expressions.append(f"names : {words}" if expanded.term.type else words)
        expressions += (phrase([word]) for _, shares in expanded.concepts for word in shares)
    return any_of(expressions)
