"""Pages and tables on a terminal: the words of `--format table`, with colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from output.pseudo_terminal import ESCAPE, run_in_terminal

if TYPE_CHECKING:
    from support import Runner

SMALL = "small.toml"  # in the folder of the tests, where they run


def test_a_terminal_gets_a_coloured_page(run: Runner) -> None:
    """On a terminal `show` is `--format table` with colours, and nothing else differs."""
    status, out = run_in_terminal("show", "harbour", "--data", SMALL)

    assert status == 0
    assert out.startswith("\x1b[1mHarbour\x1b[0m \x1b[1mCampus\x1b[0m  ") or "\x1b[1mHarbour" in out
    assert ESCAPE.sub("", out) == run("show", "harbour", "--data", SMALL, "--format", "table").out


def test_a_terminal_gets_a_table_with_coloured_titles(run: Runner) -> None:
    """On a terminal `list` is `--format table` with colours."""
    _, out = run_in_terminal("list", "actors", "--data", SMALL)

    assert "\x1b[1;36mId" in out
    assert ESCAPE.sub("", out) == run("list", "actors", "--data", SMALL, "--format", "table").out


def test_a_match_is_highlighted() -> None:
    """The matching words of an excerpt have a style of their own."""
    _, out = run_in_terminal("search", "brain", "--data", SMALL)

    assert "\x1b[1;35mbrain\x1b[0m" in out


@pytest.mark.parametrize(
    "environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}]
)
def test_no_colours_where_they_are_not_wanted(environ: dict[str, str]) -> None:
    """With NO_COLOR the page has only links, and on a dumb terminal no escape code."""
    status, out = run_in_terminal("show", "harbour", "--data", SMALL, environ=environ)

    assert status == 0
    assert "\x1b[" not in out
    assert ("\x1b" in out) == ("TERM" not in environ)
    assert "Harbour Campus" in out


def test_force_color_colours_a_pipe(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """With FORCE_COLOR a pipe, as to a pager, gets what a terminal gets."""
    monkeypatch.setenv("FORCE_COLOR", "1")

    out = run("search", "brain", "--data", SMALL).out

    assert "\x1b[1;35mbrain\x1b[0m" in out


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": ""},
        {"TERM": "unknown"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "xx_YY.NONE"},
        {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:replace"},
    ],
)
def test_an_unknown_terminal_gets_the_page(environ: dict[str, str]) -> None:
    """Without a known terminal type or locale the words are readable."""
    status, out = run_in_terminal("show", "harbour", "--data", SMALL, environ=environ)

    assert status == 0
    assert "Almost 2,500 students live here. [1" in ESCAPE.sub("", out)
