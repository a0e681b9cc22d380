"""What "the same word" means, and how text that strangers wrote is shown: folding, tokens, nearest names, escapes.

The index, look-up and filters all compare through here, so that they agree. Knows nothing of records.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from typing import NamedTuple

# Letters that Unicode's decomposition leaves whole, and the one mark among those of a word that does not combine.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "ħ": "h", "ŋ": "n"}
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
_ANY_SPELLING = "|".join(pattern for pattern, _ in _SPELLINGS)  # few words have one: this finds the others at once
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


MARKED = 1000  # places of a text: nobody looks at more


@cache
def _words() -> re.Pattern[str]:
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
    letters = _decomposed(_decomposed(text).casefold()).translate(_LETTERS)
    return "".join(char for char in letters if not unicodedata.combining(char))


def _decomposed(text: str) -> str:
    """The text with each letter apart from its marks, in pieces: to sort n marks of one letter takes n² steps."""
    pieces = (text[at : at + 1000] for at in range(0, len(text), 1000))
    return "".join(unicodedata.normalize("NFKD", piece) for piece in pieces)


def tokens(text: str) -> list[Token]:
    """The words of a text in order. A compound such as `healthcare` gives two tokens with one place."""
    return [
        Token(word, match.start(), match.end())
        for match in _words().finditer(text)
        for word in _compared[match[0]].split()
    ]


def spans(text: str, words: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Where any of the folded words stands in a text, the first times: `text[start:end]`."""
    found = (match.span() for match in _words().finditer(text) if not words.isdisjoint(_compared[match[0]].split()))
    return tuple(islice(found, MARKED))


def folded(text: str) -> str:
    """The words of a text as they are compared, with single spaces."""
    return " ".join(filter(None, map(_compared.__getitem__, _words().findall(text))))


def words(text: str) -> list[str]:
    """The words of a text in order, as they are compared."""
    return folded(text).split()


class _Compared(dict[str, str]):
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
            return " ".join(self[part] for part in _words().findall(word))
        if re.search(_ANY_SPELLING, word):  # compiled at the first word: a list without filters has none
            for pattern, replacement in _SPELLINGS:
                word = re.sub(pattern, replacement, word)
        return _COMPOUNDS.get(word, word)


_compared = _Compared()


def key(text: str) -> str:
    """What two names have in common when they are the same name: their words, folded, with single spaces."""
    return folded(text) or fold(text).strip()


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


def nearest(word: str, choices: Iterable[str], most: int = 3) -> list[str]:
    """Those of `choices` that a person who typed `word` may have meant, nearest first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  4 ms, and only where something was not found

    alike = {key(choice): choice for choice in choices}  # an id and a name of the same words are one suggestion
    if len(word) <= 2:  # which are a part of anything
        alike = {its: choice for its, choice in alike.items() if its.startswith(key(word)) or len(its) <= len(word) + 1}
    scored = process.extract(word, list(alike.values()), scorer=fuzz.WRatio, processor=key, limit=most, score_cutoff=75)
    best = scored[0][1] if scored else 0
    return [choice for choice, score, _ in scored if score > best - 10]


# Characters that reorder, hide or join what surrounds them, or that nobody sees, as ranges of a regular expression:
# bidirectional controls (Unicode UAX #9), what is ignorable by default (DerivedCoreProperties.txt: zero-width
# characters, fillers, selectors of a variant, tags), and what is no character. The two joiners, which some scripts and
# emoji are written with, and the two selectors of an emoji's colour are none of these.
HIDDEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\ud800-\udfff"
)
# These, and control characters but for white space.
_UNSAFE = f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{HIDDEN}]"

_BREAK = r"(?<! ) *[^\S ]\s*"  # begins where the spaces do: from each of n spaces on, looking for a break is n² steps

# What makes a spreadsheet run a cell instead of showing it (OWASP, "CSV Injection"), full-width signs included.
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def inert(text: str) -> str:
    r"""The text with what a terminal would obey or hide written out: ESC becomes `\x1b`."""
    if not re.search(_UNSAFE, text):
        return text
    return text.translate({ord(char): escape(char) for char in re.findall(_UNSAFE, "".join(set(text)))})


def one_line(text: str) -> str:
    """The same on one line: a line break or a tab, with the spaces around it, is one space."""
    return re.sub(_BREAK, " ", inert(text))


def visible(text: str) -> str:
    """The same without space around it, as a cell or an item is shown."""
    return one_line(text).strip()


def escape(char: str) -> str:
    r"""A character by its number, as Python and JSON write it: `\x1b`, `\u202e`."""
    number = ord(char)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def json_escape(char: str) -> str:
    r"""A character as JSON writes it in ASCII, as two numbers beyond the basic plane: `\u202e`, `\ud83d\ude42`."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


# What formats without escapes of their own cannot hold, or would hand to a terminal; a backslash, as it begins escapes.
# Compiled where it is used: in an export.
_LOST = f"[\\\\\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{HIDDEN}]"


def reversible(text: str) -> str:
    r"""The text as formats without escapes can hold it: ESC is `\x1b` and a backslash `\\`, to be had back by either.

    A tab and a line feed stay.
    """
    return re.sub(_LOST, lambda match: "\\\\" if match[0] == "\\" else escape(match[0]), text)
