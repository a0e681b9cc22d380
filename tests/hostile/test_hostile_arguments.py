"""Tests of hostile arguments and file names: the messages are safe, and nothing is executed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomli
from hostile_texts import HOSTILE, hostile_dataset, unsafe_characters

if TYPE_CHECKING:
    from support import Runner

# Command lines with `@` for an argument, the value of an option, a query, a filter or a file name.
LINES = [
    "@",
    "--@",
    "list @",
    "list --@",
    "list --@=1",
    "list --hub @",
    "list --type @",
    "list --topic @",
    "list --country @",
    "list --sort @",
    "list --limit @",
    "list --format @",
    "list --data @",
    "list --svg @",
    "show @",
    "show --open @",
    "search @",
    "search -- @",
    "search hub:@ x",
    "search -type:@ x",
    "compare @ graph",
    "compare graph @",
    "network @",
    "network --rel @",
    "network graph --depth @",
    "path @ graph",
    "path graph @",
    "topics @",
    "cite @",
    "stats @",
    "check @",
    "check --sources @",
    "schema @",
    "export --format @",
    "export --to @",
    "export --table @",
    "export --hub @",
    "cache @",
    "new - --from-ror @",
    "new - --from-ror hostile.json --type @",
    "new - --city @",
]
ARGUMENTS = {
    "escapes": HOSTILE.replace("\0", ""),
    "bytes": "\udcff\udc9b",  # Python's representation of bytes that are not text
    "dash": "-\x1b[1m\n--x",
    "blank": "\n\u3164\x0b\n",
    "joker": "*",
    "long": "a" * 5000,  # longer than a file name may be
}


@pytest.mark.parametrize("kind", ARGUMENTS)
@pytest.mark.parametrize("line", LINES)
def test_a_hostile_argument_is_safe_in_every_message(
    run: Runner, monkeypatch: pytest.MonkeyPatch, hostile_folder: Path, line: str, kind: str
) -> None:
    """The result is an answer or an error, never a traceback; an error has one line."""
    monkeypatch.chdir(hostile_folder)
    monkeypatch.setenv("HUBCLI_DATA", "hostile.json")

    result = run(*(word.replace("@", ARGUMENTS[kind]) for word in line.split()))

    assert result.status in (0, 1, 2, 3)
    assert unsafe_characters(result.out.replace("\t", " ")) == set()
    assert unsafe_characters(result.err) == set()
    if result.status >= 2:
        assert result.out == ""
        assert re.fullmatch(r"error: .*\n(hint: .*\n)?|[^\n]*(: error: .*|\.\.\.)\n", result.err)


FILE_NAMES = [
    "\x1b]0;t\x07\n \u202e",
    "\udcff\udc9b",
    "-rf",
    "[bold]x[red]",
    "$(touch pwned)`x`'\"",
    "=1,2%",
]


@pytest.mark.parametrize("name", FILE_NAMES)
def test_files_may_have_hostile_names(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """They are read, checked, cached and written, and messages about them are safe."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))
    data = hostile_dataset()
    data["dataset"]["description"] = HOSTILE * 600  # large enough to be cached
    toml, file, broken = (Path(f"{name}{ending}") for ending in (".toml", ".json", "broken.json"))
    try:
        broken.write_text("{", encoding="utf-8")
    except (OSError, ValueError):
        pytest.skip("this file system does not allow the name")
    file.write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setenv("HUBCLI_DATA", str(file))

    runs = [
        (0, 2, run("new", "--title", HOSTILE, "--", str(toml))),
        (0, 0, run("list", "--data", str(toml), "--format", "plain")),
        (1, 1, run("check", "--with-builtin", "--", str(broken), f"{name}absent")),
        (3, 1, run("list", "--data", str(broken))),
        (0, 1, run("list", "--svg", f"{name}.svg")),
        (0, 1, run("export", "--to", f"{name}.md", "--hub", "graph")),
        (2, 2, run("export", "--to", f"{name}.md")),
        (1, 2, run("show", "\udcff")),
        (0, 0, run("cache", "--format", "table")),
        (0, 0, run("cache", "--format", "json")),
        (0, 0, run("cache", "--format", "csv")),
        (0, 0, run("stats")),
        (0, 1, run("check", "--format", "github")),
    ]

    for status, message_lines, result in runs:
        assert (result.status, result.err.count("\n")) == (status, message_lines)
        assert unsafe_characters((result.out + result.err).replace("\r\n", "\n")) == set()
    cached = json.loads(runs[9][2].out)["datasets"]
    # A cache entry stores the name of its file as JSON, which cannot contain such bytes.
    assert len(cached) == ("\udcff" not in name)
    written = toml.read_text(encoding="utf-8")
    assert tomli.loads(written)["dataset"]["title"] == HOSTILE
    assert unsafe_characters(written) == set()


def test_a_file_name_that_is_too_long_is_an_error_with_the_name(run: Runner) -> None:
    """The message begins with the name of the file that cannot be written."""
    name = "a" * 5000
    for line in (f"new {name}", f"list --svg {name}.svg", f"export --to {name}.json"):
        result = run(*line.split())
        assert (result.status, result.out) == (74, "")
        assert result.err.startswith(f"error: '{name[:-10]}")
