"""Plurals, and numbers that agree with their nouns."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """Return a number with its noun: 1 and `hub` → `1 hub`; 2,000 → `2,000 hubs`."""
    return f"{number:,} {noun if number == 1 else pluralize(noun)}"


def pluralize(word: str) -> str:
    """Return the regular plural: `company` → `companies`, `way` → `ways`, `campus` → `campuses`."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith("s") else f"{word}s"
