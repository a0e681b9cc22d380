"""The paths of datasets: the built-in one with its schema, and the user's own."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    """Return the user's own datasets, by name.

    They are the TOML files in `hubcli/datasets` in the folder where programs keep user data.
    """
    if sys.platform == "linux":  # pragma: no branch  the tests run there
        # Few users have the folder, and platformdirs takes 2 ms to import.
        share = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")  # noqa: PTH111  faster
        if not os.path.isdir(os.path.join(share, "hubcli")):  # noqa: PTH112, PTH118  faster
            return []
    from platformdirs import user_data_path  # noqa: PLC0415  see above

    return sorted((user_data_path("hubcli", appauthor=False) / "datasets").glob("*.toml"))


def total_size(paths: Sequence[Path]) -> int:
    """Return the size of the files in bytes; a missing file counts 0."""
    total = 0
    for path in paths:
        with suppress(OSError):
            total += path.stat().st_size
    return total
