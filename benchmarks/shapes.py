"""What an awkward shape of a dataset costs as it grows: `python benchmarks/shapes.py [RECORDS] [SHAPE...]`.

Writes datasets that no curator would: everybody linked to one, a long chain, all of one name, thousands of figures or
aliases in one record. Runs each command on one of so many records (10,000) and on one of twice as many, with an empty
cache for each, and prints how often longer the second took: about 2 where the work follows the size, 4 where it follows
its square. Ratios of one run compare; seconds do not.
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


def listed(key: str, items: Iterable[str]) -> str:
    return f"{key} = [{', '.join(items)}]\n"


def actor(number: int, name: str, links: Iterable[str] = (), hub: str = "") -> str:
    hubs = listed("hubs", [f"'{hub}'"] if hub else [])
    return f"[actors.a{number}]\nname = '{name}'\ntype = 'other'\n{hubs}{listed('links', links)}"


def link(to: str) -> str:
    return f"{{ rel = 'partner-of', to = '{to}', cite = 's' }}"


def chain(size: int) -> str:
    """Each linked to the next."""
    return (
        HUB
        + "".join(actor(at, f"A{at}", [link(f"a{at + 1}")], "h") for at in range(size))
        + actor(size, "End")
    )


def star(size: int) -> str:
    """All linked to one."""
    links = listed("links", (link(f"a{at}") for at in range(size)))
    return HUB + links + "".join(actor(at, f"A{at}", hub="h") for at in range(size))


def crowd(size: int) -> str:
    """Ten times a tenth, each linked to all ten of the next tenth."""
    tenths = size // 10
    rows = (
        actor(
            10 * row + at,
            f"A{row}.{at}",
            [link(f"a{10 * (row + 1) + to}") for to in range(10 if row + 1 < tenths else 0)],
        )
        for row in range(tenths)
        for at in range(10)
    )
    return HUB + "".join(rows)


def namesakes(size: int) -> str:
    """All of one name."""
    return HUB + "".join(actor(at, "Same Name", hub="h") for at in range(size))


def facts(size: int) -> str:
    """As many facts with a figure in one record."""
    each = "{{ text = 'Fact {0}.', cite = 's', figure = {{ value = {0}, of = 'people' }} }}"
    return HUB + listed("facts", map(each.format, range(size)))


def aliases(size: int) -> str:
    """As many names of one record."""
    return HUB + listed("aliases", (f"'Alias {at}'" for at in range(size)))


def hubs(size: int) -> str:
    """As many hubs, and one actor in all of them."""
    fact = listed(
        "facts", ["{ text = 'Fact.', cite = 's', figure = { value = 1, of = 'people' } }"]
    )
    its = "".join(f"[hubs.h{at}]\nname = 'H{at}'\n{fact}" for at in range(size))
    return f"{HUB}{its}[actors.a]\nname = 'A'\ntype = 'other'\n" + listed(
        "hubs", (f"'h{at}'" for at in range(size))
    )


SHAPES: tuple[Callable[[int], str], ...] = (chain, star, crowd, namesakes, facts, aliases, hubs)


def seconds(command: str, dataset: Path) -> float:
    """How long a process took, with nothing kept."""
    with tempfile.TemporaryDirectory() as cache:
        start = time.perf_counter()
        done = subprocess.run(
            [HUBCLI, *command.split(), "--data", str(dataset)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            env={**os.environ, "XDG_CACHE_HOME": cache},
        )
        took = time.perf_counter() - start
    if done.returncode > 1:  # 1 is that nothing was found
        sys.exit(f"'{command}' failed with status {done.returncode}")
    return took


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
                once, twice = (seconds(command, path) for path in paths)
                print(f"  {twice / once:5.2f}  {command}")


main()
