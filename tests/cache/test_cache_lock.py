"""Tests of processes that use the cache at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from cache.cache_helpers import entry_files, run_in_process

if TYPE_CHECKING:
    from pathlib import Path


def test_processes_that_start_together_all_answer(large: Path) -> None:
    """Sixteen processes with an empty cache give the same answer and write one entry."""
    with ThreadPoolExecutor(16) as pool:
        runs = list(
            pool.map(
                lambda _: run_in_process("search", "neuroscience", "--data", str(large)), range(16)
            )
        )
    assert {(done.returncode, done.stdout, done.stderr) for done in runs} == {
        (0, runs[0].stdout, "")
    }
    assert runs[0].stdout.startswith("kuopio\t")
    assert len(entry_files()) == 1
