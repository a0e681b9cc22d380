"""Fixtures: `read`, which lists dataset files, and a second dataset beside the minimal one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dataset.dataset_files import SECOND, Reader, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from support import Run, Runner


@pytest.fixture
def read(run: Runner) -> Reader:
    """Return `read(path, …)`, which runs `hubcli list --data PATH …`; texts are other arguments."""

    def reader(*arguments: str | Path) -> Run:
        return run("list", *(a if isinstance(a, str) else f"--data={a}" for a in arguments))

    return reader


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A dataset that refers to records of the minimal one."""
    return write_text(tmp_path / "second.toml", SECOND)
