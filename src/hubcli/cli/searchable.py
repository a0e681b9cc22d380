"""A dataset together with its full-text index."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from hubcli.cache.sqlite_dataset import SqliteDataset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.cli.origin import Origin
    from hubcli.model.dataset import Dataset
    from hubcli.search.index.reader import Index


@contextmanager
def open_index(origin: Origin) -> Iterator[tuple[Dataset, Index]]:
    """Load the dataset together with its full-text index. Raises as `Origin.dataset` does."""
    dataset = origin.dataset(for_search=True)
    if isinstance(dataset, SqliteDataset):
        yield dataset, dataset.index
        return
    from hubcli.search.index.build import build_in_memory  # noqa: PLC0415  2 ms, not if cached

    with closing(build_in_memory(dataset)) as index:
        yield dataset, index
