"""Tests that hostile texts of a dataset are safe in every command and format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hostile_formats import CHECKS, EXPORT_CHECKS, check_safe
from hostile_texts import unsafe_characters

from hubcli.exports.request import EXPORTS
from hubcli.exports.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner

COMMANDS = [
    "list",
    "list actors",
    "list topics",
    "list sources",
    "list --sort city --country FI --topic o-x",
    "show graph",
    "show subgraph",
    "show class",
    "show null",
    "search hyperlink",
    "search --explain red -zzz",
    "search --hub true",
    "compare graph true",
    "compare subgraph nan --topic class",
    "network",
    "network nan --depth 3",
    "path nan true --all",
    "topics",
    "topics o-x",
    "cite graph",
    "stats",
    "check --sources texts --strict",
]
FORMATS = ["plain", "colours", "tsv", "csv", "json", "markdown"]
SCREENS = ["table", "svg"]
# Commands for the formats of a screen: a table, pages and a tree.
SCREEN_COMMANDS = [
    "list actors",
    "show graph",
    "search --explain red -zzz",
    "compare graph true",
    "network nan --depth 3",
    "stats",
]
# Further formats of single commands.
EXTRA_FORMATS = {
    "network nan --depth 3": ["dot", "mermaid", "graphml"],
    "cite graph": ["bibtex"],
    "check --sources texts --strict": ["github"],
}
CASES = [
    *((command, form) for command in COMMANDS for form in FORMATS),
    *((command, form) for command, forms in EXTRA_FORMATS.items() for form in forms),
    *((command, form) for command in SCREEN_COMMANDS for form in SCREENS),
    *(("export", form) for form in EXPORTS if form not in ("csv", "sqlite")),
    *((f"export --table {table}", "csv") for table in TABLES),
]


def test_the_hostile_dataset_is_valid(hostile_folder: Path, run: Runner) -> None:
    """It loads, so the other tests see its texts and not an error."""
    assert run("list", "--data", str(hostile_folder / "hostile.json")).status == 0


@pytest.mark.parametrize(("command", "form"), CASES)
def test_hostile_texts_are_safe_in_every_output(
    run: Runner,
    monkeypatch: pytest.MonkeyPatch,
    hostile_folder: Path,
    tmp_path: Path,
    command: str,
    form: str,
) -> None:
    """No character is unsafe, and a reader of the format finds hostile texts only as text."""
    monkeypatch.chdir(hostile_folder)
    screen = tmp_path / f"screen.{form}"
    options = ["--format", form]
    if form == "colours":
        monkeypatch.setenv("FORCE_COLOR", "1")
        options = ["--format", "table"]
    elif form == "svg":
        options = ["--svg", str(screen)]

    result = run(*command.split(), "--data", "hostile.json", *options)

    assert result.status == (1 if "--strict" in command else 0), result.err
    assert unsafe_characters(re.sub(r"\x1b\[\d+m(\w+:)\x1b\[0m", r"\1", result.err)) == set()
    out = screen.read_text(encoding="utf-8") if screen.exists() else result.out
    assert out
    checks = CHECKS | EXPORT_CHECKS if command.startswith("export") else CHECKS
    checks.get(form, check_safe)(out)
