"""A pseudo-terminal in which tests run the program, and what they compare of its output."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

from support import EVERY_COMMAND

if TYPE_CHECKING:
    from collections.abc import Mapping

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
# The commands with a page or a table, from which every format can be made.
REPORT_COMMANDS = [
    line for name, line in EVERY_COMMAND.items() if name not in ("check", "new", "schema", "export")
]


def run_in_terminal(
    *argv: str, size: tuple[int, int] = (24, 80), environ: Mapping[str, str] = {}
) -> tuple[int, str]:
    """Run the program in a terminal of `size` (rows, columns) and return its status and output."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    inherited = {name: os.environ[name] for name in ("PATH", "XDG_DATA_HOME")}
    process = subprocess.Popen(
        [sys.executable, "-m", "hubcli", *argv],
        stdin=child,
        stdout=child,
        stderr=subprocess.PIPE,
        env={
            **inherited,
            "TERM": "xterm-256color",
            "PYTHONUTF8": "1",
            "HUBCLI_PAGER": "",
            **environ,
        },
    )
    os.close(child)
    received = b""
    while True:
        select.select([parent], [], [])
        try:
            chunk = os.read(parent, 65536)
        except OSError:  # how Linux reports that the other end is closed
            break
        if not chunk:
            break
        received += chunk
    process.communicate()
    os.close(parent)
    return process.returncode, received.decode().replace("\r\n", "\n")
