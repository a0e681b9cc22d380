"""Digests of files, remembered with the state that each file was in, so that few files are read."""

from __future__ import annotations

import os
import stat
import time
from binascii import crc32
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import DecodeError, Struct, json

from hubcli.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

# Two changes within one tick of the file system's clock leave the same times behind. A fingerprint
# is trusted only if the file had been unchanged for longer than that when it was read.
SETTLE_NS = 100_000_000  # nanoseconds
COARSE_SETTLE_NS = 3_000_000_000  # nanoseconds, on a file system that stores whole seconds

CHUNK_BYTES = 1 << 20


class FileFingerprint(Struct, frozen=True, array_like=True):
    """The digest of a file, and the state that the file was in when it was read."""

    path: str
    """The absolute path."""
    state: tuple[int, ...]
    """Size, modification and change time in nanoseconds, inode and device."""
    digest: str
    checked: int
    """When the file was read, in nanoseconds since 1970."""


class FileReader:
    """Contents and digests of files; reads each file at most once, and only if necessary."""

    def __init__(self, folder: Path, read: Callable[[Path], bytes]) -> None:
        """Keep fingerprints in `folder`; `read` returns the contents of a file."""
        self._folder = folder
        self._read_file = read
        self._contents: dict[Path, bytes] = {}

    def digest(self, path: Path, *, in_chunks: bool = False) -> str:
        """Return the digest of a file, from its fingerprint if that is still valid.

        Otherwise the file is read: `in_chunks`, or as a whole, which `read` then returns. Raises
        OSError.
        """
        absolute = absolute_path(path)
        state = file_state(path)
        known = read_fingerprint(self._folder, absolute)
        if known and known.state == state and known.checked - max(state[1:3]) > _settle_ns(state):
            return known.digest
        checked = time.time_ns()
        digest = digest_of(read_chunks(path) if in_chunks else [self.read(path)])
        if file_state(path) == state:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                fingerprint = FileFingerprint(absolute, state, digest, checked)
                write_file(_fingerprint_path(self._folder, absolute), json.encode(fingerprint))
        return digest

    def read(self, path: Path) -> bytes:
        """Return the contents of a file as of its first reading. Raises OSError."""
        if path not in self._contents:
            self._contents[path] = self._read_file(path)
        return self._contents[path]


def absolute_path(path: Path) -> str:
    """Return the absolute path of a file without `..`, its symbolic links not followed."""
    return os.path.abspath(path)  # noqa: PTH100  `Path.absolute` leaves `..` in


def _fingerprint_path(folder: Path, absolute: str) -> Path:
    return folder / f"{crc32(os.fsencode(absolute)):08x}.stamp"


def read_fingerprint(folder: Path, absolute: str) -> FileFingerprint | None:
    """Return the fingerprint of a file by its absolute path, or None if there is none."""
    try:
        data = _fingerprint_path(folder, absolute).read_bytes()
        fingerprint = json.decode(data, type=FileFingerprint)
    except (OSError, DecodeError):
        return None
    # Two paths may share a checksum.
    return fingerprint if fingerprint.path == absolute else None


def read_chunks(path: Path) -> Iterator[bytes]:
    """Yield the contents of a file in pieces. Raises OSError."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def digest_of(chunks: Iterable[bytes]) -> str:
    """Return the digest of some bytes, 40 hexadecimal digits."""
    from hashlib import blake2b  # noqa: PLC0415  2 ms, and only for a new or changed file

    digest = blake2b(digest_size=20)
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def file_state(path: Path) -> tuple[int, ...]:
    """Return values that change when a file is written or replaced.

    Raises OSError, also for anything but a regular file.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError("not a regular file")
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev


def _settle_ns(state: tuple[int, ...]) -> int:
    """Return how long after a change another change may go unnoticed, in nanoseconds."""
    return COARSE_SETTLE_NS if state[2] % 1_000_000_000 == 0 else SETTLE_NS


def entry_key(digests: Sequence[str]) -> str:
    """Return the name of the cache entry for files with these digests, in this order."""
    return digests[0] if len(digests) == 1 else digest_of(digest.encode() for digest in digests)
