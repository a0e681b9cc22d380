"""The application: what a run in this process leaves behind."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support import Runner


@pytest.mark.parametrize("columns", ["0", "20", "1000000000", "many"])
@pytest.mark.parametrize("line", ["list --format table", "list --help", "show nobody"])
def test_a_run_restores_the_environment(
    columns: str, line: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A caller in the same process keeps its terminal size, even one that cannot be drawn."""
    monkeypatch.setenv("COLUMNS", columns)
    before = dict(os.environ)
    run(*line.split())
    assert dict(os.environ) == before
