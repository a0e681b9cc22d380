"""What a terminal gets: colour when it can show it, its own width, and a page that fits."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Runner

SMALL = "small.toml"  # beside this file, where the tests run
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def in_terminal(*argv: str, **environ: str) -> tuple[int, str]:
    """Runs the program with a pseudo-terminal as its standard output → its status and what the terminal got."""
    parent, child = pty.openpty()
    own = {name: os.environ[name] for name in ("PATH", "XDG_DATA_HOME")}
    environment = {**own, "TERM": "xterm-256color", "COLUMNS": "80", "PYTHONUTF8": "1", **environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "hubcli", *argv], stdout=child, stderr=subprocess.PIPE, env=environment
    )
    os.close(child)
    received = b""
    while True:
        select.select([parent], [], [])
        try:
            piece = os.read(parent, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        received += piece
    process.communicate()
    os.close(parent)
    return process.returncode, received.decode().replace("\r\n", "\n")


def test_a_terminal_gets_a_coloured_page_with_the_same_words(run: Runner) -> None:
    """On a terminal `show` is `--format table` with styles, and nothing else differs."""
    status, out = in_terminal("show", "harbour", "--data", SMALL)

    assert status == 0
    assert out.startswith("\x1b[1mHarbour\x1b[0m \x1b[1mCampus\x1b[0m  ") or "\x1b[1mHarbour" in out
    assert ESCAPE.sub("", out) == run("show", "harbour", "--data", SMALL, "--format", "table").out


def test_a_terminal_gets_a_table(run: Runner) -> None:
    """On a terminal `list` is a table whose headings are coloured."""
    _, out = in_terminal("list", "actors", "--data", SMALL)

    assert "\x1b[1;36mId" in out
    assert ESCAPE.sub("", out) == run("list", "actors", "--data", SMALL, "--format", "table").out


def test_a_match_is_highlighted() -> None:
    """The words that were found stand out in the excerpt."""
    _, out = in_terminal("search", "brain", "--data", SMALL)

    assert "\x1b[1;35mbrain\x1b[0m" in out


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_no_escapes_where_they_are_not_wanted(environ: dict[str, str]) -> None:
    """NO_COLOR and a dumb terminal get the same page without a single escape code."""
    status, out = in_terminal("show", "harbour", "--data", SMALL, **environ)

    assert status == 0
    assert "\x1b" not in out
    assert "Harbour Campus" in out


def test_force_color_makes_a_pipe_a_terminal(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a pager FORCE_COLOR gives what a terminal would get."""
    monkeypatch.setenv("FORCE_COLOR", "1")

    out = run("search", "brain", "--data", SMALL).out

    assert "\x1b[1;35mbrain\x1b[0m" in out


def test_the_page_follows_the_terminal_and_not_beyond_what_is_readable(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text fills the width up to a hundred columns."""
    widest = {}
    for width in ("60", "100", "180"):
        monkeypatch.setenv("COLUMNS", width)
        lines = run("show", "kuopio", "--format", "table").out.splitlines()
        widest[width] = max(map(len, lines))

    assert widest["60"] <= 60
    assert 60 < widest["100"] <= 100
    assert widest["180"] == widest["100"]


def test_a_terminal_without_a_width_has_eighty_columns(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where nobody knows it: COLUMNS=0 is what some terminals say before they are shown."""
    expected = run("list", "--format", "table")
    monkeypatch.setenv("COLUMNS", "0")

    assert run("list", "--format", "table") == expected


def test_an_ascii_terminal_gets_lookalikes() -> None:
    """Where the output's encoding lacks a sign, one that looks like it stands there, and JSON has escapes."""
    ascii_only = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}

    _, page = in_terminal("show", "harbour", "--data", SMALL, **ascii_only)
    _, data = in_terminal("show", "harbour", "--data", SMALL, "--json", **ascii_only)

    assert page.splitlines()[0] == "Harbour Campus  hub - ?bo, Finland - harbour"
    assert "  * Almost 2,500 students live here. [1 p1]" in page
    assert '"city": "\\u00c5bo"' in data


@pytest.mark.parametrize(
    "argv", [["list"], ["show", "kuopio", "--json"], ["search", "research"], ["--help"], ["--version"]]
)
def test_a_closed_pipe_ends_quietly(argv: list[str]) -> None:
    """When the reader has gone, as `head` has, the program ends with status 0 and says nothing."""
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run([sys.executable, "-m", "hubcli", *argv], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)

    assert (result.returncode, result.stderr) == (0, b"")


def test_closed_outputs_are_no_reason_to_fail_badly() -> None:
    """Without a standard output there is one message, and without a place for messages only the status."""
    command = f"{sys.executable} -m hubcli list"
    closed = subprocess.run(["sh", "-c", f"{command} >&-"], capture_output=True, check=False)
    both = subprocess.run(["sh", "-c", f"{command} >&- 2>&-"], capture_output=True, check=False)

    assert (closed.returncode, closed.stderr) == (74, b"The answer cannot be written: standard output is closed.\n")
    assert (both.returncode, both.stdout, both.stderr) == (74, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("argv", [["list"], ["--version"], ["show", "kuopio", "--format", "table"]])
def test_a_full_disk_is_said(argv: list[str]) -> None:
    """An answer that cannot be written is one message and a status of its own."""
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "hubcli", *argv], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert (result.returncode, result.stderr) == (74, b"The answer cannot be written: No space left on device.\n")


def test_ctrl_c_is_status_130() -> None:
    """Interrupted while it waits for its dataset, it ends with the shell's status and no traceback."""
    program = "import sys, signal, hubcli.load as l; from hubcli.__main__ import main\n"
    program += "def interrupted(paths): raise KeyboardInterrupt\nl.load = interrupted\nsys.exit(main(['list']))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")
