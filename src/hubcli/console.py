"""Standard output and standard error: the only module that writes to them."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from hubcli.text.escape import single_line

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_MESSAGE = 5000  # characters: a message may quote a file name, but not ten megabytes of text


def is_terminal() -> bool:
    """Return whether a person reads: a terminal, or FORCE_COLOR (force-color.org) is set."""
    return shows_output() or bool(os.environ.get("FORCE_COLOR"))


def shows_output() -> bool:
    """Return whether standard output is a terminal indeed, whatever FORCE_COLOR says."""
    return sys.stdout.isatty()


def has_colour() -> bool:
    """Return whether to colour standard output: a terminal that is not dumb, or FORCE_COLOR is set.

    NO_COLOR overrides both (no-color.org).
    """
    dumb = os.environ.get("TERM") == "dumb" and not os.environ.get("FORCE_COLOR")
    return is_terminal() and not dumb and not os.environ.get("NO_COLOR")


def encoding() -> str:
    """Return the encoding of standard output."""
    return sys.stdout.encoding or "utf-8"  # a replaced stdout, as in a notebook, may have none


def write(text: str) -> None:
    """Write part of the answer to standard output. Raises OSError."""
    sys.stdout.write(text)


def accepts_bytes() -> bool:
    """Return whether standard output accepts bytes; a replaced one, as in a notebook, may not."""
    return hasattr(sys.stdout, "buffer")


def write_bytes(chunks: Iterable[bytes]) -> None:
    """Write an export to standard output, in UTF-8 whatever its encoding. Raises OSError."""
    for chunk in chunks:
        if accepts_bytes():
            sys.stdout.buffer.write(chunk)
        else:
            sys.stdout.write(chunk.decode())


def say(message: str) -> None:
    """Write one line to standard error; if that fails, carry on: the answer matters more."""
    line = single_line(message[: MAX_MESSAGE + 1])
    if len(message) > MAX_MESSAGE:
        line = f"{line[:MAX_MESSAGE]}..."
    with suppress(OSError):
        sys.stderr.write(f"{line}\n")
