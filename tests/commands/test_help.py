"""Tests of `--help` and `--version`."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from hubcli import __version__
from hubcli.cli.app import COMMANDS

if TYPE_CHECKING:
    from support import Runner, Snapshot

# Typer 0.29, which pyproject.toml excludes, lays out its help in another way.
HAS_REVIEWED_LAYOUT = tuple(map(int, version("typer").split(".")[:2])) < (0, 29)


@pytest.mark.parametrize("command", ["hubcli", *COMMANDS])
def test_every_help_has_examples(run: Runner, snapshot: Snapshot, command: str) -> None:
    """The help of the program and of each command has examples, and is the reviewed one."""
    result = run(*([] if command == "hubcli" else [command]), "--help")

    assert result.status == 0
    assert "Examples" in result.out
    if HAS_REVIEWED_LAYOUT:
        lines = (line.rstrip() for line in result.out.splitlines())
        snapshot(f"help-{command}.txt", "\n".join(lines) + "\n")


def test_no_arguments_show_the_help(run: Runner) -> None:
    """`hubcli` without arguments is `hubcli --help`."""
    assert run() == run("--help")


def test_version(run: Runner) -> None:
    """`--version` prints one line."""
    assert run("--version") == (0, f"hubcli {__version__}\n", "")
