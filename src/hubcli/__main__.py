"""The way in: `main` runs one command line and is the one place where errors become messages and exit statuses.

Until `command` runs, Ctrl-C is Python's own, which shows a traceback: so nothing up here takes time to import, not even
`__future__`.
"""

import gc
import io
import os
import sys

TYPE_CHECKING = False  # as `typing` has it, which would be a sixth of the time until `command` runs
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

INTERRUPTED = 130  # as a shell reports a program that Ctrl-C ended
NOT_WRITTEN = 74  # as errors.CannotWrite


def main(argv: "Sequence[str] | None" = None) -> int:
    """Runs hubcli with the arguments after the command's name (default: those of this process).

    Returns the exit status: 0 fine, 1 nothing found or problems found by `check`, 2 wrong use, 3 dataset unreadable or
    invalid, 74 answer not written, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    status = 0
    try:
        from hubcli import cli  # noqa: PLC0415  here Ctrl-C ends the imports as quietly as all that follows
        from hubcli.errors import HubcliError  # noqa: PLC0415  as above

        said: list[str] = []
        try:
            status = cli.run(arguments)
        except HubcliError as error:
            status, said = error.status, error.lines()
        sys.stdout.flush()  # the answer, and then what is to be said of it
        for line in said:
            cli.say(line)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader has what it wanted
        _forget_output()
    # Reading has errors of its own: this is writing, on a full disk for one. Imports fail for want of memory as well.
    except (OSError, MemoryError, ImportError) as error:
        _forget_output()
        return _not_written((isinstance(error, OSError) and error.strerror) or str(error) or "Out of memory")
    return status


def _not_written(reason: str) -> int:
    """Says that there is no answer, to whoever can hear it; gives back the status."""
    try:  # noqa: SIM105  there may be no memory to import anything more
        sys.stderr.write(f"The answer cannot be written: {reason}.\n")
    except OSError:
        pass
    return NOT_WRITTEN


def _forget_output() -> None:
    """What is left to write goes nowhere, so that it is not tried again at exit."""
    try:  # noqa: SIM105  as above
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:  # a stand-in for the output, as in a notebook, has no number
        pass


def command() -> "NoReturn":
    """The installed `hubcli`: `main` as a process of its own, with nothing left to tidy up afterwards.

    A run is short and keeps most of what it makes, so collecting garbage on the way and taking the interpreter apart
    at the end are a quarter of its time for nothing (`benchmarks/startup.py` measures both). Everything was written,
    closed and flushed by then.
    """
    ended: list[int] = []
    try:
        _listen(ended)
        gc.disable()
        if sys.stderr is None:  # closed by the caller: nobody hears a message
            sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115  `pathlib` takes time; open as long as the process
        if sys.stdout is None:
            status = _not_written("standard output is closed")
        else:
            _buffer()
            status = main()
    except BaseException as error:
        # Where Ctrl-C comes, other exceptions may be made of it, as Python does while it makes a class.
        if not ended and not isinstance(error, KeyboardInterrupt):
            raise
        status = INTERRUPTED
    os._exit(128 + ended[0] if ended else status)


def _buffer() -> None:
    """Gives standard output a buffer where Python was told to do without: what it does not take at once would be lost.

    A full disk takes the first half of an answer without a complaint, and only the second half would be refused.
    """
    if isinstance(sys.stdout.buffer, io.RawIOBase):
        raw, encoding, errors = sys.stdout.fileno(), sys.stdout.encoding, sys.stdout.errors
        sys.stdout = open(raw, "w", encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115  as above


def _listen(ended: list[int]) -> None:
    """Has Ctrl-C, a polite kill and a lost terminal end the work by an exception, so that no half-written file stays.

    The number of the signal goes into `ended`, for the status. Whatever comes after it is ignored: what is being tidied
    up is tidied up.
    """
    import signal  # noqa: PLC0415  Typer's too, so it costs nothing; up there, it would take time

    def end(number: int, _: object) -> "NoReturn":
        for each in ends:
            signal.signal(each, signal.SIG_IGN)
        ended.append(number)
        raise KeyboardInterrupt

    def unheard(lost: "sys.UnraisableHookArgs") -> None:
        """An exception that came where none can be raised, as in a callback of the import system."""
        if ended:
            os._exit(128 + ended[0])
        sys.__unraisablehook__(lost)

    named = (getattr(signal, name, signal.SIGINT) for name in ("SIGINT", "SIGTERM", "SIGHUP"))  # not all on Windows
    # What `nohup`, or a shell for what runs in the background, has set to be ignored stays so.
    ends = [number for number in named if signal.getsignal(number) is not signal.SIG_IGN]
    for number in ends:
        signal.signal(number, end)
    sys.unraisablehook = unheard


if __name__ == "__main__":
    command()
