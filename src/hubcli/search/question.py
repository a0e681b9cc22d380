"""Questions: what a query asks for, by the words that it begins with, and the texts that say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from hubcli.model.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.search.index.layout import Field

QuestionKind = Literal["", "person", "place", "number", "time", "quote"]

# The longest first: a query asks for the kind of the first of these that it begins with.
_OPENINGS: tuple[tuple[str, QuestionKind], ...] = (
    ("in which year", "time"),
    ("in what year", "time"),
    ("which year", "time"),
    ("what year", "time"),
    ("since when", "time"),
    ("when", "time"),
    ("how many", "number"),
    ("how much", "number"),
    ("who said", "quote"),
    ("who says", "quote"),
    ("who is quoted", "quote"),
    ("who", "person"),
    ("where", "place"),
)
ANSWER_FIELDS: dict[QuestionKind, Field] = {"number": "figure", "quote": "quote", "time": "figure"}
_SITED = tuple(RELATIONS[rel].label for rel in ("located-in", "part-of", "present-in"))
# Words that only repeat what is asked.
ECHOES: dict[QuestionKind, frozenset[str]] = {
    "place": frozenset(("based", "find", "located", "situated"))
}
_YEAR = r"\b(?:1[5-9]|20)\d\d\b"


def read_question(words: Sequence[str]) -> tuple[QuestionKind, int]:
    """Return what the folded words of a query ask for, and the number of words that say so."""
    text = f"{' '.join(words[:4])} "
    for opening, kind in _OPENINGS:
        if text.startswith(f"{opening} "):
            return kind, opening.count(" ") + 1
    return "", 0


def says(question: QuestionKind, field: Field, text: str) -> bool:
    """Return whether a text of a record says what a question of this kind asks for."""
    if question == "place":
        return field == "place" or (field == "link" and text.startswith(_SITED))
    if question == "person":
        return field == "link"
    if question == "time":
        return field != "place" and bool(re.search(_YEAR, text))
    return field == ANSWER_FIELDS.get(question)
