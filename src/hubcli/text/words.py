"""Words of a text in a form that can be compared: folded, with one spelling for variants."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hubcli.text.plural import pluralize

if TYPE_CHECKING:
    from collections.abc import Callable

# Letters that Unicode does not decompose, and U+034F, the one mark in words that is not combining.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
        "ħ": "h",
        "ŋ": "n",
        "\u034f": "",
    }
)

# (pattern, replacement) pairs that give British and American variants one spelling. Texts and
# queries both pass through them, so the result has to be equal for both, but not a real word.
_SPELLINGS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"centre(s?)$", r"center\1"),
    (r"programme(s?)$", r"program\1"),
    (r"(?<=...)is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"),
    (r"(?<=..)lys(e|ed|es|er|ers|ing)$", r"lyz\1"),
    (r"(?<=...)our(s?|al|ed|ing)$", r"or\1"),
    (r"(?<=...)og(ue|ues)$", "og"),
    (r"(?<=...)fibre(s?)$", r"fiber\1"),
    (r"^universitaet", "universitat"),
    (r"^univ$", "university"),
    (r"^inst$", "institute"),
    (r"^hosp$", "hospital"),
    (r"^dept$", "department"),
    (r"^natl$", "national"),
    (r"(paed|haem|anaes|gynaec|leukaem|oesoph|foet)", lambda m: re.sub("[ao](?=e)", "", m[1])),
)
# Finds the many words that have no variant with a single search.
_ANY_SPELLING = "|".join(pattern for pattern, _ in _SPELLINGS)

# Words that are written as one or as two.
_COMPOUNDS = {
    "healthcare": "health care",
    "medtech": "med tech",
    "biotech": "bio tech",
    "wellbeing": "well being",
    "startup": "start up",
    "startups": "start ups",
}

_APOSTROPHES = "'\u2019\u2018\u02bc\u0060\u00b4"
_WITHOUT_APOSTROPHES = dict.fromkeys(map(ord, _APOSTROPHES))
_WITHOUT_SEPARATORS = dict.fromkeys(map(ord, ",\u00a0\u202f"))
# A number with thousands separators, or a run of letters, digits and combining marks, with
# apostrophes between them.
_WORD = (
    rf"\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?!\d)|[^\W_][^\W_\u0300-\u036f]*[\u0300-\u036f]*"
    rf"(?:[{_APOSTROPHES}]?[^\W_][\u0300-\u036f]*)*"
)

# Articles and prepositions that lose their vowel before another in French, Italian and Catalan.
_ELISION = rf"(?i)^(?:[cdjlmnst]|qu|un|(?:a|da|de|ne|su)ll)[{_APOSTROPHES}](?=[^\W\d_]{{2}})"

MAX_SPANS = 1000  # places of a text that are highlighted
_PIECE = 1000  # characters that are decomposed at a time


@cache
def _word_pattern() -> re.Pattern[str]:
    """Return the pattern of a word, compiled at its first use: it takes half a millisecond."""
    return re.compile(_WORD)


class Token(NamedTuple):
    """A folded word, and its place in the text: `text[start:end]`."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return the text in lower case without accents, ligatures and full-width forms.

    `Folkhälsan` → `folkhalsan`, `Łódź` → `lodz`.
    """
    if text.isascii():
        return text.lower()
    # Decompose twice: a mathematical bold A becomes a capital, which only then is case-folded, and
    # some letters can be decomposed only after that.
    letters = _decompose(_decompose(text).casefold()).translate(_LETTERS)
    return "".join(char for char in letters if not unicodedata.combining(char))


def _decompose(text: str) -> str:
    """Return the text with letters and their marks as separate characters.

    It is done in pieces, because sorting n marks on one letter takes n² steps.
    """
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return "".join(unicodedata.normalize("NFKD", piece) for piece in pieces)


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order.

    A compound such as `healthcare` becomes two tokens with the same place.
    """
    return [
        Token(word, match.start(), match.end())
        for match in _word_pattern().finditer(text)
        for word in _fold_word(match[0]).split()
    ]


def find_spans(text: str, words: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return the first places of any of the folded words in a text, as (start, end)."""
    spans = (
        match.span()
        for match in _word_pattern().finditer(text)
        if not words.isdisjoint(_fold_word(match[0]).split())
    )
    return tuple(islice(spans, MAX_SPANS))


def fold_words(text: str) -> str:
    """Return the folded words of a text, separated by single spaces."""
    return " ".join(filter(None, map(_fold_word, _word_pattern().findall(text))))


def split_words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return fold_words(text).split()


@cache
def _fold_word(raw: str) -> str:
    """Return a word of a text folded and in one spelling, as several words if it is a compound.

    An elided article is left out, as it is typed in many ways: `l'hôpital` → `hopital`.

    Cached, since texts repeat their words: an index is built several times faster.
    """
    if raw[0].isdecimal():
        raw = raw.translate(_WITHOUT_SEPARATORS)
    bare = raw.removesuffix("s").removesuffix("S")
    if bare[-1:] in _APOSTROPHES and bare:  # Alzheimer's
        raw = bare
    if not raw.isalnum():
        raw = re.sub(_ELISION, "", raw)
    word = fold(raw.translate(_WITHOUT_APOSTROPHES))
    if not word.isalnum():  # folding split a sign: ¼ becomes 1, a slash and 4
        return fold_words(word)
    if re.search(_ANY_SPELLING, word):
        for pattern, replacement in _SPELLINGS:
            word = re.sub(pattern, replacement, word)
    return _COMPOUNDS.get(word, word)


def name_key(text: str) -> str:
    """Return a key that is equal for two spellings of the same name: its folded words."""
    return fold_words(text) or fold(text).strip()


def may_be_forms(word: str, other: str) -> bool:
    """Return whether two words begin alike enough to be forms of one.

    One is the regular plural of the other, or they share the first 60 % of the longer one. A
    stemmer alone takes `personalised` for a form of `person`, and `housing` for one of `house`.
    """
    size = -(-3 * max(len(word), len(other)) // 5)
    return word[:size] == other[:size] or pluralize(word) == other or pluralize(other) == word


def max_form_length(word: str) -> int:
    """Return the number of letters of the longest word that `may_be_forms` of a word can be."""
    return max(5 * len(word) // 3, len(word) + 2)
