"""Plurals, and numbers that agree with their nouns."""

from __future__ import annotations


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: 1 and `hub` → `1 hub`; 2,000 → `2,000 hubs`.

    `plural` is the plural of the noun, if it is not the noun with an s.
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def pluralize(word: str) -> str:
    """Return the regular plural: `company` → `companies`, `campus` → `campuses`."""
    if word.endswith("y"):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith("s") else f"{word}s"
