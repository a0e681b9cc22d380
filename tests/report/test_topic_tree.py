"""Tests of `hubcli topics`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from support import Runner


def test_a_topic_includes_narrower_topics(run: Runner) -> None:
    """A record counts once for a topic, however many of the narrower topics it has."""
    topics = {topic["id"]: topic for topic in json.loads(run("topics", "--json").out)}
    assert topics["medical-research"]["records"] >= topics["neuroscience"]["records"]
    assert topics["neuroscience"] == {
        "id": "neuroscience",
        "name": "Neuroscience",
        "broader": "medical-research",
        "depth": 1,
        "records": 2,
        "hubs": {"kuopio": 2},
    }


def test_a_topic_by_name_is_its_page(run: Runner) -> None:
    """`topics NAME` writes the page that `show` writes; an unknown topic is status 2."""
    assert run("topics", "neuroscience").out == run("show", "neuroscience").out
    assert run("topics", "zzz").status == 2
