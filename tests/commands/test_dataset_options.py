"""Tests of the choice of a command and of the dataset it reads."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support import Runner

SMALL = "small.toml"  # in the folder in which tests run


def test_an_unknown_command(run: Runner) -> None:
    """A misspelt command is status 2 with a suggestion."""
    message = (
        "error: 'shwo' is neither a command nor a name in the dataset. Did you mean 'show'?\n"
        "hint: hubcli show\n"
    )
    assert run("shwo") == (2, "", message)


def test_environment_variable_for_datasets(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """HUBCLI_DATA lists files like PATH; `--data` replaces it, `--with-builtin` adds to it."""
    other = tmp_path / "other.toml"
    other.write_text(
        '[dataset]\ntitle = "Other"\nupdated = 2026-01-01\n[hubs.island]\nname = "Island"\n'
    )

    def ids(*argv: str) -> list[str]:
        return [row["id"] for row in json.loads(run("list", *argv, "--json").out)]

    monkeypatch.setenv("HUBCLI_DATA", os.pathsep.join([SMALL, str(other)]))
    assert ids() == ["harbour", "hill", "island"]
    assert ids("--data", str(other)) == ["island"]
    monkeypatch.setenv("HUBCLI_DATA", str(other))
    assert ids("--with-builtin") == ["biomedicum", "flemingsberg", "island", "kuopio"]
