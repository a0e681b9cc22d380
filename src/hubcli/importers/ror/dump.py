"""TODO."""

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

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # of UTF-8, at the beginning of a file
MAX_PIECE = 1 << 30  # bytes of a dump that is one array, and of a line


# --- what is in a dump ------------------------------------------------------------------------------------------------


def read_records(dump: Path) -> Iterator[bytes | msgspec.Raw]:
    """The JSON of each record. Raises DatasetError where the dump cannot be read, or the array is none."""
    try:
        with _opened(dump) as file:
            if file.peek(64)[:64].removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"["):
                yield from msgspec.json.decode(
                    _bounded(file.read(MAX_PIECE + 1)), type=list[msgspec.Raw]
                )
            else:
                lines = map(_bounded, iter(lambda: file.readline(MAX_PIECE + 1), b""))
                yield from (line for line in lines if line and not line.isspace())
    except (
        OSError,
        EOFError,
        RuntimeError,
        ValueError,
        msgspec.MsgspecError,
        zlib.error,
        zipfile.BadZipFile,
    ) as error:
        said = (
            "there is no such file"
            if isinstance(error, FileNotFoundError)
            else f"cannot be read: {reason(error)}"
        )
        raise DatasetError([Problem(str(dump), 0, 0, said)]) from None


def _bounded(read: bytes) -> bytes:
    """What was read, without a mark. Raises OSError where it is too much: a little may unpack to any length."""
    if len(read) > MAX_PIECE:
        raise OSError(errno.EFBIG, f"there are more than {MAX_PIECE:,} bytes in one piece")
    return read.removeprefix(BYTE_ORDER_MARK)


@contextmanager
def _opened(dump: Path) -> Iterator[BufferedReader]:
    """The JSON in a file, whatever it is packed in, by how it begins and not by its name."""
    with dump.open("rb") as file:
        begins = file.peek(4)
        if begins.startswith(b"\x1f\x8b"):
            with gzip.open(file) as unpacked:
                yield BufferedReader(unpacked)
        elif begins.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(file) as archive, archive.open(_member(archive)) as inside:
                yield BufferedReader(inside)  # type: ignore[arg-type]  # declared as any file, and is one that is read raw
        else:
            yield file


def _member(archive: zipfile.ZipFile) -> str:
    """Which of the files: the one by schema 2 where there are several (`…-ror-data_schema_v2.json`)."""
    found = [name for name in archive.namelist() if re.search(r"\.(json|jsonl|ndjson)$", name)]
    if not found:
        raise ValueError("there is no JSON in the archive")
    return max(found, key=lambda name: ("schema_v2" in name, name))
