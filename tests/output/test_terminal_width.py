"""The width of pages and tables: they follow the terminal, and nothing is lost in a narrow one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from output.pseudo_terminal import ESCAPE, REPORT_COMMANDS, run_in_terminal
from rich.cells import cell_len

if TYPE_CHECKING:
    from support import Runner

SMALL = "small.toml"  # in the folder of the tests, where they run


def test_a_page_is_at_most_a_hundred_columns_wide(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text fills the width of the terminal, up to the limit."""
    longest = {}
    for width in ("60", "100", "180"):
        monkeypatch.setenv("COLUMNS", width)
        lines = run("show", "kuopio", "--format", "table").out.splitlines()
        longest[width] = max(map(len, lines))

    assert longest["60"] <= 60
    assert 60 < longest["100"] <= 100
    assert longest["180"] == longest["100"]


def test_a_terminal_without_a_width_has_eighty_columns(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """COLUMNS=0, as some terminals set it before they are shown, means the default."""
    expected = run("list", "--format", "table")
    monkeypatch.setenv("COLUMNS", "0")

    assert run("list", "--format", "table") == expected


def letters(text: str) -> Counter[str]:
    """Return the characters of a text but for those that lay it out."""
    return Counter(re.sub(r"[\s─│├└╭╮╰╯█●]", "", ESCAPE.sub("", text)))


# The commands with tables, which show less in a narrower terminal.
TABLE_COMMANDS = ("list", "compare", "topics", "stats")


def one_row_letters(page: str) -> Counter[str]:
    """Return the letters of the sections whose items leave out what does not fit on their row."""
    return letters("".join(re.findall(r"(?ms)^(?:Who is here|Sources)\b.*?(?=^\S|\Z)", page)))


@pytest.mark.parametrize("line", [*REPORT_COMMANDS, "--help", "export --help"])
def test_every_width_shows_all_letters(
    run: Runner, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """From 1 to 10,000 columns a page loses nothing; from 20 on no line exceeds the terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    reference = None
    for width in (1000, 10_000, 100, 40, 20, 10, 5, 2, 1):
        monkeypatch.setenv("COLUMNS", str(width))
        result = run(*line.split())
        reference = reference or result
        assert result._replace(out="") == reference._replace(out="")
        if not line.startswith(TABLE_COMMANDS):
            lost = letters(reference.out) - letters(result.out)
            assert lost - one_row_letters(ESCAPE.sub("", reference.out)) == Counter()
        widest = max(map(cell_len, ESCAPE.sub("", result.out).splitlines()))
        assert width < 20 or widest <= width


@pytest.mark.parametrize("size", [(0, 0), (24, 0), (24, 1), (1, 20), (24, 1000)])
def test_the_size_of_the_terminal_is_used_without_columns(
    run: Runner, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Without COLUMNS the width is that of the terminal, and eighty if it has none."""
    monkeypatch.setenv("COLUMNS", str(size[1] or 80))

    expected = run("list", "--data", SMALL, "--format", "table").out
    assert run_in_terminal("list", "--data", SMALL, size=size, environ={"NO_COLOR": "1"}) == (
        0,
        expected,
    )


@pytest.mark.parametrize("value", ["-1", "0", "1000000000", "²"])
@pytest.mark.parametrize("line", ["list", "schema --help"])
def test_an_impossible_width_is_ignored(value: str, line: str) -> None:
    """COLUMNS, LINES and Typer's own variable are ignored unless they are possible sizes."""
    environ = {"COLUMNS": value, "LINES": value, "TERMINAL_WIDTH": value}

    assert run_in_terminal(*line.split(), environ=environ) == run_in_terminal(*line.split())
