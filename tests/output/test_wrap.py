"""Words and rows of the terminal: how a line is split, and where rows end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hubcli.output.wrap import Row, to_words, wrap
from hubcli.report.document import Part, line


def texts(rows: list[Row]) -> list[str]:
    return ["".join(text for text, _ in row) for row in rows]


def test_rows_end_between_words() -> None:
    """A word that does not fit begins the next row, without the gap before it."""
    assert texts(list(wrap(to_words(line("one two  three")), 8))) == ["one two", "three"]
    assert texts(list(wrap(to_words(line("one two  three")), 80))) == ["one two  three"]


def test_a_word_may_have_several_styles() -> None:
    """A word whose letters differ in style stays together, each piece with its style."""
    (word,) = to_words(line(Part("neuro", "match"), "science"), "heading")
    assert word.pieces == [("neuro", "match"), ("science", "heading")]
    assert word.width == 12


def test_a_long_word_is_broken() -> None:
    """A word that is wider than a row fills rows, and a wide character is not split."""
    assert texts(list(wrap(to_words(line("a neuroscience")), 5))) == ["a", "neuro", "scien", "ce"]
    assert texts(list(wrap(to_words(line("漢字")), 3))) == ["漢", "字"]
    assert texts(list(wrap(to_words(line("漢字")), 1))) == ["漢", "字"]


@given(st.lists(st.text("ab é漢\u0301", max_size=12)), st.integers(2, 20))
def test_no_row_is_too_wide_and_no_letter_is_lost(parts: list[str], width: int) -> None:
    """Rows fit in the width, and hold all letters in their order."""
    rows = texts(list(wrap(to_words(line(*parts)), width)))
    assert [row for row in rows if sum(map(cell_len, row)) > width] == []
    assert "".join("".join(rows).split()) == "".join("".join(parts).split())
