"""Tests of `hubcli stats`; its outputs in every format are among those of `tests/commands`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner


def test_statistics_count_the_dataset(run: Runner) -> None:
    """Counts are those of tests/small.toml; a claim is a fact or a link."""
    data = json.loads(run("stats", "--data", "small.toml", "--json").out)
    assert data["counts"] == {
        "hubs": 2,
        "actors": 3,
        "topics": 3,
        "sources": 2,
        "facts": 4,
        "links": 3,
        "figures": 3,
    }
    assert data["claims"] == {"stated": 7, "cited": 6}
    assert data["sources"] == {"dated": 1, "oldest": "2025-06", "newest": "2025-06"}
    assert data["types"]["company"] == {"harbour": 1, "hill": 1}
    assert data["topics"] == {
        "research": {"harbour": 2},
        "neuroscience": {"harbour": 1},
        "housing": {"harbour": 1},
    }


def test_topics_are_counted_as_everywhere(run: Runner) -> None:
    """A record counts for the topics broader than its own, as in `topics` and `list topics`."""
    stats = json.loads(run("stats", "--json").out)["topics"]
    tree = {topic["id"]: topic for topic in json.loads(run("topics", "--json").out)}
    listed = {topic["id"]: topic for topic in json.loads(run("list", "topics", "--json").out)}
    assert stats == {id: topic["hubs"] for id, topic in tree.items() if topic["hubs"]}
    assert {id: topic["records"] for id, topic in tree.items()} == {
        id: topic["hubs"] + topic["actors"] for id, topic in listed.items()
    }


@pytest.mark.parametrize("width", [60, 80, 120])
def test_statistics_fit_on_a_screen(
    run: Runner, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """The page of the built-in dataset has 24 to 50 lines."""
    monkeypatch.setenv("COLUMNS", str(width))
    page = run("stats", "--format", "table").out.splitlines()
    assert 24 <= len(page) <= 50
    assert max(map(len, page)) <= width
    assert any(re.fullmatch(r"and \d+ more: hubcli topics", line) for line in page)


def test_statistics_of_many_hubs(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A narrow terminal shows the hubs with most actors, and how many more there are."""
    path = tmp_path / "many.toml"
    hubs = "".join(f"[hubs.h{number}]\nname = 'H{number}'\n" for number in range(50))
    actors = "".join(
        f"[actors.a{number}]\nname = 'A'\ntype = 'company'\nhubs = ['h{number // 2}', 'h49']\n"
        for number in range(60)
    )
    path.write_text(f"[dataset]\ntitle = 'M'\nupdated = 2026-01-01\n{hubs}{actors}", "utf-8")
    monkeypatch.setenv("COLUMNS", "60")

    page = run("stats", "--data", str(path), "--format", "table").out
    assert page.partition("Actors by type\n")[2].splitlines() == [
        "Type     All  H0  H1  H49",
        "─────────────────────────",
        "company   60   2   2   60",
        "47 more columns in a wider terminal, or with --format csv",
    ]
