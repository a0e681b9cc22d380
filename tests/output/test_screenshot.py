"""Any command's screen as a picture: SVG and HTML that say what it says, and nothing that a browser would run."""

from __future__ import annotations

import html.parser
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner

COMMANDS = [
    "list",
    "list actors --hub kuopio",
    "show kuopio",
    "search neuroscience",
    "search robotics --explain",
    "stats",
]


class Words(html.parser.HTMLParser):
    """The text of a page, and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said = ""
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the parser's signature
        """Each tag once."""
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """What is between tags."""
        self.said += data


def words_of_svg(drawn: str) -> list[str]:
    texts = ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")
    return " ".join(text.text or "" for text in texts).split()


@pytest.mark.parametrize("line", COMMANDS)
def test_a_picture_says_what_the_screen_says(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Both kinds at once, word for word what a terminal of their width gets, whatever the present one can do."""
    svg, page = tmp_path / "screen.svg", tmp_path / "screen.html"
    monkeypatch.setenv("COLUMNS", "100")
    screen = run(*line.split(), "--format", "table").out.split()
    drawn = run(*line.split(), "--svg", str(svg), "--html", str(page))
    assert drawn == (0, "", f"Wrote {svg}.\nWrote {page}.\n")

    shown = words_of_svg(svg.read_text(encoding="utf-8"))
    assert "".join(shown) == "".join(screen) + "hubcli" or "".join(shown) == "hubcli" + "".join(
        screen
    )
    said = Words(page.read_text(encoding="utf-8"))
    assert screen == said.said.split("}")[-1].split()
    assert said.tags == {"html", "head", "meta", "title", "style", "body", "pre", "code", "span"}
    assert not re.search(
        r"https?://(?!www\.w3\.org|www\.textualize\.io)[^ ]*\.(woff|css|js)",
        svg.read_text(encoding="utf-8"),
    )

    before = svg.read_bytes(), page.read_bytes()
    for name, value in {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "40"}.items():
        monkeypatch.setenv(name, value)
    run(*line.split(), "--svg", str(svg), "--html", str(page))
    assert (svg.read_bytes(), page.read_bytes()) == before


def test_a_picture_needs_its_own_ending(run: Runner, tmp_path: Path) -> None:
    """So that a name typed in the wrong place costs nobody a dataset."""
    mine = tmp_path / "mine.toml"
    mine.write_text("mine")
    asked = run("list", "--svg", str(mine))
    assert asked == (2, "", f"--svg takes a name that ends in .svg, not '{mine}'.\n")
    assert mine.read_text() == "mine"


def test_a_picture_that_cannot_be_written_says_so(run: Runner, tmp_path: Path) -> None:
    """One line and the status of an output that fails, with nothing left behind."""
    path = tmp_path / "nowhere" / "screen.svg"
    asked = run("list", "--svg", str(path))
    assert asked == (74, "", f"'{path}' cannot be written: No such file or directory.\n")
    assert list(tmp_path.glob("**/*.part")) == []


def test_nothing_found_draws_nothing(run: Runner, tmp_path: Path) -> None:
    """The message and the status are those of the command."""
    path = tmp_path / "screen.svg"
    assert run("search", "zzzqqqxx", "--svg", str(path)) == (
        1,
        "",
        "Nothing matches 'zzzqqqxx'.\n",
    )
    assert not path.exists()
