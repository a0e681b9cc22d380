"""Tests of the names in a command line that takes several records."""

from __future__ import annotations

import pytest

from hubcli.resolve.operands import split_operands


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "b", "c"], ["a", "b", "c"]),
        (["sea", "institute", "to", "b"], ["sea institute", "b"]),
        (["a", "VS", "sea", "institute", "versus", "c"], ["a", "sea institute", "c"]),
        (["a,", "b", "and", "c"], ["a", "b", "c"]),
        (["a,b"], ["a", "b"]),
        (["a", ",", "b"], ["a", "b"]),
        (["a,", "b,"], ["a", "b"]),
        (["to", "to", "and"], ["to", "and"]),
        (["to", "and"], ["to", "and"]),
        (["health", "and", "welfare", "vs", "b"], ["health and welfare", "b"]),
        (["Faculty, Helsinki", "b"], ["Faculty, Helsinki", "b"]),  # quoted
        (["Faculty, Helsinki", "and", "b"], ["Faculty, Helsinki", "b"]),
        (["a", "and", "and", "b"], ["a", "b"]),
        ([""], [""]),
        ([], []),
        ([","], []),
    ],
)
def test_names_between_connectives(words: list[str], names: list[str]) -> None:
    """Without a connective between them, each argument is a name."""
    assert split_operands(words) == names
