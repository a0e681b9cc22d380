"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str], most: int = 3) -> list[str]:
    """Those of `choices` that a person who typed `word` may have meant, nearest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  4 ms, and only where something was not found

    alike = {
        name_key(choice): choice for choice in choices
    }  # an id and a name of the same words are one suggestion
    if len(word) <= 2:  # which are a part of anything
        alike = {
            its: choice
            for its, choice in alike.items()
            if its.startswith(name_key(word)) or len(its) <= len(word) + 1
        }
    scored = process.extract(
        word,
        list(alike.values()),
        scorer=fuzz.WRatio,
        processor=name_key,
        limit=most,
        score_cutoff=75,
    )
    best = scored[0][1] if scored else 0
    return [choice for choice, score, _ in scored if score > best - 10]
