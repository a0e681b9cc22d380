"""Reports about several records, compared with reviewed outputs at several widths and in a pipe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support import Runner, Snapshot

COMMANDS = {
    "compare": "compare kuopio flemingsberg biomedicum",
    "compare-two": "compare kuopio flemingsberg",
    "compare-five": "compare kuopio flemingsberg biomedicum uef karolinska-institutet",
    "compare-topic": "compare kuopio flemingsberg --topic innovation",
    "compare-actors": "compare uef karolinska-institutet thl",
    "network": "network kuopiohealth --depth 2",
    "network-all": "network --rel led-by --rel part-of",
    "path": "path ge-healthcare uef",
    "path-all": "path minerva-foundation fimm --all",
    "topics": "topics",
    "topics-one": "topics digital health",
    "cite": "cite neurocenter",
}


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", COMMANDS)
def test_terminal_output_fits_the_width(
    run: Runner, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, name: str, width: int
) -> None:
    """On a terminal no line is longer than the terminal, and the output is as reviewed."""
    monkeypatch.setenv("COLUMNS", str(width))
    result = run(*COMMANDS[name].split(), "--format", "table")
    assert (result.status, result.err) == (0, "")
    assert max(map(len, result.out.splitlines())) <= width
    snapshot(f"{name}-{width}.txt", result.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_pipe_output(run: Runner, snapshot: Snapshot, name: str) -> None:
    """In a pipe lines are not wrapped, and the output is as reviewed."""
    result = run(*COMMANDS[name].split())
    assert (result.status, result.err) == (0, "")
    snapshot(f"{name}-pipe.txt", result.out)


@pytest.mark.parametrize("name", ["compare", "network", "network-all"])
def test_markdown_output(run: Runner, snapshot: Snapshot, name: str) -> None:
    """In Markdown a table has the numbers of its sources in its cells, and a tree is indented."""
    snapshot(f"{name}.md", run(*COMMANDS[name].split(), "--format", "markdown").out)


@pytest.mark.parametrize("name", COMMANDS)
def test_colours_do_not_change_the_text(
    run: Runner, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The text is the same with and without colours, and NO_COLOR removes the escape sequences."""
    plain = run(*COMMANDS[name].split(), "--format", "table").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run(*COMMANDS[name].split()).out
    assert "\x1b[" in coloured
    assert _stripped_lines(re.sub(r"\x1b\[[\d;]*m", "", coloured)) == _stripped_lines(plain)
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(*COMMANDS[name].split()).out == plain


def _stripped_lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


@pytest.mark.parametrize("name", ["compare", "network", "path"])
def test_ascii_terminal(name: str) -> None:
    """If the encoding is ASCII, bars and the lines of a tree are drawn with ASCII characters."""
    done = subprocess.run(
        [sys.executable, "-m", "hubcli", *COMMANDS[name].split(), "--format", "table"],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "100"},
        capture_output=True,
        check=True,
    )
    assert ("####" in done.stdout.decode("ascii")) == (name == "compare")
