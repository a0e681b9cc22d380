"""The folder of cached datasets: `load_cached`, and what `hubcli cache` lists and deletes.

A cache entry is an SQLite file (`.sqlite`) beside its metadata (`.card`). It is named for the
digest of the files that it was made from, and used only if its own digest is the recorded one.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

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
from hubcli.dataset.paths import user_folder
from hubcli.files import replace_file, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Protocol

    from hubcli.model.dataset import Dataset

    Load = Callable[[Sequence[Path], Callable[[Path], bytes]], Dataset]

    class Progress(Protocol):
        """A display of how far a long work is."""

        def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
            """Show the current step and, if `total` is given, that `done` of `total` are done."""


LAYOUT = 5  # increase it whenever the tables of an entry, or what goes into them, change
MAX_CACHE_BYTES = 1 << 30  # bytes: above this, outdated entries are deleted
MAX_PART_SECONDS = 3600  # seconds until a part file counts as abandoned


class EntryMetadata(Struct, frozen=True, array_like=True):
    """The metadata of a cache entry, in a file beside it."""

    digest: str
    """The digest of the SQLite file."""
    sources: dict[str, str]
    """Absolute path → digest, for the files that the entry was made from."""


class CacheEntry(Struct, frozen=True):
    """A cached dataset, as `hubcli cache` lists it."""

    path: Path
    title: str
    files: tuple[str, ...]
    """The files that it was made from."""
    records: int
    bytes: int
    written: float
    """When it was written, in seconds since 1970."""


def cache_folder() -> Path:
    """Return the folder of this version's entries, which need not exist.

    Raises OSError if the user has no home folder.
    """
    folder = user_folder("cache")
    if not folder.is_absolute():
        raise FileNotFoundError(errno.ENOENT, "no home folder is known", str(folder))
    return folder / f"{__version__}-{LAYOUT}"


def load_cached(
    paths: Sequence[Path], load: Load, read: Callable[[Path], bytes], progress: Progress
) -> Dataset:
    """Load the files as one dataset, from the cache if it has them; otherwise cache them.

    `load` loads the dataset if it is not cached, and raises the errors; `read` returns the
    contents of a file.
    """
    names = tuple(map(str, paths))
    try:
        folder = cache_folder()
        reader = FileReader(folder, read)
        entry = _entry_path(folder, [reader.digest(path) for path in paths])
    except (OSError, ValueError):  # for instance a missing file, which `load` reports
        return load(paths, read)
    if cached := find_entry(entry, reader, names):
        return cached
    loaded = None
    try:
        with exclusive(folder):
            if cached := find_entry(entry, reader, names):  # another process was faster
                return cached
            progress("Reading")
            # Digests of what is read now: a file may have changed since its fingerprint was taken.
            digests = [digest_of([reader.read(path)]) for path in paths]
            entry = _entry_path(folder, digests)
            loaded = load(paths, reader.read)
            sources = dict(zip(map(absolute_path, paths), digests, strict=True))
            write_entry(entry, sources, loaded, progress)
            prune(folder)
        return find_entry(entry, reader, names) or loaded
    except (OSError, sqlite3.Error):  # for instance a folder that is read-only, or a full disk
        return loaded or load(paths, reader.read)


def list_entries() -> list[CacheEntry]:
    """Return the entries of this version, newest first. Raises OSError as `cache_folder` does."""
    entries = []
    for path in cache_folder().glob("*.sqlite"):
        with suppress(OSError, sqlite3.Error, DecodeError, TypeError):
            status = path.stat()
            dataset = open_dataset(_connect(path), ())
            sources = tuple(_read_metadata(path).sources)
            title, records = dataset.about.title, dataset.index.size
            entry = CacheEntry(path, title, sources, records, status.st_size, status.st_mtime)
            entries.append(entry)
    return sorted(entries, key=lambda entry: -entry.written)


def clear_cache() -> int:
    """Delete the entries of every version; return the number of bytes freed. Raises OSError."""
    freed = 0
    top = cache_folder().parent
    for path in sorted(top.glob("**/*"), reverse=True):  # the contents of a folder before it
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            freed += path.lstat().st_size
            path.unlink()
    return freed


def find_entry(entry: Path, reader: FileReader, names: tuple[str, ...]) -> Dataset | None:
    """Open a cache entry as the dataset of the files with these names.

    Returns None if there is no such entry, or if it is damaged, in which case it is deleted.
    """
    try:
        if reader.digest(entry, in_chunks=True) == _read_metadata(entry).digest:
            return open_dataset(_connect(entry), names)
    except FileNotFoundError:
        return None
    except (OSError, DecodeError, TypeError, sqlite3.Error):
        pass
    with suppress(OSError):
        entry.unlink()
    return None


def write_entry(entry: Path, sources: dict[str, str], dataset: Dataset, progress: Progress) -> None:
    """Write a dataset and its metadata to the cache.

    The file gets its name when it is complete. Raises OSError and sqlite3.Error.
    """
    total = len(dataset.hubs) + len(dataset.actors)
    with replace_file(entry) as part:
        db = sqlite3.connect(part)
        try:
            # No journal: an incomplete file is thrown away.
            db.executescript(
                "PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA page_size = 8192"
            )
            write_dataset(db, dataset, lambda done: progress("Indexing", done, total))
        finally:
            db.close()
        with part.open("rb") as file:
            os.fsync(file.fileno())
        metadata = EntryMetadata(digest_of(read_chunks(part)), sources)
        write_file(_metadata_path(entry), json.encode(metadata))


def prune(folder: Path) -> None:
    """Delete abandoned part files; above `MAX_CACHE_BYTES`, also the oldest outdated entries.

    Raises OSError.
    """
    for path in folder.glob("*.part"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > MAX_PART_SECONDS:
                path.unlink()
    total = 0
    for path in sorted(folder.glob("*.sqlite"), key=lambda path: -path.stat().st_mtime):
        total += path.stat().st_size
        if total > MAX_CACHE_BYTES and _is_outdated(folder, path):
            path.unlink()
            _metadata_path(path).unlink(missing_ok=True)


def _is_outdated(folder: Path, entry: Path) -> bool:
    """Return whether a source of an entry is gone, or was last seen with other contents."""
    try:
        sources = _read_metadata(entry).sources
    except (OSError, DecodeError):
        return True
    return any(
        not Path(path).exists()
        or not (fingerprint := read_fingerprint(folder, path))
        or fingerprint.digest != digest
        for path, digest in sources.items()
    )


def _entry_path(folder: Path, digests: Sequence[str]) -> Path:
    return folder / f"{entry_key(digests)}.sqlite"


def _metadata_path(entry: Path) -> Path:
    return entry.with_suffix(".card")


def _read_metadata(entry: Path) -> EntryMetadata:
    """Return the metadata of an entry. Raises OSError and DecodeError."""
    return json.decode(_metadata_path(entry).read_bytes(), type=EntryMetadata)


def _connect(entry: Path) -> sqlite3.Connection:
    """Open an entry for reading."""
    # Nothing writes to an entry, so SQLite need not look for locks or journals. The connection is
    # closed by the thread that collects garbage, which may be any.
    address = f"{entry.absolute().as_uri()}?mode=ro&immutable=1"
    db = sqlite3.connect(address, uri=True, check_same_thread=False)
    db.execute("PRAGMA temp_store = memory")
    return db
