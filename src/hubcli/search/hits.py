"""Hits: the texts, types and topics of a record that have a term of the query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from hubcli.search.index.reader import Concept, MatchedText
from hubcli.search.query import Term

MatchMethod = Literal["exact", "stem", "prefix", "topic", "typo"]


class ExpandedTerm(Struct, frozen=True):
    """A term as it is looked up."""

    term: Term
    distance: int
    """The number of edits from what was typed."""
    concepts: tuple[tuple[Concept, frozenset[str]], ...]
    """The types and topics that it names, each with the tags of the records that have it."""
    typed: str = ""
    """The text that was typed for it, if that is another."""


class TermHit(Struct, frozen=True):
    """A text, type or topic of a record that has a term."""

    clause: int
    """The index of the clause with the term."""
    weight: float
    where: MatchedText | Concept
    method: MatchMethod
    words: frozenset[str]
    expanded: ExpandedTerm


Hits = Sequence[TermHit]  # of one record, in the order of the clauses


def hits_by_place(hits: Hits) -> Mapping[MatchedText | Concept, Hits]:
    """Return text, type or topic → its hits."""
    places: dict[MatchedText | Concept, list[TermHit]] = defaultdict(list)
    for hit in hits:
        places[hit.where].append(hit)
    return places


def clauses_of(hits: Hits) -> Collection[int]:
    """Return the indices of the clauses that have a hit, each once."""
    return dict.fromkeys(hit.clause for hit in hits)


def sum_idf(hits: Hits, idf: Sequence[float]) -> float:
    """Return the summed idf of the clauses that have a hit."""
    return sum(idf[clause] for clause in clauses_of(hits))
