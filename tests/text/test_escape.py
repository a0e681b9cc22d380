"""Tests that escaped texts contain nothing that a terminal obeys or hides."""

from __future__ import annotations

import json
import sys

from hostile_texts import unsafe_characters
from hypothesis import example, given
from hypothesis import strategies as st

from hubcli.text.escape import display_line, escape_controls, escape_reversibly, json_escape


@given(st.text())
def test_a_displayed_text_is_one_safe_line(text: str) -> None:
    """It has no unsafe character and no line break, and displaying it again changes nothing."""
    shown = display_line(text)

    assert unsafe_characters(shown) == set()
    assert "\n" not in shown
    assert display_line(shown) == shown


def test_every_unsafe_character_of_unicode_is_escaped() -> None:
    """A text of all code points contains no unsafe character once it is escaped."""
    every_character = "".join(map(chr, range(sys.maxunicode + 1)))

    assert unsafe_characters(display_line(every_character)) == set()


def test_letters_signs_and_emoji_are_not_escaped() -> None:
    """Texts in any script stay as they are, including emoji that are joined from several."""
    text = "Åbo, Łódź, สำนักงาน, 東京 — “quoted” ½ 👩‍🔬"

    assert escape_controls(text) == text


@given(st.characters())
@example("\ud83d")  # a lone surrogate, as a file name may contain
def test_json_reads_an_escape_as_its_character(char: str) -> None:
    """`json_escape` is the inverse of a JSON reader, also beyond U+FFFF."""
    assert json.loads(f'"{json_escape(char)}"') == char


def test_a_reversible_escape_doubles_backslashes() -> None:
    """A backslash of the text cannot be mistaken for an escape; tabs and line feeds stay."""
    text = "C:\\x1b \x1b[1m\r\n\t\u202e🙂"

    assert escape_reversibly(text) == "C:\\\\x1b \\x1b[1m\\x0d\n\t\\u202e🙂"
