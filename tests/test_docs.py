"""The documentation shows what the program gives: blocks, picture, commands."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import generate
import pytest
from conftest import Runner

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "docs/dataset.md", "docs/export.md", "docs/json.md", "docs/design.md"]


def test_the_blocks_are_what_the_program_gives() -> None:
    """`cog --check` finds nothing to change."""
    result = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", *PAGES], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (result.returncode, result.stderr) == (0, ""), result.stdout


def test_the_picture_shows_real_output() -> None:
    """Every line of the README's picture is what a terminal of that width gets today."""

    def words(svg: str) -> list[str]:
        texts = re.findall(r"<text [^>]*>(.*?)</text>", svg)
        return "".join(html.unescape(text).replace("\xa0", " ") + " " for text in texts).split()

    assert words(generate.PICTURE.read_text(encoding="utf-8")) == words(generate.picture())


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    """Each relative link names a file of the project."""
    path = ROOT / page
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_each_example_of_the_help_runs(run: Runner) -> None:
    """What the help suggests gives an answer (a browser and files aside)."""
    for command in ("list", "show", "search", "stats", "export"):
        examples = re.findall(r"^ hubcli (\S.*?)\s*$", run(command, "--help").out, flags=re.MULTILINE)
        assert len(examples) >= 2
        for example in examples:
            if not any(aside in example for aside in ("--open", "mine.toml", "--to")):
                assert run(*example.partition(" |")[0].split()).status == 0, example
