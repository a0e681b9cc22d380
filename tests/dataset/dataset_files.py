"""Small dataset files for the tests of loading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from support import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.errors import KeyPath

Reader = Callable[..., Run]

SAMPLES = Path(__file__).parent / "samples"
MINIMAL = SAMPLES / "minimal.toml"
MINIMAL_LISTED = "north\tNorth\t\t\t1\tBrain\t\n"  # what `list` prints of it

# A dataset that refers to records of the minimal one.
SECOND = """\
[dataset]
title = "Second"
updated = 2025-01-31

[hubs.south]
name = "South"
topics = ["brain"]
cite = "report#1"

[actors.ward]
name = "Ward"
type = "healthcare"
hubs = ["north", "south"]
links = [{ rel = "part-of", to = "clinic" }]
"""


def write_text(path: Path, text: str) -> Path:
    """Write a text without changing its line ends. Return the path."""
    path.write_bytes(text.encode())
    return path


def minimal_with(**changes: str) -> str:
    """Return the minimal dataset with some texts replaced: `minimal_with(North='"South"')`."""
    text = MINIMAL.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(f'"{old}"') == 1
        text = text.replace(f'"{old}"', new)
    return text


def all_paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of every key and index in `value`."""
    if isinstance(value, dict):
        value = list(value.items())
    elif isinstance(value, list):
        value = list(enumerate(value))
    else:
        return
    for step, inner in value:
        yield (*path, step)
        yield from all_paths(inner, (*path, step))
