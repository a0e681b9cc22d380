"""Which dataset a command line is about: the files that it names, else the built-in one and the user's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from hubcli import files, load
from hubcli.errors import WrongUse
from hubcli.model import Dataset

KEPT_FROM = 1 << 18  # bytes: a smaller dataset is read as fast as one that is kept is opened
_UNITS = {"": 0, "K": 10, "M": 20, "G": 30}  # as powers of two


class Origin(NamedTuple):
    """Where a dataset comes from: what `--data`, HUBCLI_DATA, `--with-builtin` and `--max-filesize` say."""

    data: tuple[Path, ...] = ()
    with_builtin: bool = False
    most: int = files.MOST
    """Bytes of a file."""

    def paths(self) -> list[Path]:
        """The files of it. Raises WrongUse where there is nothing for the built-in dataset to be added to."""
        named = os.environ.get("HUBCLI_DATA", "")
        paths = list(self.data or (Path(part) for part in named.split(os.pathsep) if part))
        if self.with_builtin and not paths:
            raise WrongUse("--with-builtin adds to --data, and there is none")
        if not paths:
            return [load.builtin(), *load.own()]
        return [load.builtin(), *paths] if self.with_builtin else paths

    def read(self, path: Path) -> bytes:
        """What is in one of them, as far as that may be. Raises OSError."""
        return files.content(path, self.most)

    def dataset(self) -> Dataset:
        """All of them as one. Raises DatasetError where they cannot be read, and WrongUse as above."""
        paths = self.paths()
        size = load.size(paths)
        if size < KEPT_FROM:
            return load.load(paths, self.read)
        from hubcli import cache, progress  # noqa: PLC0415  a large dataset's own

        with progress.Bar(size) as bar:
            return cache.dataset(paths, self.read, bar)


def filesize(typed: str) -> int:
    """`200M` → 209715200. Raises WrongUse for what is no size."""
    number, unit = (typed[:-1], typed[-1:].upper()) if typed[-1:].isalpha() else (typed, "")
    if not (number.isascii() and number.isdecimal() and len(number) < 20) or unit not in _UNITS:
        raise WrongUse(f"--max-filesize takes a number of bytes, or one with K, M or G as in 200M, not '{typed}'")
    return int(number) << _UNITS[unit]
