"""Tests of machines without home folders, permissions, disk space or memory.

The answer comes where that is possible; otherwise one line says what is missing.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_processes import MODULE, run_process, write_large_dataset, write_ror_dump
from support import Run, Runner


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": None, "XDG_DATA_HOME": None},
        {"HOME": "", "XDG_DATA_HOME": ""},
        {
            "HOME": "/nonexistent/home",
            "XDG_DATA_HOME": "/dev/null/data",
            "XDG_CACHE_HOME": "/dev/null/cache",
        },
        {"XDG_DATA_HOME": "somewhere", "XDG_CACHE_HOME": "/dev/null"},
        {"XDG_DATA_HOME": "~", "XDG_CACHE_HOME": "LINK"},
    ],
    ids=["unset", "empty", "impossible", "relative", "dangling"],
)
def test_answers_do_not_depend_on_user_folders(
    environ: dict[str, str | None], tmp_path: Path
) -> None:
    """Both for the built-in dataset and for a large one, which cannot be cached then."""
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    env = {name: str(link) if value == "LINK" else value for name, value in environ.items()}
    large = str(write_large_dataset(tmp_path / "large.toml"))
    expected = run_process("list")

    assert run_process("list", environ=env) == expected
    assert run_process("list", "--data", large, environ=env) == expected
    assert run_process("cache", environ=env)._replace(out="") == (0, "", "")


def test_without_a_home_folder_nothing_is_cached(
    tmp_path: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large dataset is read as usual; the cache can be neither shown nor cleared."""
    expected = run("list")
    large = str(write_large_dataset(tmp_path / "large.toml"))

    def no_home(*_: object, **more: object) -> Path:
        raise RuntimeError(f"could not determine the home directory{more['appauthor'] or ''}")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", no_home)
    assert run("list", "--data", large) == expected
    reason = "no home folder is known: ~.\n"
    assert run("cache") == (74, "", f"error: The cache cannot be shown: {reason}")
    assert run("cache", "--clear") == (74, "", f"error: The cache cannot be cleared: {reason}")


def test_a_user_without_a_name_gets_the_answer() -> None:
    """In a container with a bare user number there is no home folder and no entry for the user."""

    def run_as_nobody(*argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            argv, capture_output=True, encoding="utf-8", env={}, user=54321, cwd="/", check=False
        )

    try:
        can_run = run_as_nobody(sys.executable, "-c", "import hubcli, msgspec").returncode == 0
    except PermissionError:
        can_run = False
    if not can_run:
        pytest.skip("we may not become another user, or another user may not run this Python")
    done = run_as_nobody(*MODULE, "list")
    assert Run(done.returncode, done.stdout, done.stderr) == run_process("list")


def test_the_current_folder_may_have_been_removed(tmp_path: Path) -> None:
    """Commands that only read still answer; those that write to it say why they cannot."""
    folder = tmp_path / "folder"
    folder.mkdir()
    tests_folder = Path.cwd()
    expected = run_process("list")
    os.chdir(folder)  # not `monkeypatch.chdir`, whose undoing would conflict with the fixture's
    folder.rmdir()
    try:
        assert run_process("list") == expected
        missing = (3, "", "x.toml: error: there is no such file\n")
        assert run_process("list", "--data", "x.toml") == missing
        reason = "cannot be written: No such file or directory.\n"
        assert run_process("export", "--to", "x.json") == (74, "", f"error: 'x.json' {reason}")
        assert run_process("new", "x.toml") == (74, "", f"error: 'x.toml' {reason}")
    finally:
        os.chdir(tests_folder)


def forbid_everything() -> None:
    """Set a mask that leaves new files without any permission."""
    os.umask(0o777)


def test_files_are_complete_even_without_permissions(tmp_path: Path) -> None:
    """An export is written completely, and a cache that cannot be read costs no answer."""
    path = tmp_path / "hubs.json"
    large = str(write_large_dataset(tmp_path / "large.toml"))
    expected = run_process("list")
    for _ in ("cold", "warm"):
        assert run_process("list", "--data", large, before=forbid_everything) == expected
    assert run_process("export", "--to", str(path), before=forbid_everything).status == 0
    assert path.stat().st_mode & 0o777 == 0
    path.chmod(0o600)
    assert path.read_text(encoding="utf-8") == run_process("export").out


# Command lines, and the beginning of the error that each prints.
WRITE_ERRORS = {
    "export --to FOLDER/x.json": "error: 'FOLDER/x.json' cannot be written",
    "export --to FOLDER/x.zip --force": "error: 'FOLDER/x.zip' cannot be written",
    "export --to FOLDER/x.sqlite": ("error: (The database|'FOLDER/x.sqlite') cannot be written"),
    "show kuopio --svg FOLDER/x.svg": "error: 'FOLDER/x.svg' cannot be written",
    "new FOLDER/x.toml --from-ror ROR": "error: 'FOLDER/x.toml' cannot be written",
}


@pytest.mark.parametrize(
    "mount", ["size=16k", "nr_inodes=1", "ro"], ids=["full", "no inodes", "read-only"]
)
def test_a_disk_that_takes_no_file_is_one_error(mount: str, tmp_path: Path) -> None:
    """Commands that write exit with status 74 and leave no file; those that read answer."""
    unshare = ["unshare", "--map-root-user", "--mount"]
    folder, large = tmp_path / "folder", write_large_dataset(tmp_path / "large.toml")
    folder.mkdir()
    if (
        not shutil.which("unshare")
        or subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system does not let us mount a file system")
    ror = str(write_ror_dump(tmp_path / "ror.json"))
    hubcli = " ".join(MODULE)
    script = f"mount -t tmpfs -o {mount} none {folder} || exit 99\n"
    for line in WRITE_ERRORS:
        command = line.replace("FOLDER", str(folder)).replace("ROR", ror)
        script += f"{hubcli} {command} 2>&1; echo $?; ls -A {folder}\n"
    script += f"XDG_CACHE_HOME={folder} {hubcli} list --data {large}; echo $?\n"
    script += f"find {folder} -name '*.part'"
    done = subprocess.run(
        [*unshare, "sh", "-c", script], capture_output=True, text=True, check=False
    )
    if done.returncode == 99:
        pytest.skip("this system has no tmpfs")

    errors = "".join(
        f"({message.replace('FOLDER', re.escape(str(folder)))}): .*\\.\n74\n"
        for message in WRITE_ERRORS.values()
    )
    listing = re.escape(run_process("list").out) + "0\n"
    assert re.fullmatch(errors + listing, done.stdout), done.stdout + done.stderr


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems do not enforce these limits, or not as low"
)
@pytest.mark.parametrize(
    "line", ["list", "search nueroscience", "export", "show kuopio --format table"]
)
@pytest.mark.parametrize(
    ("kind", "limit"),
    [(resource.RLIMIT_NOFILE, 8), (resource.RLIMIT_AS, 1 << 28)],
    ids=["files", "memory"],
)
def test_few_files_and_little_memory_are_enough(line: str, kind: int, limit: int) -> None:
    """A process that may open eight files, or use 256 MiB of memory, gives the same answer."""

    def set_limit() -> None:
        resource.setrlimit(kind, (limit, limit))

    assert run_process(*line.split(), before=set_limit) == run_process(*line.split())


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "Out of memory"),
        (ImportError("libm.so: failed to map segment"), "libm.so: failed to map segment"),
        (OSError(24, "Too many open files"), "Too many open files"),
    ],
)
def test_a_missing_resource_is_one_error(
    error: Exception, reason: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever resource is missing, the message names it, with the status for no answer."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("hubcli.dataset.load.load", fail)
    assert run("list") == (74, "", f"error: The answer cannot be written: {reason}.\n")
