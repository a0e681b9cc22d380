"""Messages on standard error: their kinds, their width and their colours."""

from __future__ import annotations

import sys

import pytest
from output.pseudo_terminal import ESCAPE, run_in_terminal

from hubcli import console
from hubcli.console import MAX_MESSAGE, MAX_MESSAGE_WIDTH

PLAIN = {"NO_COLOR": "1"}


def test_a_message_begins_with_its_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """It is one line where no terminal is, however long, with control characters escaped."""
    console.say("word " * 100 + "\x1b[2J", "error")
    console.say("Two\nlines")
    console.say("hubcli list", "hint")
    console.say("  kuopio  Kuopio (hub)", "")
    assert capsys.readouterr().err == (
        f"error: {'word ' * 100}\\x1b[2J\n"
        "note: Two lines\n"
        "hint: hubcli list\n"
        "  kuopio  Kuopio (hub)\n"
    )


def test_a_very_long_message_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    """A message may quote a text of any length."""
    console.say("x" * MAX_MESSAGE * 2, "error")
    assert capsys.readouterr().err == f"error: {'x' * MAX_MESSAGE}...\n"


def test_a_closed_terminal_gets_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that nobody can read is no error."""

    def fail(_: str) -> None:
        raise OSError

    monkeypatch.setattr(sys.stderr, "write", fail)
    console.say("Nobody reads this.", "error")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_terminal_gets_messages_wrapped_between_words(width: int) -> None:
    """Rows after the first are indented, and no wider than a page; a hint is one line to copy."""
    argv = ("list", "--format", "nonsense")
    status, out = run_in_terminal(*argv, size=(24, width), environ=PLAIN, stderr=True)
    rows = out.splitlines()
    assert (status, len(rows)) == (2, {40: 4, 80: 3, 200: 2}[width])
    assert max(map(len, rows)) <= min(width, MAX_MESSAGE_WIDTH)
    assert rows[0].startswith("error: There is no format 'nonsense';")
    assert all(row.startswith("       ") and row[7] != " " for row in rows[1:-1])
    assert rows[-1] == "hint: hubcli list --help"


def test_a_message_on_forty_columns() -> None:
    """The whole of it, with the command to try."""
    _, out = run_in_terminal("path", size=(24, 40), environ=PLAIN, stderr=True)
    assert out == "error: Missing argument 'A B'.\nhint: hubcli path --help\n"
    _, out = run_in_terminal("list", "--formt", "json", size=(24, 40), environ=PLAIN, stderr=True)
    assert out == (
        "error: No such option: --formt. Did you\n"
        "       mean '--format' or '--sort'?\n"
        "hint: hubcli list --help\n"
    )


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_only_the_kind_is_coloured(environ: dict[str, str], coloured: bool) -> None:
    """Red, cyan and yellow, unless the terminal is dumb or colours are not wanted."""
    _, wrong = run_in_terminal("list", "--limit", "x", environ=environ, stderr=True)
    _, noted = run_in_terminal("check", environ=environ, stderr=True)
    assert ESCAPE.sub("", wrong + noted).count(": ") > 3
    if coloured:
        error, hint = wrong.splitlines()
        assert error.startswith("\x1b[31merror:\x1b[0m Invalid")
        assert hint == "\x1b[33mhint:\x1b[0m hubcli list --help"
        assert noted.startswith("\x1b[36mnote:\x1b[0m ")
    else:
        assert "\x1b" not in wrong + noted


def test_a_message_fits_the_terminal_of_standard_error() -> None:
    """With the answer in a file or a pipe, the width is that of the terminal for messages."""
    prefix = ["sh", "-c", '"$@" > /dev/null', "sh"]
    _, out = run_in_terminal(
        "list", "--formt", "json", size=(24, 40), environ=PLAIN, stderr=True, prefix=prefix
    )
    assert out.splitlines()[:2] == [
        "error: No such option: --formt. Did you",
        "       mean '--format' or '--sort'?",
    ]
