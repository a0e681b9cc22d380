"""Tests of the query language: words, phrases, alternatives, exclusions, filters, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubcli.dataset.paths import builtin_path

if TYPE_CHECKING:
    from search.conftest import SearchIds
    from support import Runner


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"new homes" dynamic', ["flemingsberg"]),
        ("“data lakes”", ["kuopio", "kuopio-university-hospital", "vtt"]),
        ('"lakes data"', []),
        ("finvector OR vtt", ["finvector", "vtt"]),
        ("type:company OR", ["charles-river", "finvector", "ge-healthcare"]),
        ("student* -flemingsberg", ["biomedicum", "university-of-helsinki"]),
        ('kuopio type:company -"charles river"', ["finvector", "ge-healthcare"]),
        ("university -type:healthcare -country:SE -hub:kuopio", ["university-of-helsinki"]),
        ("type:company -finvector", ["charles-river", "ge-healthcare"]),
        ("OR", []),
        ("topic:brain -hub", ["neurocenter-finland"]),
        ("c++ (x", []),
        ('"', []),
        ('-""', []),
        ('"health care" health care', ["ge-healthcare"]),
    ],
)
def test_operators_work_and_malformed_ones_are_words(
    search_ids: SearchIds, query: str, expected: list[str]
) -> None:
    """Quotes, OR, minus and `field:value` are operators; malformed ones are read as words."""
    assert search_ids(query)[: len(expected) or None] == expected


def test_exclusion_among_words_is_not_an_option(run: Runner) -> None:
    """`-kuopio` after other words excludes, and options may follow it."""
    assert run("search", "innovation", "-kuopio", "--json", "-n", "2") == run(
        "search", "-n", "2", "--json", "--", "innovation -kuopio"
    )


def test_last_and_starred_words_match_as_prefixes(search_ids: SearchIds) -> None:
    """The last word of a query, or one with a star, matches every word that begins with it."""
    assert search_ids("neurocen")[0] == "neurocenter-finland"
    assert search_ids("neuroc* finland")[0] == "neurocenter-finland"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "who leads neurocenter finland",
            ["mikael-von-und-zu-fraunberg", "neurocenter-finland", "kuopio"],
        ),
        (
            "who is the director of neurocenter?",
            ["mikael-von-und-zu-fraunberg", "neurocenter-finland"],
        ),
        ("companies in kuopio", ["charles-river", "finvector", "ge-healthcare"]),
        (
            "hospital in huddinge",
            ["karolinska-university-hospital", "flemingsberg", "johnny-hogberg"],
        ),
        ("hospitals", ["karolinska-university-hospital", "hus", "kuopio-university-hospital"]),
        (
            "universities in kuopio",
            ["university-of-eastern-finland", "savonia", "kuopio-university-hospital"],
        ),
        (
            "members of kuopiohealth",
            [
                "city-of-kuopio",
                "university-of-eastern-finland",
                "kuopio-university-hospital",
                "savonia",
                "kuopiohealth",
            ],
        ),
        ("how many students in flemingsberg", ["campus-flemingsberg"]),
    ],
)
def test_questions_are_understood(search_ids: SearchIds, query: str, expected: list[str]) -> None:
    """Words for types, links, places and persons are recognised; function words are ignored."""
    assert search_ids(query) == expected


def test_pasted_page_is_searched(run: Runner) -> None:
    """A query of two thousand words is answered by its first informative words."""
    text = builtin_path().read_text(encoding="utf-8")
    words = text.replace('"', " ").replace("-", " ").split()[:2000]
    assert run("search", *words).status == 0
