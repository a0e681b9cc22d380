"""What a terminal gets: colour when it can show it, its own width, and a page that fits."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from support import EVERY_COMMAND, Runner

from hubcli.cli.app import MIN_HELP_WIDTH
from hubcli.output.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALL = "small.toml"  # beside this file, where the tests run
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def in_terminal(
    *argv: str, size: tuple[int, int] = (24, 80), environ: Mapping[str, str] = {}
) -> tuple[int, str]:
    """Runs the program in a pseudo-terminal of so many rows and columns → its status and what that got as output."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    own = {name: os.environ[name] for name in ("PATH", "XDG_DATA_HOME")}
    environment = {**own, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "hubcli", *argv],
        stdin=child,
        stdout=child,
        stderr=subprocess.PIPE,
        env=environment,
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


@pytest.mark.parametrize(
    "environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}]
)
def test_no_escapes_where_they_are_not_wanted(environ: dict[str, str]) -> None:
    """NO_COLOR and a dumb terminal get the same page without a single escape code."""
    status, out = in_terminal("show", "harbour", "--data", SMALL, environ=environ)

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


def test_a_terminal_without_a_width_has_eighty_columns(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where nobody knows it: COLUMNS=0 is what some terminals say before they are shown."""
    expected = run("list", "--format", "table")
    monkeypatch.setenv("COLUMNS", "0")

    assert run("list", "--format", "table") == expected


def test_an_ascii_terminal_gets_lookalikes() -> None:
    """Where the output's encoding lacks a sign, one that looks like it stands there, and JSON has escapes."""
    ascii_only = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}

    _, page = in_terminal("show", "harbour", "--data", SMALL, environ=ascii_only)
    _, data = in_terminal("show", "harbour", "--data", SMALL, "--json", environ=ascii_only)

    assert page.splitlines()[0] == "Harbour Campus  hub - ?bo, Finland - harbour"
    assert "  * Almost 2,500 students live here. [1 p1]" in page
    assert '"city": "\\u00c5bo"' in data


def letters(text: str) -> Counter[str]:
    """What stands in a text, without what lays it out."""
    return Counter(re.sub(r"[\s─│├└╭╮╰╯█●]", "", ESCAPE.sub("", text)))


FIRST_HEADINGS = letters(
    "Id Type Topic Figure"
)  # are not shown where a table stands in blocks, one below the other
DRAWN = [
    line for name, line in EVERY_COMMAND.items() if name not in ("check", "new", "schema", "export")
]


@pytest.mark.parametrize("line", [*DRAWN, "--help", "export --help"])
def test_any_width_shows_all_of_it(run: Runner, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """From one column to ten thousand nothing is lost, and from twenty on no line is wider than the terminal.

    Help takes sixty-four at least, as it would cut the names of options short.
    """
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    least = MIN_HELP_WIDTH if "--help" in line else 20
    whole = None
    for width in (1000, 10_000, 100, 40, 20, 10, 5, 2, 1):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = run(*line.split())
        whole = whole or shown
        assert shown._replace(out="") == whole._replace(out="")
        assert letters(whole.out) - letters(shown.out) - FIRST_HEADINGS == Counter()
        widest = max(map(cell_len, ESCAPE.sub("", shown.out).splitlines()))
        assert width < 20 or widest <= max(width, least)


@pytest.mark.parametrize("size", [(0, 0), (24, 0), (24, 1), (1, 20), (24, 1000)])
def test_a_terminal_says_itself_how_wide_it_is(
    run: Runner, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Without COLUMNS its own size counts, and eighty where it does not know."""
    monkeypatch.setenv("COLUMNS", str(size[1] or 80))

    expected = run("list", "--data", SMALL, "--format", "table").out
    assert in_terminal("list", "--data", SMALL, size=size, environ={"NO_COLOR": "1"}) == (
        0,
        expected,
    )


@pytest.mark.parametrize("said", ["-1", "0", "1000000000", "²"])
@pytest.mark.parametrize("line", ["list", "schema --help"])
def test_a_width_that_no_terminal_has_is_not_believed(said: str, line: str) -> None:
    """Whatever COLUMNS, LINES and Typer's own variable say, the page is that of the terminal."""
    nonsense = {"COLUMNS": said, "LINES": said, "TERMINAL_WIDTH": said}

    assert in_terminal(*line.split(), environ=nonsense) == in_terminal(*line.split())


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
def test_a_terminal_that_nobody_knows_gets_the_page(environ: dict[str, str]) -> None:
    """Without a terminal type or a locale that there is, the words stay readable."""
    status, out = in_terminal("show", "harbour", "--data", SMALL, environ=environ)

    assert status == 0
    assert "Almost 2,500 students live here. [1" in ESCAPE.sub("", out)


@pytest.mark.parametrize("line", DRAWN)
def test_every_format_in_every_encoding(
    run: Runner, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """JSON means the same whatever an output can hold, and other formats keep their lines."""
    for form in FORMATS:
        argv = [*line.split(), "--format", form]
        status, out, _ = run(*argv)
        for encoding in ("ascii", "cp1252", "utf-16"):
            with monkeypatch.context() as patched:
                output = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
                patched.setattr(sys, "stdout", output)
                assert run(*argv).status == status == 0
            written = output.buffer.getvalue().decode(encoding)
            assert written.count("\n") == out.count("\n")
            if form == "json":
                assert json.loads(written) == json.loads(out)


@pytest.mark.parametrize(
    "argv", [*(line.split() for line in EVERY_COMMAND.values()), ["--help"], ["--version"]]
)
def test_a_closed_pipe_ends_quietly(argv: list[str]) -> None:
    """When the reader has gone, as `head` has, the program ends with status 0 and says nothing of it."""
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [sys.executable, "-m", "hubcli", *argv], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)

    assert result.returncode == 0
    assert re.fullmatch(rb"(Showing .*|.*no problems\.)?\n?", result.stderr)


def test_closed_outputs_are_no_reason_to_fail_badly() -> None:
    """Without a standard output there is one message, and without a place for messages only the status."""
    command = f"{sys.executable} -m hubcli list"
    closed = subprocess.run(["sh", "-c", f"{command} >&-"], capture_output=True, check=False)
    both = subprocess.run(["sh", "-c", f"{command} >&- 2>&-"], capture_output=True, check=False)

    assert (closed.returncode, closed.stderr) == (
        74,
        b"The answer cannot be written: standard output is closed.\n",
    )
    assert (both.returncode, both.stdout, both.stderr) == (74, b"", b"")


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="this system has no device that is always full"
)
@pytest.mark.parametrize("argv", [["list"], ["--version"], ["show", "kuopio", "--format", "table"]])
def test_a_full_disk_is_said(argv: list[str]) -> None:
    """An answer that cannot be written is one message and a status of its own."""
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "hubcli", *argv],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (result.returncode, result.stderr) == (
        74,
        b"The answer cannot be written: No space left on device.\n",
    )


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="this system has no device that is always full"
)
@pytest.mark.parametrize(
    "line",
    [
        "search nueroscience",
        "check",
        "search zzzqqqxx --json",
        "check dataset/samples/several-faults.toml",
        "show",
        "list -d no",
    ],
)
def test_a_message_that_cannot_be_written_costs_nothing(run: Runner, line: str) -> None:
    """The answer and the status are as always where standard error is full, or both are."""
    expected = run(*line.split())
    with Path("/dev/full").open("w") as full:
        argv = [sys.executable, "-m", "hubcli", *line.split()]
        done = subprocess.run(
            argv, stdout=subprocess.PIPE, stderr=full, encoding="utf-8", check=False
        )
        neither = subprocess.run(argv, stdout=full, stderr=full, check=False)

    assert (done.returncode, done.stdout) == (expected.status, expected.out)
    assert neither.returncode == (74 if expected.out else expected.status)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_an_output_does_not_take_at_once_is_said(unbuffered: str) -> None:
    """A full pipe that does not wait is no reason to lose an answer silently, told to buffer or not."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writer, bytes(512))
    argv = [sys.executable, "-m", "hubcli", "list"]
    environ = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(argv, stdout=writer, stderr=subprocess.PIPE, env=environ, check=False)
    os.close(reader)
    os.close(writer)

    assert (done.returncode, done.stderr.partition(b": ")[0]) == (
        74,
        b"The answer cannot be written",
    )


def test_ctrl_c_is_status_130() -> None:
    """Interrupted while it waits for its dataset, it ends with the shell's status and no traceback."""
    program = "import sys, signal, hubcli.dataset.load as l; from hubcli.main import main\n"
    program += "def interrupted(*_): raise KeyboardInterrupt\nl.load = interrupted\nsys.exit(main(['list']))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    "line",
    ["search zzzqqqxx --json", "show univ --json", "check dataset/samples/several-faults.toml"],
)
def test_an_answer_with_a_status_of_its_own_reaches_a_pipe(run: Runner, line: str) -> None:
    """Where nothing was found, or problems, the answer says so on standard output, and is written all the same."""
    expected = run(*line.split())
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    argv = [sys.executable, "-m", "hubcli", *line.split()]
    done = subprocess.run(argv, capture_output=True, encoding="utf-8", env=env, check=False)

    assert expected.status == 1
    assert expected.out
    assert (done.returncode, done.stdout, done.stderr) == expected
