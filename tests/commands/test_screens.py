"""Screens of the built-in dataset at three widths, compared with reviewed captures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support import Runner, Snapshot

WIDTHS = (60, 80, 120)

SCREENS = {
    "hubcli": [],
    "help": ["show", "--help"],
    "list": ["list"],
    "list-actors": ["list", "actors"],
    "show-biomedicum": ["show", "biomedicum"],
    "show-flemingsberg": ["show", "flemingsberg"],
    "show-kuopio": ["show", "kuopio"],
    "show-person": ["show", "mikael von und zu fraunberg"],
    "show-actor": ["show", "neurocenter finland"],
    "show-topic": ["show", "innovation"],
    "show-source": ["show", "kuopio-health"],
    "search": ["search", "digital health"],
    "compare": ["compare", "kuopio", "flemingsberg"],
    "network": ["network", "kuopio", "--depth", "2"],
    "topics": ["topics"],
    "stats": ["stats", "--data", "../data/hubs.toml"],  # its own path depends on the machine
}
ERRORS = {
    "error-name": ["show", "kuopoi"],
    "error-search": ["search", "cancer"],
    "error-option": ["list", "--tipe", "company"],
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen(
    run: Runner, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """At each width no line is longer than the terminal, and the screen is as reviewed."""
    arguments = SCREENS[name]
    is_answer = bool(arguments) and "--help" not in arguments
    screens = []
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        result = run(*arguments, *(["--format", "table"] if is_answer else []))
        assert (result.status, result.err) == (0, "")
        assert max(map(len, result.out.splitlines())) <= width
        screens.append(f"{width} columns\n\n{result.out}")
    snapshot(f"screen-{name}.txt", "\n\n".join(screens))


@pytest.mark.parametrize("name", ERRORS)
def test_error(run: Runner, snapshot: Snapshot, name: str) -> None:
    """An error says what is wrong and names a command to try."""
    result = run(*ERRORS[name], "--format", "table")
    assert result.status != 0
    assert not result.out
    assert "\nhint: hubcli " in result.err
    snapshot(f"screen-{name}.txt", result.err)
