"""Tests of `hubcli network`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from support import Run

from hubcli.model.vocabulary import RELATIONS
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


def test_both_directions_of_a_relation_select_the_same_links(run: Runner) -> None:
    """A relation may be given as seen from either end; its label is its id without hyphens."""
    for rel, relation in RELATIONS.items():
        assert relation.label == rel.replace("-", " ").capitalize()
        for name in ("kuopio", "neurocenter-finland", "mikael-von-und-zu-fraunberg"):
            ties = run("network", name, "--rel", rel, "--json").out
            assert ties == run("network", name, "--rel", relation.inverse, "--json").out
        links = run("network", "--rel", rel, "--json").out
        assert links == run("network", "--rel", relation.label, "--json").out
    ties = network_data(run, "kuopio", "--rel", "located-in")["ties"]
    assert {tie["rel"] for tie in ties} == {"houses"}


def test_no_link_of_a_relation(run: Runner) -> None:
    """A record without links of the relation is status 1; an unknown relation gets a suggestion."""
    assert run("network", "neurocenter finland", "--rel", "has-part") == Run(
        1,
        "Neurocenter Finland  network · Kuopio · neurocenter-finland\n",
        "error: Neurocenter Finland has no links with the relation has-part, only with led-by,"
        " located-in, supported-by.\n"
        "hint: hubcli network neurocenter-finland\n",
    )
    assert (
        run("network", "kuopio", "--rel", "ledby").err
        == "error: There is no relation 'ledby'; there are led-by, leads, part-of, has-part,"
        " member-of, has-member, located-in, houses, present-in, hosts, partner-of,"
        " established-with, supported-by, supports, affiliated-with. Did you mean 'led-by'?\n"
        "hint: hubcli network --help\n"
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
    tree = run("network", "a0", "--depth", "2", "--data", str(path)).out.splitlines()
    assert tree[1:4] == ["└── Partner of Hub", "    ├── Partner of", "    │   ├── A1"]
    assert (len(tree), tree[-1]) == (MAX_TIES + 4, f"    └── and {59 - MAX_TIES} more")


def test_a_network_of_any_depth(run: Runner, tmp_path: Path) -> None:
    """A tree of 2,000 levels is drawn; half of the width remains for the texts."""
    path = tmp_path / "chain.toml"
    actors = "".join(
        f"[actors.a{number}]\nname = 'A{number}'\ntype = 'other'\n"
        f"links = [{{ rel = 'partner-of', to = 'a{number + 1}' }}]\n"
        for number in range(2000)
    )
    end = "[actors.a2000]\nname = 'End'\ntype = 'other'\n"
    path.write_text(f"[dataset]\ntitle = 'Chain'\nupdated = 2026-01-01\n{actors}{end}", "utf-8")

    for command in ("network a0 --depth 3000", "path a0 a2000"):
        page = run(*command.split(), "--data", str(path), "--format", "table").out.splitlines()
        assert page[-1] == f"…   {' ' * 32}└── Partner of End"
        assert max(map(len, page)) < 60


def test_depth_is_at_least_one(run: Runner) -> None:
    """A depth of 0 is an error."""
    assert run("network", "kuopio", "--depth", "0") == Run(
        2,
        "",
        "error: Invalid value for '--depth': 0 is not in the range x>=1.\n"
        "hint: hubcli network --help\n",
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
