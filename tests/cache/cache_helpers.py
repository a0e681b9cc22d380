"""Helpers of the tests of the cache: files that are cached, cache entries, processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from hubcli.cache import fingerprint, store
from hubcli.cli.origin import CACHED_FROM

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMAND = [sys.executable, "-c", "from hubcli.__main__ import command; command()"]


def write_large(path: Path, text: str) -> Path:
    """Write a dataset file with a comment that makes it large enough to be cached."""
    path.write_text(f"{text}\n# {'.' * CACHED_FROM}\n", encoding="utf-8")
    return path


def entry_files() -> list[Path]:
    """Return the cache entries."""
    return sorted(store.cache_folder().glob("*.sqlite"))


def settle() -> None:
    """Wait until a file that was just written can be trusted by its times."""
    time.sleep(fingerprint.SETTLE_NS / 1e9)


def run_in_process(
    *argv: str, limit: Callable[[], object] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command line in a new process, which calls `limit` first.

    Coverage is not measured in it: it would write files and import modules of its own.
    """
    return subprocess.run(
        [*COMMAND, *argv],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        env=unmeasured_environment(),
    )


def unmeasured_environment() -> dict[str, str]:
    """Return the environment without what makes a new process measure coverage."""
    return {name: os.environ[name] for name in os.environ if not name.startswith("COVERAGE")}
