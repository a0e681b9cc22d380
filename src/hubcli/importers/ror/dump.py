"""A reader of ROR dumps: a JSON array, or one record a line; plain, or packed by gzip or zip."""

from __future__ import annotations

import errno
import gzip
import re
import zipfile
import zlib
from contextlib import contextmanager
from io import BufferedReader
from typing import TYPE_CHECKING

import msgspec

from hubcli.errors import DatasetError, Problem, reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # UTF-8's, at the beginning of a file
MAX_PIECE = 1 << 30  # bytes of an array, or of a line; a few packed bytes may unpack to any number

# What gzip, zipfile and msgspec raise for a broken file, and the system for one it cannot read.
READ_ERRORS = (
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    msgspec.MsgspecError,
    zlib.error,
    zipfile.BadZipFile,
)


def read_records(dump: Path) -> Iterator[bytes | msgspec.Raw]:
    """Yield the JSON of each record. Raises DatasetError if the dump cannot be read."""
    try:
        with _opened(dump) as file:
            if file.peek(64)[:64].removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"["):
                array = _checked(file.read(MAX_PIECE + 1))
                yield from msgspec.json.decode(array, type=list[msgspec.Raw])
            else:
                lines = map(_checked, iter(lambda: file.readline(MAX_PIECE + 1), b""))
                yield from (line for line in lines if line and not line.isspace())
    except FileNotFoundError:
        raise unreadable(dump, "there is no such file") from None
    except READ_ERRORS as error:
        raise unreadable(dump, f"cannot be read: {reason(error)}") from None


def unreadable(dump: Path, message: str) -> DatasetError:
    """Return the error that a file is no dump, or cannot be read."""
    return DatasetError([Problem(str(dump), 0, 0, message)])


def _checked(piece: bytes) -> bytes:
    """Return a line or an array without a byte-order mark. Raises OSError if it is too large."""
    if len(piece) > MAX_PIECE:
        raise OSError(errno.EFBIG, f"a line or array has more than {MAX_PIECE:,} bytes")
    return piece.removeprefix(BYTE_ORDER_MARK)


@contextmanager
def _opened(dump: Path) -> Iterator[BufferedReader]:
    """Open the JSON in a file. The first bytes tell if it is packed; its name may be anything."""
    with dump.open("rb") as file:
        start = file.peek(4)
        if start.startswith(b"\x1f\x8b"):
            with gzip.open(file) as unpacked:
                yield BufferedReader(unpacked)
        elif start.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(file) as archive, archive.open(_member(archive)) as inside:
                yield BufferedReader(inside)  # type: ignore[arg-type]  # typeshed: IO[bytes]
        else:
            yield file


def _member(archive: zipfile.ZipFile) -> str:
    """Return the name of the JSON file; of several, that of schema 2 (`…-data_schema_v2.json`).

    Raises ValueError if there is none.
    """
    names = [name for name in archive.namelist() if re.search(r"\.(json|jsonl|ndjson)$", name)]
    if not names:
        raise ValueError("there is no JSON in the archive")
    return max(names, key=lambda name: ("schema_v2" in name, name))
