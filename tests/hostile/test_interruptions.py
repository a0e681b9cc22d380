"""Tests that signals and kills at any moment leave no half-written file and no traceback.

`--times N` sets the number of random moments for each command.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hostile_processes import (
    MODULE,
    SIGNAL_STATUS,
    run_process,
    start,
    write_large_dataset,
    write_ror_dump,
)

from hubcli.cache import lock as lock_module
from hubcli.cache import store
from hubcli.cli.progress import LARGE_DATASET
from hubcli.main import main

SCRIPT = [str(Path(sys.executable).with_name("hubcli"))]

# The measurement of coverage hangs or prints a traceback when it is interrupted.
without_coverage = pytest.mark.skipif(
    "COVERAGE_PROCESS_CONFIG" in os.environ, reason="coverage is being measured"
)

# Commands that write to the folder OUT and read from the folder IN.
INTERRUPTED = {
    "list": "list",
    "search": "search nueroscience",
    "export": "export --to OUT/hubs.json",
    "export sqlite": "export --to OUT/hubs.sqlite",
    "export to a pipe": "export --format sqlite",
    "new": "new OUT/new.toml --from-ror IN/ror.json",
    "picture": "show kuopio --svg OUT/kuopio.svg",
    "check": "check --sources IN",
    "first reading": "list --data IN/large.toml",
    "completion": "",
}
COMPLETION = {
    "_HUBCLI_COMPLETE": "complete_bash",
    "COMP_WORDS": "hubcli show k",
    "COMP_CWORD": "2",
}
# Commands that write OUT/file, which may exist before.
WRITING = {
    "export": "export --format json --to OUT/file --force",
    "export sqlite": "export --format sqlite --to OUT/file --force",
    "export zip": "export --format csv --to OUT/file --force",
    "new": "new OUT/file --from-ror IN/ror.json --force",
    "svg": "show kuopio --svg OUT/file.svg",
    "first reading": "list --data IN/large.toml",
}


@pytest.fixture
def times(request: pytest.FixtureRequest) -> int:
    """Return the number of random moments, from `--times`."""
    return int(request.config.getoption("--times"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return the folder OUT, and write the files in the folder IN."""
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    write_ror_dump(tmp_path / "in" / "ror.json")
    write_large_dataset(tmp_path / "in" / "large.toml")
    return tmp_path / "out"


def arguments(line: str, out: Path) -> list[str]:
    """Return the words of a command line, with paths for IN and OUT."""
    folders = {"OUT": str(out), "IN": str(out.with_name("in"))}
    for name, folder in folders.items():
        line = line.replace(name, folder)
    return line.split()


def empty_cache() -> None:
    """Delete the cache."""
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


@pytest.mark.slow
@without_coverage
@pytest.mark.parametrize("line", INTERRUPTED.values(), ids=INTERRUPTED)
def test_a_signal_leaves_nothing_half_written(line: str, out: Path, times: int) -> None:
    """The status is the one of the signal, nothing is printed, and each file is complete or absent.

    The exception is Ctrl-C before the first line of `command`, when Python prints a traceback.
    """
    environ = {} if line else COMPLETION

    def run_until(
        seconds: float | None, number: int, program: list[str]
    ) -> tuple[int, bytes, dict[str, bytes]]:
        """Return the status, the messages and the files after a signal; None waits for the end."""
        shutil.rmtree(out)
        out.mkdir()
        empty_cache()
        process = start([*program, *arguments(line, out)], **environ)
        if seconds is not None:
            time.sleep(seconds)
            process.send_signal(number)
        err = process.communicate()[1]
        assert list(out.parent.rglob("*.part")) == []
        return process.returncode, err, {path.name: path.read_bytes() for path in out.iterdir()}

    moments = random.Random(line)
    begin = time.monotonic()
    complete_status, complete_err, complete_files = run_until(None, 0, MODULE)
    duration = time.monotonic() - begin
    for turn in range(times):
        number = moments.choice(list(SIGNAL_STATUS))
        program = MODULE if turn % 2 else SCRIPT
        status, err, files = run_until(moments.uniform(0, duration), number, program)
        if b"KeyboardInterrupt" in err and b"in command" not in err:
            continue
        assert files in ({}, complete_files)
        assert err in (b"", complete_err), number.name
        assert status in (complete_status, SIGNAL_STATUS[number], -number), number.name


@pytest.mark.slow
@without_coverage
@pytest.mark.parametrize("line", WRITING.values(), ids=WRITING)
def test_a_kill_leaves_complete_files(line: str, out: Path, times: int) -> None:
    """After SIGKILL, which no process can handle, a file is as it was before or complete.

    A temporary file may remain. The next run prints and writes the same as the first one.
    """
    argv = [*MODULE, *arguments(line, out)]
    paths = [Path(word) for word in argv if word.startswith(str(out))]

    def contents() -> list[bytes | None]:
        return [path.read_bytes() if path.exists() else None for path in paths]

    begin = time.monotonic()
    output = start(argv).communicate()
    duration = time.monotonic() - begin
    complete = contents()
    assert None not in complete
    moments = random.Random(line)
    for _ in range(times):
        if moments.random() < 0.5:
            empty_cache()
        before: bytes | None = moments.choice([None, b"before"])
        for path in paths:
            path.write_bytes(before) if before else path.unlink(missing_ok=True)
        process = start(argv)
        time.sleep(moments.uniform(0, duration))
        process.kill()
        process.communicate()
        assert contents() in ([before] * len(paths), complete)
        assert start(argv).communicate() == output
        assert contents() == complete


# A program that runs `work` instead of a command; FILE is the path of a file to write.
PROGRAM = """
import os, signal, sys, weakref
from pathlib import Path
import hubcli.main
import hubcli.__main__ as process
from hubcli import files

FILE = Path(sys.argv[1])
unlink = Path.unlink

class Thing: pass

def ctrl_c(*_): os.kill(os.getpid(), signal.SIGINT)

def unlink_and_ctrl_c(path):
    ctrl_c()
    unlink(path)

def work():
    {work}

hubcli.main.main = work
process.command()
"""
WRITE_FILE = "with files.replace_file(FILE) as temporary: temporary.touch(); "


@without_coverage
@pytest.mark.parametrize(
    "work",
    [
        "ctrl_c()",
        f"{WRITE_FILE} ctrl_c()",
        f"{WRITE_FILE} Path.unlink = unlink_and_ctrl_c; ctrl_c()",
        "type('Class', (), dict(name=type('Field', (), dict(__set_name__=ctrl_c))()))",
        "thing = Thing(); ref = weakref.ref(thing, ctrl_c); del thing",
    ],
    ids=["at once", "writing", "twice", "in a class", "in a callback"],
)
def test_ctrl_c_ends_the_process_silently(work: str, tmp_path: Path) -> None:
    """Even where Python turns it into another error or cannot raise it, and during the clean-up."""
    process = start([sys.executable, "-c", PROGRAM.format(work=work), str(tmp_path / "file")])
    assert (*process.communicate(), process.returncode) == (b"", b"", 130)
    assert list(tmp_path.iterdir()) == []


def test_ignored_signals_stay_ignored(tmp_path: Path) -> None:
    """`nohup` ignores the hang-up signal, and shells ignore Ctrl-C for background processes."""
    work = "[os.kill(os.getpid(), number) for number in (signal.SIGINT, signal.SIGHUP)]; return 0"
    argv = [sys.executable, "-c", PROGRAM.format(work=work), str(tmp_path)]
    script = 'trap "" INT HUP; exec "$@"'
    assert subprocess.run(["sh", "-c", script, "sh", *argv], check=False).returncode == 0


def test_main_changes_no_signal_handler() -> None:
    """A program that calls `main` keeps its own handling of Ctrl-C."""
    before = [signal.getsignal(number) for number in SIGNAL_STATUS], sys.unraisablehook
    assert main(["--version"]) == 0
    after = [signal.getsignal(number) for number in SIGNAL_STATUS], sys.unraisablehook
    assert after == before


@without_coverage
def test_ctrl_c_ends_the_wait_for_another_process(tmp_path: Path) -> None:
    """A process that waits for another one to fill the cache ends at once."""
    folder = store.cache_folder()
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / "lock", isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        large = write_large_dataset(tmp_path / "large.toml")
        process = start([*MODULE, "list", "--data", str(large)])
        while process.poll() is None and not list(folder.glob("*.stamp")):
            time.sleep(0.01)  # the stamp is the last file that it writes before it waits
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        output = process.communicate(timeout=lock_module.PATIENCE / 4)
        assert (*output, process.returncode) == (b"", b"", 130)


def test_the_answer_comes_without_the_terminal_of_the_progress_bar(tmp_path: Path) -> None:
    """A terminal that closes while the bar is drawn, as when a user logs out, costs no answer."""
    path = write_large_dataset(tmp_path / "large.toml", LARGE_DATASET)
    parent, child = pty.openpty()
    with subprocess.Popen(
        [*MODULE, "list", "--data", str(path)], stdout=subprocess.PIPE, stderr=child
    ) as process:
        os.close(child)
        assert os.read(parent, 1) == b"\x1b"  # the bar has started
        os.close(parent)
        out = process.communicate()[0]
    assert (process.returncode, out.decode()) == (0, run_process("list").out)


def test_a_terminal_may_be_resized_all_the_time(tmp_path: Path) -> None:
    """A thousand signals of a new size stop neither the work nor the progress bar."""
    path = write_large_dataset(tmp_path / "large.toml", LARGE_DATASET)
    parent, child = pty.openpty()
    with subprocess.Popen(
        [*MODULE, "list", "--data", str(path)], stdout=subprocess.DEVNULL, stderr=child
    ) as process:
        os.close(child)
        screen = b""
        for columns in range(1, 1000):
            if process.poll() is not None:
                break
            fcntl.ioctl(parent, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            process.send_signal(signal.SIGWINCH)
            with suppress(BlockingIOError, OSError):  # OSError: the process has ended
                os.set_blocking(parent, False)
                screen += os.read(parent, 1 << 16)
            time.sleep(0.002)
    os.close(parent)
    assert process.returncode == 0
    assert b"Indexing" in screen
    assert b"Traceback" not in screen
