"""`TermMatcher`: the texts, types and topics of a record that have a term, and their weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from hubcli.search.fts import tag
from hubcli.search.index.layout import NAME_FIELDS
from hubcli.search.index.reader import Concept
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

    from hubcli.search.index.reader import Index, MatchedRecord, MatchedText, MatchKind
    from hubcli.search.query import Term
    from hubcli.search.score import ExpandedTerm, MatchMethod


class TermMatcher:
    """Finds one term of a query in records."""

    def __init__(
        self,
        expanded: ExpandedTerm,
        index: Index,
        query_words: Sequence[str],
        matched: frozenset[str],
        clause_count: int,
    ) -> None:
        """`matched` are all words that matched in the records to be searched."""
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
        if term.type:
            type = Concept("type", term.type, term.type, frozenset({term.type}))
            type_hit = TermHit(TYPE_WEIGHT, type, "exact", type.words)
            self._tag_hits.append((type_hit, {tag("type", term.type): 1.0}))

    def _concept_hit(self, concept: Concept, query_words: Sequence[str]) -> TermHit:
        """Return the hit of a record that is of a type, or has a topic, which the term names."""
        distance = self._expanded.distance
        method: MatchMethod = "typo"
        if not distance:
            method = _concept_method(self._expanded.term, concept.words)
        weight = self._expanded.share * FIELD_WEIGHTS[concept.field] * METHOD_WEIGHTS[method]
        in_full = all(
            any(same_stem(word, other) for other in query_words)
            for word in split_words(concept.text)
        )
        if not in_full:
            weight *= PART_OF_NAME_SHARE
        if concept.field == "topic":
            method = "topic"
        return TermHit(weight, concept, method, concept.words, distance)

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
        distance = self._expanded.distance
        method: MatchMethod = "typo"
        if not distance:
            method = max(forms.values(), key=METHOD_WEIGHTS.__getitem__)
        weight = self._expanded.share * FIELD_WEIGHTS[text.field] * METHOD_WEIGHTS[method]
        if self._expanded.term.type:
            weight *= OTHER_TYPE_SHARE
        if text.field in NAME_FIELDS:  # of two names with the word, prefer the shorter
            weight *= 0.6 + 0.4 * min(1, self._clause_count / len(text.words))
        return TermHit(weight, text, method, frozenset(forms), distance)

    def _find_in(self, text: MatchedText) -> Mapping[str, MatchKind]:
        """Return the words of a text that are the term, each with how it matched.

        A word that stands for a type is looked for in names only.
        """
        first = self._forms[0]
        if first.keys().isdisjoint(text.matched):
            return {}
        if self._expanded.term.type and text.field not in NAME_FIELDS:
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
    if any(same_stem(word, last) for word in matched):
        return "stem"
    return "prefix" if any(word.startswith(last) for word in matched) else "stem"
