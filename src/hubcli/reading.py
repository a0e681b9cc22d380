"""Which dataset a command line is about: the files that it names, else the built-in one and the user's own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from hubcli import load
from hubcli.errors import WrongUse
from hubcli.model import Dataset

KEPT_FROM = 1 << 18  # bytes: a smaller dataset is read as fast as one that is kept is opened


def paths(data: Sequence[Path] | None, with_builtin: bool) -> list[Path]:
    """The files of it. Raises WrongUse where there is nothing for the built-in dataset to be added to."""
    named = os.environ.get("HUBCLI_DATA", "")
    paths = list(data or (Path(part) for part in named.split(os.pathsep) if part))
    if with_builtin and not paths:
        raise WrongUse("--with-builtin adds to --data, and there is none")
    if not paths:
        paths, with_builtin = load.own(), True
    return [load.builtin(), *paths] if with_builtin else paths


def dataset(data: Sequence[Path] | None, with_builtin: bool) -> Dataset:
    """The dataset that `--data`, HUBCLI_DATA and `--with-builtin` ask for; else the built-in and the user's own."""
    files = paths(data, with_builtin)
    size = load.size(files)
    if size < KEPT_FROM:
        return load.load(files)
    from hubcli import cache, progress  # noqa: PLC0415  a large dataset's own

    with progress.Bar(size) as bar:
        return cache.dataset(files, bar)
