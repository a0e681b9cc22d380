"""Compare the time and memory of commands on a large dataset with those on the built-in one.

    python benchmarks/scale.py DATASET.toml [PAIRS]

Runs the installed command of this Python's environment on both datasets in turn, and prints the
medians of the ratios. Before that it caches the dataset, and compares the time with that of
`tomli.load` on the same file. Compare ratios only: seconds vary with the machine and its load.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HUBCLI = str(Path(sysconfig.get_path("scripts")) / "hubcli")
PARSE = """
import sys, time, tomli
start = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    tomli.load(file)
print(time.perf_counter() - start)
"""
WRITE = """
import gc, sqlite3, sys, time
from pathlib import Path
from hubcli.cache.sqlite_dataset import write_dataset
from hubcli.dataset.load import load
gc.disable()
dataset = load([Path(sys.argv[1])])
start = time.perf_counter()
db = sqlite3.connect(sys.argv[2])
db.executescript("PRAGMA journal_mode = off; PRAGMA synchronous = off")
write_dataset(db, dataset)
db.close()
print(time.perf_counter() - start)
"""

# Each command for the large dataset, and for the built-in one if that is another.
COMMANDS = (
    ("search neuroscience", ""),
    ("search university of eastern finland", ""),
    ("search companies in finland", "search companies in kuopio"),
    ("search hospital", ""),
    ("search nueroscience", ""),
    ("search univresity of eastern finlnad", ""),
    ("show neuroscience research centre", "show neurocenter finland"),
    ("list hubs", ""),
)


class Run(NamedTuple):
    """The time, peak memory and output of a process."""

    seconds: float
    megabytes: float
    out: str


def run(command: list[str], cache: str) -> Run:
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "XDG_CACHE_HOME": cache},
        )
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = 0
        out.seek(0)
        return Run(seconds, usage.ru_maxrss / 1024, out.read())


def main(dataset: str, pairs: int = 15) -> None:
    with tempfile.TemporaryDirectory() as cache:
        compare_first_run(dataset, cache)
        time.sleep(0.2)  # a file is trusted by its times once they are a tenth of a second old
        run([HUBCLI, "list", "--data", dataset], cache)
        print(f"\n{'command':40} {'large / built-in':>22} {'time':>6} {'memory':>7}")
        for line, builtin_line in COMMANDS:
            large = [HUBCLI, *line.split(), "--data", dataset]
            builtin = [HUBCLI, *(builtin_line or line).split()]
            compare(line, large, builtin, cache, pairs)


def compare_first_run(dataset: str, cache: str) -> None:
    """Print the times of writing the cache and of the whole first command, relative to parsing."""
    parse = float(run([sys.executable, "-c", PARSE, dataset], cache).out)
    write = float(run([sys.executable, "-c", WRITE, dataset, f"{cache}/x.sqlite"], cache).out)
    first = run([HUBCLI, "list", "--data", dataset], cache)
    size = Path(dataset).stat().st_size
    cached = sum(path.stat().st_size for path in Path(cache).rglob("hubcli/*/*.sqlite"))
    print(f"tomli.load {parse:.2f} s; {size / 1e6:.0f} MB, cached as {cached / 1e6:.0f} MB")
    print(f"writing the cache {write:.2f} s = {write / parse:.2f} of tomli.load")
    ratio = first.seconds / parse
    print(f"first command {first.seconds:.2f} s = {ratio:.2f}, {first.megabytes:.0f} MiB")


def compare(line: str, large: list[str], builtin: list[str], cache: str, pairs: int) -> None:
    """Print the medians for one command, after one pair that is not counted."""
    runs = [(run(large, cache), run(builtin, cache)) for _ in range(pairs + 1)][1:]
    ratio = statistics.median(big.seconds / small.seconds for big, small in runs)
    memory = statistics.median(big.megabytes / small.megabytes for big, small in runs)
    ms, builtin_ms = (
        1000 * statistics.median(each.seconds for each in column)
        for column in zip(*runs, strict=True)
    )
    print(f"{line:40} {ms:7.1f} ms / {builtin_ms:5.1f} ms {ratio:6.2f} {memory:7.2f}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
