"""`TermMatcher`: the texts, types and topics of a record that have a term, and their weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from hubcli.search.index.layout import NAME_FIELDS
from hubcli.search.score import (
    FIELD_WEIGHTS,
    METHOD_WEIGHTS,
    OTHER_TYPE_SHARE,
    PART_OF_NAME_SHARE,
    TYPE_WEIGHT,
    TermHit,
)
from hubcli.text.words import same_stem, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hubcli.search.index.reader import Concept, Index, MatchedRecord, MatchedText, MatchKind
    from hubcli.search.query import Term
    from hubcli.search.score import ExpandedTerm, MatchMethod


class TermMatcher:
    """Finds a term of the clause with index `clause` in records."""

    def __init__(
        self,
        clause: int,
        expanded: ExpandedTerm,
        index: Index,
        query_words: Sequence[str],
        matched: frozenset[str],
        clause_count: int,
    ) -> None:
        """`matched` are all words that matched in the records to be searched."""
        self._clause = clause
        self._expanded = expanded
        self._clause_count = clause_count
        term = expanded.term
        last = len(term.words) - 1
        self._forms: list[Mapping[str, MatchKind]] = [
            index.matching_words(word, prefix=term.prefix and number == last, among=matched)
            for number, word in enumerate(term.words)
        ]
        self._tag_hits = [
            (self._concept_hit(concept, query_words), shares)
            for concept, shares in expanded.concepts
        ]

    def _concept_hit(self, concept: Concept, query_words: Sequence[str]) -> TermHit:
        """Return the hit of a record that is of a type, or has a topic, which the term names."""
        if self._expanded.term.type:
            return TermHit(self._clause, TYPE_WEIGHT, concept, "exact", concept.words)
        in_full = all(
            any(same_stem(word, other) for other in query_words)
            for word in split_words(concept.text)
        )
        method = _concept_method(self._expanded.term, concept.words)
        hit = self._hit(concept, method, concept.words, 1.0 if in_full else PART_OF_NAME_SHARE)
        return replace(hit, method="topic") if concept.field == "topic" else hit

    def _hit(
        self,
        where: MatchedText | Concept,
        method: MatchMethod,
        words: frozenset[str],
        factor: float,
    ) -> TermHit:
        """Return a hit with its weight by field and method; a correction is always a `typo`."""
        distance = self._expanded.distance
        if distance:
            method = "typo"
        weight = self._expanded.share * FIELD_WEIGHTS[where.field] * METHOD_WEIGHTS[method]
        return TermHit(self._clause, weight * factor, where, method, words, distance)

    def hits(self, record: MatchedRecord) -> Iterator[TermHit]:
        """Yield the hits of the term in a record."""
        if not self._forms[0].keys().isdisjoint(record.matched):
            for text in record.texts:
                if forms := self._find_in(text):
                    yield self._text_hit(text, forms)
        for hit, shares in self._tag_hits:
            if tags := record.tags & shares.keys():
                yield replace(hit, weight=hit.weight * max(map(shares.__getitem__, tags)))

    def _text_hit(self, text: MatchedText, forms: Mapping[str, MatchKind]) -> TermHit:
        factor = OTHER_TYPE_SHARE if self._expanded.term.type else 1.0
        if text.field in NAME_FIELDS:  # of two names with the word, prefer the shorter
            factor *= 0.6 + 0.4 * min(1, self._clause_count / len(text.words))
        method = max(forms.values(), key=METHOD_WEIGHTS.__getitem__)
        return self._hit(text, method, frozenset(forms), factor)

    def _find_in(self, text: MatchedText) -> Mapping[str, MatchKind]:
        """Return the words of a text that are the term, each with how it matched.

        A word that stands for a type is looked for in names only.
        """
        first = self._forms[0]
        only_names = self._expanded.term.type and text.field not in NAME_FIELDS
        if only_names or first.keys().isdisjoint(text.matched):
            return {}
        if len(self._forms) == 1:
            return {word: first[word] for word in text.matched if word in first}
        for begin in range(len(text.words) - len(self._forms) + 1):
            run = text.words[begin : begin + len(self._forms)]
            if all(word in forms for word, forms in zip(run, self._forms, strict=True)):
                return {word: forms[word] for word, forms in zip(run, self._forms, strict=True)}
        return {}


def _concept_method(term: Term, matched: frozenset[str]) -> MatchMethod:
    """Return how a term matched these words of the name of a type or topic."""
    if matched >= set(term.words):
        return "exact"
    last = term.words[-1]
    by_stem = any(same_stem(word, last) for word in matched)
    return "prefix" if not by_stem and any(word.startswith(last) for word in matched) else "stem"
