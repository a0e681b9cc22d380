"""Suggestions for a name that was not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

MIN_SCORE = 75  # of 100, as rapidfuzz rates the likeness of two texts
MAX_SCORE_GAP = 10  # below the best suggestion


def _rapidfuzz() -> ModuleType:
    import rapidfuzz.distance  # noqa: PLC0415  4 ms, needed only after a failed lookup

    return rapidfuzz


def within_edits(word: str, others: Iterable[str], limit: int) -> Iterator[tuple[str, int]]:
    """Yield the words that are at most `limit` edits away, each with the number of edits.

    An edit adds, drops or replaces a letter, or swaps two neighbours (optimal string alignment).
    """
    rapidfuzz = _rapidfuzz()
    scorer = rapidfuzz.distance.OSA.distance
    matches = rapidfuzz.process.extract(word, others, scorer=scorer, score_cutoff=limit, limit=None)
    return ((other, edits) for other, edits, _ in matches)


def nearest(word: str, choices: Iterable[str], limit: int = 3) -> list[str]:
    """Return at most `limit` of the choices that resemble `word`, the nearest first.

    Choices that differ only in spelling, as an id and a name may, count as one.
    """
    rapidfuzz = _rapidfuzz()
    typed = name_key(word)
    by_key = {name_key(choice): choice for choice in choices}
    if len(word) <= 2:  # almost every choice contains so short a text somewhere
        by_key = {
            key: choice
            for key, choice in by_key.items()
            if key.startswith(typed) or len(key) <= len(word) + 1
        }
    scored = rapidfuzz.process.extract(
        word,
        list(by_key.values()),
        scorer=rapidfuzz.fuzz.WRatio,
        processor=name_key,
        limit=limit,
        score_cutoff=MIN_SCORE,
    )
    best = max((score for _, score, _ in scored), default=0)
    return [choice for choice, score, _ in scored if score > best - MAX_SCORE_GAP]
