"""Outputs of the commands in every format and width, compared with reviewed snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support import Runner, Snapshot

SMALL = "small.toml"  # in the folder in which tests run
EXTENSIONS = {
    "table": "txt",
    "plain": "txt",
    "tsv": "tsv",
    "csv": "csv",
    "json": "json",
    "markdown": "md",
}
COMMAND_LINES = {
    "list": ["list"],
    "list-actors": ["list", "actors"],
    "list-topics": ["list", "topics"],
    "list-sources": ["list", "sources"],
    "show-hub": ["show", "harbour"],
    "show-actor": ["show", "sea institute"],
    "show-topic": ["show", "research"],
    "show-source": ["show", "leaflet"],
    "search": ["search", "brain", "harbour"],
    "stats": ["stats"],
}


@pytest.mark.parametrize("format", EXTENSIONS)
@pytest.mark.parametrize("name", COMMAND_LINES)
def test_every_format(run: Runner, snapshot: Snapshot, name: str, format: str) -> None:
    """Each command in each format writes the reviewed output and nothing to standard error."""
    result = run(*COMMAND_LINES[name], "--data", SMALL, "--format", format)

    assert (result.status, result.err) == (0, "")
    snapshot(f"{name}.{format}.{EXTENSIONS[format]}", result.out)


@pytest.mark.parametrize("width", ["30", "60", "120", "200"])
@pytest.mark.parametrize("name", ["list", "list-actors", "show-hub", "search", "stats"])
def test_every_terminal_width(
    run: Runner, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, name: str, width: str
) -> None:
    """No line is longer than the terminal, and the output is the reviewed one."""
    monkeypatch.setenv("COLUMNS", width)

    out = run(*COMMAND_LINES[name], "--data", SMALL, "--format", "table").out

    assert [line for line in out.splitlines() if len(line.rstrip()) > int(width)] == []
    snapshot(f"{name}.{width}.txt", out)


def test_built_in_dataset_in_a_pipe(run: Runner, snapshot: Snapshot) -> None:
    """The most used commands write the reviewed output for the built-in dataset."""
    for argv in (["list"], ["show", "kuopio"], ["show", "flemingsberg"], ["show", "biomedicum"]):
        snapshot(f"built-in-{'-'.join(argv)}.txt", run(*argv).out)
    snapshot("built-in-search.txt", run("search", "neuroscience").out)
    snapshot(
        "built-in-search-plain.txt",
        run("search", "university", "--limit", "3", "--format", "plain").out,
    )
