"""`TermMatcher`: the texts, types and topics of a record that have a term, and their weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from hubcli.search import weights
from hubcli.search.function_words import ENGLISH
from hubcli.search.hits import TermHit
from hubcli.search.index.layout import NAME_FIELDS, Field
from hubcli.search.query import PLACE_WORDS
from hubcli.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from hubcli.search.hits import ExpandedTerm, MatchMethod
    from hubcli.search.index.reader import Concept, Index, MatchedRecord, MatchedText, MatchKind


PLACE_WORD_DISTANCE = 3  # words from a preposition to a place, as in "in Solna and Huddinge"


class TermMatcher:
    """Finds a term of the clause with index `clause` in records."""

    def __init__(
        self,
        clause: int,
        expanded: ExpandedTerm,
        index: Index,
        query_forms: frozenset[str],
        clause_count: int,
    ) -> None:
        """`query_forms` are the forms of all words of the query, `clause_count` its clauses."""
        self._clause = clause
        self._expanded = expanded
        self._clause_count = clause_count
        self._forms: list[Mapping[str, MatchKind]] = list(map(index.forms, expanded.term.words))
        self._concept_hits = [
            (self._concept_hit(concept, query_forms), tags) for concept, tags in expanded.concepts
        ]

    def hits(self, record: MatchedRecord) -> Iterator[TermHit]:
        """Yield the hits of the term in a record."""
        for text in record.texts:
            if forms := self._find_in(text):
                yield self._text_hit(text, forms)
        for hit, tags in self._concept_hits:
            if not tags.isdisjoint(record.tags):
                yield hit

    def _concept_hit(self, concept: Concept, query_forms: frozenset[str]) -> TermHit:
        """Return the hit of a record that is of a type, or has a topic, which the term names."""
        weight = weights.TAG_WEIGHT
        if self._expanded.term.type:
            weight = weights.TYPE_WEIGHT
        elif not query_forms.issuperset(split_words(concept.text)):
            weight *= weights.PART_OF_NAME_SHARE
        hit = self._hit(concept, self._concept_method(concept.words), concept.words, weight)
        is_topic = concept.field == "topic" and hit.method != "typo"
        return replace(hit, method="topic") if is_topic else hit

    def _text_hit(self, text: MatchedText, forms: Mapping[str, MatchKind]) -> TermHit:
        weight = _text_weight(text.field)
        if text.field in (*NAME_FIELDS, "figure"):  # of two with the word, prefer the shorter
            coverage = min(1, self._clause_count / len(text.words))
            weight *= 1 - weights.NAME_LENGTH_SHARE * (1 - coverage)
        if self._expanded.term.type:
            is_kind = _is_kind(text.words, forms)
            weight = weights.TYPE_NAME_WEIGHT if is_kind else weight * weights.PART_OF_NAME_SHARE
        kinds = frozenset(forms.values())
        method: MatchMethod = "prefix"
        if "exact" in kinds or "stem" in kinds:
            method = "exact" if "exact" in kinds else "stem"
        return self._hit(text, method, frozenset(forms), weight)

    def _hit(
        self,
        where: MatchedText | Concept,
        method: MatchMethod,
        words: frozenset[str],
        weight: float,
    ) -> TermHit:
        """Return a hit of this weight, or of less if it is inexact."""
        if self._expanded.distance:
            method = "typo"
        # A word for a type names it in any form; a quotation is about another record.
        inexact = method != "exact" and not self._expanded.term.type
        if inexact or self._expanded.typed or where.field == "quote":
            weight *= weights.INEXACT_SHARE
        return TermHit(self._clause, weight, where, method, words, self._expanded)

    def _find_in(self, text: MatchedText) -> Mapping[str, MatchKind]:
        """Return the words of a text that are the term, each with how it matched.

        A word that stands for a type is looked for in names only.
        """
        if self._expanded.term.type and text.field not in NAME_FIELDS:
            return {}
        if len(self._forms) == 1:
            forms = {word: kind for word in text.matched if (kind := self._kind(0, word))}
            return forms if self._may_be_where(text, forms) else {}
        for begin in range(len(text.words) - len(self._forms) + 1):
            run = text.words[begin : begin + len(self._forms)]
            kinds = [self._kind(number, word) for number, word in enumerate(run)]
            if all(kinds):
                return {word: kind for word, kind in zip(run, kinds, strict=True) if kind}
        return {}

    def _may_be_where(self, text: MatchedText, forms: Iterable[str]) -> bool:
        """Return whether a text may say that its record is where the term asks for.

        A place says so, a name, and a text with the word after a preposition: `in Solna and Oulu`.
        """
        is_where = self._expanded.term.where and not self._expanded.concepts
        if not is_where or text.field in NAME_FIELDS or text.field == "place":
            return True
        at = [number for number, word in enumerate(text.words) if word in forms]
        return any(
            not PLACE_WORDS.isdisjoint(text.words[max(0, number - PLACE_WORD_DISTANCE) : number])
            for number in at
        )

    def _kind(self, number: int, word: str) -> MatchKind | None:
        """Return how a word of a text matches the word of the term with this index, if it does."""
        term = self._expanded.term
        if kind := self._forms[number].get(word):
            return kind
        may_begin = term.prefix and number == len(term.words) - 1
        return "prefix" if may_begin and word.startswith(term.words[-1]) else None

    def _concept_method(self, matched: frozenset[str]) -> MatchMethod:
        """Return how the term matched these words of the name of a type or topic."""
        if matched.issuperset(self._expanded.term.words):
            return "exact"
        return "stem" if not matched.isdisjoint(self._forms[-1]) else "prefix"


def _text_weight(field: Field) -> float:
    if field in NAME_FIELDS:
        return weights.NAME_WEIGHT
    special: dict[Field, float] = {"place": weights.TAG_WEIGHT, "summary": weights.SUMMARY_WEIGHT}
    return special.get(field, weights.TEXT_WEIGHT)


def _is_kind(words: Sequence[str], forms: Container[str]) -> bool:
    """Return whether a name says that its record is a thing of this kind.

    Its first word before a preposition says so, or else its last: an `Institute for Health` is an
    institute, but neither a `University Hospital` nor a `Faculty at a University` is a university.
    """
    at = (number for number, word in enumerate(words[1:]) if word in ENGLISH)
    return words[next(at, -1)] in forms
