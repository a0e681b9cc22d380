"""Reading a file that may be anything, and writing one so that whoever looks sees all of it or nothing.

Knows nothing of what is in it.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hubcli.errors import CannotWrite, WrongUse, reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST = 1 << 26  # bytes of one file that are read, unless somebody asks for more
PATIENCE = 30  # seconds to wait for what comes next through a pipe


def content(path: Path, most: int = MOST) -> bytes:
    """What is in a file. Raises OSError, also where that is more than `most` bytes, and where a pipe stays silent."""
    with open(path, "rb", opener=_opened) as file:
        its = os.fstat(file.fileno())
        if stat.S_ISFIFO(its.st_mode):
            read = _drained(file.fileno(), most)
        else:
            if stat.S_ISCHR(its.st_mode):
                os.set_blocking(file.fileno(), True)
            # Python takes the memory for what it is asked to read beforehand, and not every machine has so much.
            read = file.read(min(its.st_size, most) + 1)
            if (
                its.st_size < len(read) <= most
            ):  # a device, which may never end, or a file that has grown
                read += file.read(most + 1 - len(read))
    if max(its.st_size, len(read)) > most:
        raise OSError(
            errno.EFBIG, f"it has more than {most:,} bytes; --max-filesize takes more", str(path)
        )
    return read


def _opened(path: str, flags: int) -> int:
    """Opens without waiting, as for whoever writes into a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _drained(pipe: int, most: int) -> bytes:
    """All that comes through a pipe, as far as it is one byte more than `most`."""
    import select  # noqa: PLC0415  a dataset is hardly ever a pipe

    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    read = bytearray()
    while len(read) <= most:
        if not waiting.poll(PATIENCE * 1000):
            raise TimeoutError(f"nothing has come through this pipe for {PATIENCE} seconds")
        piece = os.read(pipe, 1 << 16)
        if not piece:
            break
        read += piece
    return bytes(read)


@contextmanager
def replacing(path: Path, *, over: bool = True) -> Iterator[Path]:
    """A name beside the file to write under, in the same folder and no other process's.

    Becomes the file's own at the end, or goes if there is an exception, Ctrl-C as well. With `over=False` there must be
    no such file: raises FileExistsError.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.unlink(missing_ok=True)
        yield beside
        if over or not _linked(beside, path):
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


def _linked(beside: Path, path: Path) -> bool:
    """Gives the file its own name, or fails, in one step: nobody can come in between, and nothing half-done can stay.

    Where a file system has no links, the name is taken alone, and False says that the file has still to be moved there.
    """
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:
        path.touch(exist_ok=False)
        return False
    return True


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
        raise CannotWrite(f"'{path}' cannot be written: {reason(error)}") from error


def _taken(path: Path) -> WrongUse:
    return WrongUse(f"'{path}' is there already; --force replaces it")
