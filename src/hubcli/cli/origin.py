"""`Origin`: the dataset a command reads, and from which files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli import files
from hubcli.cli.progress import Bar
from hubcli.dataset.paths import builtin_path, total_size, user_paths
from hubcli.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hubcli.model.dataset import Dataset

CACHED_FROM = 1 << 18  # bytes: a smaller dataset is parsed as fast as a cached one is opened
_UNITS = {"": 0, "K": 10, "M": 20, "G": 30}  # as powers of two


class Origin(Struct, frozen=True):
    """The files to read, as `--data`, HUBCLI_DATA, `--with-builtin` and `--max-filesize` say."""

    data: tuple[Path, ...] = ()
    with_builtin: bool = False
    max_filesize: int = files.MAX_BYTES
    """In bytes."""

    def paths(self) -> list[Path]:
        """Return the files of the dataset.

        Raises WrongUse when `--with-builtin` has nothing to add to.
        """
        variable = os.environ.get("HUBCLI_DATA", "")
        paths = list(self.data or (Path(part) for part in variable.split(os.pathsep) if part))
        if self.with_builtin and not paths:
            raise WrongUse("--with-builtin adds to the datasets of --data or HUBCLI_DATA; name one")
        if not paths:
            return [builtin_path(), *user_paths()]
        return [builtin_path(), *paths] if self.with_builtin else paths

    def read(self, path: Path) -> bytes:
        """Return the contents of a file, up to `max_filesize` bytes. Raises OSError."""
        return files.read_file(path, self.max_filesize)

    def dataset(self, *, for_search: bool = False) -> Dataset:
        """Load all files as one dataset, from the cache if they are large.

        For a search the built-in dataset is cached too: building its index takes longer than
        opening the cache. Raises DatasetError when the files are unreadable or invalid, and
        WrongUse as `paths` does.
        """
        paths = self.paths()
        size = total_size(paths)
        if size < CACHED_FROM and not (for_search and paths == [builtin_path()]):
            return _parse(paths, self.read)
        from hubcli.cache.store import load_cached  # noqa: PLC0415  SQLite, 3 ms

        with Bar(size) as bar:
            return load_cached(paths, _parse, self.read, bar)


def _parse(paths: Sequence[Path], read: Callable[[Path], bytes]) -> Dataset:
    from hubcli.dataset.load import load  # noqa: PLC0415  3 ms, not for a cached dataset

    return load(paths, read)


def parse_filesize(typed: str) -> int:
    """Return a size in bytes: `200M` → 209715200. Raises WrongUse for anything else."""
    number, unit = (typed[:-1], typed[-1:].upper()) if typed[-1:].isalpha() else (typed, "")
    is_number = number.isascii() and number.isdecimal() and len(number) < 20
    if not is_number or unit not in _UNITS:
        raise WrongUse(
            "--max-filesize takes a number of bytes, or one with K, M or G as in 200M,"
            f" not '{typed}'"
        )
    return int(number) << _UNITS[unit]
