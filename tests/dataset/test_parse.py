"""Reading files that are missing, large, endless, not text, or not TOML."""

from __future__ import annotations

import errno
import os
import subprocess
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import pytest
from dataset.dataset_files import MINIMAL, MINIMAL_LISTED, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dataset.dataset_files import Reader
    from support import Runner


@contextmanager
def endless(pipe: Path) -> Iterator[None]:
    """Write to the pipe until nobody reads from it."""
    writer = subprocess.Popen(
        ["sh", "-c", 'exec cat /dev/zero >"$0"', pipe], stderr=subprocess.DEVNULL
    )
    yield
    assert writer.wait(10) != 0  # it cannot write any more


def test_a_missing_file(tmp_path: Path, read: Reader) -> None:
    """A file that does not exist is a problem of the dataset, without a position."""
    path = tmp_path / "absent.toml"
    assert read(path) == (3, "", f"{path}: error: there is no such file\n")


def test_a_folder(tmp_path: Path, read: Reader) -> None:
    """The message for a folder says that a file is needed."""
    expected = f"{tmp_path}: error: this is a folder; name a dataset file in it\n"
    assert read(tmp_path) == (3, "", expected)


def test_a_file_without_permission(monkeypatch: pytest.MonkeyPatch, read: Reader) -> None:
    """The message contains the system's reason."""

    def refuse(path: str, _flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("hubcli.files.open_nonblocking", refuse)
    expected = f"{MINIMAL}: error: cannot be read: Permission denied\n"
    assert read(MINIMAL) == (3, "", expected)


@pytest.mark.parametrize(
    ("size", "bytes"), [("1000", "1,000"), ("1k", "1,024"), ("2M", "2,097,152")]
)
def test_a_file_above_the_limit(
    size: str,
    bytes: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    read: Reader,
    run: Runner,
) -> None:
    """Reading stops at the limit, also for a device or a pipe that never ends."""
    large = tmp_path / "large.toml"
    large.touch()
    os.truncate(large, 1 << 40)
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    message = f"it has more than {bytes} bytes; raise the limit with --max-filesize"
    for path in (large, Path("/dev/zero"), pipe):
        expected = f"{path}: error: cannot be read: {message}\n"
        with endless(pipe) if path == pipe else nullcontext():
            assert read(path, "--max-filesize", size) == (3, "", expected)
    monkeypatch.setenv("HUBCLI_MAX_FILESIZE", size)
    expected = f"/dev/zero: error: cannot be read: {message}\n"
    assert run("check", "/dev/zero") == (1, expected, "error: /dev/zero: 1 error.\n")
    assert read("--max-filesize", "1G").status == 0


@pytest.mark.parametrize("size", ["", "M", "x", "1x", "-1", "1.5M", "²", "1" * 30])
def test_an_invalid_limit(size: str, read: Reader) -> None:
    """The message shows the form of a size."""
    expected = "error: --max-filesize takes a number of bytes, or one with K, M or G as in 200M,"
    expected += f" not '{size}'.\nhint: hubcli list --help\n"
    assert read(f"--max-filesize={size}") == (2, "", expected)


def test_a_pipe(tmp_path: Path, read: Reader) -> None:
    """A dataset may arrive through a pipe in pieces, as for `--data <(…)`."""
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    script = '(sleep 0.1; head -5 "$0"; sleep 0.1; tail -n +6 "$0") >"$1"'
    with subprocess.Popen(["sh", "-c", script, MINIMAL, pipe]):
        assert read(pipe) == read(MINIMAL)


def test_a_terminal(read: Reader) -> None:
    """A dataset may be typed; Ctrl-D ends it."""
    parent, child = os.openpty()
    typing = Timer(0.1, os.write, (parent, MINIMAL.read_bytes() + b"\x04"))
    typing.start()
    typed = read(Path(os.ttyname(child)))
    typing.join()
    os.close(parent)
    os.close(child)
    assert typed == read(MINIMAL)


def test_a_silent_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Reader) -> None:
    """Reading a pipe that nobody writes to ends after a while."""
    monkeypatch.setattr("hubcli.files.PIPE_TIMEOUT", 0.1)
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    expected = (
        f"{pipe}: error: cannot be read: no data has come through this pipe for 0.1 seconds\n"
    )
    assert read(pipe) == (3, "", expected)


def test_a_link_to_itself(tmp_path: Path, read: Reader) -> None:
    """The message contains the system's reason."""
    link = tmp_path / "link.toml"
    link.symlink_to(link)
    expected = f"{link}: error: cannot be read: {os.strerror(errno.ELOOP)}\n"
    assert read(link) == (3, "", expected)


def test_a_file_at_the_limit(read: Reader) -> None:
    """A file of exactly the allowed size is read."""
    size = str(MINIMAL.stat().st_size)
    assert read(MINIMAL, "--max-filesize", size) == (0, MINIMAL_LISTED, "")


def test_a_file_that_is_not_text(tmp_path: Path, read: Reader) -> None:
    """The message has the first byte that is not UTF-8."""
    path = tmp_path / "hubs.toml"
    path.write_bytes(b"\x1f\x8b\x08\x00\xff\xfe")
    expected = f"{path}:1:2: error: not UTF-8 (byte 0x8b); save the file as UTF-8\n"
    assert read(path) == (3, "", expected)


def test_an_empty_file(read: Reader) -> None:
    """An empty file lacks the `[dataset]` table."""
    expected = f"{os.devnull}:1:1: error: the key 'dataset' is missing\n"
    assert read(Path(os.devnull)) == (3, "", expected)


def test_a_file_nested_too_deeply(tmp_path: Path, read: Reader) -> None:
    """A file of brackets does not exhaust the stack."""
    path = write_text(tmp_path / "deep.toml", "x = " + "[" * 100_000)
    expected = f"{path}: error: not a dataset: nested too deeply\n"
    assert read(path) == (3, "", expected)
