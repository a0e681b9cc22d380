"""Tests of what is deleted from the cache when it grows too large."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cache.cache_helpers import entry_files, write_large

from hubcli.cache import store
from hubcli.dataset.paths import builtin_path

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support import Runner


def test_oldest_entry_is_deleted_above_the_limit(
    run: Runner, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest entries stay while there is room, and an abandoned part file is deleted."""
    run("list", "--data", str(large))
    (first,) = entry_files()
    os.utime(first, (1, 1))
    part = store.cache_folder() / "x.sqlite.1.part"
    part.write_text("")
    os.utime(part, (1, 1))
    monkeypatch.setattr(store, "MAX_CACHE_BYTES", first.stat().st_size)

    write_large(large, builtin_path().read_text(encoding="utf-8") + "\n# changed")
    run("list", "--data", str(large))
    assert first not in entry_files()
    assert len(entry_files()) == 1
    assert not part.exists()


def test_entry_without_metadata_counts_as_outdated(
    run: Runner, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its sources are unknown, so it is deleted above the limit."""
    run("list", "--data", str(large))
    (first,) = entry_files()
    first.with_suffix(".card").unlink()
    os.utime(first, (1, 1))
    monkeypatch.setattr(store, "MAX_CACHE_BYTES", 0)
    store.prune(store.cache_folder())
    assert entry_files() == []
