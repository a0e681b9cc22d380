"""Tests that a cached dataset gives the same answers as its files, whatever happens."""

from __future__ import annotations

import os
import pty
import re
import resource
import subprocess
from typing import TYPE_CHECKING

import pytest
from cache.cache_helpers import COMMAND, entry_files, run_in_process, settle, write_large
from support import Run, Runner

from hubcli.cache import fingerprint, store
from hubcli.cli.progress import LARGE_DATASET
from hubcli.dataset import load
from hubcli.dataset.paths import builtin_path
from hubcli.exports.request import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COMMANDS = [
    "list",
    *(f"export --format {name}" for name in EXPORTS if name not in ("csv", "sqlite")),
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


@pytest.mark.parametrize("line", COMMANDS)
def test_cached_dataset_answers_as_its_file(
    run: Runner, large: Path, tmp_path: Path, line: str
) -> None:
    """Output, messages and status are the same without the cache, on a miss and on a hit."""
    small = tmp_path / "small.toml"
    small.write_bytes(builtin_path().read_bytes())
    words = [word.replace('"', "") if word.count('"') == 1 else word for word in line.split()]
    expected = run(*words, "--data", str(small))
    assert not entry_files()

    for _ in ("miss", "hit"):
        answer = run(*words, "--data", str(large))
        assert (
            Run(answer.status, answer.out.replace("large.toml", "small.toml"), answer.err)
            == expected
        )
        assert len(entry_files()) == 1


def test_cached_dataset_is_not_read_again(
    run: Runner, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the files have settled, a hit reads neither the dataset nor its whole cache entry."""
    expected = run("show", "kuopio", "--data", str(large))
    settle()
    run("show", "kuopio", "--data", str(large))  # may read the entry once more, for its digest

    def refuse(*arguments: object) -> bytes:
        raise AssertionError(f"reads {arguments}")

    monkeypatch.setattr(fingerprint.FileReader, "read", refuse)
    monkeypatch.setattr(fingerprint, "read_chunks", refuse)
    monkeypatch.setattr(load, "load", refuse)
    assert run("show", "kuopio", "--data", str(large)) == expected


def test_several_files_are_cached_together(run: Runner, large: Path, tmp_path: Path) -> None:
    """A change of one of them shows, and another order is another dataset."""
    other = tmp_path / "other.toml"
    text = '[dataset]\ntitle = "Other"\nupdated = 2026-01-01\n[hubs.other]\nname = "Other"\n'
    other.write_text(text, encoding="utf-8")
    hubs = len(run("list", "--data", str(large), "--data", str(other)).out.splitlines())
    assert hubs > 3

    other.write_text(text.replace('title = "', 'title = "Changed ', 1), encoding="utf-8")
    assert "Changed" in run("stats", "--data", str(large), "--data", str(other)).out
    assert "Changed" in run("stats", "--data", str(other), "--data", str(large)).out
    assert len(entry_files()) == 3


def test_pipe_beside_a_large_file_is_not_cached(run: Runner, large: Path, tmp_path: Path) -> None:
    """A pipe cannot be read twice, so both are loaded without the cache."""
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    other = '[dataset]\ntitle = "Other"\nupdated = 2026-01-01\n[hubs.island]\nname = "Island"\n'
    with subprocess.Popen(["sh", "-c", 'printf %s "$0" >"$1"', other, pipe]):
        piped = run("list", "--data", str(large), "--data", str(pipe))
    assert entry_files() == []
    assert [line.split("\t")[0] for line in piped.out.splitlines()] == [
        "biomedicum",
        "flemingsberg",
        "island",
        "kuopio",
    ]


def test_unwritable_folder_changes_no_answer(
    run: Runner, large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a file in place of the folder the dataset is loaded, without a message."""
    expected = run("search", "neuroscience", "--data", str(large))
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))

    assert run("search", "neuroscience", "--data", str(large)) == expected
    assert run("cache").status == 0


def test_full_disk_changes_no_answer(run: Runner, large: Path) -> None:
    """If an entry cannot be written in full, the dataset is loaded and no part file stays."""

    def limit_file_size() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = run_in_process("list", "--data", str(large), limit=limit_file_size)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("list").out
    assert [
        file.name for file in store.cache_folder().iterdir() if file.suffix not in (".stamp", "")
    ] == []


@pytest.fixture
def terminal() -> Iterator[Callable[[list[str]], str]]:
    """Return a function that runs a command and returns what it wrote to a terminal as stderr."""
    parent, child = pty.openpty()

    def run(command: list[str]) -> str:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=child, check=True)
        os.write(child, b"\n")  # so that there is something to read
        return os.read(parent, 1 << 20).decode()

    yield run
    os.close(parent)
    os.close(child)


def test_long_work_shows_a_bar(terminal: Callable[[list[str]], str], tmp_path: Path) -> None:
    """The bar appears on a terminal while a large dataset is cached, and not on a hit."""
    text = builtin_path().read_text(encoding="utf-8")
    short = write_large(tmp_path / "short.toml", text)
    long = write_large(tmp_path / "long.toml", f"{text}\n# {'.' * LARGE_DATASET}")

    assert terminal([*COMMAND, "list", "--data", str(short)]).strip() == ""
    assert re.search(
        r"Reading.*Indexing", terminal([*COMMAND, "list", "--data", str(long)]), re.DOTALL
    )
    assert terminal([*COMMAND, "list", "--data", str(long)]).strip() == ""
