"""TODO."""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 120  # seconds to wait for another process that is writing the same dataset
BRIEFLY = 0.2  # seconds of it at a time


@contextmanager
def exclusive(place: Path) -> Iterator[None]:
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
