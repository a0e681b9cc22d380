"""Build the Typer application and run a command line.

Only the module of the command that the first argument names is imported; help, errors and
completion need all of them. Typer inspects every registered signature, so an unused command would
cost time.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from importlib import import_module
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from hubcli import __version__, console
from hubcli.cli.answer import write_answer
from hubcli.cli.help import PANELS, PROGRAM_EXAMPLES, format_examples, unwrap_docstring
from hubcli.cli.options import COMPLETING, add_shared_options
from hubcli.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMANDS = tuple(name for names in PANELS.values() for name in names)

MIN_HELP_WIDTH = 64  # columns: in fewer, Typer truncates the names of options
MAX_TERMINAL_SIZE = 10_000  # columns or lines that the environment may claim

# An excluded word or filter of a search, which Typer would read as options: -kuopio, -"open data".
_EXCLUSION = re.compile(r"-(?:[^\W\d_]{3,}|\"|“)")


def run(arguments: Sequence[str]) -> int:
    """Run a command line, write its answer, and return the exit status that Typer asks for.

    Raises the HubcliError that the command ended with, or OSError when output cannot be written.
    """
    is_help = not arguments or bool({"-h", "--help"} & {*arguments})
    with _terminal_size(min_width=MIN_HELP_WIDTH if is_help else 1):
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    try:
        result = build_app(arguments)(
            _protect_exclusions(arguments) or ["--help"], prog_name="hubcli", standalone_mode=False
        )
    except TyperException as error:
        raise _wrong_use(error) from error
    except SystemExit as error:  # Typer's reaction to a closed pipe
        raise BrokenPipeError from error
    except RuntimeError as error:
        if "--install-completion" not in arguments:
            raise
        raise WrongUse(f"Completion cannot be installed: {error}") from error  # no home folder
    if isinstance(result, int):
        if result == 130:  # Typer's reaction to KeyboardInterrupt
            raise KeyboardInterrupt
        return result
    if result:
        write_answer(*result)
    return 0


def build_app(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the application with the command that `arguments` name, or with all commands."""
    app = typer.Typer(
        help="A directory of health and life-science hubs: who is there, what they are strong in,"
        " and which source says so.",
        epilog=format_examples(PROGRAM_EXAMPLES),
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    app.callback()(_global_options)
    if COMPLETING:
        arguments = _prepare_completion()
    named = arguments[0] if arguments and arguments[0] in COMMANDS else ""
    for panel, names in PANELS.items():
        for name in names:
            if name == named or not named:
                _register(app, name, panel)
    return app


def _register(app: typer.Typer, name: str, panel: str) -> None:
    """Import the module of a command and add the command to the application."""
    module: Any = import_module(f"hubcli.commands.{name}")
    app.command(
        name,
        help=unwrap_docstring(module.run.__doc__),
        epilog=format_examples(module.EXAMPLES),
        rich_help_panel=panel,
    )(
        add_shared_options(
            module.run,
            formats=getattr(module, "EXTRA_FORMATS", ()),
            exports=getattr(module, "EXPORT_FORMATS", ()),
        )
    )


def _print_version(asked: bool) -> None:
    if asked:
        console.write(f"hubcli {__version__}\n")
        raise typer.Exit


def _global_options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None: ...


def _wrong_use(error: TyperException) -> WrongUse:
    """Return Typer's error as one of ours, with the command whose help explains it."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "hubcli"
    similar = getattr(error, "possibilities", None) or ()
    message = error.message if similar else error.format_message()
    message = message.replace("a valid int range", "a whole number")
    return WrongUse(message, suggestions=similar, hint=f"{command} --help")


def _protect_exclusions(arguments: Sequence[str]) -> list[str]:
    """Move the exclusions of a search behind `--`, where Typer reads them as words."""
    if arguments[:1] != ["search"] or "--" in arguments:
        return list(arguments)
    excluded = [argument for argument in arguments if _EXCLUSION.match(argument)]
    others = [argument for argument in arguments if argument not in excluded]
    return [*others, "--", *excluded] if excluded else others


@contextmanager
def _terminal_size(min_width: int) -> Iterator[None]:
    """Give Rich and Typer a size that they can draw, and restore the environment afterwards.

    They believe COLUMNS, LINES and TERMINAL_WIDTH, even a width of 0 or of a billion.
    """
    before = {name: os.environ.get(name) for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH")}
    try:
        for name, value in before.items():
            if value is not None and not _is_drawable(value):
                del os.environ[name]
        if get_terminal_size().columns < min_width:
            os.environ["COLUMNS"] = str(min_width)
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _is_drawable(size: str) -> bool:
    """Return whether a text is a number of columns or lines that can be drawn."""
    try:
        return 0 < int(size) <= MAX_TERMINAL_SIZE
    except ValueError:
        return False


def _prepare_completion() -> list[str]:
    """Set the environment for Typer's completion and return the words typed after `hubcli`."""
    typed = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    os.environ["COLUMNS"] = "1000"  # the description of an option is offered on one line
    os.environ.setdefault("COMP_WORDS", "hubcli")  # callers other than bash may not set these
    if not os.environ.get("COMP_CWORD", "").isdecimal():
        os.environ["COMP_CWORD"] = "1"
    return typed.split()[1:]
