"""What people type before they know the commands: each guess leads on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubcli.cli import app
from hubcli.cli.help import COMMANDS
from hubcli.errors import WrongUse

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner, Snapshot

SMALL = ("--data", "small.toml")  # in the folder in which tests run

GUESSES = {
    "command-left-out": [
        "serach trams",
        "shwo harbour",
        "exprot --to x.json",
        "harbuor",
        "harbour hill",
        "zzzqqqxx yyy",
        "help nonsense",
        "help shwo",
        "help harbour",
        "/etc/passwd",
        "[/]",
        "'",
        "\udcff\udcfe",
        "",
        "tram works --open",
    ],
    "places": [
        "show åbo",
        "show OSLO --json",
        "show finland",
        "show NO",
        "show no",
        "show norway --open",
        "finland --format table",
    ],
    "names": [
        "show tram",
        "show söhne --open",
        "show hill campus",
        "cite sea inst",
        "show in",
        "compare harbour research",
        "network leaflet",
    ],
    "several-names": [
        "path harbour to tram works",
        "path harbour tram-works",
        "path harbour tram works",
        "path harbour",
        "path",
        "path harbour to zzz",
        "compare harbour",
        "compare harbour vs nobody known",
    ],
    "relations": [
        "network tram works --rel located-in",
        "network tram works --rel houses",
        "network sea-institute --rel supports",
        "network tram works --rel Leads --rel partner-of",
        "network harbour --rel located",
    ],
    "searches": [
        "search zzzqqqxx",
        "search neurosciencezz",
        "search",
    ],
}


@pytest.mark.parametrize("subject", GUESSES)
def test_guesses_lead_on(
    run: Runner, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    """Each line has an answer, or one error that says what to type instead."""
    monkeypatch.setattr("webbrowser.open", lambda _: True)
    lines = []
    for line in GUESSES[subject]:
        result = run(*line.split(" "), *SMALL)
        shown = line.encode("utf-8", "backslashreplace").decode()
        lines += [f"$ hubcli {shown}", *(result.out + result.err).splitlines()]
        lines += [f"({result.status})", ""] if result.status else [""]
    snapshot(f"guess-{subject}.txt", "\n".join(lines))


@pytest.mark.parametrize(
    ("guess", "command"),
    [
        ("harbour --json", "show harbour --json"),
        ("sea institute --format md", "show sea institute --format markdown"),
        ("satama", "show satama"),
        ("help", "--help"),
        ("help help", "--help"),
        ("help --json", "--help"),
        ("help show", "show --help"),
        ("help list actors", "list --help"),
        ("list --format txt", "list --format plain"),
        ("path harbour TO sea institute", "path harbour sea-institute"),
        ("path sea institute and harbour", "path sea-institute harbour"),
        ("compare harbour vs hill", "compare harbour hill"),
        ("compare harbour campus versus hill", "compare harbour hill"),
        ("compare harbour, hill", "compare harbour hill"),
        ("compare harbour,hill", "compare harbour hill"),
        (
            "compare harbour , hill and sea institute",
            "compare harbour hill sea-institute",
        ),
        ("network sea --rel Located_In", "network sea --rel located-in"),
        ("export --format md", "export --format markdown"),
    ],
)
def test_a_guess_is_the_command_meant(run: Runner, guess: str, command: str) -> None:
    """The outputs are equal."""
    data = () if "help" in guess else SMALL
    expected = run(*command.split(), *data)
    assert expected.status == 0
    assert run(*guess.split(), *data)[:2] == expected[:2]


CONFUSING = """
[dataset]
title = "Names that are commands"
updated = 2026-01-01
[hubs.hub]
name = "Hub"
[actors.list]
name = "List"
type = "company"
[actors.help]
name = "Help"
type = "company"
[actors.to]
name = "To"
type = "company"
links = [{ rel = "partner-of", to = "and" }]
[actors.and]
name = "And"
type = "company"
[actors.people]
name = "People"
type = "company"
"""


def test_commands_win_over_records(run: Runner, tmp_path: Path) -> None:
    """Records called like commands and connectives are found by `show`, `path` and in quotes."""
    path = tmp_path / "confusing.toml"
    path.write_text(CONFUSING, encoding="utf-8")
    data = ("--data", str(path))
    assert run("list", *data).out == run("list", "hubs", *data).out
    assert run("help") == run("--help")
    for id in ("list", "help", "to", "and"):
        assert json.loads(run("show", id, *data, "--json").out)["id"] == id
    assert json.loads(run("to", *data, "--json").out)["id"] == "to"
    assert run("path", "to", "and", *data).out.startswith("To → And  1 step\n")
    assert run("path", "to", "to", "and", *data).out.startswith("To → And  1 step\n")
    assert run("list", "people", *data) == (
        1,
        "",
        "error: No actors match.\nhint: hubcli list actors\n",
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command(run: Runner, name: str) -> None:
    """`help NAME` is `NAME --help`."""
    assert run("help", name) == run(name, "--help")


def test_a_place_is_the_list_of_its_records_in_json(run: Runner) -> None:
    """The objects are those of `list`; a city is found by its name in any spelling."""
    rows = json.loads(run("show", "ABO", "--json", *SMALL).out)
    assert [row["id"] for row in rows] == ["harbour", "sea-institute"]
    assert rows[1] == json.loads(run("list", "facilities", "--json", *SMALL).out)[0]


def test_a_cached_dataset_knows_the_same_places(run: Runner, tmp_path: Path) -> None:
    """A large dataset is in a database, whose index finds the city."""
    path = tmp_path / "large.toml"
    text = (tmp_path.cwd() / "small.toml").read_text(encoding="utf-8")
    path.write_text(f"{text}\n# {'.' * (1 << 18)}\n", encoding="utf-8")
    for name in ("åbo", "Oslo", "finland"):
        small = run("show", name, "--json", *SMALL)
        assert run("show", name, "--json", "--data", str(path)).out == small.out
        assert small.status == 0


def test_show_without_a_name_on_a_terminal(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person gets the hubs and how to go on; a script gets an error."""
    assert run("show", *SMALL) == (
        2,
        "",
        "error: Missing argument 'NAME'.\nhint: hubcli show --help\n",
    )
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run("show", *SMALL) == (
        0,
        run("list", *SMALL).out,
        "note: 'hubcli show ID' shows one of them, 'hubcli list actors' lists who is there.\n",
    )


def test_export_on_a_terminal_asks_for_a_file(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only --format writes text to a terminal; colours that are forced make no terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    exported = run("export", *SMALL)
    assert (exported.status, exported.err) == (0, "")
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    message = "error: Name the file to write with --to.\nhint: hubcli export --to hubs.json\n"
    assert run("export", *SMALL) == (2, "", message)
    message = message.replace("--to hubs.json", "--table figures --to figures.csv")
    assert run("export", "--table", "figures", *SMALL) == (2, "", message)
    assert run("export", "--format", "json", *SMALL).out == exported.out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("show harbour -w", "note: Opening https://harbour.example"),
        ("show leaflet --open", "note: Opening https://town.example/leaflet"),
        (
            "johnny hogberg -w",
            "note: Johnny Högberg has no website; opening the source “Website of Flemingsberg"
            " Science”: https://flemingsbergscience.se",
        ),
        (
            "show robotics --open",
            "note: Robotics has no website; opening that of Kuopio, which has this topic:"
            " https://www.businesskuopio.fi/en/investinkuopio-en/health/",
        ),
        (
            "search digital health hub:kuopio -w",
            "note: Opening https://www.vttresearch.com/",
        ),
    ],
)
def test_open(run: Runner, monkeypatch: pytest.MonkeyPatch, line: str, message: str) -> None:
    """The record's own website, else the nearest page, and the reason for it."""
    opened: list[str] = []

    def note(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", note)
    data = SMALL if "harbour" in line or "leaflet" in line else ()
    result = run(*line.split(), *data)
    assert (result.status, result.out, result.err) == (0, "", f"{message}\n")
    assert message.endswith(opened[0])


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("serach brain research", "hubcli search brain research"),
        ("shwo kuopio --json", "hubcli show kuopio --json"),
        ("kuoppio", "hubcli search kuoppio"),
        ("help kuopio", "hubcli help"),
        ("list nonsense", "hubcli list --help"),
        ("path kuopio", "hubcli path neurocenter finland to uef"),
        ("compare kuopio", "hubcli compare kuopio flemingsberg"),
        ("compare kuopio robotics", "hubcli show robotics"),
        ("search", "hubcli search neuroscience"),
    ],
)
def test_wrong_use_has_a_command_to_try(line: str, hint: str) -> None:
    """The command contains what was typed, where that helps."""
    with pytest.raises(WrongUse) as caught:
        app.run(line.split())
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ("", "hubcli export --to hubs.json"),
        ("--table figures", "hubcli export --table figures --to figures.csv"),
        ("--format csv", "hubcli export --to hubs.zip"),
        ("--format db", "hubcli export --to hubs.sqlite"),
    ],
)
def test_the_example_of_an_export_fits(
    monkeypatch: pytest.MonkeyPatch, options: str, hint: str
) -> None:
    """It writes what was asked for."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(WrongUse) as caught:
        app.run(["export", *options.split()])
    assert caught.value.hint == hint
