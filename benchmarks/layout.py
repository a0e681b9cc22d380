"""Compare the time of hubcli's layout of a page with that of Rich's grid.

    python benchmarks/layout.py

Draws the page of Kuopio both ways in this process, in turn, and prints the median of the ratios.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.output.terminal import render_terminal
from hubcli.report.document import Report, plain_text
from hubcli.report.page import page_report

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 30


def draw_grid(report: Report) -> None:
    console = Console(force_terminal=True, width=100)
    with console.capture():
        for section in report.sections:
            console.print(Text(plain_text(section.heading), "bold cyan"))
            grid = Table.grid(padding=(0, 2))
            for item in section.items:
                grid.add_row(
                    Text(item.label, "bold"),
                    Text(plain_text(item.text)),
                    Text(report.format_citations(item.cite), "dim"),
                )
            console.print(grid)


def measure(draw: Callable[[], object]) -> float:
    start = time.perf_counter()
    draw()
    return time.perf_counter() - start


def main() -> None:
    dataset = load([builtin_path()])
    report = page_report(dataset, dataset.hubs["kuopio"])
    pairs = [
        (
            measure(lambda: draw_grid(report)),
            measure(lambda: render_terminal(report, colour=True, width=100)),
        )
        for _ in range(PAIRS)
    ]
    grid, own = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(grid / own for grid, own in pairs)
    print(f"grid {grid:.1f} ms / hubcli's layout {own:.1f} ms = {ratio:.1f}")


if __name__ == "__main__":
    main()
