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
from hubcli.search.index.build import build_in_memory

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner


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
