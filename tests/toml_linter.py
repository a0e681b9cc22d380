"""Runs taplo, the linter and formatter of TOML, with the schema and the layout of this project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from typing import TYPE_CHECKING

import pytest
from support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = ROOT / "data" / "hubs.schema.json"
TAPLO = shutil.which(
    "taplo", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
)

needs_taplo = pytest.mark.skipif(TAPLO is None, reason="taplo has no binary for this platform")


def taplo(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run taplo in the root of the checkout, without colours."""
    return subprocess.run(
        [str(TAPLO), *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def lint(folder: Path, text: str) -> list[str]:
    """Return the errors in a dataset whose first line names the schema beside it.

    `--no-auto-config` keeps taplo from downloading the schemas of others.
    """
    shutil.copy(SCHEMA, folder)
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    done = taplo("lint", "--no-auto-config", file)
    lines = done.stderr.splitlines()
    errors = [line.partition("error: ")[2] for line in lines if line.startswith("error: ")]
    assert bool(errors) == (done.returncode != 0), done.stderr
    return list(dict.fromkeys(errors))  # taplo repeats some for each key of a table
