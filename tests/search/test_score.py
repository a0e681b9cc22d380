"""Tests of the score: what makes one record rank above another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from search.conftest import SearchRecords
    from support import Runner

    from hubcli.search.engine import SearchAnswer


def names(answer: SearchAnswer) -> list[str]:
    return [result.record.name for result in answer.results]


def test_scores_fall(run: Runner) -> None:
    """Hits are listed by falling score."""
    hits = json.loads(run("search", "university", "--json").out)
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("query", "first", "score"),
    [
        ("institute of tides", "Institute of Tides", 1000.0),
        ("institute tides", "Institute of Tides", 1000.0),
        ("the institute of the tides", "Institute of Tides", 1000.0),
        ("institute of tidse", "Institute of Tides", 800.0),
        ("instiute of tidse", "Institute of Tides", 800.0),
        ("institutes of tides", "Institute of Tides", 900.0),
        ("institute of tide", "Institute of Tides", 900.0),
        ("institutes of tidse", "Institute of Tides", 800.0),
        ("tides", "Tides", 1000.0),
        ("tidse", "Tides", 800.0),
    ],
)
def test_whole_name_comes_first(
    search_records: SearchRecords, query: str, first: str, score: float
) -> None:
    """It scores 1000 times the share of its weakest match, and nothing else."""
    records = {
        "Tides Institute": "Measures tides.",
        "Institute of Tides": "Has boats.",
        "Tides": "Has an institute.",
    }
    best = search_records(records, query).results[0]

    assert best.record.name == first
    assert (best.score, best.parts) == (score, (("the whole name", score),))


def test_whole_name_with_a_repeated_word(search_records: SearchRecords) -> None:
    """A name that has a word twice is typed in full only with both."""
    first = search_records(
        {"Baden Academy": "In Baden.", "Baden Baden": "A town."}, "baden baden"
    ).results[0]
    assert (first.record.name, first.parts[-1]) == ("Baden Baden", ("the whole name", 1000.0))


@pytest.mark.parametrize(
    "query",
    ["harbour institute tides", "tides harbour institute", "a town of tides and harbour institute"],
)
@pytest.mark.parametrize("name", ["Harbour Institute", "Harbour"])
def test_name_inside_a_query_is_an_answer(
    search_records: SearchRecords, query: str, name: str
) -> None:
    """A record with its name in the query is listed even if another has all the words."""
    records = {
        name: "Has boats.",
        "Town": "An institute at its harbour measures tides.",
        "Tide": "Is high.",
    }
    assert sorted(names(search_records(records, query))) == [name, "Town"]


def test_rare_words_count_more_than_frequent_ones(search_records: SearchRecords) -> None:
    """If no record has all words, one with a rare word, or its name in the query, is listed."""
    records = {
        **{f"Station {number}": "A clinic." for number in range(12)},
        "The Old House of the North": "Measures tides.",
        "The Old House of the South": "Measures waves.",
        "The Clinic of the Harbour": "It is old.",
    }
    assert names(search_records(records, "clinic tides")) == ["The Old House of the North"]
    assert names(search_records(records, "tides waves")) == [
        "The Old House of the North",
        "The Old House of the South",
    ]
    assert names(search_records(records, "the clinic of the harbour tides")) == [
        "The Clinic of the Harbour",
        "The Old House of the North",
    ]


def test_frequent_words_alone_are_not_scored_beside_rare_ones(
    search_records: SearchRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After enough records with rare words, a frequent one only adds to these."""
    records = {
        "North": "Measures tides.",
        "South": "A clinic.",
        "West": "A clinic.",
    }
    assert names(search_records(records, "clinic tides")) == ["North", "South", "West"]

    monkeypatch.setattr("hubcli.search.candidates.MAX_PARTIAL", 0)
    assert names(search_records(records, "clinic tides")) == ["North"]


def test_best_names_are_scored_if_there_are_too_many_records(
    search_records: SearchRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record with all words in its name is found among more records than are scored."""
    monkeypatch.setattr("hubcli.search.candidates.MIN_SCORED", 5)
    records = {f"Station {number}": "A clinic at the harbour." for number in range(8)}
    records["The Old Harbour Clinic of the North"] = "It is old."
    answer = search_records(records, "harbour clinic", limit=2)
    assert (names(answer), answer.total) == (
        ["The Old Harbour Clinic of the North", "Station 0"],
        9,
    )
