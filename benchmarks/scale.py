"""What a large dataset costs beside the built-in one: `python benchmarks/scale.py DATASET.toml [PAIRS]`.

Runs the installed command of this Python's environment, each query on the dataset and on the built-in one in turn, and
prints the medians of the ratios of time and of peak memory. Before that it builds the kept index in an empty cache, and
compares its time with that of `tomli.load` on the same file. Ratios of one run compare; seconds do not.
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
PARSE = "import sys, time, tomli; start = time.perf_counter(); f = open(sys.argv[1], 'rb'); tomli.load(f); {}"
PARSED = [sys.executable, "-c", PARSE.format("print(time.perf_counter() - start)")]
BUILT = [
    sys.executable,
    "-c",
    "import gc, sqlite3, sys, time; gc.disable(); from pathlib import Path; from hubcli.load import load\n"
    "from hubcli.stored import write\n"
    "dataset = load([Path(sys.argv[1])]); start = time.perf_counter(); db = sqlite3.connect(sys.argv[2])\n"
    "db.executescript('PRAGMA journal_mode = off; PRAGMA synchronous = off')\n"
    "write(db, dataset); db.close(); print(time.perf_counter() - start)",
]

# A command, and where it is not the same, what is asked of the built-in dataset.
PAIRS = (
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
    """What one process took."""

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
        parsed = run([*PARSED, dataset], cache)
        built = run([*BUILT, dataset, f"{cache}/built.sqlite"], cache)
        cold = run([HUBCLI, "list", "--data", dataset], cache)
        parse, build = float(parsed.out), float(built.out)
        kept = sum(path.stat().st_size for path in Path(cache).rglob("hubcli/*/*.sqlite"))
        print(
            f"tomli.load {parse:.2f} s; {Path(dataset).stat().st_size / 1e6:.0f} MB, kept as {kept / 1e6:.0f} MB"
        )
        print(f"building the index {build:.2f} s = {build / parse:.2f} of tomli.load")
        print(
            f"first command, all in all {cold.seconds:.2f} s = {cold.seconds / parse:.2f}, {cold.megabytes:.0f} MiB"
        )
        time.sleep(0.2)  # a file is trusted by its times once they are a tenth of a second old
        run([HUBCLI, "list", "--data", dataset], cache)
        print(f"\n{'command':40} {'large / built-in':>22} {'time':>6} {'memory':>7}")
        for line, own in PAIRS:
            large = [HUBCLI, *line.split(), "--data", dataset]
            small = [HUBCLI, *(own or line).split()]
            runs = [(run(large, cache), run(small, cache)) for _ in range(pairs + 1)][1:]
            ratio = statistics.median(one.seconds / other.seconds for one, other in runs)
            memory = statistics.median(one.megabytes / other.megabytes for one, other in runs)
            one, other = (
                1000 * statistics.median(each.seconds for each in its)
                for its in zip(*runs, strict=True)
            )
            print(f"{line:40} {one:7.1f} ms / {other:5.1f} ms {ratio:6.2f} {memory:7.2f}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
