"""The way in: `main` runs one command line and is the one place where errors become messages and exit statuses."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from hubcli.errors import CannotWrite, HubcliError

INTERRUPTED = 130  # as a shell reports a program that Ctrl-C ended


def main(argv: Sequence[str] | None = None) -> int:
    """Runs hubcli with the arguments after the command's name (default: those of this process).

    Returns the exit status: 0 fine, 1 nothing found or problems found by `check`, 2 wrong use, 3 dataset unreadable or
    invalid, 74 answer not written, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        from hubcli import cli  # noqa: PLC0415  here Ctrl-C ends the imports as quietly as all that follows

        status = cli.run(arguments)
        sys.stdout.flush()
    except HubcliError as error:
        from hubcli.text import one_line  # noqa: PLC0415  nothing is imported before the `try` that may be interrupted

        sys.stderr.write("".join(f"{one_line(line)}\n" for line in error.lines()))
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader has what it wanted
        _forget_output()
        return 0
    except OSError as error:  # reading has errors of its own: this is writing, on a full disk for one
        _forget_output()
        sys.stderr.write(f"The answer cannot be written: {error.strerror}.\n")
        return CannotWrite.status
    return status


def _forget_output() -> None:
    """What is left to write goes nowhere, so that it is not tried again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def command() -> NoReturn:
    """The installed `hubcli`: `main` as a process of its own, with nothing left to tidy up afterwards.

    A run is short and keeps most of what it makes, so collecting garbage on the way and taking the interpreter apart
    at the end are a quarter of its time for nothing (`benchmarks/startup.py` measures both). Everything was written,
    closed and flushed by then.
    """
    gc.disable()
    if sys.stderr is None:  # closed by the caller: nobody hears a message
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  open as long as the process
    if sys.stdout is None:
        sys.stderr.write("The answer cannot be written: standard output is closed.\n")
        status = CannotWrite.status
    else:
        status = main()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    command()
