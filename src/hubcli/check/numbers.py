"""Numbers in texts, written in digits or as words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubcli.model.records import Figure

_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")


def numbers_in(text: str) -> set[float]:
    """Return the numbers of a text: `Two wards, 1,200 beds` → `{2.0, 1200.0}`.

    Digits may have thousands separators. Words are known up to twelve.
    """
    digits = {float(re.sub(r"[,\u00a0\u202f]", "", number)) for number in _DIGITS.findall(text)}
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return digits | {float(value) for value, word in enumerate(_NUMBER_WORDS) if word in words}


def states_figure(figure: Figure, text: str) -> bool:
    """Return whether the text has the figure's number; `a bed` has the number of one bed."""
    article = figure.value == 1 and re.search(rf"\ban? {re.escape(figure.of)}\b", text)
    return bool(article) or figure.value in numbers_in(text)
