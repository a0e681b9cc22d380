"""Tests of numbers with their nouns."""

import pytest

from hubcli.text.plural import count


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [
        (0, "hub", "0 hubs"),
        (1, "hub", "1 hub"),
        (2000, "hub", "2,000 hubs"),
        (1, "company", "1 company"),
        (3, "company", "3 companies"),
        (2, "way", "2 ways"),
    ],
)
def test_a_number_agrees_with_its_noun(number: int, noun: str, text: str) -> None:
    assert count(number, noun) == text
