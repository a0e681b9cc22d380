"""Tests of `hubcli stats`; its outputs in every format are among those of `tests/commands`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    assert data["topics"]["neuroscience"] == {"harbour": 1}
