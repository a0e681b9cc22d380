"""TODO."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubcli.model.records import (
        Figure,
    )

_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_SPELLED = {word: float(number) for number, word in enumerate(_WORDS)}
_NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")


def numbers_in(text: str) -> set[float]:
    """The numbers of a text, in digits (thousands set apart or not) or as words up to twelve."""
    digits = {float(re.sub(r"[,\u00a0\u202f]", "", number)) for number in _NUMBER.findall(text)}
    return digits | {
        _SPELLED[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in _SPELLED
    }


def states_figure(figure: Figure, text: str) -> bool:
    """Whether the figure's number is in the text; that of `tens of` is nobody's."""
    if figure.qualifier == "tens of":
        return "tens of" in text
    article = figure.value == 1 and re.search(rf"\ban? {re.escape(figure.of)}\b", text)
    return figure.value in numbers_in(text) or bool(article)
