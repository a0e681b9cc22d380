"""A progress bar on standard error, for work that takes longer than half a second."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress

DELAY = 0.5  # seconds of work before the bar appears
LARGE_DATASET = 3_000_000  # bytes that take longer than DELAY to read and index


class Bar:
    """Show the current step, once the work has taken DELAY; nothing unless stderr is a terminal.

    `with Bar(size) as bar: bar("Indexing", 1000, 48746)`. `size` is the size of the dataset in
    bytes: a bar for a large one appears at once, as nothing is called back while TOML is parsed.
    """

    def __init__(self, size: int) -> None:
        self._start = time.monotonic() + (0 if size > LARGE_DATASET else DELAY)
        self._progress: Progress | None = None

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Show the name of a step and, if it can be counted, `done` of `total`."""
        if time.monotonic() < self._start:
            return
        try:
            self._show(step, done, total)
        except OSError:  # the terminal is gone; the work goes on
            self._start = math.inf

    def _show(self, step: str, done: int, total: int) -> None:
        if self._progress is None:
            from rich import console, progress  # noqa: PLC0415  40 ms, for long work alone

            stderr = console.Console(stderr=True)
            self._progress = progress.Progress(
                progress.TextColumn("{task.description}"),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                console=stderr,
                transient=True,
                disable=not stderr.is_terminal,
            )
            self._progress.start()
            self._progress.add_task(step)
        task = self._progress.tasks[0].id
        self._progress.update(
            task, description=step, completed=done, total=total or None, refresh=True
        )

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._progress:
            with suppress(OSError):  # the terminal is gone
                self._progress.stop()
