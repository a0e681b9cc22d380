"""Tests of the score: what makes one record rank above another."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from hubcli.dataset.load import load
from hubcli.model.dataset import Filters
from hubcli.search.engine import search
from hubcli.search.index.build import build_in_memory

if TYPE_CHECKING:
    from pathlib import Path

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
        ("institute of tidse", "Institute of Tides", 900.0),
        ("instiute of tidse", "Institute of Tides", 900.0),
        ("institutes of tides", "Institute of Tides", 900.0),
        ("institute of tide", "Institute of Tides", 900.0),
        ("institutes of tidse", "Institute of Tides", 900.0),
        ("tides", "Tides", 1000.0),
        ("tidse", "Tides", 900.0),
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


@pytest.mark.parametrize(("query", "score"), [("samsung toronto", 950), ("samsung canada", 1000)])
def test_whole_name_with_its_place(run: Runner, query: str, score: float) -> None:
    """A name with the city of the record is nearly the name; a qualifier is a part of it."""
    hits = json.loads(run("search", "--json", "--data", "search/registry.toml", query).out)
    assert (hits[0]["id"], hits[0]["score"]) == ("samsung-canada", score)


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
    records["Old Harbour Clinic"] = "It is old."
    answer = search_records(records, "harbour clinic", limit=2)
    assert (names(answer), answer.total) == (
        ["Old Harbour Clinic", "Station 0"],
        9,
    )


def test_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    """Records of one name, in excess of those that are scored, are in the order of their ids."""
    records = [
        f'[actors.a{number}]\nname = "Same Name"\ntype = "other"\n' for number in range(1000, 1600)
    ]
    path = tmp_path / "same.toml"
    path.write_text(
        "\n".join(['[dataset]\ntitle = "Same"\nupdated = 2026-01-01', *reversed(records)]),
        encoding="utf-8",
    )
    dataset = load([path])
    with closing(build_in_memory(dataset)) as index:
        answer = search(dataset, index, "name", Filters(), 3)

    assert [result.record.id for result in answer.results] == ["a1000", "a1001", "a1002"]


def test_name_without_words_before_its_qualifier(run: Runner, tmp_path: Path) -> None:
    """A query is not the whole of a name that has signs alone and a qualifier."""
    path = tmp_path / "signs.toml"
    path.write_text(
        """
        [dataset]
        title = "Signs"
        updated = 2026-01-01
        [actors.signs]
        name = "??? (Oulunsalo)"
        type = "other"
        place = { city = "Oulunsalo", country = "FI" }
        """,
        encoding="utf-8",
    )
    (hit,) = json.loads(run("search", "--data", str(path), "--json", "oulu").out)

    assert hit["id"] == "signs"
    assert hit["score"] < 100


def test_topic_counts_by_its_best_name(run: Runner, tmp_path: Path) -> None:
    """Of the names of a topic, that with most of the query is shown, and counts."""
    path = tmp_path / "topics.toml"
    path.write_text(
        """
        [dataset]
        title = "Topics"
        updated = 2026-01-01
        [topics.open]
        name = "Open alpha"
        aliases = ["open beta", "open gamma delta", "gamma open"]
        [actors.lab]
        name = "Lab"
        type = "other"
        topics = ["open"]
        """,
        encoding="utf-8",
    )
    (hit,) = json.loads(run("search", "--data", str(path), "--json", "gamma open").out)

    assert [match["text"] for match in hit["matches"]] == ["gamma open"]
