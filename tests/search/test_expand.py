"""Tests of corrections: which words are corrected, to what, and how that is shown."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Filters
from hubcli.search.engine import SearchAnswer, search
from hubcli.search.expand import QueryExpander
from hubcli.search.index.build import build_in_memory
from hubcli.search.query import parse_query

if TYPE_CHECKING:
    from pathlib import Path

    from search.conftest import SearchRecords
    from support import Runner


def names_and_scores(answer: SearchAnswer) -> list[tuple[str, float]]:
    return [(result.record.name, result.score) for result in answer.results]


def search_builtin(query: str) -> SearchAnswer:
    dataset = load([builtin_path()])
    with closing(build_in_memory(dataset)) as index:
        return search(dataset, index, query, Filters())


@pytest.mark.parametrize(
    ("query", "corrected"),
    [
        ("nueroscience", {"nueroscience": "neuroscience"}),
        ("flemingsburg", {"flemingsburg": "flemingsberg"}),
        ("folkhelsan", {"folkhelsan": "folkhalsan"}),
        ("karolinksa hospitl", {"karolinksa": "karolinska", "hospitl": "hospital"}),
        ("neuroscience", {}),
        ("neurosciences", {}),
        ("coll therapy", {"coll": "cell"}),
        ("kuopi", {"kuopi": "kuopio"}),
        ("vtx", {}),
        ("1997", {}),
        ("zzzqqqxx", {}),
    ],
)
def test_only_misspelt_words_are_corrected(query: str, corrected: dict[str, str]) -> None:
    """Words of four letters may have one edit, of eight two; known words and numbers stay."""
    assert search_builtin(query).corrected == corrected


def test_corrected_match_scores_less_than_an_exact_one() -> None:
    """A match by correction is labelled `typo`, and the record scores less than without it."""
    exact, typo = (search_builtin(query).results[0] for query in ("flemingsberg", "flemingsburg"))

    assert exact.record == typo.record
    assert typo.score < exact.score
    assert {match.how for match in typo.matches} <= {"typo", "topic"}


def test_known_word_may_be_corrected_to_a_much_more_frequent_one(
    run: Runner, tmp_path: Path
) -> None:
    """If no record has all words, a frequent word is tried beside a rare one that is near it."""
    names = [
        "Instiute of Slips",
        *(f"Institute of Number {number}" for number in range(25)),
        "Institute of Tides",
    ]
    records = (
        f'[actors.a{number}]\nname = "{name}"\ntype = "other"\n'
        for number, name in enumerate(names)
    )
    file = tmp_path / "slips.toml"
    file.write_text('[dataset]\ntitle = "Slips"\nupdated = 2026-01-01\n' + "".join(records))

    corrected = run("search", "instiute", "tides", "--data", str(file), "--json")
    as_typed = run("search", "instiute", "slips", "--data", str(file), "--json")

    assert (json.loads(corrected.out)[0]["name"], corrected.err) == (
        "Institute of Tides",
        "note: Showing results for 'institute' instead of 'instiute'.\n",
    )
    assert (json.loads(as_typed.out)[0]["name"], as_typed.err) == ("Instiute of Slips", "")


@pytest.mark.parametrize(
    ("query", "first", "corrected"),
    [
        ("haer clinic", "Haar Clinic", "haar"),
        ("haer salon", "Hair Salon", "hair"),
        ("hiar studio", "Hair Studio", "hair"),
    ],
)
def test_ranking_chooses_among_equally_near_corrections(
    search_records: SearchRecords, query: str, first: str, corrected: str
) -> None:
    """The correction that fits the other words wins, not the most frequent one."""
    records = {"Haar Clinic": "Old.", "Hair Salon": "New.", "Hair Studio": "New."}
    answer = search_records(records, query)
    assert names_and_scores(answer) == [(first, 800.0)]
    assert answer.corrected == {query.split(maxsplit=1)[0]: corrected}


def test_every_equally_near_correction_is_a_hit(search_records: SearchRecords) -> None:
    """Alone, a misspelt word finds the records of all its corrections."""
    records = {"Haar Clinic": "Old.", "Hair Salon": "New.", "Hare": "Fast."}
    assert {name for name, _ in names_and_scores(search_records(records, "haer"))} == {
        "Haar Clinic",
        "Hair Salon",
        "Hare",
    }


@pytest.mark.parametrize("query", ["aert", "arrt", "atr", "aart"])
def test_no_word_of_three_letters_is_a_correction(
    search_records: SearchRecords, query: str
) -> None:
    """Such words are near too many others, and are not corrected either."""
    answer = search_records({"Institute of Art": "Old.", "House": "New."}, query)
    assert answer.results == ()


def test_the_nearest_corrections_alone_are_tried(search_records: SearchRecords) -> None:
    """A word with one edit excludes those with two."""
    records = {"Harmonica Club": "Old.", "Harmonica": "New.", "Harmonics Lab": "New."}
    answer = search_records(records, "harmoniks")
    assert [name for name, _ in names_and_scores(answer)] == ["Harmonics Lab"]


def test_a_beginning_may_be_a_slip_too(search_records: SearchRecords) -> None:
    """A correction stands beside longer words, and the other words decide."""
    records = {"Harbinger": "Old.", "Hard Rock": "New."}
    alone = [name for name, _ in names_and_scores(search_records(records, "harb"))]
    assert alone == ["Harbinger", "Hard Rock"]

    assert names_and_scores(search_records(records, "harb rock")) == [("Hard Rock", 800.0)]


@pytest.mark.parametrize("query", ["WsetLab", "WestLbb", "westlb", "Wes-tLab"])
def test_a_word_is_corrected_before_its_parts(search_records: SearchRecords, query: str) -> None:
    """A slip in a name with a capital inside is no reason to cut it there."""
    records = {"WestLab": "Old.", "West": "A lab."}
    assert names_and_scores(search_records(records, query))[0][0] == "WestLab"


def test_no_beginning_of_a_word_is_taken_apart() -> None:
    """Whoever types a word sees it completed after four letters, not cut into others."""
    dataset = load([builtin_path()])
    with closing(build_in_memory(dataset)) as index:
        words = [word for length in range(5, 30) for word in index.vocabulary(length)]
        beginnings = {word[:size] for word in words for size in range(4, len(word))}
        expander = QueryExpander(dataset, index)
        queries = (parse_query(dataset, text, Filters()) for text in sorted(beginnings))
        cut = [query.words for query in queries if expander.expand(query)[0].words != query.words]
    assert len(beginnings) > 1000
    assert cut == []
