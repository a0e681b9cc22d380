"""The pager: a program such as `less`, in which people read what is longer than their screen.

Only such an answer imports this module.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess

from hubcli import console
from hubcli.errors import reason

DEFAULT_PAGER = "less -FRX"  # quits if all fits, keeps colours and links, leaves the text there
PATIENCE = 1.0  # seconds that a pager may take to end when hubcli is ended


def page(text: str) -> None:
    """Show text in the user's pager until it is closed, or write it if there is none.

    The pager is the command in HUBCLI_PAGER or else PAGER; an empty one or `cat` means none. Raises
    OSError if the text cannot be written.
    """
    variable = next((name for name in ("HUBCLI_PAGER", "PAGER") if name in os.environ), "")
    typed = os.environ.get(variable, DEFAULT_PAGER)
    failure = ""
    try:
        command = shlex.split(typed)
        if command not in ([], ["cat"]):
            _run(command, text.encode(console.encoding(), "replace"))
            return
    except (OSError, ValueError) as error:  # ValueError: a quotation mark without another
        failure = f"The pager '{typed}' cannot be started: {reason(error)}."
    console.write(text)
    if failure and variable == "HUBCLI_PAGER":
        console.say(failure)


def _run(command: list[str], text: bytes) -> None:
    """Run a pager until it ends. Raises OSError if it cannot be started.

    A pager that ends before it has read everything is no error.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        # Not SIG_IGN, which the pager would inherit.
        signal.signal(signal.SIGINT, _leave_to_pager)
    try:
        # What less does unless its user decides otherwise, for a PAGER without options.
        environ = {"LESS": "FRX", **os.environ}
        # The command comes from the user's own environment, and no shell reads it.
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environ)  # noqa: S603
        try:
            process.communicate(text)
        except BaseException:  # a signal that ends hubcli
            _end(process)
            raise
    finally:
        if signal.getsignal(signal.SIGINT) is _leave_to_pager:
            signal.signal(signal.SIGINT, before)


def _leave_to_pager(number: int, frame: object) -> None:
    """Do nothing: Ctrl-C reaches the pager as well, which stops a search or ends."""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a pager; less gives back the terminal as it was."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
