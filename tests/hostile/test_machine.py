"""A machine that stops the program at any moment, or has no room, no folders and no clock.

There is never half a file and never a traceback, and the answer is as always where there can be one.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import random
import re
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import Run, Runner

from hubcli import files
from hubcli.cache import lock as lock_module
from hubcli.cache import store
from hubcli.cli.progress import LARGE_DATASET
from hubcli.dataset import paths
from hubcli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MODULE = [sys.executable, "-m", "hubcli"]
SCRIPT = str(Path(sys.executable).with_name("hubcli"))
LARGE = 1 << 18  # bytes from which a dataset is kept
# As a shell reports a process that the signal ended.
ENDINGS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


def hearing() -> None:
    """In a new process before it runs: whoever runs the tests in the background may have signals ignored."""
    for number in ENDINGS:
        signal.signal(number, signal.SIG_DFL)


def started(argv: list[str], **environ: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own, with an output that is written in pieces, as everywhere but in tests."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"
    } | environ
    return subprocess.Popen(
        argv,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        preexec_fn=hearing,  # noqa: PLW1509  no threads here
    )


def dump_of_ror(path: Path) -> Path:
    """Organisations enough that reading them takes a moment."""
    records = [
        {
            "id": f"https://ror.org/0{number:06d}12",
            "status": "active",
            "types": ["education"],
            "names": [{"value": f"University {number}", "types": ["ror_display"], "lang": "en"}],
            "locations": [
                {
                    "geonames_details": {
                        "name": "Kuopio",
                        "country_code": "FI",
                        "lat": 62.9,
                        "lng": 27.7,
                    }
                }
            ],
        }
        for number in range(1000)
    ]
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def large_dataset(path: Path, size: int = LARGE) -> Path:
    path.write_text(
        f"{paths.builtin_path().read_text(encoding='utf-8')}\n# {'.' * size}\n", encoding="utf-8"
    )
    return path


# --- signals ----------------------------------------------------------------------------------------------------------

# What measures coverage has moments of its own, at which it hangs or shows a traceback.
unmeasured = pytest.mark.skipif(
    "COVERAGE_PROCESS_CONFIG" in os.environ, reason="coverage is being measured"
)

# What a command is to write is in the folder OUT, what it reads in IN.
INTERRUPTED = {
    "list": "list",
    "search": "search nueroscience",
    "export": "export --to OUT/hubs.json",
    "export sqlite": "export --to OUT/hubs.sqlite",
    "export to a pipe": "export --format sqlite",
    "new": "new OUT/new.toml --from-ror IN/ror.json",
    "picture": "show kuopio --svg OUT/kuopio.svg",
    "check": "check --sources IN",
    "first reading": "list --data IN/large.toml",
    "completion": "",
}


@unmeasured
@pytest.mark.parametrize("line", INTERRUPTED.values(), ids=INTERRUPTED)
def test_a_signal_at_any_moment_leaves_nothing_half_written(
    line: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """At random moments, `--times N` of them: the status that a shell knows, no word, and of each file all or nothing.

    Only before the first line of `command` Ctrl-C is Python's own business.
    """
    its, out = tmp_path / "in", tmp_path / "out"
    its.mkdir()
    dump_of_ror(its / "ror.json")
    large_dataset(its / "large.toml")
    words = line.replace("OUT", str(out)).replace("IN", str(its)).split()
    completing = {
        "_HUBCLI_COMPLETE": "complete_bash",
        "COMP_WORDS": "hubcli show k",
        "COMP_CWORD": "2",
    }

    def run_until(
        moment: float | None, number: int, way: list[str]
    ) -> tuple[int, bytes, dict[str, bytes]]:
        """The status, what was said, and the files that are left."""
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
        out.mkdir()
        process = started([*way, *words], **({} if line else completing))
        if moment is not None:
            time.sleep(moment)
            process.send_signal(number)
        err = process.communicate()[1]
        assert list(tmp_path.rglob("*.part")) == []
        return process.returncode, err, {path.name: path.read_bytes() for path in out.iterdir()}

    moments = random.Random(line)
    begun = time.monotonic()
    finished = run_until(None, 0, MODULE)
    lasts = time.monotonic() - begun
    for turn in range(request.config.getoption("--times")):
        number = moments.choice(list(ENDINGS))
        status, err, left = run_until(
            moments.uniform(0, lasts), number, MODULE if turn % 2 else [SCRIPT]
        )
        if b"KeyboardInterrupt" in err and b"in command" not in err:
            continue
        assert left in ({}, finished[2])
        assert err in (b"", finished[1]), number.name
        assert status in (finished[0], ENDINGS[number], -number), number.name


# Each writes OUT/file, which may have been there before.
WRITING = {
    "export": "export --format json --to OUT/file --force",
    "export sqlite": "export --format sqlite --to OUT/file --force",
    "export zip": "export --format csv --to OUT/file --force",
    "new": "new OUT/file --from-ror IN/ror.json --force",
    "svg": "show kuopio --svg OUT/file.svg",
    "html": "show kuopio --html OUT/file.html",
    "first reading": "list --data IN/large.toml",
}


@unmeasured
@pytest.mark.parametrize("line", WRITING.values(), ids=WRITING)
def test_a_kill_at_any_moment_leaves_whole_files(
    line: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Nothing hears SIGKILL: at random moments, `--times N` of them, a file is as before or as it was to be.

    What was begun may lie beside it, under a name of its own. The next run, with whatever was left, does and says what
    the first one did.
    """
    its, out = tmp_path / "in", tmp_path / "out"
    its.mkdir()
    out.mkdir()
    dump_of_ror(its / "ror.json")
    large_dataset(its / "large.toml")
    argv = [*MODULE, *line.replace("OUT", str(out)).replace("IN", str(its)).split()]
    files = [out / Path(word).name for word in argv if word.startswith(str(out))]

    def contents() -> list[bytes | None]:
        return [path.read_bytes() if path.exists() else None for path in files]

    begun = time.monotonic()
    said = started(argv).communicate()
    lasts = time.monotonic() - begun
    whole = contents()
    assert None not in whole
    moments = random.Random(line)
    for _ in range(request.config.getoption("--times")):
        if moments.random() < 0.5:
            shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
        before: bytes | None = moments.choice([None, b"before"])
        for path in files:
            path.write_bytes(before) if before else path.unlink(missing_ok=True)
        process = started(argv)
        time.sleep(moments.uniform(0, lasts))
        process.kill()
        process.communicate()
        assert contents() in ([before] * len(files), whole)
        assert started(argv).communicate() == said
        assert contents() == whole


# What a process does in place of a run, once it hears signals: FILE is to be written.
PROGRAM = """
import os, signal, sys, weakref
from pathlib import Path
import hubcli.__main__ as process
from hubcli import files

FILE = Path(sys.argv[1])
unlink = Path.unlink

class Thing: pass

def ctrl_c(*_): os.kill(os.getpid(), signal.SIGINT)

def unlink_and_ctrl_c(path):
    ctrl_c()
    unlink(path)

def work():
    {work}

process.main = work
process.command()
"""


@unmeasured
@pytest.mark.parametrize(
    "work",
    [
        "ctrl_c()",
        "with files.replacing(FILE) as beside: beside.touch(); ctrl_c()",
        "with files.replacing(FILE) as beside: beside.touch(); Path.unlink = unlink_and_ctrl_c; ctrl_c()",
        "type('Class', (), dict(name=type('Field', (), dict(__set_name__=ctrl_c))()))",
        "thing = Thing(); ref = weakref.ref(thing, ctrl_c); del thing",
    ],
    ids=["at once", "writing", "twice", "in a class", "in a callback"],
)
def test_ctrl_c_ends_whatever_is_going_on(work: str, tmp_path: Path) -> None:
    """Also where Python makes another error of it, or cannot raise it; a second one does not disturb its tidying up."""
    process = started([sys.executable, "-c", PROGRAM.format(work=work), str(tmp_path / "file")])
    assert (*process.communicate(), process.returncode) == (b"", b"", 130)
    assert list(tmp_path.iterdir()) == []


def test_what_is_set_to_be_ignored_is_ignored(tmp_path: Path) -> None:
    """As `nohup` does with the signal of a lost terminal, and a shell with Ctrl-C for what runs in the background."""
    work = "[os.kill(os.getpid(), number) for number in (signal.SIGINT, signal.SIGHUP)]; return 0"
    argv = [sys.executable, "-c", PROGRAM.format(work=work), str(tmp_path)]
    assert (
        subprocess.run(
            ["sh", "-c", 'trap "" INT HUP; exec "$@"', "sh", *argv], check=False
        ).returncode
        == 0
    )


def test_to_import_it_changes_no_signal() -> None:
    """`main` is a function like any other, and its caller's Ctrl-C stays its caller's."""
    before = [signal.getsignal(number) for number in ENDINGS], sys.unraisablehook
    assert main(["--version"]) == 0
    assert ([signal.getsignal(number) for number in ENDINGS], sys.unraisablehook) == before


@unmeasured
def test_ctrl_c_is_heard_while_another_process_writes(tmp_path: Path) -> None:
    """Waiting for a dataset that another process is keeping can take long; it ends at once."""
    store.cache_folder().mkdir(parents=True)
    with closing(sqlite3.connect(store.cache_folder() / "lock", isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        process = started([*MODULE, "list", "--data", str(large_dataset(tmp_path / "large.toml"))])
        while process.poll() is None and not list(
            store.cache_folder().glob("*.stamp")
        ):  # the last thing before it waits
            time.sleep(0.01)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert (*process.communicate(timeout=lock_module.PATIENCE / 4), process.returncode) == (
            b"",
            b"",
            130,
        )


@pytest.mark.parametrize("links", [True, False], ids=["with links", "a file system without"])
def test_no_name_is_taken_for_what_is_not_there_yet(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new file gets its name when it is whole, and never takes the place of another one."""
    path = tmp_path / "file"

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(
        Path, "replace" if links else "hardlink_to", refuse
    )  # with links nothing is moved
    files.write_whole(path, b"whole", over=False)
    with pytest.raises(FileExistsError):
        files.write_whole(path, b"another", over=False)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"whole")]


def test_a_bar_whose_terminal_goes_costs_no_answer(tmp_path: Path) -> None:
    """As when a shell is left with a work in its background."""
    path = large_dataset(tmp_path / "large.toml", LARGE_DATASET)
    parent, child = pty.openpty()
    with subprocess.Popen(
        [*MODULE, "list", "--data", str(path)], stdout=subprocess.PIPE, stderr=child
    ) as process:
        os.close(child)
        assert os.read(parent, 1) == b"\x1b"  # it is there
        os.close(parent)
        out = process.communicate()[0]
    assert (process.returncode, out.decode()) == (0, run_in_process("list").out)


def test_a_terminal_may_change_its_size_all_the_time(tmp_path: Path) -> None:
    """The work goes on, and the bar with it."""
    path = large_dataset(tmp_path / "large.toml", LARGE_DATASET)
    parent, child = pty.openpty()
    with subprocess.Popen(
        [*MODULE, "list", "--data", str(path)], stdout=subprocess.DEVNULL, stderr=child
    ) as process:
        os.close(child)
        said = b""
        for columns in range(1, 1000):
            if process.poll() is not None:
                break
            fcntl.ioctl(parent, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
            process.send_signal(signal.SIGWINCH)
            with suppress(BlockingIOError, OSError):  # OSError: it has ended
                os.set_blocking(parent, False)
                said += os.read(parent, 1 << 16)
            time.sleep(0.002)
    os.close(parent)
    assert process.returncode == 0
    assert b"Indexing" in said
    assert b"Traceback" not in said


# --- folders, disks and memory ----------------------------------------------------------------------------------------


def run_in_process(
    *argv: str,
    limit: Callable[[], object] | None = None,
    environ: Mapping[str, str | None] | None = None,
) -> Run:
    """The command in a process of its own, with variables set, or unset where they are None."""
    env = {
        name: value
        for name, value in {**os.environ, **(environ or {})}.items()
        if value is not None
    }
    done = subprocess.run(
        [*MODULE, *argv],
        capture_output=True,
        encoding="utf-8",
        env=env,
        preexec_fn=limit,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


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
def test_no_home_and_no_folders_change_no_answer(
    environ: dict[str, str | None], tmp_path: Path
) -> None:
    """Neither of the built-in dataset nor of a large one, which cannot be kept then."""
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    own = {name: str(link) if value == "LINK" else value for name, value in environ.items()}
    large = str(large_dataset(tmp_path / "large.toml"))
    expected = run_in_process("list")

    assert run_in_process("list", environ=own) == expected
    assert run_in_process("list", "--data", large, environ=own) == expected
    assert run_in_process("cache", environ=own)._replace(out="") == (0, "", "")


def test_without_any_home_nothing_is_kept(
    tmp_path: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large dataset is read as it is; what is kept can be neither shown nor cleared, which one line says."""
    expected = run("list")
    large = str(large_dataset(tmp_path / "large.toml"))

    def unknown(*_: object, **more: object) -> Path:
        raise RuntimeError(f"could not determine the home directory{more['appauthor'] or ''}")

    monkeypatch.setattr("platformdirs.user_cache_path", unknown)
    assert run("list", "--data", large) == expected
    assert run("cache") == (74, "", "The cache cannot be shown: no home folder is known: ~.\n")
    assert run("cache", "--clear") == (
        74,
        "",
        "The cache cannot be cleared: no home folder is known: ~.\n",
    )


def test_a_user_without_a_name_gets_the_answer() -> None:
    """As in a container that is told a number alone: no home, no entry among the users."""

    def as_nobody(*argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            argv, capture_output=True, encoding="utf-8", env={}, user=54321, cwd="/", check=False
        )

    try:
        able = as_nobody(sys.executable, "-c", "import hubcli, msgspec").returncode == 0
    except PermissionError:
        able = False
    if not able:
        pytest.skip("we may not become another user, or another user may not run this Python")
    done = as_nobody(*MODULE, "list")
    assert Run(done.returncode, done.stdout, done.stderr) == run_in_process("list")


def test_a_folder_that_is_gone_is_no_hindrance(tmp_path: Path) -> None:
    """Whoever stands in a folder that somebody has removed can read, and is told why nothing can be written."""
    folder = tmp_path / "folder"
    folder.mkdir()
    here = Path.cwd()
    expected = run_in_process("list")
    os.chdir(
        folder
    )  # the fixture that set the folder of the tests sets the one before them as well
    folder.rmdir()
    try:
        assert run_in_process("list") == expected
        assert run_in_process("list", "--data", "x.toml") == (
            3,
            "",
            "x.toml: error: there is no such file\n",
        )
        why = "cannot be written: No such file or directory.\n"
        assert run_in_process("export", "--to", "x.json") == (74, "", f"'x.json' {why}")
        assert run_in_process("new", "x.toml") == (74, "", f"'x.toml' {why}")
    finally:
        os.chdir(here)


def test_files_that_nobody_may_read_are_whole(tmp_path: Path) -> None:
    """With a mask that takes every permission, what is written is written, and what is kept may not be used."""
    path = tmp_path / "hubs.json"
    large = str(large_dataset(tmp_path / "large.toml"))
    expected = run_in_process("list")
    for _ in ("cold", "warm"):
        assert run_in_process("list", "--data", large, limit=lambda: os.umask(0o777)) == expected
    assert run_in_process("export", "--to", str(path), limit=lambda: os.umask(0o777)).status == 0
    assert path.stat().st_mode & 0o777 == 0
    path.chmod(0o600)
    assert path.read_text(encoding="utf-8") == run_in_process("export").out


WRITING = {
    "export --to FOLDER/x.json": "'FOLDER/x.json' cannot be written",
    "export --to FOLDER/x.zip --force": "'FOLDER/x.zip' cannot be written",
    "export --to FOLDER/x.sqlite": "The database cannot be written|'FOLDER/x.sqlite' cannot be written",
    "show kuopio --svg FOLDER/x.svg": "'FOLDER/x.svg' cannot be written",
    "new FOLDER/x.toml --from-ror ROR": "'FOLDER/x.toml' cannot be written",
}


@pytest.mark.parametrize(
    "mount", ["size=16k", "nr_inodes=1", "ro"], ids=["full", "no inodes", "read-only"]
)
def test_where_nothing_can_be_written_nothing_is_left(mount: str, tmp_path: Path) -> None:
    """One line and status 74 from who writes, the answer from who reads; not half a file, whatever the folder lacks."""
    inside = ["unshare", "--map-root-user", "--mount"]
    folder, large = tmp_path / "folder", large_dataset(tmp_path / "large.toml")
    folder.mkdir()
    if (
        not shutil.which("unshare")
        or subprocess.run([*inside, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system does not let us mount a file system of our own")
    ror = str(dump_of_ror(tmp_path / "ror.json"))
    lines = [line.replace("FOLDER", str(folder)).replace("ROR", ror) for line in WRITING]
    script = f"mount -t tmpfs -o {mount} none {folder} || exit 99\n"
    script += "".join(
        f"{' '.join(MODULE)} {line} 2>&1; echo $?; ls -A {folder}\n" for line in lines
    )
    script += f"XDG_CACHE_HOME={folder} {' '.join(MODULE)} list --data {large}; echo $?; find {folder} -name '*.part'"
    done = subprocess.run(
        [*inside, "sh", "-c", script], capture_output=True, text=True, check=False
    )
    if done.returncode == 99:
        pytest.skip("this system has no tmpfs")

    said = [
        f"({what.replace('FOLDER', re.escape(str(folder)))}): .*\\.\n74\n"
        for what in WRITING.values()
    ]
    listed = re.escape(run_in_process("list").out) + "0\n"
    assert re.fullmatch("".join(said) + listed, done.stdout), done.stdout + done.stderr


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere these limits are not kept, or not as low"
)
@pytest.mark.parametrize(
    "line", ["list", "search nueroscience", "export", "show kuopio --format table"]
)
def test_little_is_enough(line: str) -> None:
    """The answer comes where a process may have eight files open, or 256 MiB of memory."""
    expected = run_in_process(*line.split())
    for kind, most in ((resource.RLIMIT_NOFILE, 8), (resource.RLIMIT_AS, 1 << 28)):

        def little(kind: int = kind, most: int = most) -> None:
            resource.setrlimit(kind, (most, most))

        assert run_in_process(*line.split(), limit=little) == expected


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "Out of memory"),
        (ImportError("libm.so: failed to map segment"), "libm.so: failed to map segment"),
        (OSError(24, "Too many open files"), "Too many open files"),
    ],
)
def test_too_little_is_said(
    error: Exception, said: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a machine runs out of on the way, one line says what, with the status of an answer that is not there."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("hubcli.dataset.load.load", fail)
    assert run("list") == (74, "", f"The answer cannot be written: {said}.\n")


# --- clocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1950, 1970, 2100, 2300])
def test_files_of_another_time_are_read_as_any_other(
    year: int, tmp_path: Path, run: Runner
) -> None:
    """Also where what is kept is from the future: what counts is what is in a file, and a change shows at once."""
    path = large_dataset(tmp_path / "large.toml")
    then = (year - 1970) * 31_556_952
    expected = run("list")
    for name in ("Kuopio", "Kuopix"):
        path.write_text(
            path.read_text(encoding="utf-8").replace('name = "Kuopio"', f'name = "{name}"')
        )
        os.utime(path, (then, then))
        for _ in range(2):
            assert run("list", "--data", str(path)).out == expected.out.replace(
                "\tKuopio\t", f"\t{name}\t", 1
            )
            for file in store.cache_folder().iterdir():
                os.utime(file, (then, then))
    assert run("cache").status == 0


def test_a_clock_that_was_wrong_does_no_harm(
    tmp_path: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept when the clock said 2100 or 1970 answers today, and shows what has changed since."""
    path = large_dataset(tmp_path / "large.toml")
    text = path.read_text(encoding="utf-8")
    expected = run("list")
    for seconds in (0, 4_102_444_800):
        with monkeypatch.context() as patched:
            patched.setattr(time, "time_ns", lambda: seconds * 1_000_000_000)  # noqa: B023  within this turn
            patched.setattr(time, "time", lambda: float(seconds))  # noqa: B023  as above
            assert run("list", "--data", str(path)) == expected
        assert run("list", "--data", str(path)) == expected
        path.write_text(text.replace('name = "Kuopio"', 'name = "Kuopix"'), encoding="utf-8")
        assert "\tKuopix\t" in run("list", "--data", str(path)).out
        path.write_text(text, encoding="utf-8")
