"""TODO."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

# Letters that Unicode's decomposition leaves whole, and the one mark among those of a word that does not combine.
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
    }
    | {"\u034f": ""}
)

# One spelling for words that British and American English write differently. Both the text and the query go through
# it, so that a result need not be a word, only the same for both.
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
_ANY_SPELLING = "|".join(
    pattern for pattern, _ in _SPELLINGS
)  # few words have one: this finds the others at once
# Words written as one or as two.
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
# A number with its thousands set apart, or a run of letters, digits and combining marks that apostrophes may join.
_WORD = (
    rf"\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?!\d)|[^\W_][^\W_\u0300-\u036f]*[\u0300-\u036f]*"
    rf"(?:[{_APOSTROPHES}]?[^\W_][\u0300-\u036f]*)*"
)


MAX_SPANS = 1000  # places of a text: nobody looks at more


@cache
def _word_pattern() -> re.Pattern[str]:
    """Compiled at the first word, as `_UNSAFE` is at the first text: half a millisecond that not every run needs."""
    return re.compile(_WORD)


class Token(NamedTuple):
    """A word of a text: as it is compared, and where it stands in the text (`text[start:end]`)."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """The text without case, accents, ligatures or width: `Folkhälsan` → `folkhalsan`, `Łódź` → `lodz`."""
    if text.isascii():
        return text.lower()
    # Twice: what comes apart may be a capital (a mathematical bold A), and a small letter may come apart itself.
    letters = _decompose(_decompose(text).casefold()).translate(_LETTERS)
    return "".join(char for char in letters if not unicodedata.combining(char))


def _decompose(text: str) -> str:
    """The text with each letter apart from its marks, in pieces: to sort n marks of one letter takes n² steps."""
    pieces = (text[at : at + 1000] for at in range(0, len(text), 1000))
    return "".join(unicodedata.normalize("NFKD", piece) for piece in pieces)


def tokens(text: str) -> list[Token]:
    """The words of a text in order. A compound such as `healthcare` gives two tokens with one place."""
    return [
        Token(word, match.start(), match.end())
        for match in _word_pattern().finditer(text)
        for word in _folded_words[match[0]].split()
    ]


def find_spans(text: str, words: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Where any of the folded words stands in a text, the first times: `text[start:end]`."""
    found = (
        match.span()
        for match in _word_pattern().finditer(text)
        if not words.isdisjoint(_folded_words[match[0]].split())
    )
    return tuple(islice(found, MAX_SPANS))


def fold_words(text: str) -> str:
    """The words of a text as they are compared, with single spaces."""
    return " ".join(filter(None, map(_folded_words.__getitem__, _word_pattern().findall(text))))


def split_words(text: str) -> list[str]:
    """The words of a text in order, as they are compared."""
    return fold_words(text).split()


class _FoldedWords(dict[str, str]):
    """A word as it stands in a text → as it is compared, where that is several words with spaces.

    Remembers: texts repeat their words, and an index is several times faster to build.
    """

    def __missing__(self, raw: str) -> str:
        self[raw] = compared = self._fold(raw)
        return compared

    def _fold(self, raw: str) -> str:
        if raw[0].isdecimal():
            raw = raw.translate(_WITHOUT_SEPARATORS)
        bare = raw.removesuffix("s").removesuffix("S")
        if bare[-1:] in _APOSTROPHES and bare:  # Alzheimer's
            raw = bare
        word = fold(raw.translate(_WITHOUT_APOSTROPHES))
        if not word.isalnum():  # folding took a sign apart, as ¼ into 1, a slash and 4
            return " ".join(self[part] for part in _word_pattern().findall(word))
        if re.search(
            _ANY_SPELLING, word
        ):  # compiled at the first word: a list without filters has none
            for pattern, replacement in _SPELLINGS:
                word = re.sub(pattern, replacement, word)
        return _COMPOUNDS.get(word, word)


_folded_words = _FoldedWords()


def name_key(text: str) -> str:
    """What two names have in common when they are the same name: their words, folded, with single spaces."""
    return fold_words(text) or fold(text).strip()


def same_stem(one: str, other: str) -> bool:
    """Whether two words differ in no more than an ending: `disease` and `diseases`, `therapy` and `therapies`."""
    if one == other:
        return True
    common = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        common += 1
    return common >= 3 and max(len(one), len(other)) - common <= 3
