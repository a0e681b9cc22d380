"""Tests of `--help` and `--version`."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from output.pseudo_terminal import ESCAPE, run_in_terminal
from rich.color import ColorSystem

from hubcli import __version__
from hubcli.cli.help import COMMANDS, GROUPS
from hubcli.cli.help_page import CODES
from hubcli.exports.request import EXPORTS
from hubcli.model.vocabulary import RELATIONS, TYPES
from hubcli.output.terminal import STYLES

if TYPE_CHECKING:
    from support import Runner, Snapshot

    from hubcli.output.wrap import StyleName

FORMATS = ["table", "plain", "tsv", "csv", "json", "markdown"]


@pytest.mark.parametrize("width", ["60", "80", "120"])
@pytest.mark.parametrize("command", ["hubcli", *COMMANDS])
def test_help_at_every_width(
    run: Runner, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, command: str, width: str
) -> None:
    """The help of the program and of each command is the reviewed one, and all of it is ASCII."""
    monkeypatch.setenv("COLUMNS", width)
    result = run(*([] if command == "hubcli" else [command]), "--help")

    assert (result.status, result.err) == (0, "")
    assert result.out.isascii()
    snapshot(f"help-{command}.{width}.txt", result.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_fits_fifty_lines(run: Runner, command: str) -> None:
    """At eighty columns the help of a command has at most 50 lines, the examples at the top."""
    lines = run(command, "--help").out.splitlines()

    assert len(lines) <= 50
    assert lines[0].startswith(f"Usage: hubcli {command} ")
    assert lines[2][-1] == "."
    assert lines[3:5] == ["", "Examples"]
    assert lines[5].startswith(f"  hubcli {command}")


def test_the_overview_fits_a_screen(run: Runner) -> None:
    """`hubcli` has 23 lines at most, and a prompt below; every command is in it once."""
    lines = run().out.splitlines()

    assert len(lines) <= 23
    shown = [line.removeprefix("  hubcli ").split()[0] for line in lines if line[:2] == "  "]
    assert shown == list(COMMANDS)


def test_no_arguments_show_the_help(run: Runner) -> None:
    """`hubcli` without arguments is `hubcli --help`."""
    assert run() == run("--help") == run("-h")


@pytest.mark.parametrize(
    ("command", "option", "values"),
    [
        ("list", "--type TYPE", [*TYPES]),
        ("export", "--type TYPE", [*TYPES]),
        ("network", "--rel RELATION", [*RELATIONS]),
        ("list", "--format FORMAT", FORMATS),
        ("network", "--format FORMAT", [*FORMATS, "dot", "mermaid", "graphml"]),
        ("cite", "--format FORMAT", [*FORMATS, "bibtex"]),
        ("check", "--format FORMAT", [*FORMATS, "github"]),
        ("export", "--format FORMAT", [*EXPORTS]),
    ],
)
def test_options_list_their_values(
    run: Runner, command: str, option: str, values: list[str]
) -> None:
    """The help of an option with a fixed choice names each value that the command accepts."""
    text = " ".join(run(command, "--help").out.split())
    listed = re.search(rf"{option} [^:]*: ([a-z, -]+)\.", text)

    assert listed
    assert listed[1].split(", ") == values


@pytest.mark.parametrize("width", range(40, 65))
def test_narrow_help_keeps_names_whole(
    run: Runner, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Every option stands on one row from forty columns on."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = [line.strip() for line in run("list", "--help").out.splitlines()]

    for option in ("-c, --country COUNTRY", "-f, --format FORMAT", "--max-filesize SIZE"):
        assert any(line == option or line.startswith(f"{option}  ") for line in lines), option


@pytest.mark.parametrize("line", ["--help", "show --help"])
def test_help_is_coloured_on_a_terminal_alone(
    run: Runner, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Without a terminal, with NO_COLOR or TERM=dumb there are no codes, and the text is equal."""
    expected = run(*line.split()).out
    status, coloured = run_in_terminal(*line.split())

    assert status == 0
    assert "\x1b[" in coloured
    assert ESCAPE.sub("", coloured) == expected
    assert run_in_terminal(*line.split(), environ={"NO_COLOR": "1"}) == (0, expected)
    assert run_in_terminal(*line.split(), environ={"TERM": "dumb"}) == (0, expected)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(*line.split()).out == coloured


@pytest.mark.parametrize("style", ["heading", "name", "dim"])
def test_help_has_the_colours_of_pages(style: StyleName) -> None:
    """The codes that help writes are those that Rich writes for the same styles of a page."""
    drawn = STYLES[style].render("text", color_system=ColorSystem.STANDARD)

    assert drawn == f"\x1b[{CODES[style]}mtext\x1b[0m"


@pytest.mark.parametrize("command", [name for group in GROUPS.values() for name in group])
def test_the_overview_says_what_the_help_says(command: str) -> None:
    """A command begins with the same verb in the overview as in its own help."""
    summaries = {name: text for group in GROUPS.values() for name, text in group.items()}
    help_text = import_module(f"hubcli.commands.{command}").run.__doc__

    assert summaries[command].split()[0] == help_text.split()[0]


def test_version(run: Runner) -> None:
    """`--version` prints one line."""
    assert run("--version") == (0, f"hubcli {__version__}\n", "")
