"""Tests of folding, tokens and the comparison of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubcli.text.words import find_spans, fold, max_form_length, may_be_forms, name_key, tokens


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
    ("name", "variant"),
    [
        ("l'hôpital", "hopital"),
        ("L’HÔPITAL", "hopital"),
        ("Università dell'Aquila", "universita aquila"),
        ("Université d'Oulu, Qu'Appelle", "universite oulu appelle"),
        ("Hospital de l'Esperança", "hospital de esperanca"),
        ("d'Hebron, un'altra, sull'Arno", "hebron altra arno"),
    ],
)
def test_elided_articles_are_left_out(name: str, variant: str) -> None:
    """An article or preposition with an apostrophe is no part of the word after it."""
    assert name_key(name) == variant


@pytest.mark.parametrize("name", ["O'Brien", "D'2", "rock'n'roll", "l'", "B'ham"])
def test_other_apostrophes_join_their_letters(name: str) -> None:
    """Only known articles are elided, and only before a word."""
    assert name_key(name) == name.lower().replace("'", "")


@pytest.mark.parametrize(
    ("word", "other", "may_be"),
    [
        ("disease", "diseases", True),
        ("therapy", "therapies", True),
        ("company", "companies", True),
        ("campus", "campuses", True),
        ("lab", "labs", True),
        ("art", "arts", True),
        ("research", "researchers", True),
        ("member", "membership", True),
        ("personalized", "personal", True),
        ("neuroscience", "neuroscientific", True),
        ("health", "head", False),
        ("memory", "member", False),
        ("housing", "house", False),
        ("personalized", "person", False),
        ("headquarters", "head", False),
        ("organ", "organization", False),
        ("heart", "beard", False),
    ],
)
def test_forms_of_a_word_begin_alike(word: str, other: str, *, may_be: bool) -> None:
    """A regular plural, or a word with the first 60 % of the longer one in common."""
    assert (may_be_forms(word, other), may_be_forms(other, word)) == (may_be, may_be)


@given(st.text("abesy"), st.text("abesy"))
def test_being_forms_is_mutual(word: str, other: str) -> None:
    """The order of the words does not matter, and a word is a form of itself."""
    assert may_be_forms(word, other) == may_be_forms(other, word)
    assert may_be_forms(word, word)


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


@given(st.text("abcsyiez", min_size=1, max_size=12), st.text("abcsyiez", max_size=12))
def test_no_form_is_longer_than_the_longest(word: str, ending: str) -> None:
    """A word that may be a form of another has at most so many letters."""
    for other in (word + ending, word[:-1] + ending):
        if may_be_forms(word, other):
            assert len(other) <= max_form_length(word)
