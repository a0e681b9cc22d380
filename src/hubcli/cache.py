"""Where datasets are kept that are too large to be read anew at each run, and when what is kept may be trusted.

A dataset is kept under the digest of its files' contents, in a folder of this version of hubcli, as `stored` writes it.
It is written under another name and renamed, by one process at a time, and nobody writes into it afterwards. A stamp
beside it remembers which state of a file (size, times, inode) had which digest, so that neither the dataset nor what is
kept of it is read at each run; a state is trusted only when the clock had moved on since the last change, as a file can
change twice within one tick. Whatever is wrong with the folder, the answer is that of the files themselves.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import time
from binascii import crc32
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from msgspec import DecodeError, Struct, json

from hubcli import __version__, load
from hubcli.files import replacing, write_whole
from hubcli.model import Dataset
from hubcli.report import Column, Item, Report, Section, Table, flat, line
from hubcli.stored import opened, write

LAYOUT = 3  # of the tables of `stored` and `index`, and of what goes into them: one more when any of that changes
KEPT = 1 << 30  # bytes: when all are more than that, those of files that have changed go
SETTLED = 100_000_000  # nanoseconds after which a change of a file shows in its times
COARSE = 3_000_000_000  # the same where a file system counts whole seconds
PATIENCE = 120  # seconds to wait for another process that is writing the same dataset
BRIEFLY = 0.2  # seconds of it at a time
ABANDONED = 3600  # seconds after which a half-written file is nobody's


class Progress(Protocol):
    """Who is told how a long work goes on."""

    def __call__(self, what: str, done: int = 0, of: int = 0) -> None:
        """Names the present step and, where it can be counted, how far it is."""


class Stamp(Struct, frozen=True, array_like=True):
    """A state of a file, and the digest of what was in it then."""

    path: str
    state: tuple[int, ...]
    digest: str
    checked: int
    """When, in nanoseconds since 1970."""


class Card(Struct, frozen=True, array_like=True):
    """What is known of a kept dataset without opening it."""

    digest: str
    """Of the file that it is kept in."""
    of: dict[str, str]
    """The files that it was made from, each with the digest of what was in it."""


class Kept(NamedTuple):
    """A dataset that is kept, for `hubcli cache`."""

    path: Path
    title: str
    of: tuple[str, ...]
    """The files that it was made from."""
    records: int
    bytes: int
    written: float
    """In seconds since 1970."""


def folder() -> Path:
    """The folder of this version, whether it exists or not. Raises OSError where nobody says where it would be."""
    from platformdirs import user_cache_path  # noqa: PLC0415  2 ms, and only where a dataset is large

    try:
        place = user_cache_path("hubcli", appauthor=False)
    except RuntimeError:
        place = Path("~")
    if not place.is_absolute():  # as some versions of platformdirs say it
        raise FileNotFoundError(errno.ENOENT, "no home folder is known", str(place))
    return place / f"{__version__}-{LAYOUT}"


def dataset(paths: Sequence[Path], read: Callable[[Path], bytes], progress: Progress) -> Dataset:
    """The dataset of the files, from what is kept of them or from themselves, which is kept then.

    `read` and what is raised are those of `load.load`.
    """
    names = tuple(map(str, paths))
    try:
        place = folder()
        contents = _Contents(place, read)
        digests = [contents.digest(path) for path in paths]
        kept = place / f"{_key(digests)}.sqlite"
    except (OSError, ValueError):  # a file that is not there: `load` says so
        return load.load(paths, read)
    if found := _opened(kept, contents, names):
        return found
    whole = None
    try:
        with _alone(place):
            if found := _opened(kept, contents, names):  # another process was faster
                return found
            progress("Reading")
            # What is read now is what is kept: a file whose stamp told its digest may have changed in between.
            digests = [_digest([contents.read(path)]) for path in paths]
            kept = place / f"{_key(digests)}.sqlite"
            whole = load.load(paths, contents.read)
            _write(kept, dict(zip(map(_whole, paths), digests, strict=True)), whole, progress)
            _tidy(place)
        return _opened(kept, contents, names) or whole
    except (OSError, sqlite3.Error):  # the folder cannot be written, or is full
        return whole or load.load(paths, contents.read)


def kept() -> list[Kept]:
    """The datasets that are kept, the newest first."""
    found = []
    for path in folder().glob("*.sqlite"):
        with suppress(OSError, sqlite3.Error, DecodeError, TypeError):
            its = path.stat()
            of = opened(_connected(path), ())
            found.append(Kept(path, of.about.title, tuple(_card(path).of), of.index.size, its.st_size, its.st_mtime))
    return sorted(found, key=lambda one: -one.written)


def clear() -> int:
    """Removes all that is kept, of every version; gives back how many bytes that was. Raises OSError."""
    removed = 0
    top = folder().parent
    for path in sorted(top.glob("**/*"), reverse=True):  # what is in a folder before the folder
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            removed += path.lstat().st_size
            path.unlink()
    return removed


def report() -> Report:
    """The folder, and what is kept in it."""
    place = folder()
    datasets = kept()
    glance = (Item("Folder", line(str(place))), Item("Datasets", line(f"{len(datasets)}, {_megabytes(datasets)}")))
    data = {
        "folder": str(place),
        "datasets": [
            {
                "title": one.title,
                "files": list(one.of),
                "records": one.records,
                "bytes": one.bytes,
                "written": _moment(one.written),
            }
            for one in datasets
        ],
    }
    columns = (
        Column("title", "Title"),
        Column("records", "Records"),
        Column("size", "Size"),
        Column("written", "Written"),
        Column("files", "Files"),
    )
    rows = tuple(
        (one.title, one.records, _megabytes([one]), _moment(one.written), ", ".join(one.of)) for one in datasets
    )
    sections = [Section(line(), glance)]
    sections += [Section(line("Datasets"), table=Table(columns, rows))] if rows else []
    return Report((), flat(sections), data, tuple(sections))


def _megabytes(datasets: Sequence[Kept]) -> str:
    return f"{sum(one.bytes for one in datasets) / 1e6:.1f} MB"


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(seconds))


# --- what is in a file ------------------------------------------------------------------------------------------------


class _Contents:
    """The contents of files, read at most once and not at all where a stamp tells the digest."""

    def __init__(self, place: Path, read: Callable[[Path], bytes]) -> None:
        self._place = place
        self._content = read
        self._read: dict[Path, bytes] = {}

    def digest(self, path: Path, *, read: bool = True) -> str:
        """The digest of what is in a file, which is kept in memory where it has to be read. Raises OSError."""
        whole = _whole(path)
        state = _state(path)
        known = _stamp(self._place, whole)
        if known and known.state == state and known.checked - max(state[1:3]) > _settling(state):
            return known.digest
        checked = time.time_ns()
        digest = _digest([self.read(path)] if read else _pieces(path))
        if _state(path) == state:
            with suppress(OSError):
                self._place.mkdir(parents=True, exist_ok=True)
                write_whole(_stamp_file(self._place, whole), json.encode(Stamp(whole, state, digest, checked)))
        return digest

    def read(self, path: Path) -> bytes:
        """What is in a file, or was when its digest was taken. Raises OSError."""
        if path not in self._read:
            self._read[path] = self._content(path)
        return self._read[path]


def _whole(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  `absolute` leaves `..` in, and links are the system's business


def _stamp_file(place: Path, whole: str) -> Path:
    return place / f"{crc32(os.fsencode(whole)):08x}.stamp"


def _stamp(place: Path, whole: str) -> Stamp | None:
    """What is remembered of the file of this name."""
    try:
        stamp = json.decode(_stamp_file(place, whole).read_bytes(), type=Stamp)
    except (OSError, DecodeError):
        return None
    return stamp if stamp.path == whole else None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _digest(pieces: Iterable[bytes]) -> str:
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


def _key(digests: Sequence[str]) -> str:
    """The name under which files with these digests are kept, in this order."""
    return digests[0] if len(digests) == 1 else _digest([digest.encode() for digest in digests])


# --- what is kept -----------------------------------------------------------------------------------------------------


def _opened(kept: Path, contents: _Contents, names: tuple[str, ...]) -> Dataset | None:
    """What is kept of files with these names, when it is what was written; what is damaged is removed."""
    try:
        if contents.digest(kept, read=False) == _card(kept).digest:
            return opened(_connected(kept), names)
    except FileNotFoundError:
        return None
    except (OSError, DecodeError, TypeError, sqlite3.Error):
        pass
    with suppress(OSError):
        kept.unlink()
    return None


def _card_file(kept: Path) -> Path:
    return kept.with_suffix(".card")


def _card(kept: Path) -> Card:
    """Raises OSError and DecodeError."""
    return json.decode(_card_file(kept).read_bytes(), type=Card)


def _connected(kept: Path) -> sqlite3.Connection:
    # Nobody writes into the file, so SQLite need not look for locks or journals.
    address = f"{kept.absolute().as_uri()}?mode=ro&immutable=1"
    db = sqlite3.connect(address, uri=True, check_same_thread=False)  # whichever thread collects garbage closes it
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
            db.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA page_size = 8192")
            write(db, read, step)
        finally:
            db.close()
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        write_whole(_card_file(kept), json.encode(Card(_digest(_pieces(beside)), of)))


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """One process at a time, and none for ever: the system takes the lock from a process that ends, however it ends."""
    place.mkdir(parents=True, exist_ok=True)
    # SQLite waits without an ear for Ctrl-C, so it waits often and briefly.
    lock = sqlite3.connect(place / "lock", timeout=BRIEFLY, isolation_level=None)
    until = time.monotonic() + PATIENCE
    try:
        while _held(lock) and time.monotonic() < until:
            pass
        yield  # at the end of patience as well: two that write beside each other do no harm
    finally:
        lock.close()


def _held(lock: sqlite3.Connection) -> bool:
    """Whether another process has the lock, after a brief wait for it; if not it is ours, if there are locks at all."""
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return "is locked" in str(error)
    return False


def _tidy(place: Path) -> None:
    """Removes what nobody will finish and, where all is too much, the oldest of what is of files that have changed."""
    for path in place.glob("*.part"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > ABANDONED:
                path.unlink()
    total = 0
    for path in sorted(place.glob("*.sqlite"), key=lambda path: -path.stat().st_mtime):
        total += path.stat().st_size
        if total > KEPT and _superseded(place, path):
            path.unlink()
            _card_file(path).unlink(missing_ok=True)


def _superseded(place: Path, kept: Path) -> bool:
    """Whether one of the files that it was made from is gone, or was seen with something else in it since."""
    try:
        of = _card(kept).of
    except (OSError, DecodeError):
        return True
    stamps = {whole: _stamp(place, whole) for whole in of}
    return any(not Path(whole).exists() or not stamp or stamp.digest != of[whole] for whole, stamp in stamps.items())
