"""Tests of `hubcli show`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner

SMALL = "small.toml"  # in the folder in which tests run


def test_every_record_has_a_page(run: Runner) -> None:
    """Each hub, actor, topic and source of the built-in dataset has a page headed by its name."""
    for kind in ("hubs", "actors", "topics", "sources"):
        for row in json.loads(run("list", kind, "--json").out):
            result = run("show", row["id"])
            assert result.status == 0
            assert result.out.startswith(row.get("name", row.get("title", "?")))


@pytest.mark.parametrize("id", ["biomedicum", "flemingsberg", "kuopio"])
def test_a_hub_fits_seventy_lines(run: Runner, monkeypatch: pytest.MonkeyPatch, id: str) -> None:
    """On a terminal of eighty columns each actor takes one row, with its name and type."""
    monkeypatch.setenv("COLUMNS", "80")
    page = run("show", id, "--format", "table").out
    assert len(page.splitlines()) <= 70
    for actor in json.loads(run("show", id, "--json").out)["actors"]:
        rows = [row for row in page.splitlines() if f"  {actor['name']}  " in row]
        rows = [row for row in rows if not row.startswith("  [")]  # Sources
        assert len(rows) == 1
        assert actor["type"] in rows[0] or actor["type"] == "person"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("harbour", "harbour"),
        ("HARBOUR campus", "harbour"),
        ("campus harbour", "harbour"),
        ("satama", "harbour"),
        ("si", "sea-institute"),
        ("Institute-of-the-Sea", "sea-institute"),
        ("sohne tram works", "tram-works"),
        ("trám", "tram-works"),
        ("o'neil", "ann-oneil"),
        ("ONeil, Ann", "ann-oneil"),
        ("ns", "neuroscience"),
        ("the leaflet", "leaflet"),
    ],
)
def test_names_match_loosely(run: Runner, name: str, id: str) -> None:
    """Case, accents, punctuation and word order do not matter; an alias or a beginning will do."""
    assert json.loads(run("show", name, "--data", SMALL, "--json").out)["id"] == id


@pytest.mark.parametrize(
    ("argv", "status", "err"),
    [
        (
            ["nueroscience"],
            1,
            "error: Nothing is called 'nueroscience'. Did you mean 'Neuroscience'?\n"
            "hint: hubcli search nueroscience\n",
        ),
        (
            ["karolinska"],
            1,
            "error: 'karolinska' is part of the name of several records:\n"
            "  karolinska-institutet           Karolinska Institutet (education)\n"
            "  karolinska-university-hospital  Karolinska University Hospital (healthcare)\n"
            "hint: hubcli show karolinska-institutet\n",
        ),
        (
            ["medical"],
            1,
            "error: 'medical' is part of the name of several records:\n"
            "  medical-research   Medical research (topic)\n"
            "  health-technology  Health technology (topic, other name 'medical technology')\n"
            "  robotics           Robotics (topic, other name 'medical robotics')\n"
            "  medical-education  Medical education (topic)\n"
            "hint: hubcli show medical-research\n",
        ),
        ([], 2, "error: Missing argument 'NAME'.\nhint: hubcli show --help\n"),
    ],
)
def test_a_name_that_selects_no_record(run: Runner, argv: list[str], status: int, err: str) -> None:
    """An unknown, ambiguous or missing name gives one message, and nothing on standard output."""
    assert run("show", *argv) == (status, "", err)


def test_an_unknown_name_is_an_empty_array_in_json(run: Runner) -> None:
    """A program reads `[]`, and the status is 1."""
    result = run("show", "zzzqqqxx", "--json")

    assert (result.status, result.out) == (1, "[]\n")


def test_an_ambiguous_name_is_an_array_of_candidates_in_json(run: Runner) -> None:
    """A program reads the records with the name, and the status is 1."""
    result = run("show", "karolinska", "--json")

    assert result.status == 1
    assert json.loads(result.out) == [
        {"kind": "actor", "id": "karolinska-institutet", "name": "Karolinska Institutet"},
        {
            "kind": "actor",
            "id": "karolinska-university-hospital",
            "name": "Karolinska University Hospital",
        },
    ]


def test_open_starts_the_browser(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`--open` starts the browser in BROWSER with the address as its only argument."""
    arguments = tmp_path / "arguments"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {arguments}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    # The module reads BROWSER only once.
    monkeypatch.delitem(sys.modules, "webbrowser", raising=False)

    result = run("show", "harbour", "--open", "--data", SMALL)

    assert result == (0, "", "note: Opening https://harbour.example\n")
    assert arguments.read_text() == "https://harbour.example|"


def test_open_without_a_browser(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """If no browser can be started, the message has the address."""
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    message = (
        "note: Opening https://harbour.example\n"
        "error: No browser could be started; the address is https://harbour.example.\n"
    )
    assert run("show", "harbour", "--open", "--data", SMALL) == (1, "", message)


def test_open_without_a_website(run: Runner) -> None:
    """`--open` of a record for which no page is known is status 1."""
    message = "error: No website is known for The register.\nhint: hubcli show register\n"
    assert run("show", "register", "--open", "--data", SMALL) == (1, "", message)


def test_a_figure_without_a_number_has_the_value_null(run: Runner) -> None:
    """The number that nobody stated is neither in JSON nor in the table of figures."""
    page = json.loads(run("show", "kuopiohealth", "--json").out)
    figures = [fact["figure"] for fact in page["facts"] if fact["figure"]]
    assert [(figure["value"], figure["amount"]) for figure in figures] == [(None, "tens of")]

    rows = run("export", "--table", "figures", "--hub", "kuopio").out.splitlines()
    assert "kuopiohealth,2,industrial partners,,tens of,,kuopio-health#7" in rows
