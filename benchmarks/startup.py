"""Compare whole commands with one-command Typer programs: `python benchmarks/startup.py [PAIRS]`.

Runs the installed hubcli and a small Typer program in turn, on the same Python and library
versions, and prints the median of the ratios of all pairs. Ratios of one run can be compared;
seconds cannot, as machines are noisy. Python starts from bytecode, as for a user.
"""

from __future__ import annotations

import compileall
import os
import pty
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from importlib.util import find_spec
from pathlib import Path

HUBCLI = str(Path(sysconfig.get_path("scripts"), "hubcli"))

TABLE = """
import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main(name: str = "world") -> None:
    table = Table(title="Greeting")
    table.add_column("Word")
    table.add_column("Name")
    table.add_row("hello", name)
    Console().print(table)


app()
"""
LINE = """
import typer

app = typer.Typer()


@app.command()
def main(name: str = "world") -> None:
    print("hello", name)


app()
"""
PLAIN_EXIT = """
import gc, sys
from hubcli.main import main

gc.disable()
status = main(["list", "--json"])
gc.freeze()
sys.exit(status)
"""
TERMINAL = {"TERM": "xterm-256color", "COLUMNS": "100"}


def measure(command: list[str], *, terminal: bool) -> float:
    """Return the seconds that a process takes, its output read to the end."""
    if not terminal:
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.PIPE)
        return time.perf_counter() - start
    parent, child = pty.openpty()
    reader = threading.Thread(target=_drain, args=(parent,), daemon=True)
    reader.start()
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=child, env={**os.environ, **TERMINAL})
    seconds = time.perf_counter() - start
    os.close(child)
    reader.join()
    os.close(parent)
    return seconds


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # Linux reports a closed terminal as an error
        pass


def compare(
    name: str, command: list[str], base: list[str], pairs: int, *, terminal: bool = False
) -> None:
    """Print the median ratio of command to base, after one pair that is not counted."""
    runs = [
        (measure(command, terminal=terminal), measure(base, terminal=terminal))
        for _ in range(pairs + 1)
    ][1:]
    ratio = statistics.median(ours / theirs for ours, theirs in runs)
    ours, theirs = (1000 * statistics.median(times) for times in zip(*runs, strict=True))
    print(f"{name:42} {ours:6.1f} ms / {theirs:6.1f} ms = {ratio:.2f}")


def main(pairs: int = 25) -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    spec = find_spec("hubcli")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    compileall.compile_dir(spec.submodule_search_locations[0], quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        programs = {"table": TABLE, "line": LINE, "exit": PLAIN_EXIT}
        for name, text in programs.items():
            Path(folder, f"{name}.py").write_text(text)
        table, line, plain_exit = ([sys.executable, f"{folder}/{name}.py"] for name in programs)
        show, listing = [HUBCLI, "show", "kuopio"], [HUBCLI, "list"]
        search = [HUBCLI, "search", "neuroscience"]
        print(f"{'command':42} {'hubcli / one-command program':27} ratio")
        compare("show kuopio, terminal / a table", show, table, pairs, terminal=True)
        compare("list, terminal / a table", listing, table, pairs, terminal=True)
        compare("list --json, pipe / a line", [*listing, "--json"], line, pairs)
        compare("search neuroscience, pipe / a line", search, line, pairs)
        compare("search neuroscience, terminal / a table", search, table, pairs, terminal=True)
        compare("list --json / with Python's own exit", [*listing, "--json"], plain_exit, pairs)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
