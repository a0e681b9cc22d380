"""Tests of the facts on a page: their headings, and those of actors on the page of their hub."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner

HEAD = """
[dataset]
title = "Facts"
updated = 2026-01-01
[sources.leaflet]
title = "The leaflet"
[topics.research]
name = "Research"
[topics.brain]
name = "Brain"
broader = "research"
[topics.heart]
name = "Heart"
broader = "research"
[topics.memory]
name = "Memory"
broader = "brain"
[topics.housing]
name = "Housing"
[topics.business]
name = "Business"
"""


def fact_lines(run: Runner, tmp_path: Path, facts: list[str], topics: str = "") -> list[str]:
    """Return the facts on the page of a hub; each is given as its topics, separated by spaces."""
    tables = (
        f"[[hubs.h.facts]]\ntext = 'Fact {number}.'\ntopics = {given.split()}\n"
        for number, given in enumerate(facts, start=1)
    )
    path = tmp_path / "facts.toml"
    path.write_text(f"{HEAD}[hubs.h]\nname = 'Hub'\ntopics = {topics.split()}\n{''.join(tables)}")
    result = run("show", "h", "--data", str(path), "--format", "plain")
    assert (result.status, result.err) == (0, "")
    _, _, page = result.out.partition("What the sources say\n")
    return [line.replace("•", "").strip() for line in page.splitlines()]


def test_few_facts_have_no_headings(run: Runner, tmp_path: Path) -> None:
    """Seven facts are a list in the order of the file."""
    facts = ["brain", "housing"] * 3 + ["heart"]
    expected = [f"Fact {number}." for number in range(1, 8)]
    assert fact_lines(run, tmp_path, facts, "brain housing") == expected


def test_many_facts_stand_below_their_topics(run: Runner, tmp_path: Path) -> None:
    """Headings are in the order of their first facts; a narrower topic counts for a broader one."""
    facts = ["housing", "brain", "memory", "housing brain", "housing", "", "housing", "memory"]
    assert fact_lines(run, tmp_path, facts, "brain housing") == [
        *("Housing", "Fact 1.", "Fact 5.", "Fact 7."),
        *("Brain", "Fact 2.", "Fact 3.", "Fact 4.", "Fact 8."),
        *("Other", "Fact 6."),
    ]


def test_facts_left_over_stand_below_the_broadest_topics(run: Runner, tmp_path: Path) -> None:
    """A fact whose own topic nothing else has goes with others of the broadest topic, or last."""
    facts = ["brain", "heart", "housing", "housing", "business", "research", "", "housing"]
    assert fact_lines(run, tmp_path, facts, "brain heart business housing") == [
        *("Research", "Fact 1.", "Fact 2.", "Fact 6."),
        *("Housing", "Fact 3.", "Fact 4.", "Fact 8."),
        *("Other", "Fact 5.", "Fact 7."),
    ]


def test_leading_facts_have_no_heading(run: Runner, tmp_path: Path) -> None:
    """A fact left over that comes before all others, as it matters most, stays first."""
    facts = ["", "brain", "brain", "housing", "housing", "", "brain", "housing"]
    assert fact_lines(run, tmp_path, facts, "housing brain") == [
        "Fact 1.",
        *("Brain", "Fact 2.", "Fact 3.", "Fact 7."),
        *("Housing", "Fact 4.", "Fact 5.", "Fact 8."),
        *("Other", "Fact 6."),
    ]


def test_a_topic_of_more_than_half_of_the_facts_is_no_heading(run: Runner, tmp_path: Path) -> None:
    """It would say little; the narrower topics of the hub are headings instead."""
    facts = ["research brain"] * 3 + ["research heart"] * 3 + ["research", "housing"]
    assert fact_lines(run, tmp_path, facts, "research brain heart") == [
        *("Brain", "Fact 1.", "Fact 2.", "Fact 3."),
        *("Heart", "Fact 4.", "Fact 5.", "Fact 6."),
        *("Other", "Fact 7.", "Fact 8."),
    ]


def test_facts_of_one_topic_have_no_headings(run: Runner, tmp_path: Path) -> None:
    """A heading over all facts would say nothing."""
    assert fact_lines(run, tmp_path, ["brain"] * 9, "brain")[:2] == ["Fact 1.", "Fact 2."]


@pytest.mark.parametrize("count", [40, 400])
def test_many_facts_have_few_headings(run: Runner, tmp_path: Path, count: int) -> None:
    """No heading has less than two facts, and no fact is lost or repeated."""
    facts = [
        ("brain", "heart", "housing", "memory brain", "")[number % 5] for number in range(count)
    ]
    lines = fact_lines(run, tmp_path, facts, "memory heart")
    headings = [line for line in lines if not line.startswith("Fact")]
    assert headings == ["Research", "Heart", "Housing", "Memory", "Other"]
    shown = [line for line in lines if line.startswith("Fact")]
    assert sorted(shown) == sorted(f"Fact {number}." for number in range(1, count + 1))


ACTORS = """
[hubs.h]
name = "Hub"
facts = [{ text = "Has boats.", cite = "leaflet" }]
[actors.yard]
name = "The Yard"
aliases = ["Yard"]
type = "company"
hubs = ["h"]
facts = [
  { text = "Builds the boats.", cite = "leaflet", hub = true },
  { text = "The boats of Yard are fast.", cite = "leaflet", by = "ann", hub = true },
  { text = "Is old.", cite = "leaflet" },
]
links = [{ rel = "led-by", to = "ann", role = "head", since = "2017", until = "2021" }]
[actors.ann]
name = "Ann"
type = "person"
hubs = ["h"]
cite = "leaflet"
"""


@pytest.fixture
def actors(tmp_path: Path) -> str:
    """Return the path of a dataset with facts of actors."""
    path = tmp_path / "actors.toml"
    path.write_text(HEAD + ACTORS)
    return str(path)


def test_facts_of_actors_on_the_page_of_their_hub(run: Runner, actors: str) -> None:
    """A fact with `hub` is on the hub's page too, and names the actor if its text does not."""
    page = run("show", "h", "--data", actors, "--format", "plain").out
    assert page.partition("What the sources say\n")[2].partition("\n\n")[0].splitlines() == [
        "  • Has boats. [1]",
        "  • The Yard: Builds the boats. [1]",
        "  • The boats of Yard are fast. — Ann [1]",
    ]
    data = json.loads(run("show", "h", "--data", actors, "--json").out)
    assert [(fact["record"], fact["text"], fact["cite"]) for fact in data["facts_of_actors"]] == [
        ("yard", "Builds the boats.", ["leaflet"]),
        ("yard", "The boats of Yard are fast.", ["leaflet"]),
    ]
    claims = json.loads(run("cite", "h", "--data", actors, "--json").out)["claims"]
    assert [claim["claim"] for claim in claims] == [
        "Hub: hub",
        "Has boats.",
        "The Yard: Builds the boats.",
        "The boats of Yard are fast.",
    ]


def test_the_page_of_a_person_lists_what_the_person_is_quoted_on(run: Runner, actors: str) -> None:
    """The facts stand below the record that they are about, in JSON and among the claims too."""
    page = run("show", "ann", "--data", actors, "--format", "plain").out
    assert page.partition("Quoted on\n")[2].partition("\n\n")[0].splitlines() == [
        "  The Yard  company · Hub",
        "    • The boats of Yard are fast. [1]",
    ]
    data = json.loads(run("show", "ann", "--data", actors, "--json").out)
    assert [(fact["record"], fact["text"]) for fact in data["quoted"]] == [
        ("yard", "The boats of Yard are fast.")
    ]
    claims = json.loads(run("cite", "ann", "--data", actors, "--json").out)["claims"]
    assert [claim["claim"] for claim in claims] == [
        "Ann: person",
        "Quoted on The Yard: The boats of Yard are fast.",
        "Ann: Leads The Yard (head 2017–2021)",
    ]


def test_a_past_office_is_told_as_past(run: Runner, actors: str) -> None:
    """The page of the hub, the links and a search for who leads it give the years."""
    hub = run("show", "h", "--data", actors, "--format", "plain").out
    assert "  Ann  head of The Yard 2017–2021 [1]\n" in hub
    assert "Led by: Ann  head 2017–2021" in run("show", "yard", "--data", actors).out
    found = run("search", "who leads yard", "--data", actors, "--format", "plain").out
    assert "Leads The Yard (head 2017–2021)" in found
