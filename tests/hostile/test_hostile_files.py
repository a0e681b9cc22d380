"""Tests of files that are not datasets, or made to do harm: few lines of errors in little time."""

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


# Files that are valid since TOML 1.1; the suite is for TOML 1.0.
SINCE_1_1 = {
    "datetime/no-secs.toml",
    "inline-table/linebreak-1.toml",
    "inline-table/linebreak-2.toml",
    "inline-table/linebreak-3.toml",
    "inline-table/linebreak-4.toml",
    "inline-table/trailing-comma.toml",
    "string/basic-byte-escapes.toml",
}


def toml_test_files(folder_name: str) -> Iterator[Path]:
    """Yield the files of a folder of the toml-test suite.

    The environment variable `TOML_TEST` names the folder of the suite, which is in the Debian
    package golang-github-burntsushi-toml-dev.
    """
    folder = os.environ.get("TOML_TEST", "")
    if not folder:
        missing("toml-test")
    files = sorted(Path(folder, folder_name).rglob("*.toml"))
    assert len(files) >= 100
    return iter(files)


def test_invalid_toml_is_one_error_with_its_place(run: Runner) -> None:
    """Each invalid file of the suite gives one line, with the line and the column of the fault."""
    valid = set()
    for path in toml_test_files("invalid"):
        result = run("list", "--data", str(path))
        message = r":[1-9]\d*:[1-9]\d*: error: not (TOML: [^\n]{10,}|UTF-8 [^\n]+)\n"
        if not re.fullmatch(re.escape(str(path)) + message, result.err):
            assert "the key 'dataset' is missing" in result.err
            valid.add(str(path.relative_to(Path(os.environ["TOML_TEST"], "invalid"))))
        assert (result.status, result.out) == (3, "")
    assert valid == SINCE_1_1


def test_valid_toml_that_is_not_a_dataset_has_a_missing_key(run: Runner) -> None:
    """Each valid file of the suite lacks the key `dataset`, and all of its errors have places."""
    for path in toml_test_files("valid"):
        result = run("list", "--data", str(path))
        assert (result.status, result.out) == (3, "")
        lines = result.err.splitlines()
        assert f"{path}:1:1: error: the key 'dataset' is missing" in lines
        problem = re.compile(re.escape(str(path)) + r":[1-9]\d*:[1-9]\d*: error: .+")
        assert all(problem.fullmatch(line) for line in lines[:-1])
        assert (
            problem.fullmatch(lines[-1])
            or lines[-1] == f"{len(lines) - 1} problems; nothing was read."
        )


# Files that would take much time and memory if all of their faults were reported.
BOMBS = {
    "keys": "".join(f"k{number} = 1\n" for number in range(100_000)),
    "tables": "".join(f"[t{number}]\n" for number in range(100_000)),
    "facts": f"{HEAD}[hubs.a]\nname = 'A'\nfacts = [{'{},' * 100_000}]\n",
    "ids": HEAD + "".join(f"[hubs.a{number}]\nname = 'A'\nid = 'b'\n" for number in range(20_000)),
}


@pytest.mark.parametrize(
    "name",
    [
        "keys",
        "facts",
        pytest.param("tables", marks=pytest.mark.slow),
        pytest.param("ids", marks=pytest.mark.slow),
    ],
)
def test_at_most_a_thousand_problems_are_reported(run: Runner, tmp_path: Path, name: str) -> None:
    """One more line says that there are more, so a file cannot fill the memory with messages."""
    path = tmp_path / "bomb.toml"
    path.write_text(BOMBS[name], encoding="utf-8")

    result = run("list", "--data", str(path))
    assert (result.status, result.out) == (3, "")
    lines = result.err.splitlines()
    assert len(lines) == MAX_FAULTS + 2
    assert any(line.endswith(": there are more problems than these 1,000") for line in lines)
    checked = run("check", str(path)).out.splitlines()
    assert [line for line in checked if ": error: " in line] == lines[:-1]


def test_only_the_first_missing_references_get_suggestions(run: Runner, tmp_path: Path) -> None:
    """A suggestion compares all names, which would take long for thousands of errors."""
    path = tmp_path / "absent.toml"
    topics = "".join(
        f"[topics.topic-{number}]\nname = 'T{number}'\nbroader = 'topic-x{number}'\n"
        for number in range(5000)
    )
    path.write_text(HEAD + topics, encoding="utf-8")

    lines = run("list", "--data", str(path)).err.splitlines()
    assert len(lines) == MAX_FAULTS + 2
    suggested = ["did you mean" in line for line in lines[:MAX_FAULTS]]
    assert suggested == [number < MAX_SUGGESTIONS for number in range(MAX_FAULTS)]


def test_two_files_may_contradict_each_other_in_every_record(run: Runner, tmp_path: Path) -> None:
    """Of thousands of ids with a different name in each file, a thousand are reported."""
    paths = [tmp_path / "first.toml", tmp_path / "second.toml"]
    for path in paths:
        hubs = "".join(f"[hubs.h{number}]\nname = '{path.stem}'\n" for number in range(5000))
        path.write_text(HEAD + hubs, encoding="utf-8")

    result = run("list", "--data", str(paths[0]), "--data", str(paths[1]))
    lines = result.err.splitlines()
    assert (result.status, len(lines)) == (3, MAX_FAULTS + 2)
    assert (
        lines[0] == f"{paths[1]}:4:1: error: hubs.h0: the id 'h0' is already used at {paths[0]}:4"
    )


def test_chains_of_broader_topics_are_limited(run: Runner, tmp_path: Path) -> None:
    """A chain at the limit, one beyond it, one of 50,000 topics, and a cycle."""
    path = tmp_path / "chain.toml"
    numbers = range(1, 50_001)
    chain = [
        f"[topics.t{number}]\nname = 'T{number}'\nbroader = 't{number - 1}'\n" for number in numbers
    ]

    def errors(length: int, root: str = "") -> list[str]:
        text = f"{HEAD}[topics.t0]\nname = 'T0'\n{root}{''.join(chain[:length])}"
        path.write_text(text, encoding="utf-8")
        lines = run("list", "topics", "--data", str(path)).err.splitlines()
        return [line.rpartition("error: ")[2] for line in lines]

    assert errors(MAX_TOPIC_DEPTH) == []
    assert errors(MAX_TOPIC_DEPTH + 1) == [
        f"topics.t{MAX_TOPIC_DEPTH + 1}.broader:"
        f" there are more than {MAX_TOPIC_DEPTH} topics above it"
    ]
    assert len(errors(len(chain))) == MAX_FAULTS + 2
    assert errors(MAX_TOPIC_DEPTH, root="broader = 't1'\n") == [
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
def test_extreme_toml_is_one_error_with_its_place(
    run: Runner, tmp_path: Path, text: str, message: str
) -> None:
    """Numbers with too many digits, nesting that is too deep, and invalid characters."""
    path = tmp_path / "hostile.toml"
    path.write_bytes(text.encode())

    result = run("list", "--data", str(path))
    assert (result.status, result.out, result.err.count("\n")) == (3, "", 1)
    assert result.err.startswith(f"{path}:{message}")


@pytest.mark.parametrize("prefix", ["", "hubs.", "hubs.a.facts."])
@pytest.mark.parametrize("template", ["{} = 1", "[{}]", "[[{}]]"])
def test_dotted_keys_may_be_very_deep(
    run: Runner, tmp_path: Path, template: str, prefix: str
) -> None:
    """A key of ten thousand parts, too deep for some readers, is reported as an unknown key."""
    path = tmp_path / "deep.toml"
    path.write_text(template.format(prefix + ".".join("a" * 10_000)), encoding="utf-8")

    result = run("list", "--data", str(path))
    assert (result.status, result.out) == (3, "")
    assert len(result.err.splitlines()) <= 4
    assert len(result.err) < 1000


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp037"]
)
def test_only_utf_8_is_read(run: Runner, tmp_path: Path, encoding: str) -> None:
    """Other encodings are one error and are not guessed."""
    path = tmp_path / "hostile.toml"
    path.write_bytes(f'{HEAD}[hubs.a]\nname = "Hyvää"\n'.encode(encoding))

    result = run("list", "--data", str(path))
    assert (result.status, result.out, result.err.count("\n")) == (3, "", 1)
    assert re.search(
        r":\d+:\d+: error: not (UTF-8 \(byte 0x..\); save the file as UTF-8|TOML: .+)\n$",
        result.err,
    )


def test_a_message_shortens_a_long_key_or_value(run: Runner, tmp_path: Path) -> None:
    """Of a key or a value of a megabyte, a message shows only the beginning."""
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
    ("line", "message"),
    [
        ("established = 0x" + "f" * 5000, "so large a number is not a year"),
        (
            "place = { city = 'X', country = 'FI', lat = 0x" + "f" * 500 + " }",
            "so large a number is not degrees",
        ),
        ("place = { city = 'X', country = 'FI', lat = nan }", "nan is not degrees"),
        (
            "facts = [{ text = 'T.', figure = { value = inf, of = 'x' } }]",
            "inf is not a number from -10^15 to 10^15",
        ),
    ],
)
def test_a_number_out_of_range_is_refused(
    run: Runner, tmp_path: Path, line: str, message: str
) -> None:
    """Very large integers, infinity and NaN, which are all valid TOML."""
    path = tmp_path / "hostile.toml"
    path.write_text(f"{HEAD}[hubs.a]\nname = 'A'\n{line}\n", encoding="utf-8")

    result = run("list", "--data", str(path))
    assert (result.status, result.err.count("\n")) == (3, 1)
    assert message in result.err


@pytest.mark.parametrize("padding", [0, 300_000], ids=["small", "cached"])
def test_a_file_may_be_replaced_while_it_is_read(run: Runner, tmp_path: Path, padding: int) -> None:
    """Each answer is from one version of the file, never from both; the last is from the newest."""
    path, temporary = tmp_path / "changing.toml", tmp_path / "temporary.toml"
    stop = Event()

    def write(name: str) -> None:
        names = "".join(f"[hubs.{hub}]\nname = '{name}'\n" for hub in ("a", "b"))
        temporary.write_text(f"{HEAD}{names}# {'.' * padding}\n", encoding="utf-8")
        temporary.replace(path)

    def keep_writing() -> None:
        while not stop.is_set():
            write("First")
            write("Second")

    def listing(name: str) -> str:
        return "".join(f"{hub}\t{name}\t\t\t0\t\t\n" for hub in ("a", "b"))

    write("First")
    thread = Thread(target=keep_writing)
    thread.start()
    try:
        results = {run("list", "--data", str(path)) for _ in range(60)}
    finally:
        stop.set()
        thread.join()
    assert results <= {(0, listing("First"), ""), (0, listing("Second"), "")}
    assert run("list", "--data", str(path)).out == listing("Second")


def test_a_file_may_be_incomplete(run: Runner, tmp_path: Path) -> None:
    """After any of its bytes, a file gives an answer or errors with places."""
    path = tmp_path / "growing.toml"
    data = f"{HEAD}[hubs.a]\nname = 'Alphabetical'\n".encode()
    for end in range(len(data)):
        path.write_bytes(data[:end])
        result = run("list", "--data", str(path))
        assert result.status in (0, 1, 3)
        assert result.err.startswith(f"{path}:") or result.err in ("", "There are no hubs.\n")
