"""`main` runs one command line; the one place that turns errors into messages and exit statuses."""

import os
import sys

TYPE_CHECKING = False  # as in `__main__`, which imports this module before it handles signals
if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130  # the status that shells report for a program ended by Ctrl-C
UNWRITABLE = 74  # EX_IOERR of sysexits.h, as for errors.CannotWrite


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run hubcli with the given arguments (default: `sys.argv[1:]`) and return the exit status.

    0 success, 1 nothing found or problems found by `check`, 2 wrong use, 3 dataset unreadable or
    invalid, 74 output not writable, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    status = 0
    try:
        # Imported here so that an interrupt or a lack of memory is handled below.
        from hubcli import console  # noqa: PLC0415  see the line above
        from hubcli.cli.app import run  # noqa: PLC0415  see the line above
        from hubcli.errors import HubcliError  # noqa: PLC0415  see the line above

        messages: list[str] = []
        try:
            status = run(arguments)
        except HubcliError as error:
            status, messages = error.status, error.lines()
        sys.stdout.flush()  # the answer first, then the messages about it
        for message in messages:
            console.say(message)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader closed the pipe, as `head` does
        _discard_output()
    # Errors of reading are HubcliErrors by now: these come from writing, or from lack of memory.
    except (OSError, MemoryError, ImportError) as error:
        _discard_output()
        reason = isinstance(error, OSError) and error.strerror
        return report_unwritable(reason or str(error) or "Out of memory")
    return status


def report_unwritable(reason: str) -> int:
    """Write to standard error that the answer cannot be written; return the exit status."""
    try:  # noqa: SIM105  there may be no memory left to import anything
        sys.stderr.write(f"The answer cannot be written: {reason}.\n")
    except OSError:
        pass
    return UNWRITABLE


def _discard_output() -> None:
    """Send buffered output to the null device, so that Python does not retry at exit."""
    try:  # noqa: SIM105  there may be no memory left to import anything
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # a replaced stdout, as in a notebook, has no file descriptor
        pass
