"""The pager for answers that are longer than the screen."""

from __future__ import annotations

import os
import shutil
import signal
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from output.pseudo_terminal import ESCAPE, read_terminal, run_in_terminal, start_in_terminal
from support import missing

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from support import Runner

    Script = Callable[[str], str]

LONG = ("list", "actors", "--format", "tsv")  # more than 24 lines
SHORT = ("list", "--data", "small.toml")


@pytest.fixture
def pager(tmp_path: Path) -> Script:
    """Return `pager("cat")`, which writes a shell script and returns the command that runs it."""

    def write(script: str) -> str:
        path = tmp_path / "pager"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    return write


def test_a_long_answer_goes_through_the_pager(run: Runner, pager: Script) -> None:
    """The pager in HUBCLI_PAGER gets all of it, with its arguments, rather than PAGER."""
    command = pager('printf "%s\\n" "$@"; cat; echo closed')
    environ = {"HUBCLI_PAGER": f"{command} -x 'two words'", "PAGER": "false"}
    status, out = run_in_terminal(*LONG, environ=environ)
    assert (status, out) == (0, f"-x\ntwo words\n{run(*LONG).out}closed\n")


@pytest.mark.parametrize("format", ["table", "plain", "tsv", "csv", "json", "markdown"])
def test_every_format_may_be_paged(pager: Script, format: str) -> None:
    """Also those for programs, if a person asks for them on a terminal."""
    environ = {"HUBCLI_PAGER": pager("cat > /dev/null; echo paged")}
    assert run_in_terminal("list", "actors", "--format", format, environ=environ) == (0, "paged\n")


def test_the_pager_of_the_environment(pager: Script) -> None:
    """Without HUBCLI_PAGER, PAGER is used, and without both `less -FRX`."""
    less = pager('echo "less $* $LESS"')
    Path(less).rename(Path(less).with_name("less"))
    path = {"PATH": f"{Path(less).parent}:{os.environ['PATH']}"}
    own = {"PAGER": pager('echo "own $* $LESS"')}
    command = ["env", "-u", "HUBCLI_PAGER"]
    assert run_in_terminal(*LONG, environ={**path, **own}, prefix=command) == (0, "own  FRX\n")
    assert run_in_terminal(*LONG, environ={**path, "PAGER": "less"}, prefix=command)[1] == (
        "less  FRX\n"
    )
    assert run_in_terminal(*LONG, environ=path, prefix=command) == (0, "less -FRX FRX\n")
    assert run_in_terminal(*LONG, environ={**path, "LESS": "i"}, prefix=command)[1] == (
        "less -FRX i\n"
    )


@pytest.mark.parametrize(
    ("argv", "environ", "size"),
    [
        (SHORT, {}, (24, 80)),
        (LONG, {}, (100, 200)),
        ((*LONG, "--no-pager"), {}, (24, 80)),
        (LONG, {"TERM": "dumb"}, (24, 80)),
        (("export", "--format", "json"), {}, (24, 80)),
        (("schema",), {}, (24, 80)),
    ],
)
def test_no_pager_is_started(
    pager: Script, argv: tuple[str, ...], environ: dict[str, str], size: tuple[int, int]
) -> None:
    """A short answer, a dumb terminal, --no-pager and an export need none."""
    environ = {"HUBCLI_PAGER": pager("echo paged"), **environ}
    status, out = run_in_terminal(*argv, size=size, environ=environ)
    assert (status, "paged" in out, out == "") == (0, False, False)


def test_no_pager_in_a_pipe(run: Runner, pager: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    """FORCE_COLOR makes a pipe no terminal."""
    expected = run(*LONG)
    monkeypatch.setenv("HUBCLI_PAGER", pager("echo paged"))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(*LONG) == expected


def test_rows_are_counted_as_they_are_wrapped(pager: Script) -> None:
    """A few lines that are wider than the terminal may be longer than the screen."""
    command = ("list", "--data", "small.toml", "--format", "csv")  # three lines
    environ = {"HUBCLI_PAGER": pager("echo paged")}
    paged = [
        run_in_terminal(*command, size=size, environ=environ)[1] == "paged\n"
        for size in ((4, 200), (3, 200), (20, 30), (4, 30))
    ]
    assert paged == [False, True, False, True]


@pytest.mark.parametrize("value", ["", "cat", " "])
def test_an_empty_pager_is_none(run: Runner, value: str) -> None:
    """An empty HUBCLI_PAGER or `cat` turns the pager off."""
    environ = {"HUBCLI_PAGER": value, "PAGER": "false"}
    assert run_in_terminal(*LONG, environ=environ, stderr=True) == (0, run(*LONG).out)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no-such-program", "No such file or directory"),
        ("/", "Permission denied"),
        ("less '", "No closing quotation"),
    ],
)
def test_a_pager_that_cannot_be_started(run: Runner, value: str, reason: str) -> None:
    """The answer is written directly; a note follows only if it was named for hubcli."""
    answer = run(*LONG).out
    note = f"note: The pager '{value}' cannot be started: {reason}.\n"
    environ = {"NO_COLOR": "1", "HUBCLI_PAGER": value, "COLUMNS": "90"}
    assert run_in_terminal(*LONG, environ=environ, stderr=True) == (0, answer + note)
    environ = {"PAGER": value}
    prefix = ["env", "-u", "HUBCLI_PAGER"]
    assert run_in_terminal(*LONG, environ=environ, stderr=True, prefix=prefix) == (0, answer)


def test_messages_come_after_the_pager(pager: Script) -> None:
    """A note or an error about the answer is what remains on the screen."""
    environ = {"NO_COLOR": "1", "HUBCLI_PAGER": pager("cat > /dev/null; echo closed")}
    result = run_in_terminal("search", "reserch", size=(5, 80), environ=environ, stderr=True)
    note = "note: Showing results for 'research' instead of 'reserch'.\n"
    assert result == (0, f"closed\n{note}")
    faulty = "check/samples/everything.toml"
    status, out = run_in_terminal("check", faulty, size=(5, 80), environ=environ, stderr=True)
    assert (status, out) == (1, f"closed\nerror: {faulty}: 3 errors, 5 warnings.\n")


def test_a_pager_may_be_left_early(pager: Script) -> None:
    """A pager that reads only the beginning, or fails, is no error."""
    environ = {"HUBCLI_PAGER": pager("head -n 1; exit 3")}
    assert run_in_terminal(*LONG, environ=environ, stderr=True)[0] == 0
    environ = {"HUBCLI_PAGER": pager("exec 0<&-; sleep 0.2; kill -9 $$")}
    assert run_in_terminal(*LONG, environ=environ, stderr=True) == (0, "")


def test_ctrl_c_is_left_to_the_pager(pager: Script) -> None:
    """Ctrl-C reaches the pager, and hubcli waits until it ends."""
    script = "trap 'echo heard' INT; cat > /dev/null; echo ready; sleep 5; echo end"
    process, parent = start_in_terminal(*LONG, environ={"HUBCLI_PAGER": pager(script)}, stderr=True)
    read_terminal(parent, "ready")
    os.write(parent, b"\x03")
    rest = read_terminal(parent)
    os.close(parent)
    assert (process.wait(), rest.replace("^C", "").split()) == (0, ["heard", "end"])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("stubborn", [False, True])
def test_a_signal_ends_both(
    pager: Script, tmp_path: Path, number: signal.Signals, stubborn: bool
) -> None:
    """SIGTERM to hubcli ends the pager too, even one that ignores it, and leaves no process."""
    script = "trap '' TERM; " if stubborn else ""
    script += f"echo $$ > {tmp_path}/id; cat > /dev/null; echo ready; while :; do sleep 0.05; done"
    process, parent = start_in_terminal(*LONG, environ={"HUBCLI_PAGER": pager(script)}, stderr=True)
    read_terminal(parent, "ready")
    process.send_signal(number)
    assert process.wait() == 128 + number
    os.close(parent)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "id").read_text()), 0)


@pytest.fixture
def less_screen() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Return hubcli with the real `less` at its prompt, and the terminal of both."""
    if not shutil.which("less"):
        missing("less")
    environ = {"HUBCLI_PAGER": "less -FRX"}
    process, parent = start_in_terminal("show", "kuopio", environ=environ, stderr=True)
    assert "Kuopio" in ESCAPE.sub("", read_terminal(parent, "\n:"))
    yield process, parent
    os.close(parent)  # which ends both
    process.communicate()


def is_cooked(parent: int) -> bool:
    """Return whether the terminal echoes and reads whole lines, as a shell expects it."""
    flags: int = termios.tcgetattr(parent)[3]
    return flags & (termios.ECHO | termios.ICANON) == termios.ECHO | termios.ICANON


def test_less_is_quit(less_screen: tuple[subprocess.Popen[bytes], int]) -> None:
    """Ctrl-C stays in less; `q` ends it with status 0 and gives the terminal back."""
    process, parent = less_screen
    os.write(parent, b"\x03")
    read_terminal(parent, "\x07")  # the bell with which less answers
    assert (process.poll(), is_cooked(parent)) == (None, False)
    while process.poll() is None:
        os.write(parent, b"q")  # again, as less discards what is typed while it draws
        time.sleep(0.1)
    assert (process.wait(), is_cooked(parent)) == (0, True)


def test_less_is_ended(less_screen: tuple[subprocess.Popen[bytes], int]) -> None:
    """A signal to hubcli gives the terminal back too."""
    process, parent = less_screen
    process.terminate()
    read_terminal(parent)
    assert (process.wait(), is_cooked(parent)) == (143, True)
