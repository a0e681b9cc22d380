"""`main` runs one command line; the one place that turns errors into messages and exit statuses."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from hubcli import console
from hubcli.cli import app
from hubcli.errors import HubcliError
from hubcli.status import INTERRUPTED, report_unwritable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.errors import Message


def main(argv: Sequence[str] | None = None) -> int:
    """Run hubcli with the given arguments (default: `sys.argv[1:]`) and return the exit status.

    0 success, 1 nothing found or problems found by `check`, 2 wrong use, 3 dataset unreadable or
    invalid, 74 output not writable, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    status = 0
    messages: list[Message] = []
    try:
        try:
            status = app.run(arguments)
        except HubcliError as error:
            status, messages = error.status, error.lines()
        sys.stdout.flush()  # the answer first, then the messages about it
        for kind, message in messages:
            console.say(message, kind)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader closed the pipe, as `head` does
        _discard_output()
    # Errors of reading are HubcliErrors by now: these come from writing, or from lack of memory.
    except (OSError, MemoryError, ImportError) as error:
        _discard_output()
        return report_unwritable(error)
    return status


def _discard_output() -> None:
    """Send buffered output to the null device, so that Python does not retry at exit."""
    try:  # noqa: SIM105  there may be no memory left to import anything
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # a replaced stdout, as in a notebook, has no file descriptor
        pass
