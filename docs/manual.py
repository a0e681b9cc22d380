"""The manual page `docs/hubcli.1`, of what `--help` says: `python docs/manual.py` writes it, a test checks it.

The wheel brings it as `share/man/man1/hubcli.1`, where `man hubcli` finds it. In roff, with the macros of man(7).
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from hubcli import __version__
from hubcli.cli.app import build_app
from hubcli.cli.help import PROGRAM_EXAMPLES, Examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MANUAL = Path(__file__).with_name("hubcli.1")

STATUSES = {
    "0": "fine",
    "1": "nothing found, or a name that several records go by",
    "2": "wrong use of the command",
    "3": "the dataset cannot be read or is invalid",
    "74": "the answer cannot be written",
    "130": "interrupted",
}
ENVIRONMENT = {
    "HUBCLI_DATA": "Dataset files to read instead of the built-in one, separated as PATH is.",
    "NO_COLOR": "No colours, when it is set.",
    "FORCE_COLOR": "What a terminal would get, also in a pipe, when it is set.",
    "COLUMNS": "The width to write in.",
}


def manual() -> str:
    """The whole page."""
    program: Any = get_command(build_app())
    return "\n".join((*_program(program), *_commands(program.commands), *_foot())) + "\n"


def _program(program: Any) -> Iterator[str]:
    yield f'.TH HUBCLI 1 "" "hubcli {__version__}" "User Commands"'
    yield from (".SH NAME", "hubcli \\- a directory of health and life\\-science hubs")
    yield from (
        ".SH SYNOPSIS",
        ".B hubcli",
        "\\fICOMMAND\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]",
    )
    yield from (".SH DESCRIPTION", _roff(program.help))
    yield from _examples(PROGRAM_EXAMPLES)
    yield from (".SH OPTIONS", *_options(program.params))


def _commands(commands: dict[str, Any]) -> Iterator[str]:
    for name, command in commands.items():
        arguments = [param for param in command.params if not param.opts[0].startswith("-")]
        options = [param for param in command.params if param.opts[0].startswith("-")]
        wanted = " ".join(
            f"\\fI{_roff(param.metavar or param.name.upper())}\\fR" for param in arguments
        )
        yield f'.SH "HUBCLI {name.upper()}"'
        yield from (f".B hubcli {name}", f"{wanted} [\\fIOPTIONS\\fR]".strip())
        for paragraph in command.help.split("\n\n"):
            yield from (".PP", _roff(paragraph))
        yield from _options((*arguments, *options))
        yield from _examples(examples_of(name))


def examples_of(command: str) -> Examples:
    """Return the examples of a command."""
    examples: Examples = import_module(f"hubcli.commands.{command}").EXAMPLES
    return examples


def _options(params: Iterable[Any]) -> Iterator[str]:
    for param in params:
        names = ", ".join(f"\\fB{_roff(one)}\\fR" for one in param.opts if one.startswith("-"))
        metavar = f"\\fI{_roff(param.metavar)}\\fR" if param.metavar else ""
        yield from (
            ".TP",
            " ".join(part for part in (names, metavar) if part),
            _roff(param.help or ""),
        )


def _examples(examples: Examples) -> Iterator[str]:
    yield from (".PP", "Examples:")
    for command, use in examples:
        yield from (".TP", f"\\fBhubcli {_roff(command)}\\fR", _roff(use))


def _foot() -> Iterator[str]:
    for heading, told in (("EXIT STATUS", STATUSES), ("ENVIRONMENT", ENVIRONMENT)):
        yield f'.SH "{heading}"'
        for name, meaning in told.items():
            yield from (".TP", f"\\fB{_roff(name)}\\fR", _roff(meaning))


def _roff(text: str) -> str:
    """Text as roff takes it for text: on one line, its backslashes and hyphens kept, no line a request."""
    line = " ".join(text.replace("\\", "\\e").replace("-", "\\-").split())
    return f"\\&{line}" if line[:1] in (".", "'") else line


if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
