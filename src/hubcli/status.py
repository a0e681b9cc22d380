"""The exit statuses of a run that ends without an answer."""

import sys

INTERRUPTED = 130  # as shells report a program ended by Ctrl-C
UNWRITABLE = 74  # EX_IOERR of sysexits.h


def report_unwritable(error: BaseException) -> int:
    """Write to standard error why the answer cannot be written; return the exit status."""
    reason = getattr(error, "strerror", None) or str(error) or "Out of memory"
    try:  # noqa: SIM105  there may be no memory left to import anything
        sys.stderr.write(f"error: The answer cannot be written: {reason}.\n")
    except OSError:
        pass
    return UNWRITABLE
