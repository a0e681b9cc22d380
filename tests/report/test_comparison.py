"""Tests of `hubcli compare`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from support import Run

if TYPE_CHECKING:
    from support import Runner

TWO_HUBS = "report/two-hubs.toml"


def test_json_has_the_parts_of_a_comparison(run: Runner) -> None:
    """The JSON object has the records, figures, topics, types, people and sources."""
    data = json.loads(run("compare", "kuopio", "flemingsberg", "--json").out)
    assert [record["id"] for record in data["records"]] == ["kuopio", "flemingsberg"]
    students = next(figure for figure in data["figures"] if figure["of"] == "students")
    assert students["stated"]["kuopio"] == []
    assert students["stated"]["flemingsberg"][0]["amount"] == "almost 20,000"
    assert students["stated"]["flemingsberg"][0]["cite"] == ["flemingsberg-life-science#4"]
    assert {"id": "neuroscience", "of": ["kuopio"]} in data["topics"]
    assert data["types"]["flemingsberg"]["education"] == 5
    assert data["people"] == {
        "kuopio": ["mikael-von-und-zu-fraunberg"],
        "flemingsberg": ["johnny-hogberg"],
    }
    assert {source["id"] for source in data["sources"]} >= {
        "kuopio-health",
        "flemingsberg-life-science",
    }


def test_bars_compare_figures_of_the_same_thing(run: Runner) -> None:
    """Bars are drawn to scale, but not for years, for different units or without a number."""
    text = run("compare", "one", "two", "--data", TWO_HUBS, "--format", "plain").out
    rows = {line[:12].strip(): line[12:].split("  ") for line in text.splitlines()}
    bars = {
        name: [cell.count("█") for cell in cells if cell.strip()] for name, cells in rows.items()
    }
    assert bars["Students"] == [10, 5]
    assert bars["Founded"] == [0, 0]
    assert bars["Partners"] == [0, 0]
    assert text.count("not stated") == 2  # the area, which the sides state in different units


def test_comparison_needs_two_records(run: Runner) -> None:
    """A single record, the same record twice, or a topic is an error with the way out."""
    hint = (
        "error: Name two or more hubs or actors to compare.\n"
        "hint: hubcli compare kuopio flemingsberg\n"
    )
    assert run("compare", "kuopio") == Run(2, "", hint)
    assert run("compare", "kuopio", "Kuopio") == Run(2, "", hint)
    assert run("compare", "kuopio", "neuroscience") == Run(
        2, "", "error: 'neuroscience' is a topic; name a hub or an actor.\n"
    )
