"""Measure how the time of each command grows with datasets of awkward shapes.

    python benchmarks/shapes.py [RECORDS] [SHAPE...]

Writes datasets that no curator would: all records linked to one, a long chain, one name for all,
thousands of figures or aliases in one record. Runs each command on a dataset of 10,000 records and
on one of twice as many, with an empty cache each time, and prints the ratio of the times: about 2
if the work is linear, 4 if it is quadratic. Compare ratios only: seconds vary with the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HUBCLI = str(Path(sysconfig.get_path("scripts")) / "hubcli")
HEAD = """[dataset]
title = "Shapes"
updated = 2026-11-22
[sources.s]
title = "Source"
[hubs.g]
name = "Second"
"""
HUB = '[hubs.h]\nname = "First"\n'
COMMANDS = (
    "list actors",
    "show h",
    "search fact",
    "compare h g",
    "network",
    "network h --depth 50",
    "topics",
    "cite h",
    "stats",
    "check",
    "export --format json",
    "export --format markdown",
    "export --format graphml",
)


def array(key: str, items: Iterable[str]) -> str:
    return f"{key} = [{', '.join(items)}]\n"


def actor(number: int, name: str, links: Iterable[str] = (), hub: str = "") -> str:
    hubs = array("hubs", [f"'{hub}'"] if hub else [])
    return f"[actors.a{number}]\nname = '{name}'\ntype = 'other'\n{hubs}{array('links', links)}"


def link(to: str) -> str:
    return f"{{ rel = 'partner-of', to = '{to}', cite = 's' }}"


def chain(size: int) -> str:
    """Each record is linked to the next."""
    links = ((number, [link(f"a{number + 1}")]) for number in range(size))
    records = (actor(number, f"A{number}", to_next, "h") for number, to_next in links)
    return HUB + "".join(records) + actor(size, "End")


def star(size: int) -> str:
    """All records are linked to one."""
    links = array("links", (link(f"a{number}") for number in range(size)))
    return HUB + links + "".join(actor(number, f"A{number}", hub="h") for number in range(size))


def crowd(size: int) -> str:
    """Rows of ten records, each of which is linked to all ten of the next row."""
    rows = size // 10
    text = HUB
    for row in range(rows):
        following = range(10 * (row + 1), 10 * (row + 2)) if row + 1 < rows else ()
        links = [link(f"a{number}") for number in following]
        for column in range(10):
            text += actor(10 * row + column, f"A{row}.{column}", links)
    return text


def namesakes(size: int) -> str:
    """All records have one name."""
    return HUB + "".join(actor(number, "Same Name", hub="h") for number in range(size))


def facts(size: int) -> str:
    """One record has as many facts, each with a figure."""
    each = "{{ text = 'Fact {0}.', cite = 's', figure = {{ value = {0}, of = 'people' }} }}"
    return HUB + array("facts", map(each.format, range(size)))


def aliases(size: int) -> str:
    """One record has as many aliases."""
    return HUB + array("aliases", (f"'Alias {number}'" for number in range(size)))


def hubs(size: int) -> str:
    """One actor is in as many hubs."""
    fact = array("facts", ["{ text = 'Fact.', cite = 's', figure = { value = 1, of = 'people' } }"])
    hubs = "".join(f"[hubs.h{number}]\nname = 'H{number}'\n{fact}" for number in range(size))
    return f"{HUB}{hubs}[actors.a]\nname = 'A'\ntype = 'other'\n" + array(
        "hubs", (f"'h{number}'" for number in range(size))
    )


SHAPES: tuple[Callable[[int], str], ...] = (chain, star, crowd, namesakes, facts, aliases, hubs)


def measure(command: str, dataset: Path) -> float:
    """Run a process with an empty cache; return its time in seconds."""
    with tempfile.TemporaryDirectory() as cache:
        start = time.perf_counter()
        done = subprocess.run(
            [HUBCLI, *command.split(), "--data", str(dataset)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            env={**os.environ, "XDG_CACHE_HOME": cache},
        )
        seconds = time.perf_counter() - start
    if done.returncode > 1:  # 1: nothing was found
        sys.exit(f"'{command}' failed with status {done.returncode}")
    return seconds


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chosen = [shape for shape in SHAPES if shape.__name__ in sys.argv[2:] or not sys.argv[2:]]
    with tempfile.TemporaryDirectory() as folder:
        for shape in chosen:
            paths = []
            for count in (size, 2 * size):
                paths.append(Path(folder, f"{shape.__name__}-{count}.toml"))
                paths[-1].write_text(HEAD + shape(count), encoding="utf-8")
            print(f"{shape.__name__}: {shape.__doc__} {paths[1].stat().st_size / 1e6:.1f} MB")
            for command in COMMANDS:
                single, double = (measure(command, path) for path in paths)
                print(f"  {double / single:5.2f}  {command}")


if __name__ == "__main__":
    main()
