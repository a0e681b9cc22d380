"""Tests that hostile values are refused in fields that have a pattern, and that URLs are safe."""

from __future__ import annotations

import json
import webbrowser
from typing import TYPE_CHECKING

import pytest
from hostile_texts import HOSTILE, IDS, Data, KeyPath, hostile_dataset, leaves, unsafe_characters

if TYPE_CHECKING:
    from pathlib import Path

    from support import Run, Runner


def field_paths(data: Data) -> dict[str, KeyPath]:
    """Return field name → the first path to it, for the fields that do not hold any text."""
    paths: dict[str, KeyPath] = {}
    for path, value in leaves(data):
        if value != HOSTILE:
            section, *keys = (key for key in path if not isinstance(key, int))
            if section != "dataset":
                keys = keys[1:]  # without the id
            paths.setdefault(".".join([section, *keys]), path)
    return paths


DATA = hostile_dataset()
FIELDS = field_paths(DATA)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a dataset that a test writes."""
    return tmp_path / "x.json"


def write_changed(file: Path, path: KeyPath, value: object) -> None:
    """Write the dataset with another value at a path."""
    data = json.loads(json.dumps(DATA))
    table = data
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    file.write_text(json.dumps(data), encoding="utf-8")


def assert_refused(result: Run, file: Path) -> None:
    """Assert that the output is a line for each problem, then their number."""
    assert (result.status, result.out) == (3, "")
    assert unsafe_characters(result.err) == set()
    *problems, count = result.err.splitlines()
    assert all(line.startswith(f"{file}:1:") for line in problems or [count])
    assert not problems or count == f"error: {len(problems)} problems; nothing was read."


@pytest.mark.parametrize("name", FIELDS)
def test_a_hostile_text_is_refused_by_a_field_with_a_pattern(
    run: Runner, file: Path, name: str
) -> None:
    """An id, an address, a date, a number and a word of a vocabulary, in a readable message."""
    write_changed(file, FIELDS[name], HOSTILE)

    assert_refused(run("list", "--data", str(file)), file)


@pytest.mark.parametrize(
    "table",
    [
        (),
        ("dataset",),
        *((section,) for section in IDS),
        ("hubs", "graph"),
        ("hubs", "graph", "place"),
    ],
)
def test_a_hostile_key_is_refused(run: Runner, file: Path, table: KeyPath) -> None:
    """As the id of a record and as an unknown key."""
    is_id = len(table) == 1 and table[0] in IDS
    value = {"name": "x", "title": "x", "type": "other"} if is_id else 1
    write_changed(file, (*table, HOSTILE), value)

    assert_refused(run("list", "--data", str(file)), file)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript://x",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://x",
        "//x",
        "x.example",
        "http://",
        "http:///x",
        "http:x",
        "http:\\\\x",
        "https://\x00",
        "http://x\x00",
        "http://x\x1b]0;t\x07",
        "http://\x9bx",
        "http://x y",
        "http://x\n--help",
        "http://x\t",
        " http://x",
        "http://x ",
        "\x1bhttp://x",
        "--help http://x",
        "-x",
    ],
)
def test_an_address_must_be_http_without_spaces_and_controls(
    run: Runner, file: Path, address: str
) -> None:
    """Both as the website of a hub and as the address of a source."""
    for path in (("hubs", "graph", "website"), ("sources", "null", "url")):
        write_changed(file, path, address)
        assert_refused(run("show", path[1], "--open", "--data", str(file)), file)


@pytest.mark.parametrize(
    "address",
    [
        "http://x/$(id)",
        "https://x/`id`;id|id&id>id<id",
        "http://x/'\"\\",
        "http://-x/--help",
        "https://x/%s%1",
    ],
)
def test_a_browser_gets_the_address_as_one_argument(
    run: Runner,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    file: Path,
    address: str,
) -> None:
    """No shell interprets the address, and nothing in it is expanded."""
    arguments, browser = tmp_path / "arguments", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {arguments}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    monkeypatch.setattr(webbrowser, "_tryorder", None)  # the module reads BROWSER only once
    write_changed(file, ("sources", "null", "url"), address)

    assert run("show", "null", "--open", "--data", str(file)) == (
        0,
        "",
        f"note: Opening {address}\n",
    )
    assert arguments.read_text() == f"{address}|"
