"""Tests of the folder of the cache, and of `hubcli cache`, which lists and clears it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest
from cache.cache_helpers import COMMAND, entry_files, settle, unmeasured_environment

from hubcli.cache import store

if TYPE_CHECKING:
    from support import Runner


@pytest.mark.parametrize(
    ("cache_home", "home"),
    [
        ("/somewhere", "/home/somebody"),
        ("/somewhere/", None),
        (None, "/home/somebody"),
        ("", "/home/somebody/"),
        (None, "/"),
    ],
)
def test_folder_is_the_one_of_platformdirs(
    cache_home: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Linux the folder is computed without platformdirs, by the same variables."""
    for name, value in (("XDG_CACHE_HOME", cache_home), ("HOME", home)):
        monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)
    expected = platformdirs.user_cache_path("hubcli", appauthor=False)
    assert store.cache_folder().parent == expected


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is imported")
def test_hit_imports_only_what_it_needs(run: Runner) -> None:
    """Neither a TOML reader nor platformdirs is imported to search a cached dataset."""
    run("search", "neuroscience")
    assert len(entry_files()) == 1
    settle()
    run("search", "neuroscience")  # reads the entry once more, for its digest
    command = [COMMAND[0], "-X", "importtime", *COMMAND[1:], "search", "neuroscience"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=unmeasured_environment()
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "hubcli.cache.store" in imported
    assert imported.isdisjoint({"tomli", "platformdirs", "hubcli.dataset.load", "hashlib"})


def test_cache_lists_and_clears_entries(run: Runner, large: Path) -> None:
    """JSON has the folder and its entries; after `--clear` nothing is left of either."""
    nothing = run("cache")
    assert nothing.out == f"Folder: {store.cache_folder()}\nDatasets: 0, 0.0 MB\n"

    run("list", "--data", str(large))
    listed = json.loads(run("cache", "--json").out)
    (entry,) = listed["datasets"]
    assert (listed["folder"], entry["title"], entry["records"]) == (
        str(store.cache_folder()),
        "Nordic health and life-science hubs",
        len(run("list", "actors").out.splitlines()) + 3,
    )
    assert entry["bytes"] == entry_files()[0].stat().st_size

    cleared = run("cache", "--clear")
    assert (cleared.status, cleared.out) == (0, "")
    assert re.fullmatch(r"note: Removed 0\.\d MB\.\n", cleared.err)
    assert list(store.cache_folder().parent.iterdir()) == []
    assert run("cache").out == nothing.out


def test_cache_that_cannot_be_cleared_is_reported(
    run: Runner, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message gives the reason, and the status is that of an unwritable output."""
    run("list", "--data", str(large))

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", path.name)

    monkeypatch.setattr(Path, "unlink", refuse)
    failed = run("cache", "--clear")
    assert failed.status == 74
    assert re.fullmatch(
        r"error: The cache cannot be cleared: Permission denied: \S+\.\n", failed.err
    )


def test_files_of_other_programs_are_not_listed(run: Runner, large: Path) -> None:
    """They are not deleted either."""
    run("list", "--data", str(large))
    for name, content in (("foreign", b"x" * 5000), ("empty", b"")):
        (store.cache_folder() / f"{name}.sqlite").write_bytes(content)
    assert len(json.loads(run("cache", "--json").out)["datasets"]) == 1
    assert len(entry_files()) == 3
