"""`--svg` and `--html`: pictures with the words of the screen, which run and load nothing."""

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


class Page(html.parser.HTMLParser):
    """The text of an HTML page, and its tags."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  the parser's signature
        """Add a tag."""
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """Add a text."""
        self.text += data


def words_of_svg(svg: str) -> list[str]:
    texts = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return " ".join(text.text or "" for text in texts).split()


@pytest.mark.parametrize("line", COMMANDS)
def test_a_picture_has_the_words_of_the_screen(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Both pictures show what a terminal 100 columns wide gets, whatever the present one is."""
    svg_path, html_path = tmp_path / "screen.svg", tmp_path / "screen.html"
    command = [*line.split(), "--svg", str(svg_path), "--html", str(html_path)]
    monkeypatch.setenv("COLUMNS", "100")
    screen = run(*line.split(), "--format", "table").out.split()
    assert run(*command) == (0, "", f"note: Wrote {svg_path}.\nnote: Wrote {html_path}.\n")

    svg = svg_path.read_text(encoding="utf-8")
    words = "".join(screen)
    assert "".join(words_of_svg(svg)) in (words + "hubcli", "hubcli" + words)
    assert not re.search(r"https?://(?!www\.w3\.org|www\.textualize\.io)[^ ]*\.(woff|css|js)", svg)
    page = Page(html_path.read_text(encoding="utf-8"))
    assert screen == page.text.split("}")[-1].split()
    assert page.tags == {"html", "head", "meta", "title", "style", "body", "pre", "code", "span"}

    before = svg_path.read_bytes(), html_path.read_bytes()
    for name, value in {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "40"}.items():
        monkeypatch.setenv(name, value)
    run(*command)
    assert (svg_path.read_bytes(), html_path.read_bytes()) == before


def test_a_picture_needs_its_own_ending(run: Runner, tmp_path: Path) -> None:
    """A name of another kind is refused, so that no dataset is overwritten by mistake."""
    path = tmp_path / "mine.toml"
    path.write_text("mine")
    result = run("list", "--svg", str(path))
    assert result == (2, "", f"error: --svg takes a name that ends in .svg, not '{path}'.\n")
    assert path.read_text() == "mine"


def test_a_picture_that_cannot_be_written_is_an_error(run: Runner, tmp_path: Path) -> None:
    """There is one message and status 74, and no file is left behind."""
    path = tmp_path / "nowhere" / "screen.svg"
    result = run("list", "--svg", str(path))
    assert result == (74, "", f"error: '{path}' cannot be written: No such file or directory.\n")
    assert list(tmp_path.glob("**/*.part")) == []


def test_no_results_give_no_picture(run: Runner, tmp_path: Path) -> None:
    """The message and the status are those of the command without a picture."""
    path = tmp_path / "screen.svg"
    result = run("search", "zzzqqqxx", "--svg", str(path))
    assert result == (1, "", "error: Nothing matches 'zzzqqqxx'.\n")
    assert not path.exists()
