"""Tests that a change of a dataset file is noticed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cache.cache_helpers import entry_files, settle, write_large

from hubcli.cache import fingerprint
from hubcli.dataset.paths import builtin_path

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support import Runner


def rename_kuopio(text: str, name: str) -> str:
    return text.replace('name = "Kuopio"', f'name = "{name}"')


def test_change_shows_at_once(run: Runner, tmp_path: Path) -> None:
    """So does one that keeps size and modification time, and one that follows at once."""
    text = builtin_path().read_text(encoding="utf-8")
    path = write_large(tmp_path / "large.toml", rename_kuopio(text, "Kuopix"))
    status = path.stat()
    assert (
        run("list", "--data", str(path), "--sort", "id").out.splitlines()[2].split("\t")[1]
        == "Kuopix"
    )

    for number in range(10):
        write_large(path, rename_kuopio(text, f"Kuopi{number}"))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert (
            run("list", "--data", str(path), "--sort", "id").out.splitlines()[2].split("\t")[1]
            == f"Kuopi{number}"
        )


def test_entry_holds_what_was_read(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changes after its fingerprint was taken is not cached under the old digest."""
    text = builtin_path().read_text(encoding="utf-8")
    path = write_large(tmp_path / "large.toml", text)
    run("list", "--data", str(path))
    settle()
    for _ in range(2):  # from here on the fingerprint is trusted
        run("list", "--data", str(path))
    for file in entry_files():
        file.unlink()
    before, read_state = fingerprint.file_state(path), fingerprint.file_state

    write_large(path, rename_kuopio(text, "Kuopix"))
    with monkeypatch.context() as patched:
        patched.setattr(
            fingerprint, "file_state", lambda file: before if file == path else read_state(file)
        )
        assert "Kuopix" in run("list", "--data", str(path)).out
    write_large(path, text)
    assert "Kuopix" not in run("list", "--data", str(path)).out
