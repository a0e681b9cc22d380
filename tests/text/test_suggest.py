"""Tests of the suggestions for a name that was not found."""

from __future__ import annotations

from hubcli.text.suggest import nearest


def test_spellings_of_the_same_name_are_one_suggestion() -> None:
    """An id and a name with the same words count once; dissimilar names are not suggested."""
    assert nearest("kuopoi", ["kuopio", "Kuopio", "Flemingsberg"]) == ["Kuopio"]
    assert nearest("zzzz", ["kuopio", "Flemingsberg"]) == []


def test_one_or_two_letters_suggest_only_beginnings_and_short_names() -> None:
    """Almost every name contains so short a text, so other names are not suggested for it."""
    assert nearest("a", ["dataset", "actors"]) == ["actors"]
    assert nearest("uf", ["UEF", "tuft"]) == ["UEF"]
    assert nearest("pi", ["topics"]) == []


def test_at_most_three_names_are_suggested() -> None:
    """If one name is much nearer than the others, it is the only suggestion."""
    hospitals = [f"Hospital of {city}" for city in ("Bergen", "Oslo", "Turku", "Umeå")]
    assert nearest("hospital", hospitals) == hospitals[:3]
    assert nearest("neuroscienc", ["Neurocenter Finland", "Neuroscience"]) == ["Neuroscience"]
