"""Tests that the documentation agrees with the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import generate
import manual
import pytest
from support import ROOT, Runner, missing

from hubcli.cli.help import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]

# Examples that open a browser or need files of the user.
NOT_RUN = ("--open", "mine.toml", "--to", "--from-ror", "> ")


def test_generated_blocks_are_up_to_date() -> None:
    """`cog --check` finds no block that differs from the output of the program."""
    result = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", *PAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, result.stderr) == (0, ""), result.stdout


@pytest.mark.parametrize("path", generate.PICTURES, ids=lambda path: path.stem)
def test_pictures_are_up_to_date(path: Path) -> None:
    """A picture is what `python docs/generate.py` draws."""
    assert path.read_text(encoding="utf-8") == generate.draw_picture(*generate.PICTURES[path])


def test_manual_is_up_to_date() -> None:
    """The manual page is what `python docs/manual.py` writes."""
    assert manual.MANUAL.read_text(encoding="utf-8") == manual.manual()


def test_man_reads_the_manual() -> None:
    """`groff` reads the page without a warning, and `man` shows every command and example."""
    for program in ("groff", "man"):
        if not shutil.which(program):
            missing(program)
    check = subprocess.run(
        ["groff", "-man", "-ww", "-z", "-Tutf8", manual.MANUAL],
        capture_output=True,
        text=True,
        check=True,
    )
    assert check.stderr == ""
    environ = {**os.environ, "MANWIDTH": "200", "LC_ALL": "C.UTF-8"}
    page = subprocess.run(
        ["man", "-l", manual.MANUAL], capture_output=True, text=True, check=True, env=environ
    )
    text = re.sub(".\b", "", page.stdout)  # bold and underlined characters are typed twice
    for name in COMMANDS:
        assert f"HUBCLI {name.upper()}" in text
        assert all(f"hubcli {example}" in text for example, _ in manual.examples_of(name))


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_exist(page: str) -> None:
    """Every relative link names a file of the project."""
    path = ROOT / page
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_of_the_help_run(run: Runner, command: str) -> None:
    """Every example in the help of a command succeeds, unless it needs files or a browser."""
    examples = manual.examples_of(command)

    assert len(examples) >= (1 if command == "schema" else 2)
    for example, _ in examples:
        if not any(word in example for word in NOT_RUN):
            assert run(*example.partition(" |")[0].split()).status == 0, example
