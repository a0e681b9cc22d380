"""How a long work goes on, on standard error: a bar for a person who would otherwise wait half a second for nothing."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress


DELAY = 0.5  # seconds
LARGE_DATASET = 3_000_000  # of a dataset, read and indexed


class Bar:
    """Shows the steps that it is told of, once the work is long; nothing where standard error is no terminal.

    `with Bar(size) as bar: bar("Indexing", 1000, 48746)`. `size` are the bytes of the dataset, which say beforehand
    whether it will be long: while TOML is read there is no stopping to look at the clock.
    """

    def __init__(self, size: int) -> None:
        self._from = time.monotonic() + (0 if size > LARGE_DATASET else DELAY)
        self._shown: Progress | None = None

    def __call__(self, what: str, done: int = 0, of: int = 0) -> None:
        """Names the present step and, where it can be counted, how far it is."""
        if time.monotonic() < self._from:
            return
        try:
            self._show(what, done, of)
        except OSError:  # the terminal is gone, and the work goes on
            self._from = math.inf

    def _show(self, what: str, done: int, of: int) -> None:
        if self._shown is None:
            from rich.console import Console  # noqa: PLC0415  only where there is something to wait for
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415  as above

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            console = Console(stderr=True)
            self._shown = Progress(
                *columns, console=console, transient=True, disable=not console.is_terminal
            )
            self._shown.start()
            self._shown.add_task(what)
        task = self._shown.tasks[0].id
        self._shown.update(task, description=what, completed=done, total=of or None, refresh=True)

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            with suppress(OSError):  # as above
                self._shown.stop()
