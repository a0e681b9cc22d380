"""`--svg`: pictures with the words of the screen at their cells, which run and load nothing."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from output.pictures import COMMANDS, placed_texts, rows_of, texts_of
from output.pseudo_terminal import run_in_terminal

from hubcli.output.svg import CELL_WIDTH, MARGIN, screen_svg

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner, Snapshot


def columns_of(svg: str) -> float:
    """Return the width of a picture in cells."""
    return (int(ET.fromstring(svg).attrib["width"]) - 2 * MARGIN) / CELL_WIDTH


@pytest.mark.parametrize("columns", ["60", "100", "130"])
@pytest.mark.parametrize("line", COMMANDS)
def test_a_picture_shows_the_screen(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, columns: str
) -> None:
    """It has the text of a terminal of that width, each word at its cell, whatever TERM is."""
    monkeypatch.setenv("COLUMNS", columns)
    path = tmp_path / "screen.svg"
    assert run(*line.split(), "--svg", str(path)) == (0, "", f"note: Wrote {path}.\n")

    svg = path.read_text(encoding="utf-8")
    screen = run(*line.split(), "--format", "table").out
    assert rows_of(placed_texts(svg)) == [row.rstrip() for row in screen.splitlines()]
    assert columns_of(svg) == int(columns)
    assert not any(char.isspace() for text in texts_of(svg) for char in text.text or "")
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "").partition("<text")[0]

    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("NO_COLOR", "1")
    run(*line.split(), "--svg", str(path))
    assert path.read_text(encoding="utf-8") == svg


def test_a_picture_is_as_wide_as_the_terminal(tmp_path: Path) -> None:
    """Without COLUMNS the terminal gives the width, and without a terminal it is 100."""
    path = tmp_path / "screen.svg"
    assert run_in_terminal("list", "--svg", str(path), size=(24, 70))[0] == 0
    assert columns_of(path.read_text(encoding="utf-8")) == 70

    command = [sys.executable, "-m", "hubcli", "list", "--svg", str(path)]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, env={})
    assert columns_of(path.read_text(encoding="utf-8")) == 100


def test_a_picture_has_styles_titles_and_wide_characters(snapshot: Snapshot) -> None:
    """Styles last until they are reset, links are left out, and some characters take two cells."""
    screen = (
        "\x1b[1;36mHead\nline\x1b[0m \x1b[35mneuro\x1b[0mscience  <b>&amp;\n\n"
        "\x1b]8;;https://hub.example\x1b\\\x1b[4mlink\x1b[m\x1b]8;;\x1b\\ "
        "大阪x e\u0301a 👩‍⚕️ \x1b[2m├── █\x1b[0m.\n"
    )

    svg = screen_svg(screen, 20, "A <title>")

    snapshot("picture.svg", svg)
    assert rows_of(placed_texts(svg)) == [
        "Head",
        "line neuroscience  <b>&amp;",
        "",
        "link 大阪x e\u0301a 👩‍⚕️ ├── █.",
    ]
    assert columns_of(svg) == 27  # a row is longer than asked for


def test_a_picture_needs_its_own_ending(run: Runner, tmp_path: Path) -> None:
    """A name of another kind is refused, so that no dataset is overwritten by mistake."""
    path = tmp_path / "mine.toml"
    path.write_text("mine")
    result = run("list", "--svg", str(path))
    message = f"error: --svg takes a name that ends in .svg, not '{path}'.\n"
    assert result == (2, "", f"{message}hint: hubcli list --help\n")
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
    assert result == run("search", "zzzqqqxx")
    assert (result.status, result.out) == (1, "")
    assert not path.exists()
