"""Tests of reading within a limit and of writing files completely or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hubcli import files
from hubcli.errors import CannotWrite, WrongUse


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_a_new_file_never_replaces_another(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On file systems with and without hard links, a file appears once it is complete."""
    path = tmp_path / "file"

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    # With links a file is never renamed, without links it is.
    monkeypatch.setattr(Path, "replace" if links else "hardlink_to", refuse)
    files.write_file(path, b"whole", overwrite=False)
    with pytest.raises(FileExistsError):
        files.write_file(path, b"another", overwrite=False)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"whole")]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """The temporary file is deleted, and the file keeps its content."""
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail() -> None:
        with files.replace_file(path) as temporary:
            temporary.write_bytes(b"ne")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"old")]


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    """A file of exactly the limit is read; one more byte is an error, and a device ends there."""
    path = tmp_path / "file"
    path.write_bytes(b"12345")

    assert files.read_file(path, 5) == b"12345"
    with pytest.raises(OSError, match="more than 4 bytes"):
        files.read_file(path, 4)
    if os.path.exists("/dev/zero"):  # noqa: PTH110  not on every system
        with pytest.raises(OSError, match="more than 1,000 bytes"):
            files.read_file(Path("/dev/zero"), 1000)


def test_an_existing_file_is_replaced_only_if_asked(tmp_path: Path) -> None:
    """Before and after the work, an existing file is an error unless it may be replaced."""
    path = tmp_path / "file"
    files.save_file(path, "first", overwrite=False)

    for refused in (
        files.refuse_existing,
        lambda path, overwrite: files.save_file(path, "second", overwrite=overwrite),
    ):
        with pytest.raises(WrongUse, match="--force"):
            refused(path, overwrite=False)
    assert path.read_text(encoding="utf-8") == "first"
    files.refuse_existing(path, overwrite=True)
    files.save_file(path, "second", overwrite=True)
    assert path.read_text(encoding="utf-8") == "second"


def test_a_file_that_cannot_be_written_is_an_error_with_its_name(tmp_path: Path) -> None:
    """In a missing folder, and with a NUL in the name."""
    for path in (tmp_path / "missing" / "file", tmp_path / "nul\0"):
        with pytest.raises(CannotWrite, match="cannot be written") as caught:
            files.save_file(path, "text", overwrite=True)
        assert caught.value.message.startswith(f"'{path}'")
