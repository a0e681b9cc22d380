"""Writing a file so that whoever looks sees all of it or nothing, and none is lost. Knows nothing of what is in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hubcli.errors import CannotWrite, WrongUse


@contextmanager
def replacing(path: Path, *, over: bool = True) -> Iterator[Path]:
    """A name beside the file to write under, in the same folder and no other process's.

    Becomes the file's own at the end, or goes if there is an exception. With `over=False` there must be no such file:
    raises FileExistsError.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.unlink(missing_ok=True)
        yield beside
        if not over:
            path.touch(exist_ok=False)  # takes the name, or fails, in one step: nobody can come in between
        beside.replace(path)
    except BaseException:  # Ctrl-C as well: nothing stays behind, and the exception goes on
        with suppress(OSError):
            beside.unlink()
        raise


def write_whole(path: Path, content: bytes, *, over: bool = True) -> None:
    """A file of this content. Raises OSError; with `over=False`, FileExistsError where there is a file already."""
    with replacing(path, over=over) as beside:
        beside.write_bytes(content)


def refuse_taken(path: Path, *, over: bool) -> None:
    """Raises WrongUse where something of that name must not be written over: to be asked before a long work for it."""
    if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a name is too long
        raise WrongUse(f"'{path}' is no file")
    if not over and os.path.lexists(path):
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
