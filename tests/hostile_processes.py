"""Helpers that run hubcli in a process of its own, and files that take it a moment to read."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from support import Run

from hubcli.dataset import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MODULE = [sys.executable, "-m", "hubcli"]
MIN_CACHED = 1 << 18  # bytes from which a dataset is cached
# The exit statuses with which a shell reports a process that a signal ended.
SIGNAL_STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


def start(argv: list[str], **environ: str) -> subprocess.Popen[bytes]:
    """Start a process that hears signals, with its output in pipes and buffered as usual."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.Popen(
        argv,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env | environ,
        preexec_fn=_reset_signals,  # noqa: PLW1509  no threads here
    )


def _reset_signals() -> None:
    """Undo what tests that run in the background inherit: ignored signals."""
    for number in SIGNAL_STATUS:
        signal.signal(number, signal.SIG_DFL)


def run_process(
    *argv: str,
    before: Callable[[], object] | None = None,
    environ: Mapping[str, str | None] | None = None,
) -> Run:
    """Return the result of a command in a process of its own.

    The process calls `before` first. Variables of `environ` that are None are unset.
    """
    env = {
        name: value
        for name, value in {**os.environ, **(environ or {})}.items()
        if value is not None
    }
    done = subprocess.run(
        [*MODULE, *argv],
        capture_output=True,
        encoding="utf-8",
        env=env,
        preexec_fn=before,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def write_ror_dump(path: Path) -> Path:
    """Write a dump of ROR with 1,000 organisations, and return its path."""
    place = {"name": "Kuopio", "country_code": "FI", "lat": 62.9, "lng": 27.7}
    records = [
        {
            "id": f"https://ror.org/0{number:06d}12",
            "status": "active",
            "types": ["education"],
            "names": [{"value": f"University {number}", "types": ["ror_display"], "lang": "en"}],
            "locations": [{"geonames_details": place}],
        }
        for number in range(1000)
    ]
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def write_large_dataset(path: Path, size: int = MIN_CACHED) -> Path:
    """Write the built-in dataset with a comment of `size` bytes, and return its path."""
    builtin = paths.builtin_path().read_text(encoding="utf-8")
    path.write_text(f"{builtin}\n# {'.' * size}\n", encoding="utf-8")
    return path
