"""TODO."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import DecodeError, Struct, json

from hubcli import __version__
from hubcli.cache.fingerprint import (
    FileReader,
    absolute_path,
    digest_of,
    entry_key,
    read_chunks,
    read_fingerprint,
)
from hubcli.cache.lock import exclusive
from hubcli.cache.sqlite_dataset import open_dataset, write_dataset
from hubcli.dataset import load
from hubcli.files import replacing, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hubcli.model.dataset import Dataset

LAYOUT = 3  # of the tables of `stored` and `index`, and of what goes into them: one more when any of that changes
MAX_CACHE_BYTES = 1 << 30  # bytes: when all are more than that, those of files that have changed go
ABANDONED = 3600  # seconds after which a half-written file is nobody's


class Progress(Protocol):
    """Who is told how a long work goes on."""

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Names the present step and, where it can be counted, how far it is."""


class EntryMetadata(Struct, frozen=True, array_like=True):
    """What is known of a kept dataset without opening it."""

    digest: str
    """Of the file that it is kept in."""
    of: dict[str, str]
    """The files that it was made from, each with the digest of what was in it."""


class CacheEntry(NamedTuple):
    """A dataset that is kept, for `hubcli cache`."""

    path: Path
    title: str
    of: tuple[str, ...]
    """The files that it was made from."""
    records: int
    bytes: int
    written: float
    """In seconds since 1970."""


def cache_folder() -> Path:
    """The folder of this version, whether it exists or not. Raises OSError where nobody says where it would be."""
    from platformdirs import user_cache_path  # noqa: PLC0415  2 ms, and only where a dataset is large

    try:
        place = user_cache_path("hubcli", appauthor=False)
    except RuntimeError:
        place = Path("~")
    if not place.is_absolute():  # as some versions of platformdirs say it
        raise FileNotFoundError(errno.ENOENT, "no home folder is known", str(place))
    return place / f"{__version__}-{LAYOUT}"


def load_cached(
    paths: Sequence[Path], read: Callable[[Path], bytes], progress: Progress
) -> Dataset:
    """The dataset of the files, from what is kept of them or from themselves, which is kept then.

    `read` and what is raised are those of `load.load`.
    """
    names = tuple(map(str, paths))
    try:
        place = cache_folder()
        contents = FileReader(place, read)
        digests = [contents.digest(path) for path in paths]
        kept = place / f"{entry_key(digests)}.sqlite"
    except (OSError, ValueError):  # a file that is not there: `load` says so
        return load.load(paths, read)
    if found := _opened(kept, contents, names):
        return found
    whole = None
    try:
        with exclusive(place):
            if found := _opened(kept, contents, names):  # another process was faster
                return found
            progress("Reading")
            # What is read now is what is kept: a file whose stamp told its digest may have changed in between.
            digests = [digest_of([contents.read(path)]) for path in paths]
            kept = place / f"{entry_key(digests)}.sqlite"
            whole = load.load(paths, contents.read)
            _write(
                kept, dict(zip(map(absolute_path, paths), digests, strict=True)), whole, progress
            )
            _tidy(place)
        return _opened(kept, contents, names) or whole
    except (OSError, sqlite3.Error):  # the folder cannot be written, or is full
        return whole or load.load(paths, contents.read)


def list_entries() -> list[CacheEntry]:
    """The datasets that are kept, the newest first."""
    found = []
    for path in cache_folder().glob("*.sqlite"):
        with suppress(OSError, sqlite3.Error, DecodeError, TypeError):
            its = path.stat()
            of = open_dataset(_connected(path), ())
            found.append(
                CacheEntry(
                    path,
                    of.about.title,
                    tuple(_card(path).of),
                    of.index.size,
                    its.st_size,
                    its.st_mtime,
                )
            )
    return sorted(found, key=lambda one: -one.written)


def clear_cache() -> int:
    """Removes all that is kept, of every version; gives back how many bytes that was. Raises OSError."""
    removed = 0
    top = cache_folder().parent
    for path in sorted(top.glob("**/*"), reverse=True):  # what is in a folder before the folder
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            removed += path.lstat().st_size
            path.unlink()
    return removed


# --- what is kept -----------------------------------------------------------------------------------------------------


def _opened(kept: Path, contents: FileReader, names: tuple[str, ...]) -> Dataset | None:
    """What is kept of files with these names, when it is what was written; what is damaged is removed."""
    try:
        if contents.digest(kept, read=False) == _card(kept).digest:
            return open_dataset(_connected(kept), names)
    except FileNotFoundError:
        return None
    except (OSError, DecodeError, TypeError, sqlite3.Error):
        pass
    with suppress(OSError):
        kept.unlink()
    return None


def _card_file(kept: Path) -> Path:
    return kept.with_suffix(".card")


def _card(kept: Path) -> EntryMetadata:
    """Raises OSError and DecodeError."""
    return json.decode(_card_file(kept).read_bytes(), type=EntryMetadata)


def _connected(kept: Path) -> sqlite3.Connection:
    # Nobody writes into the file, so SQLite need not look for locks or journals.
    address = f"{kept.absolute().as_uri()}?mode=ro&immutable=1"
    db = sqlite3.connect(
        address, uri=True, check_same_thread=False
    )  # whichever thread collects garbage closes it
    db.execute("PRAGMA temp_store = memory")
    return db


def _write(kept: Path, of: dict[str, str], read: Dataset, progress: Progress) -> None:
    """Writes beside, then renames: whoever looks sees all of it or nothing. Raises OSError and sqlite3.Error."""
    total = len(read.hubs) + len(read.actors)

    def step(done: int) -> None:
        progress("Indexing", done, total)

    with replacing(kept) as beside:
        db = sqlite3.connect(beside)
        try:
            # No journal: a file that was not finished is thrown away.
            db.executescript(
                "PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA page_size = 8192"
            )
            write_dataset(db, read, step)
        finally:
            db.close()
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        write_whole(
            _card_file(kept), json.encode(EntryMetadata(digest_of(read_chunks(beside)), of))
        )


def _tidy(place: Path) -> None:
    """Removes what nobody will finish and, where all is too much, the oldest of what is of files that have changed."""
    for path in place.glob("*.part"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > ABANDONED:
                path.unlink()
    total = 0
    for path in sorted(place.glob("*.sqlite"), key=lambda path: -path.stat().st_mtime):
        total += path.stat().st_size
        if total > MAX_CACHE_BYTES and _superseded(place, path):
            path.unlink()
            _card_file(path).unlink(missing_ok=True)


def _superseded(place: Path, kept: Path) -> bool:
    """Whether one of the files that it was made from is gone, or was seen with something else in it since."""
    try:
        of = _card(kept).of
    except (OSError, DecodeError):
        return True
    stamps = {whole: read_fingerprint(place, whole) for whole in of}
    return any(
        not Path(whole).exists() or not stamp or stamp.digest != of[whole]
        for whole, stamp in stamps.items()
    )
