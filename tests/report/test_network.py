"""Tests of `hubcli network`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from support import Run

from hubcli.report.network import MAX_TIES

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner


def network_data(run: Runner, *argv: str) -> Any:
    """Return the JSON object of `hubcli network`."""
    return json.loads(run("network", *argv, "--json").out)


def test_a_link_is_shown_from_both_ends(run: Runner) -> None:
    """The leader has a link `leads`, the organisation the link `led-by`, both with the source."""
    assert (
        run("network", "mikael fraunberg").out.splitlines()[1]
        == "└── Leads Neurocenter Finland (director 2017–2021) [1; 2 ¶13]"
    )
    ties = network_data(run, "neurocenter", "--rel", "led-by")["ties"]
    assert [(tie["rel"], tie["to"], tie["cite"]) for tie in ties] == [
        ("led-by", "mikael-von-und-zu-fraunberg", ["neurocenter-site", "kuopio-health#13"])
    ]


def test_no_link_of_a_relation(run: Runner) -> None:
    """A record without links of the relation is status 1; an unknown relation gets a suggestion."""
    assert run("network", "neurocenter", "--rel", "leads") == Run(
        1,
        "Neurocenter Finland  network · Kuopio · neurocenter-finland\n",
        "Neurocenter Finland has no such links.\n",
    )
    assert (
        run("network", "kuopio", "--rel", "ledby").err
        == "There is no relation 'ledby'. Did you mean 'led-by'?\n"
    )


def test_links_beyond_the_root_are_limited(run: Runner, tmp_path: Path) -> None:
    """The root has all of its links; another record has the first ones and a count of the rest."""
    path = tmp_path / "many.toml"
    links = ", ".join(f"{{ rel = 'partner-of', to = 'a{number}' }}" for number in range(60))
    actors = "".join(
        f"[actors.a{number}]\nname = 'A{number}'\ntype = 'other'\n" for number in range(60)
    )
    head = "[dataset]\ntitle = 'Many'\nupdated = 2026-01-01\n[hubs.hub]\nname = 'Hub'\n"
    path.write_text(f"{head}links = [{links}]\n{actors}", encoding="utf-8")

    assert len(network_data(run, "hub", "--data", str(path))["ties"]) == 60
    tree = (
        run("network", "a0", "--depth", "2", "--data", str(path))
        .out.partition("\n\n")[0]
        .splitlines()
    )
    assert (len(tree), tree[-1].strip()) == (MAX_TIES + 3, f"└── and {59 - MAX_TIES} more")


def test_depth_is_at_least_one(run: Runner) -> None:
    """A depth of 0 is an error."""
    assert run("network", "kuopio", "--depth", "0") == Run(
        2,
        "",
        "Invalid value for '--depth': 0 is not in the range x>=1. Try 'hubcli network --help'.\n",
    )


def test_the_whole_network_has_every_link_once(run: Runner) -> None:
    """Without a record every link of the dataset is listed once, as the record states it."""
    links = network_data(run)["links"]
    ends = {(link["from"], link["rel"], link["to"]) for link in links}
    counts = json.loads(run("stats", "--json").out)["counts"]
    assert len(links) == len(ends) == counts["links"]
    assert {link["stated"] for link in links} == {"here"}


def test_export_formats_of_a_network(run: Runner) -> None:
    """DOT, Mermaid and GraphML contain the records shown and their links of the relations shown."""
    drawing = run("network", "neurocenter", "--format", "dot").out
    assert drawing.startswith("digraph hubs {")
    assert set(re.findall(r'^  "([^"]+)" \[', drawing, re.MULTILINE)) == {
        "neurocenter-finland",
        "mikael-von-und-zu-fraunberg",
        "kuopio",
        "city-of-kuopio",
    }
    leads = run("network", "--rel", "leads", "--format", "dot").out
    assert re.findall(r'"([^"]+)" -> "([^"]+)"', leads) == [
        ("flemingsberg-science", "johnny-hogberg"),
        ("neurocenter-finland", "mikael-von-und-zu-fraunberg"),
    ]
    assert run("network", "kuopio", "--format", "mermaid").out.startswith("flowchart")
    assert "<graphml" in run("network", "kuopio", "--format", "graphml").out
    assert run("network", "kuopio", "--format", "bibtex").status == 2
