"""Tests of folding, tokens and the comparison of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubcli.text.words import find_spans, fold, name_key, same_stem, tokens


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("Folkhälsan", "FOLKHALSAN"),
        ("Łódź Ærø Straße Þór Đorđe", "lodz aero strasse thor dorde"),
        ("ﬁnance ＦＵＬＬ", "finance full"),
        ("O’Brien", "o'brien"),
        ("Alzheimer's", "alzheimer"),
        ("ALZHEIMER'S", "alzheimer"),
        ("ka\u034fles", "kales"),
        ("¼ mile", "1/4 mile"),
        ("e\u0301cole", "école"),
        ("health-care centre", "Healthcare Center"),
        ("med-tech programme", "MedTech program"),
        ("organisation, personalised", "organization personalized"),
        ("paediatric tumours", "pediatric tumors"),
        ("20,000", "20000"),
        ("2\u00a0300", "2300"),
    ],
)
def test_spellings_of_a_name_have_the_same_key(name: str, variant: str) -> None:
    """Case, accents, ligatures, width, apostrophes, hyphens and British spelling do not matter."""
    assert name_key(name) == name_key(variant)


@pytest.mark.parametrize(
    ("word", "other"),
    [("four", "for"), ("disease", "decease"), ("art", "heart"), ("1996", "1997")],
)
def test_different_words_have_different_keys(word: str, other: str) -> None:
    """The key unites spellings of a word, but not similar words."""
    assert name_key(word) != name_key(other)


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("disease", "diseases", True),
        ("therapy", "therapies", True),
        ("research", "researchers", True),
        ("art", "arts", True),
        ("at", "ats", False),  # fewer than three letters in common
        ("member", "membership", False),  # an ending of more than three letters
        ("heart", "beard", False),
    ],
)
def test_words_with_the_same_stem_differ_only_in_their_endings(
    word: str, other: str, same: bool
) -> None:
    """The result does not depend on the order of the words, and a word has its own stem."""
    assert (same_stem(word, other), same_stem(other, word)) == (same, same)
    assert same_stem(word, word)


@given(st.text())
def test_tokens_are_folded_and_have_their_places_in_the_text(text: str) -> None:
    """Tokens are in order, lie within the text and contain no character of a query language."""
    words = tokens(text)

    assert [token.start for token in words] == sorted(token.start for token in words)
    for token in words:
        assert 0 <= token.start < token.end <= len(text)
        assert token.word
        assert not set(token.word) & set("\"'*()^:{}+- \t\n\x00")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folding is idempotent, and so is the key of a name that has words."""
    assert fold(fold(text)) == fold(text)
    if tokens(text):
        assert name_key(name_key(text)) == name_key(text)


def test_a_long_text_is_folded_completely() -> None:
    """Texts longer than the pieces that are decomposed at a time, one of them all marks."""
    assert fold("É" * 5000 + "\u0301\u0316" * 5000) == "e" * 5000


def test_a_text_is_highlighted_in_at_most_a_thousand_places() -> None:
    """A text that repeats a word five thousand times has only the first thousand places."""
    assert len(find_spans("ab " * 5000, frozenset({"ab"}))) == 1000
