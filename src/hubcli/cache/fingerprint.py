"""TODO."""

from __future__ import annotations

import os
import stat
import time
from binascii import crc32
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import DecodeError, Struct, json

from hubcli.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

SETTLED = 100_000_000  # nanoseconds after which a change of a file shows in its times
COARSE = 3_000_000_000  # the same where a file system counts whole seconds


class FileFingerprint(Struct, frozen=True, array_like=True):
    """A state of a file, and the digest of what was in it then."""

    path: str
    state: tuple[int, ...]
    digest: str
    checked: int
    """When, in nanoseconds since 1970."""


# --- what is in a file ------------------------------------------------------------------------------------------------


class FileReader:
    """The contents of files, read at most once and not at all where a stamp tells the digest."""

    def __init__(self, place: Path, read: Callable[[Path], bytes]) -> None:
        self._place = place
        self._content = read
        self._read: dict[Path, bytes] = {}

    def digest(self, path: Path, *, read: bool = True) -> str:
        """The digest of what is in a file, which is kept in memory where it has to be read. Raises OSError."""
        whole = absolute_path(path)
        state = _state(path)
        known = read_fingerprint(self._place, whole)
        if known and known.state == state and known.checked - max(state[1:3]) > _settling(state):
            return known.digest
        checked = time.time_ns()
        digest = digest_of([self.read(path)] if read else read_chunks(path))
        if _state(path) == state:
            with suppress(OSError):
                self._place.mkdir(parents=True, exist_ok=True)
                write_whole(
                    _fingerprint_file(self._place, whole),
                    json.encode(FileFingerprint(whole, state, digest, checked)),
                )
        return digest

    def read(self, path: Path) -> bytes:
        """What is in a file, or was when its digest was taken. Raises OSError."""
        if path not in self._read:
            self._read[path] = self._content(path)
        return self._read[path]


def absolute_path(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  `absolute` leaves `..` in, and links are the system's business


def _fingerprint_file(place: Path, whole: str) -> Path:
    return place / f"{crc32(os.fsencode(whole)):08x}.stamp"


def read_fingerprint(place: Path, whole: str) -> FileFingerprint | None:
    """What is remembered of the file of this name."""
    try:
        stamp = json.decode(_fingerprint_file(place, whole).read_bytes(), type=FileFingerprint)
    except (OSError, DecodeError):
        return None
    return stamp if stamp.path == whole else None


def read_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def digest_of(pieces: Iterable[bytes]) -> str:
    from hashlib import blake2b  # noqa: PLC0415  2 ms, and only where a file is new or has changed

    digest = blake2b(digest_size=20)
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _state(path: Path) -> tuple[int, ...]:
    """What changes when a file is written or replaced. Raises OSError, also for what is no regular file."""
    its = path.stat()
    if not stat.S_ISREG(its.st_mode):
        raise OSError("not a regular file")
    return its.st_size, its.st_mtime_ns, its.st_ctime_ns, its.st_ino, its.st_dev


def _settling(state: tuple[int, ...]) -> int:
    """How long after a change another one may leave the same times behind."""
    return COARSE if state[2] % 1_000_000_000 == 0 else SETTLED


def entry_key(digests: Sequence[str]) -> str:
    """The name under which files with these digests are kept, in this order."""
    return digests[0] if len(digests) == 1 else digest_of([digest.encode() for digest in digests])
