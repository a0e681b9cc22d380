"""Reading of files of any kind within limits, and writing that never leaves half a file."""

from __future__ import annotations

import errno
import os
import select
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hubcli.errors import CannotWrite, WrongUse, reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 1 << 26  # bytes that are read of a file, unless the caller allows more
PIPE_TIMEOUT = 30  # seconds to wait for more data from a pipe
_CHUNK = 1 << 16  # bytes that are read from a pipe at a time


def read_file(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the content of a file.

    Raises OSError, also if the file has more than `max_bytes` bytes or if a pipe stays silent.
    """
    with open(path, "rb", opener=open_nonblocking) as file:
        status = os.fstat(file.fileno())
        if stat.S_ISFIFO(status.st_mode):
            data = _read_pipe(file.fileno(), max_bytes)
        else:
            if stat.S_ISCHR(status.st_mode):
                os.set_blocking(file.fileno(), True)
            # Python allocates all that it is asked to read, so ask for the file's size first.
            data = file.read(min(status.st_size, max_bytes) + 1)
            if status.st_size < len(data) <= max_bytes:  # a growing file, or an endless device
                data += file.read(max_bytes + 1 - len(data))
    if max(status.st_size, len(data)) > max_bytes:
        message = f"it has more than {max_bytes:,} bytes; raise the limit with --max-filesize"
        raise OSError(errno.EFBIG, message, str(path))
    return data


def open_nonblocking(path: str, flags: int) -> int:
    """Open a file; if it is a pipe, do not wait for its writer."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _read_pipe(pipe: int, max_bytes: int) -> bytes:
    """Return all data from a pipe, but stop after more than `max_bytes` bytes."""
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    data = bytearray()
    while len(data) <= max_bytes:
        if not poll.poll(PIPE_TIMEOUT * 1000):
            raise TimeoutError(f"no data has come through this pipe for {PIPE_TIMEOUT} seconds")
        chunk = os.read(pipe, _CHUNK)
        if not chunk:
            break
        data += chunk
    return bytes(data)


@contextmanager
def replace_file(path: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """Yield a temporary path in the same folder, to be renamed to `path` at the end.

    After an exception, Ctrl-C included, the temporary file is deleted and `path` stays as it was.
    Raises FileExistsError if `path` exists and `overwrite` is False.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        temporary.unlink(missing_ok=True)
        yield temporary
        if overwrite or not _link_new(temporary, path):
            temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _link_new(temporary: Path, path: Path) -> bool:
    """Give a file the name `path` in one step, which fails if another process has taken the name.

    Returns False if the file system has no hard links. Then `path` is only created, as an empty
    file, and the caller must move the file there. Raises FileExistsError if `path` exists.
    """
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        path.touch(exist_ok=False)
        return False
    return True


def write_file(path: Path, content: bytes, *, overwrite: bool = True) -> None:
    """Write a file such that no reader sees half of it.

    Raises OSError, of which FileExistsError if the file exists and `overwrite` is False.
    """
    with replace_file(path, overwrite=overwrite) as temporary:
        temporary.write_bytes(content)


def refuse_existing(path: Path, *, overwrite: bool) -> None:
    """Raise WrongUse if `path` is a folder, or if it exists and `overwrite` is False.

    Commands call this before long work whose result they are going to save.
    """
    if os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises where a name is too long
        raise WrongUse(f"'{path}' is a folder; name a file")
    if not overwrite and os.path.lexists(path):
        raise _file_exists(path)


def save_file(path: Path, text: str, *, overwrite: bool) -> None:
    """Write a file that the user named.

    Raises WrongUse if the file exists and `overwrite` is False, CannotWrite for any other failure.
    """
    try:
        write_file(path, text.encode(), overwrite=overwrite)
    except FileExistsError:
        raise _file_exists(path) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise CannotWrite(f"'{path}' cannot be written: {reason(error)}") from error


def _file_exists(path: Path) -> WrongUse:
    return WrongUse(f"'{path}' already exists; use --force to replace it")
