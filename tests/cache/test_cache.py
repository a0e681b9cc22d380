"""What is kept of a large dataset: the same answers as from its file, never an old or a wrong one, whatever happens."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import random
import re
import resource
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import Run, Runner

from hubcli.cache import fingerprint, sqlite_dataset, store
from hubcli.cli.progress import LARGE_DATASET
from hubcli.dataset import load
from hubcli.dataset.paths import builtin_path
from hubcli.exports.request import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGE = 1 << 18  # bytes from which a dataset is kept
COMMAND = [sys.executable, "-c", "from hubcli.__main__ import command; command()"]

COMMANDS = [
    "list",
    *(f"export --format {form}" for form in EXPORTS if form not in ("csv", "sqlite")),
    "export --hub kuopio --type company",
    "export --table citations --topic neuroscience",
    "list actors",
    "list actors --type company --country FI --json",
    "list actors --topic medical-research",
    "list topics",
    "list topics --hub kuopio",
    "list sources --hub flemingsberg --json",
    "list hubs --topic neuroscience",
    "list hubs --type person",
    "show kuopio",
    "show kuopio --json",
    "show HUS --json",
    "show hospital karolinska",
    "show neuroscience --json",
    "show kuopio-health",
    "show univ",
    "show nuerocenter",
    "show zzzqqqxx",
    "show !!!",
    "search neuroscience --json",
    "search nueroscience finland --explain",
    "search who leads neurocenter",
    "search companies in kuopio --json",
    'search "open innovation" OR robotics -city',
    "search type:network hub:kuopio",
    "search hub:kuopio type:education --json",
    "search country:sweden topic:gene-therapy",
    "search health -type:hub -kuopio",
    "search zzzqqqxx",
    "search kuopoi zzzqqqxx",
    "compare kuopio flemingsberg --json",
    "network kuopio --depth 3",
    "network --json",
    "path ge-healthcare uef --all",
    "path savonia johnny-hogberg",
    "topics",
    "topics innovation",
    "cite neurocenter",
    "export --country SE",
    "stats",
    "stats --json",
    "search university --limit 2",
]


def padded(path: Path, text: str) -> Path:
    """A dataset file with a comment that makes it large enough to be kept."""
    path.write_text(f"{text}\n# {'.' * LARGE}\n", encoding="utf-8")
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """The built-in dataset, as a large file."""
    return padded(tmp_path / "large.toml", builtin_path().read_text(encoding="utf-8"))


def kept_files() -> list[Path]:
    return sorted(store.cache_folder().glob("*.sqlite"))


@pytest.mark.parametrize("line", COMMANDS)
def test_what_is_kept_answers_as_the_file_does(
    run: Runner, large: Path, tmp_path: Path, line: str
) -> None:
    """Every command gives the same output, messages and status, when it is kept now and when it was kept before."""
    small = tmp_path / "small.toml"
    small.write_bytes(builtin_path().read_bytes())
    words = [word.replace('"', "") if word.count('"') == 1 else word for word in line.split()]
    expected = run(*words, "--data", str(small))
    assert not kept_files()

    for _ in ("cold", "warm"):
        answer = run(*words, "--data", str(large))
        assert (
            Run(answer.status, answer.out.replace("large.toml", "small.toml"), answer.err)
            == expected
        )
        assert len(kept_files()) == 1


def test_a_kept_dataset_is_not_read_again(
    run: Runner, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it is kept, and the clock has moved on, neither the dataset nor all of what is kept is read."""
    expected = run("show", "kuopio", "--data", str(large))
    time.sleep(fingerprint.SETTLE_NS / 1e9)
    run(
        "show", "kuopio", "--data", str(large)
    )  # which may look once more, to be sure of what is kept

    def refuse(*what: object) -> bytes:
        raise AssertionError(f"reads {what}")

    monkeypatch.setattr(fingerprint.FileReader, "read", refuse)
    monkeypatch.setattr(fingerprint, "read_chunks", refuse)
    monkeypatch.setattr(load, "load", refuse)
    assert run("show", "kuopio", "--data", str(large)) == expected


def named(text: str, name: str) -> str:
    return text.replace('name = "Kuopio"', f'name = "{name}"')


def test_a_change_shows_at_once(run: Runner, tmp_path: Path) -> None:
    """Also one that leaves size and modification time as they were, and ones that follow one another closely."""
    text = builtin_path().read_text(encoding="utf-8")
    path = padded(tmp_path / "large.toml", named(text, "Kuopix"))
    its = path.stat()
    assert (
        run("list", "--data", str(path), "--sort", "id").out.splitlines()[2].split("\t")[1]
        == "Kuopix"
    )

    for number in range(10):
        padded(path, named(text, f"Kuopi{number}"))
        os.utime(path, ns=(its.st_atime_ns, its.st_mtime_ns))
        assert (
            run("list", "--data", str(path), "--sort", "id").out.splitlines()[2].split("\t")[1]
            == f"Kuopi{number}"
        )


def test_what_is_kept_is_what_was_read(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changes between the look at its stamp and its reading is not kept under its old digest."""
    text = builtin_path().read_text(encoding="utf-8")
    path = padded(tmp_path / "large.toml", text)
    run("list", "--data", str(path))
    time.sleep(fingerprint.SETTLE_NS / 1e9)
    for _ in range(2):  # from here on the stamp is believed
        run("list", "--data", str(path))
    for file in kept_files():
        file.unlink()
    before, look = fingerprint._state(path), fingerprint._state

    padded(path, named(text, "Kuopix"))
    with monkeypatch.context() as patched:
        patched.setattr(fingerprint, "_state", lambda one: before if one == path else look(one))
        assert "Kuopix" in run("list", "--data", str(path)).out
    padded(path, text)
    assert "Kuopix" not in run("list", "--data", str(path)).out


def test_several_files_are_kept_together_and_each_is_watched(
    run: Runner, large: Path, tmp_path: Path
) -> None:
    """The same files in another order are another dataset; a change of the small one shows."""
    other = tmp_path / "other.toml"
    text = '[dataset]\ntitle = "Other"\nupdated = 2026-01-01\n[hubs.other]\nname = "Other"\n'
    other.write_text(text, encoding="utf-8")
    hubs = len(run("list", "--data", str(large), "--data", str(other)).out.splitlines())
    assert hubs > 3

    other.write_text(text.replace('title = "', 'title = "Changed ', 1), encoding="utf-8")
    assert "Changed" in run("stats", "--data", str(large), "--data", str(other)).out
    assert "Changed" in run("stats", "--data", str(other), "--data", str(large)).out
    assert len(kept_files()) == 3


def damaged(content: bytes, how: str) -> bytes | None:
    at = random.Random(how).randrange(len(content))
    return {
        "removed": None,
        "empty": b"",
        "no database": b"This is no database.",
        "cut short": content[: len(content) // 2],
        "grown": content + b"x",
        "one byte": content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :],
        "overwritten": content[:4096] + bytes(len(content) - 4096),
    }[how]


@pytest.mark.parametrize(
    "how",
    ["removed", "empty", "no database", "cut short", "grown", "one byte", "overwritten", "foreign"],
)
@pytest.mark.parametrize("settled", [False, True], ids=["at once", "later"])
def test_what_is_damaged_is_made_anew(run: Runner, large: Path, how: str, settled: bool) -> None:
    """Whatever happened to what is kept, the answer is right, and it is kept again."""
    expected = run("search", "neuroscience", "--data", str(large))
    (file,) = kept_files()
    content = file.read_bytes()
    if settled:
        time.sleep(fingerprint.SETTLE_NS / 1e9)
        run("list", "--data", str(large))
    if how == "foreign":
        file.unlink()
        with sqlite3.connect(file) as db:
            db.execute("CREATE TABLE about(name, data)")
        db.close()
    else:
        changed = damaged(content, how)
        file.unlink() if changed is None else file.write_bytes(changed)

    assert run("search", "neuroscience", "--data", str(large)) == expected
    assert kept_files() == [file]
    assert run("search", "neuroscience", "--data", str(large)) == expected


def test_damaged_stamps_and_cards_are_no_problem(run: Runner, large: Path) -> None:
    """They only save time."""
    expected = run("show", "kuopio", "--data", str(large))
    for content in (b"", b"\xff\x00", b'["/elsewhere",[1,2,3,4,5],"0",9999999999999999999]', b"[]"):
        for file in store.cache_folder().iterdir():
            if file.suffix in (".stamp", ".card"):
                file.write_bytes(content)
        assert run("show", "kuopio", "--data", str(large)) == expected


def test_a_pipe_beside_a_large_file_is_read_with_it(
    run: Runner, large: Path, tmp_path: Path
) -> None:
    """Nothing is kept of what cannot be read again."""
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    other = '[dataset]\ntitle = "Other"\nupdated = 2026-01-01\n[hubs.island]\nname = "Island"\n'
    with subprocess.Popen(["sh", "-c", 'printf %s "$0" >"$1"', other, pipe]):
        piped = run("list", "--data", str(large), "--data", str(pipe))
    assert kept_files() == []
    assert [line.split("\t")[0] for line in piped.out.splitlines()] == [
        "biomedicum",
        "flemingsberg",
        "island",
        "kuopio",
    ]


def test_a_folder_that_cannot_be_written_changes_nothing(
    run: Runner, large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the folder should be: the answer comes from the dataset, without a word about it."""
    expected = run("search", "neuroscience", "--data", str(large))
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))

    assert run("search", "neuroscience", "--data", str(large)) == expected
    assert run("cache").status == 0


def in_a_process(
    *argv: str, limit: Callable[[], object] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *argv], capture_output=True, text=True, check=False, preexec_fn=limit
    )


def test_a_full_disk_changes_nothing(run: Runner, large: Path) -> None:
    """Where what is to be kept cannot be written to its end, the answer comes from the dataset, and no part stays."""

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = in_a_process("list", "--data", str(large), limit=little)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("list").out
    assert [
        file.name for file in store.cache_folder().iterdir() if file.suffix not in (".stamp", "")
    ] == []


def test_processes_that_start_at_once_all_answer(large: Path) -> None:
    """Sixteen of them, with nothing kept: the same answer sixteen times, and one file."""
    with ThreadPoolExecutor(16) as pool:
        done = list(
            pool.map(
                lambda _: in_a_process("search", "neuroscience", "--data", str(large)), range(16)
            )
        )
    assert {(one.returncode, one.stdout, one.stderr) for one in done} == {(0, done[0].stdout, "")}
    assert done[0].stdout.startswith("kuopio\t")
    assert len(kept_files()) == 1


def test_cache_shows_what_is_kept_and_clears_it(run: Runner, large: Path) -> None:
    """An object with the folder and its datasets; afterwards nothing is left in it."""
    nothing = run("cache")
    assert nothing.out == f"Folder: {store.cache_folder()}\nDatasets: 0, 0.0 MB\n"

    run("list", "--data", str(large))
    told = json.loads(run("cache", "--json").out)
    (only,) = told["datasets"]
    assert (told["folder"], only["title"], only["records"]) == (
        str(store.cache_folder()),
        "Nordic health and life-science hubs",
        len(run("list", "actors").out.splitlines()) + 3,
    )
    assert only["bytes"] == kept_files()[0].stat().st_size

    cleared = run("cache", "--clear")
    assert (cleared.status, cleared.out) == (0, "")
    assert re.fullmatch(r"Removed 0\.\d MB\.\n", cleared.err)
    assert list(store.cache_folder().parent.iterdir()) == []
    assert run("cache").out == nothing.out


def test_a_cache_that_cannot_be_cleared_says_so(
    run: Runner, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line with the reason, and the status of an output that fails."""
    run("list", "--data", str(large))

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", path.name)

    monkeypatch.setattr(Path, "unlink", refuse)
    failed = run("cache", "--clear")
    assert failed.status == 74
    assert re.fullmatch(r"The cache cannot be cleared: Permission denied: \S+\.\n", failed.err)


def test_the_oldest_go_when_it_is_too_much(
    run: Runner, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what is kept, the newest stay as far as there is room, and half-written files of nobody go."""
    run("list", "--data", str(large))
    (first,) = kept_files()
    os.utime(first, (1, 1))
    part = store.cache_folder() / "x.sqlite.1.part"
    part.write_text("")
    os.utime(part, (1, 1))
    monkeypatch.setattr(store, "MAX_CACHE_BYTES", first.stat().st_size)

    padded(large, builtin_path().read_text(encoding="utf-8") + "\n# changed")
    run("list", "--data", str(large))
    assert first not in kept_files()
    assert len(kept_files()) == 1
    assert not part.exists()


@pytest.fixture
def terminal() -> Iterator[Callable[[list[str]], str]]:
    """Runs a command with standard error on a terminal, and gives what was written there."""
    parent, child = pty.openpty()

    def run(command: list[str]) -> str:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=child, check=True)
        os.write(child, b"\n")  # so that there is something to read
        return os.read(parent, 1 << 20).decode()

    yield run
    os.close(parent)
    os.close(child)


def test_what_is_kept_without_its_card_goes_first(
    run: Runner, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of it nobody knows what it was made from."""
    run("list", "--data", str(large))
    (first,) = kept_files()
    first.with_suffix(".card").unlink()
    os.utime(first, (1, 1))
    monkeypatch.setattr(store, "MAX_CACHE_BYTES", 0)
    store.prune(store.cache_folder())
    assert kept_files() == []


def test_what_is_kept_by_another_program_is_not_listed(run: Runner, large: Path) -> None:
    """Nor is it touched."""
    run("list", "--data", str(large))
    for name, content in (("foreign", b"x" * 5000), ("empty", b"")):
        (store.cache_folder() / f"{name}.sqlite").write_bytes(content)
    assert len(json.loads(run("cache", "--json").out)["datasets"]) == 1
    assert len(kept_files()) == 3


def test_the_parts_of_what_is_kept_are_those_of_the_dataset(tmp_path: Path) -> None:
    """By their keys, their number and what stands there, and nothing else stands there."""
    whole = load.load([builtin_path()])
    db = sqlite3.connect(tmp_path / "kept.sqlite", check_same_thread=False)
    sqlite_dataset.write_dataset(db, whole)
    kept = sqlite_dataset.open_dataset(db, whole.files)
    for part in ("sources", "topics", "hubs", "actors"):
        ours, theirs = getattr(kept, part), getattr(whole, part)
        assert set(ours) == set(theirs)
        assert len(ours) == len(theirs)
        for key in theirs:
            assert key in ours
            assert ours[key] == theirs[key] or list(ours[key]) == list(theirs[key])
        assert "nobody" not in ours
        with pytest.raises(KeyError):
            ours["nobody"]
    for record in whole.records():
        assert kept.ties_of(record.id) == whole.ties_of(record.id)
        assert kept.component_of(record.id) == whole.component_of(record.id)
        assert kept.neighbours(record.id) == whole.neighbours(record.id)
    for hub in whole.hubs:
        assert kept.actors_in(hub) == whole.actors_in(hub)
        assert kept.count_actors(hub) == whole.count_actors(hub)


def test_a_long_work_shows_a_bar(terminal: Callable[[list[str]], str], tmp_path: Path) -> None:
    """On a terminal and on standard error, only where it is long, and not a second time."""
    text = builtin_path().read_text(encoding="utf-8")
    short = padded(tmp_path / "short.toml", text)
    long = padded(tmp_path / "long.toml", f"{text}\n# {'.' * LARGE_DATASET}")

    assert terminal([*COMMAND, "list", "--data", str(short)]).strip() == ""
    assert re.search(
        r"Reading.*Indexing", terminal([*COMMAND, "list", "--data", str(long)]), re.DOTALL
    )
    assert terminal([*COMMAND, "list", "--data", str(long)]).strip() == ""


def test_what_is_written_changes_only_with_its_layout(tmp_path: Path) -> None:
    """What an older hubcli of the same version wrote is read: so whatever changes it changes `cache.LAYOUT` as well."""
    db = sqlite3.connect(tmp_path / "kept.sqlite")
    sqlite_dataset.write_dataset(db, load.load([Path("small.toml")]))
    tables = {
        "entry": "rowid, names, texts, tags",
        "concept": "words, field, owner, text",
        "record": "*",
        "spelling": "*",
        "vocabulary": "*",
        "item": "*",
        "tie": "*",
        "about": "*",
    }
    written = [
        sorted(map(repr, db.execute(f"SELECT {columns} FROM {table}")))
        for table, columns in tables.items()
    ]
    db.close()
    assert (store.LAYOUT, hashlib.sha256(repr(written).encode()).hexdigest()[:16]) == (
        3,
        "943e50806a78a4d8",
    )
