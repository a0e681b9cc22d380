"""What hubcli costs over the least that a Typer program can do: `python benchmarks/startup.py [PAIRS]`.

Runs the installed command of this Python's environment and a one-command Typer program in turn, on the same Python
and library versions, and prints the median of the ratios of each pair. Ratios of one run compare; seconds do not, as
machines are noisy.
"""

from __future__ import annotations

import os
import pty
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from pathlib import Path

HUBCLI = Path(sysconfig.get_path("scripts")) / "hubcli"

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


def seconds(command: list[str], *, terminal: bool) -> float:
    """How long the whole process takes, its output read to the end."""
    if not terminal:
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.PIPE)
        return time.perf_counter() - start
    parent, child = pty.openpty()
    reader = threading.Thread(target=_drain, args=(parent,), daemon=True)
    reader.start()
    start = time.perf_counter()
    subprocess.run(
        command,
        check=True,
        stdout=child,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    )
    taken = time.perf_counter() - start
    os.close(child)
    reader.join()
    os.close(parent)
    return taken


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # Linux reports the other end's closing as an error
        pass


def compare(name: str, command: list[str], base: list[str], pairs: int, *, terminal: bool) -> None:
    """Prints the median ratio of `pairs` pairs, after one pair that is not counted."""
    runs = [
        (seconds(command, terminal=terminal), seconds(base, terminal=terminal))
        for _ in range(pairs + 1)
    ][1:]
    ratio = statistics.median(ours / theirs for ours, theirs in runs)
    ours, theirs = (1000 * statistics.median(times) for times in zip(*runs, strict=True))
    print(f"{name:38} {ours:6.1f} ms / {theirs:6.1f} ms = {ratio:.2f}")


def main(pairs: int = 25) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table, line = Path(folder, "table.py"), Path(folder, "line.py")
        table.write_text(TABLE)
        line.write_text(LINE)
        a_table, a_line = [sys.executable, str(table)], [sys.executable, str(line)]
        print(f"{'command':38} {'hubcli / one-command program':27} ratio")
        compare(
            "show kuopio, in a terminal",
            [str(HUBCLI), "show", "kuopio"],
            a_table,
            pairs,
            terminal=True,
        )
        compare("list --json", [str(HUBCLI), "list", "--json"], a_line, pairs, terminal=False)
        compare("list, in a terminal", [str(HUBCLI), "list"], a_table, pairs, terminal=True)
        compare(
            "search neuroscience, in a terminal",
            [str(HUBCLI), "search", "neuroscience"],
            a_table,
            pairs,
            terminal=True,
        )
        # What `command` saves by ending the process at once and not collecting garbage.
        tidy = [
            sys.executable,
            "-c",
            "import sys; from hubcli.main import main; sys.exit(main(['list', '--json']))",
        ]
        compare(
            "list --json / the same, tidied up",
            [str(HUBCLI), "list", "--json"],
            tidy,
            pairs,
            terminal=False,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
