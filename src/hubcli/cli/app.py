"""Build the Typer application and run a command line.

Only the module of the command that the first argument names is imported; errors and completion need
all of them. Typer inspects every registered signature, so an unused command would cost time.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from hubcli import __version__, console
from hubcli.cli.answer import write_answer
from hubcli.cli.help import COMMANDS, SUMMARY, command_module
from hubcli.cli.options import COMPLETING, Help, add_shared_options
from hubcli.errors import UnknownName, WrongUse
from hubcli.text.command_line import command_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_TERMINAL_SIZE = 10_000  # columns or lines that the environment may claim

# An excluded word or filter of a search, which Typer would read as options: -kuopio, -"open data".
_EXCLUSION = re.compile(r"-(?:[^\W\d_]{3,}|\"|“)")


def run(arguments: Sequence[str]) -> int:
    """Run a command line, write its answer, and return the exit status that Typer asks for.

    Raises the HubcliError that the command ended with, or OSError when output cannot be written.
    """
    complete = _name_command(arguments)
    with _terminal_size():
        return _run(complete, arguments)


def _name_command(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the command that they leave out.

    `kuopio` → `show kuopio`; `help list` → `list --help`; nothing → `--help`. Raises WrongUse for
    help on anything but a command.
    """
    if not arguments:
        return ["--help"]
    if arguments[0] in COMMANDS or arguments[0].startswith("-"):
        return list(arguments)
    if arguments[0] != "help":
        return ["show", *arguments]
    topic = arguments[1] if arguments[1:] else "help"
    if topic in COMMANDS:
        return [topic, "--help"]
    if topic == "help" or topic.startswith("-"):
        return ["--help"]
    raise WrongUse(
        f"There is no command '{topic}'", suggestions=_similar_commands(topic), hint="hubcli help"
    )


def _run(arguments: Sequence[str], typed: Sequence[str]) -> int:
    """Run a complete command line and write its answer; `typed` may lack the command."""
    guessed = bool(typed) and typed[0] != arguments[0]
    try:
        result = _call_command(arguments)
    except TyperException as error:
        if guessed and _similar_commands(typed[0]):
            raise _neither_command_nor_name(typed, UnknownName(typed[0])) from error
        raise _wrong_use(error) from error
    if isinstance(result, int):
        if result == 130:  # Typer's reaction to KeyboardInterrupt
            raise KeyboardInterrupt
        return result
    if result:
        answer, output = result
        if guessed and isinstance(answer.error, UnknownName):
            raise _neither_command_nor_name(typed, answer.error)
        write_answer(answer, output)
    return 0


def _call_command(arguments: Sequence[str]) -> Any:
    """Return the answer of a command with its output, the exit status that Typer asks for, or None.

    Wrong use gets a command to try, if it has none: the help of the command.
    """
    try:
        return build_app(arguments)(
            _protect_exclusions(arguments), prog_name="hubcli", standalone_mode=False
        )
    except WrongUse as error:
        error.hint = error.hint or f"hubcli {arguments[0]} --help"
        raise
    except SystemExit as error:  # Typer's reaction to a closed pipe
        raise BrokenPipeError from error
    except RuntimeError as error:
        if "--install-completion" not in arguments:
            raise
        raise WrongUse(f"Completion cannot be installed: {error}") from error  # no home folder


def _neither_command_nor_name(typed: Sequence[str], unknown: UnknownName) -> WrongUse:
    """Return the error for a first word that is no command, in a text that is no name.

    Suggests a similar command, otherwise what the error for the unknown name suggests.
    """
    neither = "is neither a command nor a name in the dataset"
    commands = _similar_commands(typed[0])
    if not commands:
        return WrongUse(
            f"'{unknown.name}' {neither}", suggestions=unknown.suggestions, hint=unknown.hint
        )
    hint = f"hubcli {command_line(*commands, *typed[1:])}"
    return WrongUse(f"'{typed[0]}' {neither}", suggestions=commands, hint=hint)


def _similar_commands(word: str) -> list[str]:
    from hubcli.text.suggest import nearest  # noqa: PLC0415  1.4 ms, only for an unknown word

    return nearest(word, COMMANDS, limit=1)


def build_app(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the application with the commands that a command line needs; without one, with all."""
    app = typer.Typer(
        help=SUMMARY,
        add_help_option=False,  # `Help` is ours
        pretty_exceptions_enable=False,
    )
    app.callback()(_global_options)
    if COMPLETING:
        arguments = _prepare_completion()
    for name in _needed_commands(arguments[0] if arguments else ""):
        _register(app, name)
    return app


def _needed_commands(first: str) -> Sequence[str]:
    """Return the commands to prepare for a command line that begins with a word."""
    if first in COMMANDS:
        return (first,)
    is_option = first.startswith("-") and first != "--"  # `--help` shows what is written in help.py
    return () if is_option and not COMPLETING else COMMANDS


def _register(app: typer.Typer, name: str) -> None:
    """Import the module of a command and add the command to the application."""
    module = command_module(name)
    app.command(name, help=module.run.__doc__, add_help_option=False)(
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
    help_: Help = False,
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
def _terminal_size() -> Iterator[None]:
    """Give Rich and Typer a size that they can draw, and restore the environment afterwards.

    They believe COLUMNS, LINES and TERMINAL_WIDTH, even a width of 0 or of a billion.
    """
    before = {name: os.environ.get(name) for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH")}
    try:
        for name, value in before.items():
            if value is not None and not _is_drawable(value):
                del os.environ[name]
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
    os.environ["COLUMNS"] = "1000"  # the description of an option is offered on one line
    os.environ.setdefault("COMP_WORDS", "hubcli")  # callers other than bash may not set these
    typed = os.environ["COMP_WORDS"].split()
    cursor = os.environ.get("COMP_CWORD", "")
    number = int(cursor) if cursor.isdecimal() else 1
    if typed[number : number + 1] == [":"]:  # bash takes the colon of `hub:` for a word
        number += 1
    for variable in ("COMP_WORDS", "_TYPER_COMPLETE_ARGS"):
        line = os.environ.get(variable, "")
        complete = _name_command_of_line(line)
        os.environ[variable] = complete
        if variable == "COMP_WORDS":
            number += len(complete.split()) - len(line.split())
    os.environ["COMP_CWORD"] = str(number)
    return (os.environ["_TYPER_COMPLETE_ARGS"] or os.environ["COMP_WORDS"]).split()[1:]


def _name_command_of_line(line: str) -> str:
    """Return an incomplete command line with the command that it leaves out.

    `hubcli kuo` → `hubcli show kuo`, and `hubcli help li` → `hubcli li`.
    """
    begun = re.match(r"(?P<program>\S+\s+)(?P<word>\S+)(?P<space>\s+)?", line)
    if not begun or any(name.startswith(begun["word"]) for name in COMMANDS):
        return line
    if begun["word"] == "help" and begun["space"]:
        return begun["program"] + line[begun.end() :]
    if begun["word"] == "help" or begun["word"].startswith("-"):
        return line
    return f"{begun['program']}show {line[begun.start('word') :]}"
