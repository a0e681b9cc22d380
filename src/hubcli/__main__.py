"""The process: signals, the standard streams and the exit.

Until `command` runs, Ctrl-C shows Python's own traceback. Nothing imported here may take time, not
even `__future__`.
"""

import gc
import io
import os
import sys

from hubcli.status import INTERRUPTED, report_unwritable

TYPE_CHECKING = False  # `typing` would take a sixth of the time until `command` runs
if TYPE_CHECKING:
    from typing import NoReturn


def command() -> "NoReturn":
    """Run the installed `hubcli` as a process: handle signals, run `main`, exit with its status.

    A run is short and keeps most of what it allocates, so collecting garbage and dismantling the
    interpreter are wasted time (`benchmarks/startup.py` measures it). Everything is written and
    flushed by then. Python's own exit would also report some signals as SIGINT.
    """
    signals: list[int] = []
    try:
        _handle_signals(signals)
        gc.disable()
        if sys.stderr is None:  # closed by the caller: messages have no reader
            # `pathlib` takes time to import; the file is open as long as the process.
            sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
        status = _run()
    except BaseException as error:
        # Ctrl-C may surface as another exception, for instance while Python creates a class.
        if not signals and not isinstance(error, KeyboardInterrupt):
            raise
        status = INTERRUPTED
    os._exit(128 + signals[0] if signals else status)


def _run() -> int:
    """Import the program and run it; return the exit status."""
    if sys.stdout is None:
        return report_unwritable(OSError("standard output is closed"))
    _buffer_output()
    try:
        from hubcli.main import main  # noqa: PLC0415  60 ms, in which signals are handled by now
    except (OSError, MemoryError, ImportError) as error:
        return report_unwritable(error)
    return main()


def _buffer_output() -> None:
    """Give standard output a buffer where Python was told to do without (`python -u`).

    Without one, a full disk accepts the first half of an answer silently and refuses only the rest.
    """
    if isinstance(sys.stdout.buffer, io.RawIOBase):
        raw, encoding, errors = sys.stdout.fileno(), sys.stdout.encoding, sys.stdout.errors
        # The file is open as long as the process.
        sys.stdout = open(raw, "w", encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115


def _handle_signals(signals: list[int]) -> None:
    """Turn SIGINT, SIGTERM and SIGHUP into KeyboardInterrupt, so that temporary files are removed.

    The number of the signal is appended to `signals`, for the exit status. Later signals are
    ignored, so that clean-up finishes.
    """
    import signal  # noqa: PLC0415  Typer imports it anyway; at the top it would delay the handlers

    def interrupt(number: int, _: object) -> "NoReturn":
        for each in handled:
            signal.signal(each, signal.SIG_IGN)
        signals.append(number)
        raise KeyboardInterrupt

    def exit_if_interrupted(unraisable: "sys.UnraisableHookArgs") -> None:
        """Exit on an interrupt that Python cannot raise, as in a callback of the import system."""
        if signals:
            os._exit(128 + signals[0])
        sys.__unraisablehook__(unraisable)

    # Windows lacks some of these.
    numbers = (getattr(signal, name, signal.SIGINT) for name in ("SIGINT", "SIGTERM", "SIGHUP"))
    # `nohup`, and a shell for its background jobs, set signals to be ignored: keep those ignored.
    handled = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    for number in handled:
        signal.signal(number, interrupt)
    sys.unraisablehook = exit_if_interrupted


if __name__ == "__main__":
    command()
