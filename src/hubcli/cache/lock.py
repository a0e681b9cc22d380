"""A lock between processes, so that only one of them writes to the cache at a time."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 120  # seconds to wait for a process that is writing the same dataset
MAX_WAIT = 0.2  # seconds per attempt: SQLite cannot be interrupted with Ctrl-C while it waits


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, which is created if necessary. Raises OSError and sqlite3.Error.

    The operating system releases the lock when the process ends, however it ends. After `PATIENCE`
    seconds the body runs without the lock: two processes that write at once do no harm.
    """
    folder.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(folder / "lock", timeout=MAX_WAIT, isolation_level=None)
    deadline = time.monotonic() + PATIENCE
    try:
        while _is_locked_elsewhere(db) and time.monotonic() < deadline:
            pass
        yield
    finally:
        db.close()


def _is_locked_elsewhere(db: sqlite3.Connection) -> bool:
    """Try to take the lock; return whether another process holds it.

    On a file system without locks nobody holds it.
    """
    try:
        db.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return "is locked" in str(error)  # Python 3.10 gives no error code
    return False
