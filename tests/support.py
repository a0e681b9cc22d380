"""Shared by tests beside fixtures: folders, the result of a run, a line for every command."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

TESTS = Path(__file__).parent
ROOT = TESTS.parent
SHARED = (
    ROOT.parent / "shared"
)  # material for measuring; tests that need it skip where it is missing

# With HUBCLI_READERS=all every program that reads an export is required.
ALL_READERS = os.environ.get("HUBCLI_READERS") == "all"

EVERY_COMMAND = {
    "list": "list actors --hub kuopio --type company",
    "show": "show kuopio",
    "search": "search neuroscince",  # a misspelling: a search does most work for one
    "compare": "compare kuopio flemingsberg",
    "network": "network kuopio --depth 2",
    "path": "path ge-healthcare uef",
    "topics": "topics",
    "cite": "cite kuopio",
    "stats": "stats",
    "check": "check --strict",
    "new": "new -",
    "schema": "schema",
    "export": "export --hub kuopio",
    "cache": "cache",
}


class Run(NamedTuple):
    """The result of a command line."""

    status: int
    out: str
    err: str


Runner = Callable[..., Run]
Snapshot = Callable[[str, str], None]


def missing(program: str) -> NoReturn:
    """Skip the test for want of a program, or fail it where every reader is required."""
    reason = f"{program} is not installed"
    if ALL_READERS:
        pytest.fail(reason)
    pytest.skip(reason)
