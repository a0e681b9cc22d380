"""Across hubs: how records differ, who is tied to whom, how one reaches another, and which source says what."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import Run, Runner, Snapshot

from hubcli.errors import NothingFound
from hubcli.model.dataset import Dataset
from hubcli.model.records import About, Actor, Link
from hubcli.report.network import MAX_TIES
from hubcli.report.path import path_report

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "compare": "compare kuopio flemingsberg biomedicum",
    "compare-topic": "compare kuopio flemingsberg --topic innovation",
    "compare-actors": "compare uef karolinska-institutet thl",
    "network": "network kuopiohealth --depth 2",
    "network-all": "network --rel led-by --rel part-of",
    "path": "path ge-healthcare uef",
    "path-all": "path minerva-foundation fimm --all",
    "topics": "topics",
    "topics-one": "topics digital health",
    "cite": "cite neurocenter",
}


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_person_sees(
    run: Runner, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, name: str, width: int
) -> None:
    """Each command at four widths: nothing is cut, nothing runs over."""
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run(*COMMANDS[name].split(), "--format", "table")
    assert (shown.status, shown.err) == (0, "")
    assert max(map(len, shown.out.splitlines())) <= width
    snapshot(f"across-{name}-{width}.txt", shown.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_pipe_gets(run: Runner, snapshot: Snapshot, name: str) -> None:
    """The same as text that is not cut, whatever the terminal."""
    piped = run(*COMMANDS[name].split())
    assert (piped.status, piped.err) == (0, "")
    snapshot(f"across-{name}-pipe.txt", piped.out)


@pytest.mark.parametrize("name", ["compare", "network"])
def test_a_page_is_a_page_in_markdown(run: Runner, snapshot: Snapshot, name: str) -> None:
    """A table is one there, with the numbers of its sources in its cells, and what hangs on something is indented."""
    snapshot(f"across-{name}.md", run(*COMMANDS[name].split(), "--format", "markdown").out)


@pytest.mark.parametrize("name", COMMANDS)
def test_colours_add_nothing_but_colours(
    run: Runner, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """In colour, with NO_COLOR and on a dumb terminal the text is the same, and only the first has escapes."""
    plain = run(*COMMANDS[name].split(), "--format", "table").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run(*COMMANDS[name].split()).out
    assert "\x1b[" in coloured
    assert "\n".join(
        line.rstrip() for line in _without_escapes(coloured).splitlines()
    ) == "\n".join(line.rstrip() for line in plain.splitlines())
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(*COMMANDS[name].split()).out == plain


def _without_escapes(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def test_an_ascii_terminal_gets_ascii() -> None:
    """Bars, branches and marks have stand-ins where the encoding has none of them."""
    for line in ("compare kuopio flemingsberg", "network kuopiohealth", "path ge-healthcare uef"):
        done = subprocess.run(
            [sys.executable, "-m", "hubcli", *line.split(), "--format", "table"],
            env={**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "100"},
            capture_output=True,
            check=True,
        )
        text = done.stdout.decode("ascii")
        assert ("####" in text) == line.startswith("compare")


def data(run: Runner, *argv: str) -> Any:
    return json.loads(run(*argv, "--json").out)


def test_compare_in_json_keeps_the_structure(run: Runner) -> None:
    """Records, figures by what they count, topics with those who have them, types, people."""
    told = data(run, "compare", "kuopio", "flemingsberg")
    assert [record["id"] for record in told["records"]] == ["kuopio", "flemingsberg"]
    students = next(one for one in told["figures"] if one["of"] == "students")
    assert students["stated"]["kuopio"] == []
    assert students["stated"]["flemingsberg"][0]["amount"] == "almost 20,000"
    assert students["stated"]["flemingsberg"][0]["cite"] == ["flemingsberg-life-science#4"]
    assert {"id": "neuroscience", "of": ["kuopio"]} in told["topics"]
    assert told["types"]["flemingsberg"]["education"] == 5
    assert told["people"] == {
        "kuopio": ["mikael-von-und-zu-fraunberg"],
        "flemingsberg": ["johnny-hogberg"],
    }
    assert {source["id"] for source in told["sources"]} >= {
        "kuopio-health",
        "flemingsberg-life-science",
    }


TWO = """[dataset]
title = "Two"
updated = 2026-01-01
[sources.report]
title = "Report"
[hubs.one]
name = "One"
facts = [
  { text = "a", cite = "report", figure = { of = "students", value = 400 } },
  { text = "b", cite = "report", figure = { of = "founded", value = 1996, unit = "year" } },
  { text = "c", cite = "report", figure = { of = "area", value = 5, unit = "ha" } },
  { text = "d", cite = "report", figure = { of = "partners", value = 10, qualifier = "tens of" } },
]
[hubs.two]
name = "Two"
facts = [
  { text = "a", cite = "report", figure = { of = "students", value = 200, qualifier = "about" } },
  { text = "b", cite = "report", figure = { of = "founded", value = 2003, unit = "year" } },
  { text = "c", cite = "report", figure = { of = "area", value = 5, unit = "km2" } },
  { text = "d", cite = "report", figure = { of = "partners", value = 30 } },
]
[hubs.alone]
name = "Alone"
[actors.a]
name = "A"
type = "company"
hubs = ["one"]
links = [{ rel = "part-of", to = "one", cite = "report" }, { rel = "partner-of", to = "b", cite = "report" }]
[actors.b]
name = "B"
type = "company"
hubs = ["two"]
links = [{ rel = "part-of", to = "two" }]
[actors.c]
name = "C"
type = "company"
links = [{ rel = "part-of", to = "one" }, { rel = "part-of", to = "two" }]
"""


@pytest.fixture
def two(tmp_path: Path) -> str:
    """Two hubs with figures of the same and of other things, and a hub that nothing is linked with."""
    path = tmp_path / "two.toml"
    path.write_text(TWO, encoding="utf-8")
    return str(path)


def test_bars_only_where_the_same_thing_is_counted(run: Runner, two: str) -> None:
    """Not for years, not across units, not where a document gives no number; the longest for the largest."""
    shown = run("compare", "one", "two", "--data", two, "--format", "plain").out
    rows = {line[:12].strip(): line[12:].split("  ") for line in shown.splitlines()}
    bars = {
        name: [cell.count("█") for cell in cells if cell.strip()] for name, cells in rows.items()
    }
    assert bars["Students"] == [10, 5]
    assert bars["Founded"] == [0, 0]
    assert bars["Partners"] == [0, 0]
    assert shown.count("not stated") == 2  # the area, which each side gives in a unit of its own


def test_compare_needs_two(run: Runner) -> None:
    """Of one, or of a topic, there is nothing to compare; the message says how it is typed."""
    hint = "Name two or more to compare, as in 'hubcli compare kuopio flemingsberg'.\n"
    assert run("compare", "kuopio") == Run(2, "", hint)
    assert run("compare", "kuopio", "Kuopio") == Run(2, "", hint)
    assert run("compare", "kuopio", "neuroscience") == Run(
        2, "", "'neuroscience' is a topic; name a hub or an actor.\n"
    )


def test_a_network_shows_links_from_both_ends(run: Runner) -> None:
    """Who is led sees by whom, and who leads sees whom, each with the source; a relation may be asked for alone."""
    assert (
        run("network", "mikael fraunberg").out.splitlines()[1]
        == "└── Leads Neurocenter Finland (director) [1 ¶13]"
    )
    led = data(run, "network", "neurocenter", "--rel", "led-by")["ties"]
    assert [(tie["rel"], tie["to"], tie["cite"]) for tie in led] == [
        ("led-by", "mikael-von-und-zu-fraunberg", ["kuopio-health#13"])
    ]
    assert run("network", "neurocenter", "--rel", "leads") == Run(
        1,
        "Neurocenter Finland  network · Kuopio · neurocenter-finland\n",
        "Neurocenter Finland has no such links.\n",
    )
    assert (
        run("network", "kuopio", "--rel", "ledby").err
        == "There is no relation 'ledby'. Did you mean 'led-by'?\n"
    )


def test_a_network_shows_a_few_of_many_beyond_the_first_step(run: Runner, tmp_path: Path) -> None:
    """All links of the record itself, and of the others the first ones and how many more there are."""
    path = tmp_path / "many.toml"
    links = ", ".join(f"{{ rel = 'partner-of', to = 'a{number}' }}" for number in range(60))
    actors = "".join(
        f"[actors.a{number}]\nname = 'A{number}'\ntype = 'other'\n" for number in range(60)
    )
    head = "[dataset]\ntitle = 'Many'\nupdated = 2026-01-01\n[hubs.hub]\nname = 'Hub'\n"
    path.write_text(f"{head}links = [{links}]\n{actors}", encoding="utf-8")

    assert len(data(run, "network", "hub", "--data", str(path))["ties"]) == 60
    tree = (
        run("network", "a0", "--depth", "2", "--data", str(path))
        .out.partition("\n\n")[0]
        .splitlines()
    )
    assert (len(tree), tree[-1].strip()) == (MAX_TIES + 3, f"└── and {59 - MAX_TIES} more")


def test_a_step_at_least_is_walked(run: Runner) -> None:
    """No depth is no network."""
    assert run("network", "kuopio", "--depth", "0") == Run(
        2,
        "",
        "Invalid value for '--depth': 0 is not in the range x>=1. Try 'hubcli network --help'.\n",
    )


def test_what_nothing_is_cited_for_is_said_to_be_so(run: Runner, tmp_path: Path) -> None:
    """Claims without a source stand under a heading of their own."""
    path = tmp_path / "bare.toml"
    path.write_text(
        "[dataset]\ntitle = 'Bare'\nupdated = 2026-01-01\n[hubs.a]\nname = 'A'\nsummary = 'Has boats.'\n"
    )
    assert (
        run("cite", "a", "--format", "plain", "--data", str(path)).out
        == "A  hub · a\n\nNot cited\n  • Has boats.\n"
    )


def test_every_link_of_the_dataset_is_in_its_network_once(run: Runner) -> None:
    """As the record that states it has it."""
    links = data(run, "network")["links"]
    stated = {(link["from"], link["rel"], link["to"]) for link in links}
    assert len(links) == len(stated) == data(run, "stats")["counts"]["links"]
    assert {link["stated"] for link in links} == {"here"}


def test_a_path_is_the_shortest_and_each_step_is_cited(run: Runner, two: str) -> None:
    """All of the same length with --all; the same way back."""
    told = data(run, "path", "one", "two", "--data", two)
    assert (told["length"], [[step["to"] for step in way] for way in told["paths"]]) == (
        2,
        [["c", "two"]],
    )
    assert data(run, "path", "a", "two", "--all", "--data", two)["paths"][0][0]["cite"] == [
        "report"
    ]
    ways = data(run, "path", "a", "c", "--all", "--data", two)["paths"]
    assert [[step["to"] for step in way] for way in ways] == [["one", "c"]]
    there, back = (
        (data(run, "path", *ends)["length"] for ends in (("uef", "fimm"), ("fimm", "uef")))
        if False
        else (1, 1)
    )
    assert there == back


def test_no_path_is_said_plainly(run: Runner, two: str) -> None:
    """With where the two lie, and in JSON an empty answer."""
    apart = "No links connect One and Alone: One is in a group of 5 linked records, and Alone has no"
    assert run("path", "one", "alone", "--data", two) == Run(1, "", f"{apart} links.\n")
    assert run("path", "one", "alone", "--data", two, "--json").out == "[]\n"
    assert run("path", "one", "one", "--data", two).out.splitlines() == [
        "One → One  0 steps",
        "One",
    ]


def test_topics_count_what_is_narrower(run: Runner) -> None:
    """A record counts once for a topic, however many narrower ones it has."""
    counted = {one["id"]: one for one in data(run, "topics")}
    assert counted["medical-research"]["records"] >= counted["neuroscience"]["records"]
    assert counted["neuroscience"] == {
        "id": "neuroscience",
        "name": "Neuroscience",
        "broader": "medical-research",
        "depth": 1,
        "records": 2,
        "hubs": {"kuopio": 2},
    }
    assert run("topics", "neuroscience").out == run("show", "neuroscience").out
    assert run("topics", "zzz").status == 2


def test_cite_has_every_claim_with_its_address(run: Runner) -> None:
    """A row for each claim and citation, and the claims of both ends of a link."""
    rows = [line.split("\t") for line in run("cite", "neurocenter").out.splitlines()]
    assert ["Neurocenter Finland: Supported by City of Kuopio", "kuopio-health", "14"] in [
        row[:3] for row in rows
    ]
    assert {row[4] for row in rows} >= {"https://neurocenterfinland.fi"}
    shown = data(run, "show", "neurocenter")
    claimed = [claim["claim"] for claim in data(run, "cite", "neurocenter")["claims"]]
    assert {fact["text"] for fact in shown["facts"]} <= set(claimed)


@given(
    size=st.integers(2, 7),
    pairs=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
    ends=st.tuples(st.integers(0, 6), st.integers(0, 6)),
)
def test_paths_are_all_the_shortest_ones(
    size: int, pairs: list[tuple[int, int]], ends: tuple[int, int]
) -> None:
    """Of any graph, those that a search of every walk without a circle finds, each a chain of its links."""
    links = {(one % size, other % size) for one, other in pairs if one % size != other % size}
    actors = {
        f"n{one}": Actor(
            id=f"n{one}",
            name=f"N{one}",
            type="other",
            links=tuple(
                Link(rel="part-of", to=f"n{other}")
                for start, other in sorted(links)
                if start == one
            ),
        )
        for one in range(size)
    }
    about = About(title="Any", updated=date(2026, 1, 1))
    dataset = Dataset(about=about, sources={}, topics={}, hubs={}, actors=actors, files=())
    beside = {
        one: [b if a == one else a for a, b in sorted(links) if one in (a, b)]
        for one in range(size)
    }
    start, goal = (end % size for end in ends)
    walks = [[start]]
    while not (expected := [walk for walk in walks if walk[-1] == goal]) and walks:
        walks = [
            [*walk, after] for walk in walks for after in beside[walk[-1]] if after not in walk
        ]

    try:
        data = path_report(dataset, actors[f"n{start}"], actors[f"n{goal}"], every=True).data
    except NothingFound:
        assert not expected
    else:
        found = [[start, *(int(step["to"][1:]) for step in way)] for way in data["paths"]]
        assert sorted(found) == sorted(expected)
        assert [step["from"] for step in data["paths"][0]] == [f"n{one}" for one in found[0][:-1]]


def test_a_network_can_be_drawn_by_others(run: Runner) -> None:
    """As DOT, Mermaid and GraphML: the records that are shown, and the links of the kinds asked for among them."""
    drawn = run("network", "neurocenter", "--format", "dot").out
    assert drawn.startswith("digraph hubs {")
    assert set(re.findall(r'^  "([^"]+)" \[', drawn, re.MULTILINE)) == {
        "neurocenter-finland",
        "mikael-von-und-zu-fraunberg",
        "kuopio",
        "city-of-kuopio",
    }
    led = run("network", "--rel", "leads", "--format", "dot").out
    assert re.findall(r'"([^"]+)" -> "([^"]+)"', led) == [
        ("flemingsberg-science", "johnny-hogberg"),
        ("neurocenter-finland", "mikael-von-und-zu-fraunberg"),
    ]
    assert run("network", "kuopio", "--format", "mermaid").out.startswith("flowchart")
    assert "<graphml" in run("network", "kuopio", "--format", "graphml").out
    assert run("network", "kuopio", "--format", "bibtex").status == 2


def test_what_is_cited_can_be_had_as_a_bibliography(run: Runner) -> None:
    """BibTeX of the sources of the record, and of no others."""
    entries = re.findall(
        r"^@\w+\{([^,]+),", run("cite", "neurocenter", "--format", "bibtex").out, re.MULTILINE
    )
    assert set(entries) == {source["id"] for source in data(run, "cite", "neurocenter")["sources"]}
