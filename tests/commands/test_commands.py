"""The command line as it is used: answers, exit statuses, formats and messages."""

from __future__ import annotations

import json
import os
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner, Snapshot

# Beyond the cap of pyproject.toml Typer lays out its help in another way.
WITHIN_CAP = tuple(map(int, version("typer").split(".")[:2])) < (0, 29)
SMALL = "small.toml"  # beside this file, where the tests run
FORMATS = {
    "table": "txt",
    "plain": "txt",
    "tsv": "tsv",
    "csv": "csv",
    "json": "json",
    "markdown": "md",
}
COMMANDS = {
    "list": ["list"],
    "list-actors": ["list", "actors"],
    "list-topics": ["list", "topics"],
    "list-sources": ["list", "sources"],
    "show-hub": ["show", "harbour"],
    "show-actor": ["show", "sea institute"],
    "show-topic": ["show", "research"],
    "show-source": ["show", "leaflet"],
    "search": ["search", "brain", "harbour"],
    "stats": ["stats"],
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_writes_every_format(
    run: Runner, snapshot: Snapshot, name: str, form: str
) -> None:
    """Each command in each format is what was reviewed, with nothing on standard error."""
    result = run(*COMMANDS[name], "--data", SMALL, "--format", form)

    assert (result.status, result.err) == (0, "")
    snapshot(f"{name}.{form}.{FORMATS[form]}", result.out)


@pytest.mark.parametrize("width", ["30", "60", "120", "200"])
@pytest.mark.parametrize("name", ["list", "list-actors", "show-hub", "search", "stats"])
def test_a_terminal_of_any_width_shows_all_of_it(
    run: Runner, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, name: str, width: str
) -> None:
    """Narrow or wide, no line is longer than the terminal and no word is lost."""
    monkeypatch.setenv("COLUMNS", width)

    out = run(*COMMANDS[name], "--data", SMALL, "--format", "table").out

    assert [line for line in out.splitlines() if len(line.rstrip()) > int(width)] == []
    snapshot(f"{name}.{width}.txt", out)


@pytest.mark.parametrize(
    "name", ["hubcli", "list", "show", "search", "stats", "check", "new", "schema", "export"]
)
def test_every_help_has_examples(run: Runner, snapshot: Snapshot, name: str) -> None:
    """The help of the program and of each command is what was reviewed, examples included."""
    result = run(*([] if name == "hubcli" else [name]), "--help")

    assert result.status == 0
    assert "Examples" in result.out
    if WITHIN_CAP:
        lines = (line.rstrip() for line in result.out.splitlines())
        snapshot(f"help-{name}.txt", "\n".join(lines) + "\n")


def test_alone_it_shows_the_help(run: Runner) -> None:
    """`hubcli` without arguments is `hubcli --help`."""
    assert run() == run("--help")


def test_the_everyday_commands_answer_from_the_built_in_dataset(
    run: Runner, snapshot: Snapshot
) -> None:
    """`list`, `show kuopio` and `search neuroscience` in a pipe, whole."""
    for argv in (["list"], ["show", "kuopio"], ["show", "flemingsberg"], ["show", "biomedicum"]):
        snapshot(f"built-in-{'-'.join(argv)}.txt", run(*argv).out)
    snapshot("built-in-search.txt", run("search", "neuroscience").out)
    snapshot(
        "built-in-search-plain.txt",
        run("search", "university", "--limit", "3", "--format", "plain").out,
    )


def test_the_page_of_every_record_can_be_shown(run: Runner) -> None:
    """Each hub, actor, topic and source of the built-in dataset has a page that begins with its name."""
    for what in ("hubs", "actors", "topics", "sources"):
        for row in json.loads(run("list", what, "--json").out):
            result = run("show", row["id"])
            assert result.status == 0
            assert result.out.startswith(row.get("name", row.get("title", "?")))


@pytest.mark.parametrize(
    ("argv", "status", "err"),
    [
        (["list", "--type", "archive"], 1, "No hubs match.\n"),
        (["search", "zzzqqqxx"], 1, "Nothing matches 'zzzqqqxx'.\n"),
        (
            ["search", "charlesriver"],
            1,
            "Nothing matches 'charlesriver'. Did you mean 'Charles River'?\n",
        ),
        (
            ["show", "nueroscience"],
            1,
            "Nothing is called 'nueroscience'. Did you mean 'Neuroscience'?\n",
        ),
        (
            ["show", "karolinska"],
            1,
            "'karolinska' is the name of several:\n"
            "  karolinska-institutet           Karolinska Institutet (actor)\n"
            "  karolinska-university-hospital  Karolinska University Hospital (actor)\n",
        ),
        (["list", "--hub", "kuopoi"], 2, "There is no hub 'kuopoi'. Did you mean 'kuopio'?\n"),
        (["list", "--country", "Swedn"], 2, "There is no country 'Swedn'. Did you mean 'SE'?\n"),
        (
            ["list", "actors", "--type", "compny"],
            2,
            "There is no type 'compny'. Did you mean 'company'?\n",
        ),
        (
            ["list", "--topic", "nuroscience"],
            2,
            "There is no topic 'nuroscience'. Did you mean 'neuroscience'?\n",
        ),
        (
            ["list", "--sort", "nam"],
            2,
            "There is no column 'nam' in hubs; there are id, name, city, country, topics, actors, figures. "
            "Did you mean 'name'?\n",
        ),
        (
            ["list", "actor"],
            2,
            "'actor' cannot be listed; hubs, actors, topics, sources can. Did you mean 'actors'?\n",
        ),
        (
            ["list", "--format", "xml"],
            2,
            "There is no format 'xml'; there are table, plain, tsv, csv, json, markdown.\n",
        ),
        (["list", "--format", "csv", "--json"], 2, "--json and --format csv do not go together.\n"),
        (["list", "--with-builtin"], 2, "--with-builtin adds to --data, and there is none.\n"),
        (
            ["list", "--limit", "0"],
            2,
            "Invalid value for '--limit' / '-n': 0 is not in the range x>=1. Try 'hubcli list --help'.\n",
        ),
        (
            ["list", "--jsn"],
            2,
            "No such option: --jsn (Possible options: --json, --svg). Try 'hubcli list --help'.\n",
        ),
        (["shwo"], 2, "No such command 'shwo'. Did you mean 'show'? Try 'hubcli --help'.\n"),
        (["show"], 2, "Missing argument 'NAME'. Try 'hubcli show --help'.\n"),
        (["search"], 2, "Type what to search for, as in 'hubcli search neuroscience'.\n"),
    ],
)
def test_what_cannot_be_answered_is_one_clear_message(
    run: Runner, argv: list[str], status: int, err: str
) -> None:
    """Nothing found is status 1 and wrong use is status 2, with the way out, and nothing on standard output."""
    assert run(*argv) == (status, "", err)


@pytest.mark.parametrize(
    ("argv", "out"),
    [
        (["search", "zzzqqqxx", "--json"], "[]\n"),
        (["list", "--type", "archive", "--json"], "[]\n"),
        (["show", "zzzqqqxx", "--json"], "[]\n"),
    ],
)
def test_nothing_found_is_an_empty_array_in_json(run: Runner, argv: list[str], out: str) -> None:
    """A script reads `[]`, and sees status 1."""
    result = run(*argv)

    assert (result.status, result.out) == (1, out)


def test_several_candidates_are_an_array_in_json(run: Runner) -> None:
    """`show --json` of an ambiguous name lists who is meant, with status 1."""
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


@pytest.mark.parametrize(
    ("argv", "ids"),
    [
        (["list"], ["harbour", "hill"]),
        (["list", "--country", "norway"], ["hill"]),
        (["list", "--topic", "brain research"], ["harbour"]),
        (["list", "--type", "companies"], ["harbour", "hill"]),
        (["list", "--type", "facility"], ["harbour"]),
        (["list", "--sort", "actors", "--limit", "1"], ["harbour"]),
        (["list", "actors"], ["ann-oneil", "sea-institute", "tram-works"]),
        (["list", "actors", "--hub", "hill"], ["tram-works"]),
        (["list", "actors", "--type", "person", "--type", "company"], ["ann-oneil", "tram-works"]),
        (["list", "actors", "--topic", "research", "--hub", "Hafen"], ["sea-institute"]),
        (["list", "actors", "--country", "FI"], ["sea-institute"]),
        (["list", "actors", "--sort", "type"], ["tram-works", "sea-institute", "ann-oneil"]),
        (["list", "topics", "--hub", "harbour"], ["housing", "neuroscience", "research"]),
        (["list", "topics", "--type", "facility"], ["research"]),
        (["list", "sources", "--hub", "hill"], ["leaflet", "register"]),
        (["search", "type:company"], ["tram-works"]),
        (["search", "hub:hill", "trams"], ["tram-works", "hill"]),
        (["search", "sea", "--type", "person"], ["ann-oneil"]),
        (["search", "sea", "--hub", "harbour", "hub:hill"], []),
    ],
)
def test_filters_choose(run: Runner, argv: list[str], ids: list[str]) -> None:
    """Values of one filter are alternatives, filters add up, and topics include what is narrower."""
    result = run(*argv, "--data", SMALL, "--json")

    assert [row["id"] for row in json.loads(result.out)] == ids


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
def test_a_name_is_found_as_people_type_it(run: Runner, name: str, id: str) -> None:
    """Without regard to case, accents, hyphens, apostrophes and word order; by alias, acronym or beginning."""
    assert json.loads(run("show", name, "--data", SMALL, "--json").out)["id"] == id


def test_messages_of_a_search_go_to_standard_error(run: Runner) -> None:
    """A correction, a partial answer and a filter that is none are told, and the answer stays clean."""
    result = run("search", "hub:kuoppio", "nueroscience", "zzzqqqxx")

    assert result.err == (
        "There is no hub 'kuoppio'. Did you mean 'kuopio'? Searching for it as words.\n"
        "Showing results for 'kuopio' instead of 'kuoppio'.\n"
        "Showing results for 'neuroscience' instead of 'nueroscience'.\n"
        "Nothing matches all words; showing matches of the most specific ones.\n"
    )
    assert result.status == 0
    assert [line.split("\t")[0] for line in result.out.splitlines()][:2] == [
        "kuopio",
        "neurocenter-finland",
    ]


@pytest.mark.parametrize(
    "words", ['"', "O'Brien", "c++ (x", "-", "*", "🙂", "NEAR(a b)", "a AND", "\x00", "{}", "", " "]
)
def test_anything_may_be_typed(run: Runner, words: str) -> None:
    """Quotes, operators, emoji or nothing at all: an answer or nothing found, never an error."""
    result = run("search", "--json", "--type", "company", "--", words)

    assert result.status in (0, 1)
    assert isinstance(json.loads(result.out), list)


def test_the_website_is_opened(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`--open` starts the browser that BROWSER names, with the address as its one argument."""
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {seen}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    monkeypatch.delitem(
        sys.modules, "webbrowser", raising=False
    )  # it reads BROWSER when it is first asked

    result = run("show", "harbour", "--open", "--data", SMALL)

    assert result == (0, "", "Opening https://harbour.example\n")
    assert seen.read_text() == "https://harbour.example|"


def test_where_there_is_no_browser_the_address_is_told(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a server."""
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    said = "Opening https://harbour.example\nNo browser could be started; the address is https://harbour.example.\n"
    assert run("show", "harbour", "--open", "--data", SMALL) == (1, "", said)


def test_what_has_no_website_is_not_opened(run: Runner) -> None:
    """`--open` of a record without an address says so."""
    assert run("show", "tram", "--open", "--data", SMALL) == (
        1,
        "",
        "No website is known for Tram Works & Söhne.\n",
    )


def test_the_environment_names_datasets(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """HUBCLI_DATA is read as PATH is, --with-builtin adds to it, and --data goes before it."""
    other = tmp_path / "other.toml"
    other.write_text(
        '[dataset]\ntitle = "Other"\nupdated = 2026-01-01\n[hubs.island]\nname = "Island"\n'
    )

    def ids(*argv: str) -> list[str]:
        return [row["id"] for row in json.loads(run("list", *argv, "--json").out)]

    monkeypatch.setenv("HUBCLI_DATA", os.pathsep.join([SMALL, str(other)]))
    assert ids() == ["harbour", "hill", "island"]
    assert ids("--data", str(other)) == ["island"]
    monkeypatch.setenv("HUBCLI_DATA", str(other))
    assert ids("--with-builtin") == ["biomedicum", "flemingsberg", "island", "kuopio"]


def test_the_version(run: Runner) -> None:
    """`--version` prints one line."""
    from hubcli import __version__  # noqa: PLC0415  the figure that must be printed

    assert run("--version") == (0, f"hubcli {__version__}\n", "")
