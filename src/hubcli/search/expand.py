"""`QueryExpander`: what the terms of a query are looked up as.

A term matches the same word in other forms, longer words where it may be incomplete, and every
record of a type or topic that it names. If nothing in the dataset matches, it is corrected to the
nearest word that the dataset has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from hubcli.search.fts import any_of, phrase, tag
from hubcli.search.query import FUNCTION_WORDS, Clause, Query, Term
from hubcli.search.score import (
    CORRECTION_SHARE,
    FACT_TOPIC_SHARE,
    NARROWER_TOPIC_SHARE,
    ExpandedTerm,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.search.index.reader import Concept, Index

MAX_PARTIAL = 2000  # records: a word in more of them does not narrow a search
MIN_PREFIX_LENGTH = 3  # letters of a word that may match as a prefix without being asked to
MIN_CORRECTED_LENGTH = 4  # letters of a word that may be corrected
MIN_TWO_EDITS_LENGTH = 8  # letters of a word that may be corrected by two edits
MIN_FREQUENCY_RATIO = 20  # how much more frequent a correction of a known word must be


class CompiledClause(Struct, frozen=True):
    """A clause as it is looked up."""

    terms: tuple[ExpandedTerm, ...]
    match: str
    """The expression that matches the records with one of the terms."""


class QueryExpander:
    """Expands the terms of queries by what a dataset and its index contain."""

    def __init__(self, dataset: Dataset, index: Index) -> None:
        self._dataset = dataset
        self._index = index

    def compile_clause(self, terms: Sequence[ExpandedTerm]) -> CompiledClause:
        """Return the expanded terms of a clause with the expression that matches any of them."""
        expressions: list[str] = []
        for expanded in terms:
            term = expanded.term
            words = phrase(term.words, prefix=term.prefix)
            if term.type:
                expressions += (f"names : {words}", phrase([tag("type", term.type)]))
            else:
                expressions.append(words)
            for _, shares in expanded.concepts:
                expressions += (phrase([word]) for word in shares)
        return CompiledClause(tuple(terms), any_of(expressions))

    def expand_term(self, term: Term, distance: int = 0) -> ExpandedTerm:
        """Return a term with the types and topics that it names."""
        concepts = () if term.type else self._index.concepts(term.words, prefix=term.prefix)
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
            parts = self._compound_parts(clause)
            if parts:
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
        term = clause[0]
        if len(clause) > 1 or not term.split_variants or self._is_known(term.words):
            return ()
        for variant in term.split_variants:
            if self._is_known(variant[-1:]):
                return variant
        for variant in term.split_variants:
            if self._correction(variant[-1]):
                return variant
        return ()

    def expand_clause(self, clause: Clause, corrected: dict[str, str]) -> list[ExpandedTerm]:
        """Return the expanded terms of a clause; corrections are added to `corrected`.

        Unknown words without a correction are returned unchanged.
        """
        return [self._expand(term, corrected) for term in clause]

    def _expand(self, term: Term, corrected: dict[str, str]) -> ExpandedTerm:
        if term.last and self._index.count(phrase(term.words)) <= MAX_PARTIAL:
            term = replace(term, prefix=True)
        if self._is_known(term.words, prefix=term.prefix):
            return self.expand_term(term)
        if len(term.words) == 1 and len(term.words[0]) >= MIN_PREFIX_LENGTH:
            as_prefix = replace(term, prefix=True)
            if self._is_known(as_prefix.words, prefix=True):
                return self.expand_term(as_prefix)
        return self._correct(term, corrected)

    def _correct(self, term: Term, corrected: dict[str, str]) -> ExpandedTerm:
        """Return a term with a correction for each of its unknown words that has one."""
        words = []
        total = 0
        for word in term.words:
            correction = None if self._is_known((word,)) else self._correction(word)
            if correction:
                corrected[word], distance = correction
                total += distance
            words.append(correction[0] if correction else word)
        term = replace(term, words=tuple(words), prefix=term.prefix and not total)
        return self.expand_term(term, total)

    def add_corrections(
        self, clauses: Sequence[list[ExpandedTerm]], corrected: dict[str, str]
    ) -> Sequence[list[ExpandedTerm]]:
        """Return the clauses with a much more frequent word as an alternative to a known one.

        Texts of a dataset have misspellings too. Corrections are added to `corrected`.
        """
        widened = []
        for terms in clauses:
            word = terms[0].term.words[0]
            correction = self._frequent_correction(terms)
            if correction and correction[0] != word:
                corrected[word], distance = correction
                alternative = self.expand_term(Term((correction[0],)), distance)
                widened.append([terms[0], replace(alternative, share=CORRECTION_SHARE)])
            else:
                widened.append(terms)
        return widened

    def _frequent_correction(self, terms: Sequence[ExpandedTerm]) -> tuple[str, int] | None:
        """Return the correction of a clause that is one known word."""
        expanded = terms[0]
        term = expanded.term
        if len(terms) > 1 or len(term.words) > 1 or expanded.distance or term.type:
            return None
        count = self._index.count(phrase(term.words))
        return self._correction(term.words[0], min_count=MIN_FREQUENCY_RATIO * max(count, 1))

    def _correction(self, word: str, min_count: int = 0) -> tuple[str, int] | None:
        """Return the nearest word that is in at least `min_count` records, and its distance.

        Of several, the most frequent one. The distance is optimal string alignment (Damerau 1964),
        in which swapping neighbours is one edit, plus one if the first letter differs. It is at
        most 1, or 2 for a word of `MIN_TWO_EDITS_LENGTH` letters.
        """
        if len(word) < MIN_CORRECTED_LENGTH or any(char.isdecimal() for char in word):
            return None
        limit = 1 if len(word) < MIN_TWO_EDITS_LENGTH else 2
        candidates = [
            (distance, -count, other)
            for other, distance in self._near_words(word, limit)
            if distance <= limit and (count := self._index.count(phrase([other]))) >= min_count
        ]
        if not candidates:
            return None
        distance, _, nearest = min(candidates)
        return nearest, distance

    def _near_words(self, word: str, limit: int) -> Iterator[tuple[str, int]]:
        """Yield the words within `limit` edits, each with its distance as in `_correction`."""
        # Only for a word that is not in the dataset: rapidfuzz takes 4 ms to import.
        from rapidfuzz import process  # noqa: PLC0415  see above
        from rapidfuzz.distance import OSA  # noqa: PLC0415  see above

        for length in range(len(word) - limit, len(word) + limit + 1):
            matches = process.extract(
                word,
                self._index.vocabulary(length),
                scorer=OSA.distance,
                score_cutoff=limit,
                limit=None,
            )
            for other, distance, _ in matches:
                swapped = sorted(other[:2]) == sorted(word[:2])
                yield other, distance + (other[0] != word[0] and not swapped)
