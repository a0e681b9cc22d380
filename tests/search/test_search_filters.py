"""Tests of filters in a query and beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support import Runner


def test_filters_alone_list_the_records_that_pass(run: Runner) -> None:
    """Records are listed by name with score 0; an unknown value is reported and read as words."""
    answer = run("search", "type:company", "-hub:kuopo", "--json")
    assert [(hit["name"], hit["score"], hit["parts"]) for hit in json.loads(answer.out)] == [
        ("Charles River", 0, []),
        ("FinVector", 0, []),
        ("GE HealthCare", 0, []),
    ]
    assert (
        answer.err
        == "note: There is no hub 'kuopo'. Did you mean 'kuopio'? Searching for it as words.\n"
    )


def test_filters_keep_the_order(run: Runner) -> None:
    """A filter removes hits and changes nothing else."""
    every = json.loads(run("search", "university", "--json").out)
    finnish = json.loads(run("search", "university", "--country", "FI", "--json").out)

    assert [hit["id"] for hit in finnish] == [hit["id"] for hit in every if hit["country"] == "FI"]
