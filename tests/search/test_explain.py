"""Tests of what a hit says about itself: the parts of its score, and its matches."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from support import Runner, Snapshot

FIELDS = ("name", "alias", "type", "place", "topic", "link", "summary", "fact", "figure", "quote")
METHODS = ("exact", "stem", "prefix", "topic", "typo")


def test_score_is_the_sum_of_its_parts(run: Runner, snapshot: Snapshot) -> None:
    """`--explain` and JSON show the parts of each score."""
    snapshot(
        "search-explain.txt",
        run("search", "nueroscience", "finland", "--explain", "--format", "table").out,
    )
    for hit in json.loads(run("search", "neurocenter finland", "--json").out):
        assert hit["score"] == pytest.approx(sum(part["worth"] for part in hit["parts"]), abs=0.001)


def test_match_has_field_method_spans_and_citation(run: Runner) -> None:
    """The spans cut the matched words out of the text, and the citation exists."""
    cites = {row["id"] for row in json.loads(run("list", "sources", "--json").out)}
    hits: list[dict[str, Any]] = json.loads(run("search", "neurological diseases", "--json").out)

    assert hits[0]["id"] == "kuopio"
    for match in (match for hit in hits for match in hit["matches"]):
        assert match["field"] in FIELDS
        assert match["how"] in METHODS
        assert {cite.partition("#")[0] for cite in match["cite"]} <= cites
        words = {match["text"][start:end].lower() for start, end in match["spans"]}
        assert words
        assert all(re.match("neuro|disease", word) for word in words)
