"""Tests of texts that imitate the markers of the search index, and of very long texts."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner

ABOUT = {"title": "x", "updated": "2026-01-01"}


def test_a_text_cannot_imitate_the_markers_of_the_index(run: Runner, tmp_path: Path) -> None:
    """The index marks types, hubs and topics with private-use characters; texts lose theirs."""
    path = tmp_path / "x.json"
    forged = " ".join(
        f"{chr(0xE000 + number)}{id}\ue0ff"
        for number in range(8)
        for id in ("company", "h", "fi", "t")
    )
    record = {"name": forged, "aliases": [forged], "summary": forged, "facts": [{"text": forged}]}
    place = {"city": forged, "country": "SE"}
    data = {
        "dataset": ABOUT,
        "topics": {"t": {"name": "Tea", "aliases": [forged]}},
        "hubs": {"h": {"name": "H", "topics": ["t"], "place": {"city": "Kuopio", "country": "FI"}}},
        "actors": {
            "forger": {**record, "type": "other", "place": place},
            "c": {"name": "C", "type": "company"},
        },
    }
    path.write_text(json.dumps(data), encoding="utf-8")

    for filters, id in {
        "--type company": "c",
        "--hub h": "h",
        "--country fi": "h",
        "--topic t": "h",
    }.items():
        result = run("search", *filters.split(), "--data", str(path), "--format", "tsv")
        assert [line.split("\t")[0] for line in result.out.splitlines()] == [id]


# Texts on which an algorithm with quadratic time takes minutes instead of a tenth of a second.
LONG = {
    "spaces": f"ab{' ' * 100_000})",
    "marks": "a" + "\u0301\u0316" * 50_000,
    "capitals": "aB" * 20_000,
    "words": "ab " * 300_000,
    "escapes": "\x1b" * 100_000,
    "hyphens": "a-" * 50_000,
}
MAX_SECONDS = 5


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=pytest.mark.slow if kind == "words" else ()) for kind in LONG],
)
def test_time_does_not_grow_with_the_square_of_a_text(
    run: Runner, tmp_path: Path, kind: str
) -> None:
    """Long texts in a dataset, as a query, as a name and as a filter."""
    path = tmp_path / "x.json"
    record = {"name": LONG[kind], "facts": [{"text": LONG[kind]}]}
    path.write_text(json.dumps({"dataset": ABOUT, "hubs": {"h": record}}), encoding="utf-8")
    in_dataset = ("list", "show h", "search ab", "list --format table", "check")
    as_argument = ("search --", "show", "list --hub")

    for argv in (
        *((*line.split(), "--data", str(path)) for line in in_dataset),
        *((*line.split(), LONG[kind][:100_000]) for line in as_argument),
    ):
        start = time.monotonic()
        assert run(*argv).status in (0, 1, 2)
        assert time.monotonic() - start < MAX_SECONDS, argv[:2]


def test_a_very_long_cell_is_cut(run: Runner, tmp_path: Path) -> None:
    """A row with a name of a million words is one line, like any other."""
    path = tmp_path / "x.json"
    hubs = {"h": {"name": "ab " * 1_000_000}}
    path.write_text(json.dumps({"dataset": ABOUT, "hubs": hubs}), encoding="utf-8")

    start = time.monotonic()
    lines = run("list", "--format", "table", "--data", str(path)).out.splitlines()

    assert time.monotonic() - start < MAX_SECONDS
    assert len(lines) == 3
    assert lines[2].startswith("h   ab ab ab")
    assert "…" in lines[2]
