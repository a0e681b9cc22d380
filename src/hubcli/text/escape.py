"""TODO."""

from __future__ import annotations

import re

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
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def escape_controls(text: str) -> str:
    r"""The text with what a terminal would obey or hide written out: ESC becomes `\x1b`."""
    if not re.search(_UNSAFE, text):
        return text
    return text.translate(
        {ord(char): escape_char(char) for char in re.findall(_UNSAFE, "".join(set(text)))}
    )


def single_line(text: str) -> str:
    """The same on one line: a line break or a tab, with the spaces around it, is one space."""
    return re.sub(_BREAK, " ", escape_controls(text))


def display_line(text: str) -> str:
    """The same without space around it, as a cell or an item is shown."""
    return single_line(text).strip()


def escape_char(char: str) -> str:
    r"""A character by its number, as Python and JSON write it: `\x1b`, `\u202e`."""
    number = ord(char)
    return (
        f"\\x{number:02x}"
        if number < 0x100
        else f"\\u{number:04x}"
        if number < 0x10000
        else f"\\U{number:08x}"
    )


def json_escape(char: str) -> str:
    r"""A character as JSON writes it in ASCII, as two numbers beyond the basic plane: `\u202e`, `\ud83d\ude42`."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


# What formats without escapes of their own cannot hold, or would hand to a terminal; a backslash, as it begins escapes.
# Compiled where it is used: in an export.
_IRREVERSIBLE = f"[\\\\\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{HIDDEN}]"


def escape_reversibly(text: str) -> str:
    r"""The text as formats without escapes can hold it: ESC is `\x1b` and a backslash `\\`, to be had back by either.

    A tab and a line feed stay.
    """
    return re.sub(
        _IRREVERSIBLE, lambda match: "\\\\" if match[0] == "\\" else escape_char(match[0]), text
    )
