"""A machine that stops the program at any moment, or has no room, no folders and no clock.

There is never half a file and never a traceback, and the answer is as always where there can be one.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from hubcli import cache, files
from hubcli.__main__ import main
from hubcli.load import builtin

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
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"} | environ
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
            "locations": [{"geonames_details": {"name": "Kuopio", "country_code": "FI", "lat": 62.9, "lng": 27.7}}],
        }
        for number in range(1000)
    ]
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def large_dataset(path: Path) -> Path:
    path.write_text(f"{builtin().read_text(encoding='utf-8')}\n# {'.' * LARGE}\n", encoding="utf-8")
    return path


# --- signals ----------------------------------------------------------------------------------------------------------

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
    completing = {"_HUBCLI_COMPLETE": "complete_bash", "COMP_WORDS": "hubcli show k", "COMP_CWORD": "2"}

    def run_until(moment: float | None, number: int, way: list[str]) -> tuple[int, bytes, dict[str, bytes]]:
        """The status, what was said, and the files that are left."""
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
        out.mkdir()
        process = started([*way, *words], TMPDIR=str(out), **({} if line else completing))
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
        status, err, left = run_until(moments.uniform(0, lasts), number, MODULE if turn % 2 else [SCRIPT])
        if b"KeyboardInterrupt" in err and b"in command" not in err:
            continue
        assert left in ({}, finished[2])
        assert (status, err) in [finished[:2], (ENDINGS[number], b""), (-number, b"")], number.name


# What a process does in place of a run, once it hears signals: FILE is to be written.
PROGRAM = """
import os, signal, sys, weakref
from pathlib import Path
import hubcli.__main__ as way_in
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

way_in.main = work
way_in.command()
"""


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
    assert subprocess.run(["sh", "-c", 'trap "" INT HUP; exec "$@"', "sh", *argv], check=False).returncode == 0


def test_to_import_it_changes_no_signal() -> None:
    """`main` is a function like any other, and its caller's Ctrl-C stays its caller's."""
    before = [signal.getsignal(number) for number in ENDINGS], sys.unraisablehook
    assert main(["--version"]) == 0
    assert ([signal.getsignal(number) for number in ENDINGS], sys.unraisablehook) == before


def test_ctrl_c_is_heard_while_another_process_writes(tmp_path: Path) -> None:
    """Waiting for a dataset that another process is keeping can take long; it ends at once."""
    cache.folder().mkdir(parents=True)
    with closing(sqlite3.connect(cache.folder() / "lock", isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        process = started([*MODULE, "list", "--data", str(large_dataset(tmp_path / "large.toml"))])
        while not list(cache.folder().glob("*.stamp")):  # the last thing that it does before it waits
            time.sleep(0.01)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert (*process.communicate(timeout=cache.PATIENCE / 4), process.returncode) == (b"", b"", 130)


@pytest.mark.parametrize("links", [True, False], ids=["with links", "a file system without"])
def test_no_name_is_taken_for_what_is_not_there_yet(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new file gets its name when it is whole, and never takes the place of another one."""
    path = tmp_path / "file"

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "replace" if links else "hardlink_to", refuse)  # with links nothing is moved
    files.write_whole(path, b"whole", over=False)
    with pytest.raises(FileExistsError):
        files.write_whole(path, b"another", over=False)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"whole")]
