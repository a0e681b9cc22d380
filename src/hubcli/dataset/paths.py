"""The paths of datasets: the built-in one with its schema, and the user's own."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

# The XDG Base Directory specification: a variable, and the folder in HOME where it is not set.
_LINUX_FOLDERS = {"cache": ("XDG_CACHE_HOME", ".cache"), "data": ("XDG_DATA_HOME", ".local/share")}


def builtin_path() -> Path:
    """Return the dataset that ships with hubcli."""
    return _data_file("hubs.toml")


def schema_path() -> Path:
    """Return the JSON Schema of datasets."""
    return _data_file("hubs.schema.json")


def _data_file(name: str) -> Path:
    """Return a file of `data/`: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "data" / name
    return installed if installed.exists() else package.parents[1] / "data" / name


def user_paths() -> list[Path]:
    """Return the user's own datasets: the TOML files in `datasets` of the data folder, by name."""
    folder = user_folder("data") / "datasets"
    return sorted(folder.glob("*.toml")) if folder.is_absolute() else []


def user_folder(kind: Literal["cache", "data"]) -> Path:
    """Return hubcli's folder among the user's caches or data; relative if no home is known."""
    if sys.platform == "linux":  # pragma: no branch  the tests run there
        # platformdirs returns the same folder, but takes 2 ms to import.
        variable, default = _LINUX_FOLDERS[kind]
        parent = Path(os.environ.get(variable) or Path(os.environ.get("HOME", ""), default))
        if parent.is_absolute():
            return parent / "hubcli"
    import platformdirs  # noqa: PLC0415  see above

    try:
        path: Path = getattr(platformdirs, f"user_{kind}_path")("hubcli", appauthor=False)
    except RuntimeError:  # some versions raise it, others return a relative path
        return Path("~")
    return path


def total_size(paths: Sequence[Path]) -> int:
    """Return the size of the files in bytes; a missing file counts 0."""
    total = 0
    for path in paths:
        with suppress(OSError):
            total += path.stat().st_size
    return total
