"""Writing a file so that whoever looks sees all of it or nothing, and none is lost. Knows nothing of what is in it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from hubcli.errors import CannotWrite, WrongUse


def beside_of(path: Path) -> Path:
    """Where a file is written before it takes its name: in the same folder, and no other process's."""
    return path.with_name(f"{path.name}.{os.getpid()}.part")


def write_whole(path: Path, content: bytes, *, over: bool = True) -> None:
    """Writes beside, then renames. Raises OSError; with `over=False`, FileExistsError where there is a file already."""
    part = beside_of(path)
    try:
        part.write_bytes(content)
        if not over:
            path.touch(exist_ok=False)  # takes the name, or fails, in one step: nobody can come in between
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def refuse_taken(path: Path) -> None:
    """Raises WrongUse where there is something of that name: to be asked before a long work for that file."""
    if os.path.lexists(path):
        raise _taken(path)


def save(path: Path, text: str, *, over: bool) -> None:
    """A file that the user named. Raises WrongUse where it is there and must not be, CannotWrite for all else."""
    try:
        write_whole(path, text.encode(), over=over)
    except FileExistsError:
        raise _taken(path) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = (isinstance(error, OSError) and error.strerror) or error
        raise CannotWrite(f"'{path}' cannot be written: {reason}") from error


def _taken(path: Path) -> WrongUse:
    return WrongUse(f"'{path}' is there already; --force replaces it")
