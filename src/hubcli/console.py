"""Standard output and standard error: the only module that writes to them."""

from __future__ import annotations

import os
import re
import sys
import textwrap
from contextlib import suppress
from shutil import get_terminal_size
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from hubcli.text.escape import single_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from hubcli.errors import MessageKind

MAX_MESSAGE = 5000  # characters: a message may quote a file name, but not ten megabytes of text
MAX_MESSAGE_WIDTH = 100  # columns, as for a page
_COLOURS = {"error": 31, "note": 36, "hint": 33}  # red, cyan and yellow, as ANSI codes
_ESCAPE_CODE = r"\x1b(?:\[[0-9;]*m|\]8;;[^\x1b]*\x1b\\)"  # a colour, or an end of a hyperlink


def is_terminal() -> bool:
    """Return whether a person reads: a terminal, or FORCE_COLOR (force-color.org) is set."""
    return shows_output() or bool(os.environ.get("FORCE_COLOR"))


def shows_output() -> bool:
    """Return whether standard output is a terminal indeed, whatever FORCE_COLOR says."""
    return sys.stdout.isatty()


def is_screen() -> bool:
    """Return whether standard output is a terminal, and not one that knows no escape codes."""
    return shows_output() and os.environ.get("TERM") != "dumb"


def fits_screen(text: str) -> bool:
    """Return whether the terminal can show a text and the next prompt at once."""
    columns, lines = get_terminal_size()
    columns, lines = columns or 80, lines or 24  # Python 3.10 returns a size of 0 as it is
    if text.count("\n") >= lines:
        return False
    shown = re.sub(_ESCAPE_CODE, "", text).splitlines()
    return sum(max(-(-_cells(line) // columns), 1) for line in shown) < lines


def _cells(line: str) -> int:
    """Return the width of a line on a terminal, or more: combining characters are counted too."""
    wide = 0 if line.isascii() else sum(east_asian_width(char) in "WF" for char in line)
    return len(line) + wide


def has_colour(stream: TextIO | None = None) -> bool:
    """Return whether to colour a stream; standard output, unless it is given.

    Colour is for a terminal that is not dumb, or if FORCE_COLOR is set. NO_COLOR overrides both
    (no-color.org).
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


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


def say(message: str, kind: MessageKind = "note") -> None:
    """Write a message to standard error; if that fails, carry on: the answer matters more.

    It begins with its kind. Only on a terminal is it coloured, and wrapped between words.
    """
    text = single_line(message[: MAX_MESSAGE + 1])
    if len(message) > MAX_MESSAGE:
        text = f"{text[:MAX_MESSAGE]}..."
    with suppress(OSError):
        sys.stderr.write(f"{_labelled(text, kind)}\n")


def _labelled(text: str, kind: MessageKind) -> str:
    """Return a message after its kind, as standard error shows it.

    The command of a hint is not wrapped, so that it can be copied; nor is a line without a kind.
    """
    if not kind:
        return text
    label = f"{kind}: "
    if kind != "hint" and sys.stderr.isatty():
        text = textwrap.fill(
            text,
            min(_error_width(), MAX_MESSAGE_WIDTH),
            initial_indent=label,
            subsequent_indent=" " * len(label),
            break_long_words=False,
            break_on_hyphens=False,
        ).removeprefix(label)
    if has_colour(sys.stderr):
        label = f"\x1b[{_COLOURS[kind]}m{kind}:\x1b[0m "
    return label + text


def _error_width() -> int:
    """Return the columns of the terminal that standard error is."""
    try:
        own = os.get_terminal_size(sys.stderr.fileno())
    except OSError:  # no terminal that has a size
        own = os.terminal_size((80, 24))
    return get_terminal_size(own).columns or 80
