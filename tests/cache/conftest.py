"""Fixtures of the tests of the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cache.cache_helpers import write_large

from hubcli.dataset.paths import builtin_path

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """The built-in dataset as a file that is large enough to be cached."""
    return write_large(tmp_path / "large.toml", builtin_path().read_text(encoding="utf-8"))
