"""Outputs that fail: closed pipes, full disks, interrupts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import EVERY_COMMAND

if TYPE_CHECKING:
    from support import Runner

HUBCLI = [sys.executable, "-m", "hubcli"]
needs_full_device = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="this system has no device that is always full"
)


@pytest.mark.parametrize(
    "argv", [*(line.split() for line in EVERY_COMMAND.values()), ["--help"], ["--version"]]
)
def test_a_closed_pipe_ends_quietly(argv: list[str]) -> None:
    """If the reader has gone, as `head` does, the status is 0 and there is no message."""
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run([*HUBCLI, *argv], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)

    assert result.returncode == 0
    assert re.fullmatch(rb"(note: (Showing .*|.*no problems\.)\n)?", result.stderr)


def test_closed_outputs_end_with_a_message() -> None:
    """Without a standard output there is one message; without a standard error only the status."""
    command = f"{sys.executable} -m hubcli list"
    closed = subprocess.run(["sh", "-c", f"{command} >&-"], capture_output=True, check=False)
    both = subprocess.run(["sh", "-c", f"{command} >&- 2>&-"], capture_output=True, check=False)

    assert (closed.returncode, closed.stderr) == (
        74,
        b"error: The answer cannot be written: standard output is closed.\n",
    )
    assert (both.returncode, both.stdout, both.stderr) == (74, b"", b"")


@needs_full_device
@pytest.mark.parametrize("argv", [["list"], ["--version"], ["show", "kuopio", "--format", "table"]])
def test_a_full_disk_ends_with_a_message(argv: list[str]) -> None:
    """An answer that cannot be written is one message and status 74."""
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*HUBCLI, *argv],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (result.returncode, result.stderr) == (
        74,
        b"error: The answer cannot be written: No space left on device.\n",
    )


@needs_full_device
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
def test_a_message_that_cannot_be_written_is_dropped(run: Runner, line: str) -> None:
    """The answer and the status are the same if standard error is full."""
    expected = run(*line.split())
    with Path("/dev/full").open("w") as full:
        argv = [*HUBCLI, *line.split()]
        done = subprocess.run(
            argv, stdout=subprocess.PIPE, stderr=full, encoding="utf-8", check=False
        )
        both_full = subprocess.run(argv, stdout=full, stderr=full, check=False)

    assert (done.returncode, done.stdout) == (expected.status, expected.out)
    assert both_full.returncode == (74 if expected.out else expected.status)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_that_would_block_ends_with_a_message(unbuffered: str) -> None:
    """An answer is not lost silently in a full non-blocking pipe, buffered or not."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writer, bytes(512))
    argv = [*HUBCLI, "list"]
    environ = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(argv, stdout=writer, stderr=subprocess.PIPE, env=environ, check=False)
    os.close(reader)
    os.close(writer)

    assert (done.returncode, done.stderr.rpartition(b": ")[0]) == (
        74,
        b"error: The answer cannot be written",
    )


def test_ctrl_c_is_status_130() -> None:
    """An interrupt during the load ends with the status of shells and no traceback."""
    program = "import sys, signal, hubcli.dataset.load as l; from hubcli.main import main\n"
    program += "def interrupted(*_): raise KeyboardInterrupt\n"
    program += "l.load = interrupted\nsys.exit(main(['list']))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    "line",
    ["search zzzqqqxx --json", "show univ --json", "check dataset/samples/several-faults.toml"],
)
def test_an_answer_with_a_failing_status_reaches_a_pipe(run: Runner, line: str) -> None:
    """An answer that reports nothing found, or problems, is written before the program ends."""
    expected = run(*line.split())
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    argv = [*HUBCLI, *line.split()]
    done = subprocess.run(argv, capture_output=True, encoding="utf-8", env=env, check=False)

    assert expected.status == 1
    assert expected.out
    assert (done.returncode, done.stdout, done.stderr) == expected
