"""Tests that the queries of the benchmarks have the answers that they must have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from relevance import failures
from support import ROOT, SHARED

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner

# Query → why it has another answer than it must have. A query that gets its answer fails here.
UNANSWERED = {
    "KTH": "a text of Campus Flemingsberg has the acronym, and records with the word are hits too",
    "Minerva Foundation": "a text of Biomedicum Helsinki has both words of the name",
    "Swedish Red Cross University": "a text of Campus Flemingsberg has all words of the name",
    "alliances": "Neurocenter Finland is of the type network, which the word stands for",
}


def cases(file: Path) -> list[Any]:
    """Return the queries of a file as parameters, or nothing if there is no such file."""
    queries = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return [
        pytest.param(
            query,
            id=query["q"],
            marks=pytest.mark.xfail(reason=UNANSWERED[query["q"]], strict=True)
            if query["q"] in UNANSWERED
            else (),
        )
        for query in queries
    ]


OWN = cases(ROOT / "benchmarks" / "queries.json")
SHARED_QUERIES = cases(SHARED / "relevance.json")


def test_unanswered_queries_exist() -> None:
    """Every query that is expected to fail is one of the queries."""
    assert len(OWN) == 100
    assert {case.id for case in OWN} >= UNANSWERED.keys()


@pytest.mark.parametrize("query", [*OWN, *SHARED_QUERIES])
def test_query_is_answered(run: Runner, query: dict[str, Any]) -> None:
    """The first hits and the text shown for the first one are those that the file demands."""
    answer = run("search", "--json", "--columns", "name,excerpt", "--", query["q"])
    hits = json.loads(answer.out or "[]")
    names = [hit["name"] for hit in hits]

    assert list(failures(query, names, hits[0]["excerpt"] if hits else "")) == []
