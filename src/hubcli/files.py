"""Writing a file so that whoever looks sees all of it or what was there before."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def beside(path: Path) -> Path:
    """Where this process writes what is to become the file."""
    return path.with_name(f"{path.name}.{os.getpid()}.part")


def replace(path: Path, content: bytes) -> None:
    """Makes a file of the content, in place of one that may be there. Raises OSError, with nothing left behind."""
    part = beside(path)
    try:
        part.write_bytes(content)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
