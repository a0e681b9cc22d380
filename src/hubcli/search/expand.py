"""`QueryExpander`: what the terms of a query are looked up as.

A term matches the same word in other forms, longer words where it may be incomplete, and every
record of a type or topic that it names. A word that the dataset does not have is corrected to the
nearest ones, taken apart, or joined with its neighbour.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hubcli.search.fts import TOPIC_TAGS, any_of, phrase, tag
from hubcli.search.function_words import FUNCTION_WORDS, are_light
from hubcli.search.hits import ExpandedTerm
from hubcli.search.index.reader import Concept
from hubcli.search.query import (
    MAX_CLAUSES,
    MAX_COMPOUND_LENGTH,
    Clause,
    Query,
    Term,
    asked_clauses,
    link_words,
)
from hubcli.text.suggest import within_edits
from hubcli.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.search.index.reader import Index

MAX_PARTIAL = 2000  # records: a word in more of them does not narrow a search
MIN_PREFIX_LENGTH = 4  # letters of a word that may match as a prefix without being asked to
MIN_CORRECTED_LENGTH = 4  # letters of a word that may be corrected, and of its correction
MIN_TWO_EDITS_LENGTH = 8  # letters of a word that may be corrected by two edits
MIN_FREQUENCY_RATIO = 20  # how much more frequent a correction of a known word must be
MAX_CORRECTIONS = 30  # corrections of one word that are tried
MAX_COST_PER_LETTER = 2.0  # of a word taken apart: the parts of most words are rarer
MAX_VARIANT_LENGTH = 30  # letters of a part of such a word with another spelling
MIN_JOINED_LENGTH = 4  # letters of a word that may be typed in two, or be several

Alternatives = list[ExpandedTerm]  # of one clause


class QueryExpander:
    """Expands the terms of one query by what a dataset and its index contain."""

    def __init__(self, dataset: Dataset, index: Index) -> None:
        self._dataset = dataset
        self._index = index

    def add_concepts(self, term: Term, distance: int = 0, typed: str = "") -> ExpandedTerm:
        """Return a term with the types and topics that it names.

        `typed` is what it was typed as if that is something else.
        """
        if term.type:
            concepts = [Concept("type", term.type, term.type, frozenset({term.type}))]
        else:
            concepts = self._index.concepts(term.words, prefix=term.prefix)
        with_tags = tuple((concept, self._tags(concept)) for concept in concepts)
        return ExpandedTerm(term, distance, with_tags, typed=typed)

    def _tags(self, concept: Concept) -> frozenset[str]:
        """Return the tags of the records that have a type or topic, or a narrower topic."""
        if concept.field == "type":
            return frozenset((tag("type", concept.owner),))
        topics = self._dataset.with_narrower(concept.owner)
        return frozenset(tag(kind, topic) for topic in topics for kind in TOPIC_TAGS)

    def _is_known(self, words: Sequence[str], *, prefix: bool = False) -> bool:
        """Return whether a text, or the name of a type or topic, has these words in a row."""
        return bool(
            self._index.count(self._index.phrase(words, prefix=prefix))
            or self._index.concepts(words, prefix=prefix)
        )

    def expand(self, query: Query) -> tuple[Query, list[Alternatives]]:
        """Return the query, with words that were typed together apart, and its expanded clauses."""
        query, typed = self._split_words(query)
        # A query that is a name means this name, not longer ones that begin with it.
        is_name = bool(self._index.records_named(" ".join(query.words)))
        joined = {} if is_name else self._joined_neighbours(query)
        expanded = []
        for number, clause in enumerate(query.clauses):
            joins = joined.get(number, [])
            alternatives = [
                each
                for term in clause
                if not joins or self._is_known(term.words)
                for each in self._expand_term(term, may_be_longer=not is_name)
            ]
            if number in typed:
                alternatives = [replace(each, typed=typed[number]) for each in alternatives]
            expanded.append(alternatives + joins)
        return query, expanded

    def _split_words(self, query: Query) -> tuple[Query, dict[int, str]]:
        """Return a query with unknown words that were typed together taken apart.

        Also return clause → what it was typed as, for the clauses of these words. After
        `MAX_CLAUSES` clauses, words stay as they are.
        """
        clauses: list[Clause] = []
        words = list(query.words)
        typed: dict[int, str] = {}
        joined = {word for pair in self._joined_pairs(query) for word in pair}
        for clause in query.clauses:
            plain = len(clause) == 1 and clause[0].words[0] not in joined
            parts = self._parts(clause[0]) if plain and len(clauses) < MAX_CLAUSES else ()
            if not parts:
                clauses.append(clause)
                continue
            whole = clause[0].words[0]
            at = words.index(whole)
            words[at : at + 1] = parts
            for part, light in zip(parts, are_light(parts), strict=True):
                if not light:
                    typed[len(clauses)] = whole
                    clauses.append((replace(clause[0], words=(part,), split_variants=()),))
        split = tuple(clauses)
        asked = asked_clauses(split)
        return replace(query, clauses=split, words=tuple(words), asked=asked), typed

    def _parts(self, term: Term) -> tuple[str, ...]:
        """Return the words that a term was typed together from; () if it is known or corrected.

        Where a capital separates two words, the second must be known, or at least have a
        correction.
        """
        word = term.words[0]
        if len(term.words) > 1 or len(word) < MIN_JOINED_LENGTH or self._is_known(term.words):
            return ()
        if len(word) > MAX_COMPOUND_LENGTH or any(char.isdecimal() for char in word):
            return ()
        if self._is_known(term.words, prefix=True):
            return ()
        if any(distance == 1 for _, distance in self._corrections(word)):
            return ()
        variants = term.split_variants
        if variants and all(
            part in FUNCTION_WORDS or self._is_known((part,)) for part in variants[0]
        ):
            return variants[0]
        if parts := self._segment(word):
            return parts
        for is_part in (lambda part: self._is_known((part,)), self._corrections):
            if variant := next((each for each in variants if is_part(each[-1])), ()):
                return variant
        return ()

    def _segment(self, word: str) -> tuple[str, ...]:
        """Return the most probable words of the dataset that a word consists of; () if none do.

        The probability of a word is its share of the records (P. Norvig, "Natural Language Corpus
        Data", 2009).
        """
        # For each number of letters, the least negative log-likelihood and the start of the last
        # word.
        best = [(0.0, 0), *((math.inf, 0) for _ in word)]
        for start in range(len(word)):
            cost = best[start][0]
            for part in self._parts_at(word[start:]) if cost < math.inf else ():
                end = start + len(part)
                if end - start < len(word):
                    best[end] = min(best[end], (cost + self._cost(part), start))
        if best[-1][0] > MAX_COST_PER_LETTER * len(word):
            return ()
        parts: list[str] = []
        end = len(word)
        while end:
            start = best[end][1]
            parts.insert(0, word[start:end])
            end = start
        words = split_words(" ".join(parts))
        return () if FUNCTION_WORDS.issuperset(words) else tuple(words)

    def _parts_at(self, text: str) -> Iterator[str]:
        """Yield the beginnings of a text that are words of the dataset, or variants of some.

        A function word is one in any dataset.
        """
        yield from self._index.words_beginning(text)
        beginnings = (text[:end] for end in range(1, min(len(text), MAX_VARIANT_LENGTH) + 1))
        yield from (
            part for part in beginnings if part in FUNCTION_WORDS or split_words(part) != [part]
        )

    def _cost(self, word: str) -> float:
        """Return the negative log-likelihood of a word; infinite if no record has it."""
        if word in FUNCTION_WORDS:
            return math.log(self._index.size + 1) / 2  # as if many records had it
        if len(word) == 1:
            return math.inf
        numbers = list(map(self._index.frequency, split_words(word)))
        return sum(
            math.log((self._index.size + 1) / number) if number else math.inf for number in numbers
        )

    def _joined_pairs(self, query: Query) -> list[tuple[str, str]]:
        """Return the neighbouring words that the dataset has as one word."""
        return [
            (left, right)
            for left, right in pairwise(query.words)
            if len(left + right) >= MIN_JOINED_LENGTH and self._index.frequency(left + right)
        ]

    def _joined_neighbours(self, query: Query) -> dict[int, Alternatives]:
        """Return clause → the words that it makes with the clause before or after it."""
        pairs = set(self._joined_pairs(query))
        joined: dict[int, Alternatives] = {}
        for number, (left, right) in enumerate(pairwise(query.clauses)):
            pair = (left[0].words[0], right[0].words[0])
            if pair in pairs and all(len(c) == len(c[0].words) == 1 for c in (left, right)):
                alternative = self.add_concepts(Term(("".join(pair),)), typed=" ".join(pair))
                joined.setdefault(number, []).append(alternative)
                joined.setdefault(number + 1, []).append(alternative)
        return joined

    def _expand_term(self, term: Term, *, may_be_longer: bool) -> Iterator[ExpandedTerm]:
        """Yield a term as it is looked up, or its corrections if it is unknown."""
        starred = term.prefix
        longer = may_be_longer and self._may_be_beginning(term)
        if term.type or self._is_known(term.words):
            yield self.add_concepts(replace(term, prefix=starred or (term.last and longer)))
            if not (term.type or starred or all(map(self._index.frequency, term.words))):
                # It is known in other forms alone: `appled`, for instance, as `apple`.
                yield from (each for each in self._correct(term) if each.distance == 1)
            return
        beginning = replace(term, prefix=True)
        corrections = [] if starred else list(self._correct(term))
        if (starred or longer) and self._is_known(term.words, prefix=True):
            yield self.add_concepts(beginning)
            corrections = [each for each in corrections if each.distance == 1]
        elif not corrections:
            yield self.add_concepts(term)
        yield from corrections

    def _may_be_beginning(self, term: Term) -> bool:
        return (
            len(term.words) == 1
            and len(term.words[0]) >= MIN_PREFIX_LENGTH
            and self._index.count(self._index.phrase(term.words)) <= MAX_PARTIAL
        )

    def _correct(self, term: Term) -> Iterator[ExpandedTerm]:
        """Yield a term with each correction of its word; of a phrase, with those most frequent."""
        if len(term.words) == 1:
            (typed,) = term.words
            for word, distance in self._corrections(typed):
                yield self.add_concepts(Term((word,), where=term.where), distance, typed)
            return
        words = []
        total = 0
        for word in term.words:
            corrections = [] if self._index.frequency(word) else self._corrections(word)
            correction, distance = corrections[0] if corrections else (word, 0)
            words.append(correction)
            total += distance
        if total:
            corrected = replace(term, words=tuple(words), prefix=False)
            yield self.add_concepts(corrected, total, " ".join(term.words))

    def read_type_as_word(self, terms: Alternatives) -> Alternatives:
        """Return the terms of a clause, and for one that names a type the word itself."""
        words = [replace(each.term, type="") for each in terms if each.term.type]
        return [*terms, *map(self.add_concepts, words)]

    def add_frequent(self, terms: Alternatives) -> Alternatives:
        """Return the terms of a clause, and for a known word near and much more frequent ones.

        Texts of a dataset have misspellings too.
        """
        term = terms[0].term
        if len(terms) > 1 or len(term.words) > 1 or terms[0].typed or term.type:
            return terms
        (word,) = term.words
        min_count = MIN_FREQUENCY_RATIO * max(self._index.count(phrase(term.words)), 1)
        corrections = (
            self.add_concepts(Term((correction,), where=term.where), distance, word)
            for correction, distance in self._corrections(word, min_count)
        )
        return [*terms, *corrections]

    def _corrections(self, word: str, min_count: int = 1) -> list[tuple[str, int]]:
        """Return the nearest words that at least `min_count` records have, each with its distance.

        All are equally near, the most frequent first. The distance is optimal string alignment
        (Damerau 1964), in which swapping neighbours is one edit. It is at most 1, or 2 for a word
        of `MIN_TWO_EDITS_LENGTH` letters. A word that asks for a link stays as it is.
        """
        if len(word) < MIN_CORRECTED_LENGTH or any(char.isdecimal() for char in word):
            return []
        if word in link_words():
            return []
        limit = 1 if len(word) < MIN_TWO_EDITS_LENGTH else 2
        lengths = range(max(MIN_CORRECTED_LENGTH, len(word) - limit), len(word) + limit + 1)
        near = [
            pair
            for length in lengths
            for pair in within_edits(word, self._index.vocabulary(length), limit)
        ]
        counts = {other: self._index.frequency(other) for other, _ in near}
        near = [(other, edits) for other, edits in near if edits and counts[other] >= min_count]
        nearest = min((edits for _, edits in near), default=0)
        near = [(other, edits) for other, edits in near if edits == nearest]
        return sorted(near, key=lambda pair: -counts[pair[0]])[:MAX_CORRECTIONS]


def clause_match(index: Index, terms: Iterable[ExpandedTerm]) -> str:
    """Return the expression that matches the records with one of the terms of a clause."""
    expressions: list[str] = []
    for expanded in terms:
        words = index.phrase(expanded.term.words, prefix=expanded.term.prefix)
        expressions.append(f"names : {words}" if expanded.term.type else words)
        expressions += (phrase([tag]) for _, tags in expanded.concepts for tag in sorted(tags))
    return any_of(expressions)
