"""A dataset together with its full-text index."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from hubcli.cache.sqlite_dataset import SqliteDataset
from hubcli.cli.origin import CACHED_FROM
from hubcli.dataset.paths import builtin_path, total_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.cli.origin import Origin
    from hubcli.model.dataset import Dataset
    from hubcli.search.index.reader import Index


@contextmanager
def open_index(origin: Origin) -> Iterator[tuple[Dataset, Index]]:
    """Load the dataset together with its full-text index. Raises as `Origin.dataset` does.

    The built-in dataset is cached whatever its size: building its index takes longer than opening
    the cache.
    """
    paths = origin.paths()
    cached = paths == [builtin_path()] or total_size(paths) >= CACHED_FROM
    dataset = origin.load(paths, cached=cached)
    if isinstance(dataset, SqliteDataset):
        yield dataset, dataset.index
        return
    from hubcli.search.index.build import build_in_memory  # noqa: PLC0415  2 ms, not if cached

    with closing(build_in_memory(dataset)) as index:
        yield dataset, index
