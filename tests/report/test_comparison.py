"""Tests of `hubcli compare`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from support import Run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
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
    assert "not stated" not in text


def test_what_one_side_states_is_one_line(run: Runner) -> None:
    """Figures in different units do not compare; they follow, a line a side, with citations."""
    page = run("compare", "one", "two", "alone", "--data", TWO_HUBS).out
    rows = [line.split("  ") for line in page.splitlines() if "not stated" in line]
    assert [row[1] for row in rows] == ["Students", "Founded", "Partners"]
    assert page.partition("Only one side states\n")[2].partition("\n\n")[0].splitlines() == [
        "  One: area 5 ha [1]",
        "  Two: area 5 km2 [1]",
    ]


def test_more_than_three_sides(run: Runner, tmp_path: Path) -> None:
    """Figures are lines rather than columns; labels and the title name a few of many."""
    path = tmp_path / "many.toml"
    figure = "{{ text = 'F.', figure = {{ of = 'students', value = {0} }} }}"
    hubs = "".join(
        f"[hubs.h{number}]\nname = 'H{number}'\ntopics = [{topics}]\n"
        f"facts = [{figure.format(1000 * number)}]\n"
        for number, topics in enumerate(
            ("'a', 'b', 'c', 'd'", "'a', 'b', 'c'", "'a', 'b', 'c'", "'a', 'b'", "'a'", "'a', 'b'")
        )
    )
    topics = "".join(f"[topics.{id}]\nname = '{id.upper()}'\n" for id in "abcd")
    path.write_text(f"[dataset]\ntitle = 'M'\nupdated = 2026-01-01\n{topics}{hubs}", "utf-8")
    sides = [f"h{number}" for number in range(6)]

    assert run("compare", *sides, "--data", str(path)).out.splitlines() == [
        "H0 · H1 · H2 · H3 · H4 · H5  1 topic in common",
        "",
        "Figures",
        "  Students: H0: 0; H1: 1,000; H2: 2,000; H3: 3,000; H4: 4,000; H5: 5,000",
        "",
        "Topics",
        "  All: A",
        "  All but H4: B",
        "  H0, H1 and H2: C",
        "  Only H0: D",
    ]


def test_bars_of_a_row_are_shown_together(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a terminal has no room for one of them, none is shown."""
    for width, bars in (("60", 15), ("48", 0)):
        monkeypatch.setenv("COLUMNS", width)
        page = run("compare", "one", "two", "--data", TWO_HUBS, "--format", "table").out
        students = next(line for line in page.splitlines() if line.startswith("Students"))
        assert students.count("█") == bars


def test_comparison_needs_two_records(run: Runner) -> None:
    """A single record, the same record twice, or a topic is an error with the way out."""
    hint = (
        "error: Name two or more hubs or actors to compare.\n"
        "hint: hubcli compare kuopio flemingsberg\n"
    )
    assert run("compare", "kuopio") == Run(2, "", hint)
    assert run("compare", "kuopio", "Kuopio") == Run(2, "", hint)
    assert run("compare", "kuopio", "neuroscience") == Run(
        2,
        "",
        "error: 'neuroscience' is a topic; name a hub or an actor.\n"
        "hint: hubcli show neuroscience\n",
    )
