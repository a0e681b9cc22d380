"""Dataset files that are no datasets, or that are made to do harm: each is told in bounded time, on few lines."""

from __future__ import annotations

import os
import re
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from support import Runner, missing

from hubcli.console import MAX_MESSAGE
from hubcli.dataset.references import MAX_SUGGESTIONS, MAX_TOPIC_DEPTH
from hubcli.dataset.source_file import MAX_FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = '[dataset]\ntitle = "Hostile"\nupdated = 2026-11-22\n'


# A conformance suite of TOML -------------------------------------------------------------------------------

# What TOML 1.1 admits and the suite, which is of 1.0, does not.
SINCE_1_1 = {
    "datetime/no-secs.toml",
    "inline-table/linebreak-1.toml",
    "inline-table/linebreak-2.toml",
    "inline-table/linebreak-3.toml",
    "inline-table/linebreak-4.toml",
    "inline-table/trailing-comma.toml",
    "string/basic-byte-escapes.toml",
}


def suite(half: str) -> Iterator[Path]:
    """The files of toml-test, whose folder `TOML_TEST` names (Debian: golang-github-burntsushi-toml-dev)."""
    folder = os.environ.get("TOML_TEST", "")
    if not folder:
        missing("toml-test")
    files = sorted(Path(folder, half).rglob("*.toml"))
    assert len(files) >= 100
    return iter(files)


def test_what_is_not_toml_is_one_message(run: Runner) -> None:
    """Every invalid file is told on one line, with the line and the column where it stops to be TOML."""
    seen = set()
    for path in suite("invalid"):
        done = run("list", "--data", str(path))
        told = (
            re.escape(str(path))
            + r":[1-9]\d*:[1-9]\d*: error: not (TOML: [^\n]{10,}|UTF-8 [^\n]+)\n"
        )
        if not re.fullmatch(told, done.err):
            assert "the key 'dataset' is missing" in done.err
            seen.add(str(path.relative_to(Path(os.environ["TOML_TEST"], "invalid"))))
        assert (done.status, done.out) == (3, "")
    assert seen == SINCE_1_1


def test_what_is_toml_and_no_dataset_is_told_what_is_missing(run: Runner) -> None:
    """Every valid file is told that it lacks what every dataset has, and nothing that is not about the file."""
    for path in suite("valid"):
        done = run("list", "--data", str(path))
        assert (done.status, done.out) == (3, "")
        lines = done.err.splitlines()
        assert f"{path}:1:1: error: the key 'dataset' is missing" in lines
        problem = re.compile(re.escape(str(path)) + r":[1-9]\d*:[1-9]\d*: error: .+")
        assert all(problem.fullmatch(line) for line in lines[:-1])
        assert (
            problem.fullmatch(lines[-1])
            or lines[-1] == f"{len(lines) - 1} problems; nothing was read."
        )


# Files that are made to take time and memory ----------------------------------------------------------------


BOMBS = {
    "keys": "".join(f"k{number} = 1\n" for number in range(100_000)),
    "tables": "".join(f"[t{number}]\n" for number in range(100_000)),
    "facts": f"{HEAD}[hubs.a]\nname = 'A'\nfacts = [{'{},' * 100_000}]\n",
    "ids": HEAD + "".join(f"[hubs.a{number}]\nname = 'A'\nid = 'b'\n" for number in range(20_000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_any_number_of_problems_is_told_as_a_thousand(
    run: Runner, tmp_path: Path, name: str
) -> None:
    """Nobody reads more, and more would take memory without end."""
    path = tmp_path / "bomb.toml"
    path.write_text(BOMBS[name], encoding="utf-8")

    done = run("list", "--data", str(path))
    assert (done.status, done.out) == (3, "")
    lines = done.err.splitlines()
    assert len(lines) == MAX_FAULTS + 2
    assert any(line.endswith(": there are more problems than these 1,000") for line in lines)
    checked = run("check", str(path)).out.splitlines()
    assert [line for line in checked if ": error: " in line] == lines[:-1]


def test_only_the_first_of_many_absences_are_looked_for(run: Runner, tmp_path: Path) -> None:
    """A suggestion compares a name with all there are; so many are no slips of the keys."""
    path = tmp_path / "absent.toml"
    topics = "".join(
        f"[topics.topic-{number}]\nname = 'T{number}'\nbroader = 'topic-x{number}'\n"
        for number in range(5000)
    )
    path.write_text(HEAD + topics, encoding="utf-8")

    lines = run("list", "--data", str(path)).err.splitlines()
    assert len(lines) == MAX_FAULTS + 2
    assert ["did you mean" in line for line in lines[:MAX_FAULTS]] == [True] * MAX_SUGGESTIONS + [
        False
    ] * (MAX_FAULTS - MAX_SUGGESTIONS)


def test_two_files_that_contradict_each_other_all_along(run: Runner, tmp_path: Path) -> None:
    """The same ids in both, each with another name."""
    paths = [tmp_path / "one.toml", tmp_path / "two.toml"]
    for path in paths:
        hubs = "".join(f"[hubs.h{number}]\nname = '{path.stem}'\n" for number in range(5000))
        path.write_text(HEAD + hubs, encoding="utf-8")

    done = run("list", "--data", str(paths[0]), "--data", str(paths[1]))
    lines = done.err.splitlines()
    assert (done.status, len(lines)) == (3, MAX_FAULTS + 2)
    assert (
        lines[0] == f"{paths[1]}:4:1: error: hubs.h0: the id 'h0' is already used at {paths[0]}:4"
    )


def test_a_chain_of_topics_is_followed_once(run: Runner, tmp_path: Path) -> None:
    """Each broader than the one before, a hundred times or fifty thousand times, and in a circle."""
    path = tmp_path / "chain.toml"
    numbers = range(1, 50_001)
    chain = [
        f"[topics.t{number}]\nname = 'T{number}'\nbroader = 't{number - 1}'\n" for number in numbers
    ]

    def said(first: str, most: int) -> list[str]:
        path.write_text(
            f"{HEAD}[topics.t0]\nname = 'T0'\n{first}{''.join(chain[:most])}", encoding="utf-8"
        )
        lines = run("list", "topics", "--data", str(path)).err.splitlines()
        return [line.rpartition("error: ")[2] for line in lines]

    assert said("", MAX_TOPIC_DEPTH) == []
    assert said("", MAX_TOPIC_DEPTH + 1) == [
        f"topics.t{MAX_TOPIC_DEPTH + 1}.broader: there are more than {MAX_TOPIC_DEPTH} topics above it"
    ]
    assert len(said("", len(chain))) == MAX_FAULTS + 2
    assert said("broader = 't1'\n", MAX_TOPIC_DEPTH) == [
        "topics.t0.broader: 't0' is broader than itself, by way of 't1'",
        "topics.t1.broader: 't1' is broader than itself, by way of 't0'",
        "2 problems; nothing was read.",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1" + "0" * 100_000, "1:5: error: not a dataset: a number with too many digits"),
        (
            "[x]\ny = [1,\n-1" + "_0" * 50_000 + "]",
            "3:1: error: not a dataset: a number with too many digits",
        ),
        ("x = " + "[" * 10_000 + "]" * 10_000, " error: not a dataset: nested too deeply"),
        ("x = " + "{a=" * 10_000 + "1" + "}" * 10_000, " error: not a dataset: nested too deeply"),
        ("a = 1\rb = 2\r", "1:6: error: not TOML: "),
        ("a = 1\x00", "1:6: error: not TOML: "),
        ("a = '\x00'", "1:6: error: not TOML: "),
        ("a = '\ufeff'\n\ufeffb = 1", "2:1: error: not TOML: "),
        (r'a = "\ud800"', "1:12: error: not TOML: "),
        (r'a = "\U00110000"', "1:16: error: not TOML: "),
    ],
)
def test_what_no_reader_likes_is_told_with_its_place(
    run: Runner, tmp_path: Path, text: str, message: str
) -> None:
    """Numbers, nesting and characters beyond what there is."""
    path = tmp_path / "hostile.toml"
    path.write_bytes(text.encode())

    done = run("list", "--data", str(path))
    assert (done.status, done.out, done.err.count("\n")) == (3, "", 1)
    assert done.err.startswith(f"{path}:{message}")


@pytest.mark.parametrize("begin", ["", "hubs.", "hubs.a.facts."])
@pytest.mark.parametrize("form", ["{} = 1", "[{}]", "[[{}]]"])
def test_tables_may_be_in_tables_without_end(
    run: Runner, tmp_path: Path, form: str, begin: str
) -> None:
    """Ten thousand deep by their names alone: too deep for some readers, and for us no more than an unknown key."""
    path = tmp_path / "deep.toml"
    path.write_text(form.format(begin + ".".join("a" * 10_000)), encoding="utf-8")

    done = run("list", "--data", str(path))
    assert (done.status, done.out) == (3, "")
    assert len(done.err.splitlines()) <= 4
    assert len(done.err) < 1000


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp037"]
)
def test_another_encoding_is_told(run: Runner, tmp_path: Path, encoding: str) -> None:
    """UTF-8 alone is read, and nothing is guessed."""
    path = tmp_path / "hostile.toml"
    path.write_bytes(f'{HEAD}[hubs.a]\nname = "Hyvää"\n'.encode(encoding))

    done = run("list", "--data", str(path))
    assert (done.status, done.out, done.err.count("\n")) == (3, "", 1)
    assert re.search(
        r":\d+:\d+: error: not (UTF-8 \(byte 0x..\); save the file as UTF-8|TOML: .+)\n$", done.err
    )


def test_a_message_is_no_place_for_a_whole_text(run: Runner, tmp_path: Path) -> None:
    """A key or a value of megabytes is named by its beginning."""
    path = tmp_path / "hostile.toml"
    path.write_text(
        f"{HEAD}[hubs.a]\nname = 'A'\nror = '{'x' * 1_000_000}'\n{'k' * 1_000_000} = 1\n",
        encoding="utf-8",
    )

    lines = run("list", "--data", str(path)).err.splitlines()
    assert [len(line) for line in lines[:2]] == [MAX_MESSAGE + 3] * 2
    assert lines[0].startswith(f"{path}:6:1: error: hubs.a.ror: 'xxx")
    assert lines[1].startswith(f"{path}:7:1: error: hubs.a.kkk")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("established = 0x" + "f" * 5000, "so large a number is not a year"),
        (
            "place = { city = 'X', country = 'FI', lat = 0x" + "f" * 500 + " }",
            "so large a number is not degrees",
        ),
        ("place = { city = 'X', country = 'FI', lat = nan }", "nan is not degrees"),
        (
            "facts = [{ text = 'T.', figure = { value = inf, of = 'x' } }]",
            "inf is not a number that somebody counted",
        ),
    ],
)
def test_a_number_beyond_measure_is_refused(
    run: Runner, tmp_path: Path, key: str, said: str
) -> None:
    """TOML has numbers that nobody counts to."""
    path = tmp_path / "hostile.toml"
    path.write_text(f"{HEAD}[hubs.a]\nname = 'A'\n{key}\n", encoding="utf-8")

    done = run("list", "--data", str(path))
    assert (done.status, done.err.count("\n")) == (3, 1)
    assert said in done.err


@pytest.mark.parametrize("padding", [0, 300_000], ids=["small", "kept"])
def test_a_file_that_is_replaced_while_it_is_read(
    run: Runner, tmp_path: Path, padding: int
) -> None:
    """The answer is that of the one or of the other, never of a mixture, and in the end that of the last."""
    path, beside = tmp_path / "changing.toml", tmp_path / "beside.toml"
    over = Event()

    def write(name: str) -> None:
        names = "".join(f"[hubs.{hub}]\nname = '{name}'\n" for hub in ("a", "b"))
        beside.write_text(f"{HEAD}{names}# {'.' * padding}\n", encoding="utf-8")
        beside.replace(path)

    def writer() -> None:
        while not over.is_set():
            write("One")
            write("Two")

    write("One")
    one, two = (f"a\t{name}\t\t\t\t0\t\nb\t{name}\t\t\t\t0\t\n" for name in ("One", "Two"))
    thread = Thread(target=writer)
    thread.start()
    try:
        seen = {run("list", "--data", str(path)) for _ in range(60)}
    finally:
        over.set()
        thread.join()
    assert seen <= {(0, one, ""), (0, two, "")}
    assert run("list", "--data", str(path)).out == two


def test_a_file_that_is_cut_while_it_is_read(run: Runner, tmp_path: Path) -> None:
    """Whatever had been written by then is what is told of."""
    path = tmp_path / "growing.toml"
    whole = f"{HEAD}[hubs.a]\nname = 'Alphabetical'\n".encode()
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        done = run("list", "--data", str(path))
        assert done.status in (0, 1, 3)
        assert (
            done.err.startswith(f"{path}:") or done.err == "" or done.err == "There are no hubs.\n"
        )
