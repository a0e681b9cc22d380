"""The documentation shows what the program gives: blocks, picture, commands."""

from __future__ import annotations

import html
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

from hubcli.cli.app import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [
    "README.md",
    "docs/dataset.md",
    "docs/check.md",
    "docs/export.md",
    "docs/json.md",
    "docs/design.md",
]


def test_the_blocks_are_what_the_program_gives() -> None:
    """`cog --check` finds nothing to change."""
    result = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", *PAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, result.stderr) == (0, ""), result.stdout


@pytest.mark.parametrize("path", generate.PICTURES, ids=lambda path: path.stem)
def test_a_picture_shows_real_output(path: Path) -> None:
    """Every line of the README's pictures is what a terminal of that width gets today."""

    def words(svg: str) -> list[str]:
        texts = re.findall(r"<text [^>]*>(.*?)</text>", svg)
        return "".join(html.unescape(text).replace("\xa0", " ") + " " for text in texts).split()

    assert words(path.read_text(encoding="utf-8")) == words(
        generate.picture(*generate.PICTURES[path])
    )


def test_the_manual_says_what_the_help_says() -> None:
    """`python docs/manual.py` would write the same."""
    assert manual.MANUAL.read_text(encoding="utf-8") == manual.manual()


def test_the_manual_is_read_by_man() -> None:
    """Without a warning, and every command and option stands in what it shows."""
    for program in ("groff", "man"):
        if not shutil.which(program):
            missing(program)
    warned = subprocess.run(
        ["groff", "-man", "-ww", "-z", "-Tutf8", manual.MANUAL],
        capture_output=True,
        text=True,
        check=True,
    )
    assert warned.stderr == ""
    environ = {**os.environ, "MANWIDTH": "200", "LC_ALL": "C.UTF-8"}
    page = subprocess.run(
        ["man", "-l", manual.MANUAL], capture_output=True, text=True, check=True, env=environ
    )
    shown = re.sub(".\b", "", page.stdout)
    for name in COMMANDS:
        assert f"HUBCLI {name.upper()}" in shown
        assert all(f"hubcli {example}" in shown for example, _ in manual.examples_of(name))


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    """Each relative link names a file of the project."""
    path = ROOT / page
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_each_example_of_the_help_runs(run: Runner) -> None:
    """What the help suggests gives an answer (a browser and files of one's own aside)."""
    for command in (
        "list",
        "show",
        "search",
        "compare",
        "network",
        "path",
        "topics",
        "cite",
        "stats",
        "check",
        "export",
    ):
        examples = re.findall(
            r"^ hubcli (\S.*?)\s*$", run(command, "--help").out, flags=re.MULTILINE
        )
        assert len(examples) >= 2
        for example in examples:
            if not any(aside in example for aside in ("--open", "mine.toml", "--to")):
                assert run(*example.partition(" |")[0].split()).status == 0, example
