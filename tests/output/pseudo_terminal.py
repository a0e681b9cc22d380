"""A pseudo-terminal in which tests run the program, and what they compare of its output."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

from support import EVERY_COMMAND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ESCAPE = re.compile(r"\x1b(\[[0-9;]*m|\]8;;[^\x1b]*\x1b\\)")  # a colour or a hyperlink
# The commands with a page or a table, from which every format can be made.
REPORT_COMMANDS = [
    line for name, line in EVERY_COMMAND.items() if name not in ("check", "new", "schema", "export")
]

PATIENCE = 20  # seconds in which a program shows something, or ends


def start_in_terminal(
    *argv: str,
    size: tuple[int, int] = (24, 80),
    environ: Mapping[str, str] = {},
    stderr: bool = False,
    prefix: Sequence[str] = (),
) -> tuple[subprocess.Popen[bytes], int]:
    """Start the program in a terminal of `size` (rows, columns), also for messages if `stderr`.

    `prefix` is a command that starts it, such as `env -u NAME`. Returns the process and the end of
    the terminal where a person sits. The program leads the terminal's foreground processes, so that
    they all get a Ctrl-C.
    """
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    inherited = {name: os.environ[name] for name in ("PATH", "XDG_DATA_HOME")}
    defaults = {"TERM": "xterm-256color", "PYTHONUTF8": "1", "HUBCLI_PAGER": ""}
    process = subprocess.Popen(
        [*prefix, sys.executable, "-m", "hubcli", *argv],
        stdin=child,
        stdout=child,
        stderr=child if stderr else subprocess.PIPE,
        env={**inherited, **defaults, **environ},
        start_new_session=True,
        preexec_fn=_take_terminal,  # noqa: PLW1509  no threads here
    )
    os.close(child)
    return process, parent


def _take_terminal() -> None:
    """Make the terminal at standard input that of the session, with the usual signals."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def read_terminal(parent: int, until: str = "") -> str:
    """Return what the terminal shows, until it shows a text or nothing more comes."""
    received = b""
    while not until or until.encode() not in received:
        ready = select.select([parent], [], [], PATIENCE)[0]
        assert ready, f"nothing after {received!r}"
        try:
            chunk = os.read(parent, 65536)
        except OSError:  # how Linux reports that the other end is closed
            break
        if not chunk:
            break
        received += chunk
    return received.decode().replace("\r\n", "\n")


def run_in_terminal(
    *argv: str,
    size: tuple[int, int] = (24, 80),
    environ: Mapping[str, str] = {},
    stderr: bool = False,
    prefix: Sequence[str] = (),
) -> tuple[int, str]:
    """Run the program in a terminal, without a pager, and return its status and output."""
    process, parent = start_in_terminal(
        *argv, size=size, environ=environ, stderr=stderr, prefix=prefix
    )
    received = read_terminal(parent)
    process.communicate()
    os.close(parent)
    return process.returncode, received
