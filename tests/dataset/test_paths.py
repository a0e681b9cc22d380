"""The folder of the user's own datasets, which are read with the built-in one."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support import Runner

EMPTY = '[dataset]\ntitle = "A"\nupdated = 2026-01-01\n'


@pytest.fixture
def user_folder() -> Path:
    """Create the user's folder of datasets, which the tests have in a temporary folder."""
    folder = Path(os.environ["XDG_DATA_HOME"], "hubcli", "datasets")
    folder.mkdir(parents=True)
    return folder


def files_read(run: Runner, *options: str) -> list[str]:
    """Return the names of the files that `stats` reports."""
    return [Path(file).name for file in json.loads(run("stats", "--json", *options).out)["files"]]


def test_the_users_datasets_are_read_after_the_built_in_one(run: Runner, user_folder: Path) -> None:
    """TOML files in the folder are read in the order of their names; others are ignored."""
    assert files_read(run) == ["hubs.toml"]
    run("new", str(user_folder / "b.toml"))
    (user_folder / "a.toml").write_text(EMPTY, encoding="utf-8")
    (user_folder / "notes.txt").write_text("not TOML", encoding="utf-8")

    assert files_read(run) == ["hubs.toml", "a.toml", "b.toml"]
    assert run("show", "sea institute").status == 0
    assert str(user_folder / "b.toml") in run("stats").out


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep user data elsewhere")
def test_the_default_folder_is_in_the_home_folder(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without XDG_DATA_HOME, the folder is in ~/.local/share."""
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / ".local" / "share" / "hubcli" / "datasets"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text(EMPTY, encoding="utf-8")

    assert files_read(run) == ["hubs.toml", "a.toml"]


def test_datasets_named_by_the_user_replace_the_folder(
    run: Runner, user_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --data or HUBCLI_DATA the folder is ignored, also with --with-builtin."""
    (user_folder / "broken.toml").write_text("broken", encoding="utf-8")
    mine = str(tmp_path / "mine.toml")
    run("new", mine)

    assert run("list").status == 3
    assert files_read(run, "--data", mine) == ["mine.toml"]
    assert files_read(run, "--data", mine, "--with-builtin") == ["hubs.toml", "mine.toml"]
    monkeypatch.setenv("HUBCLI_DATA", mine)
    assert files_read(run) == ["mine.toml"]


def test_an_id_of_the_built_in_dataset_cannot_be_used_again(run: Runner, user_folder: Path) -> None:
    """Two different records with one id are an error that names both files."""
    file = user_folder / "a.toml"
    file.write_text(f'{EMPTY}\n[hubs.kuopio]\nname = "Mine"\n', encoding="utf-8")

    result = run("list")

    assert (result.status, result.out) == (3, "")
    message = f"{file}:5:1: error: hubs.kuopio: the id 'kuopio' is already used at "
    assert result.err.startswith(message)
    assert "hubs.toml:" in result.err
