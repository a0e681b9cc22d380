"""Generate the manual page `docs/hubcli.1` from the help of the commands.

`python docs/manual.py` writes the page, in roff with the macros of man(7). A test fails if the page
is out of date. The wheel installs it as `share/man/man1/hubcli.1`, where `man hubcli` finds it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from hubcli import __version__
from hubcli.cli.app import build_app
from hubcli.cli.help import PROGRAM_EXAMPLES, Examples, command_module
from hubcli.cli.help_page import Term, describe_parameters, option_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MANUAL = Path(__file__).with_name("hubcli.1")

EXIT_STATUSES = {
    "0": "success",
    "1": "nothing found, an ambiguous name, or problems found by check",
    "2": "wrong usage",
    "3": "the dataset cannot be read or is invalid",
    "74": "the output cannot be written, for example on a full disk",
    "130": "interrupted",
}
ENVIRONMENT = {
    "HUBCLI_DATA": "dataset files to read instead of the built-in one, separated as in PATH",
    "HUBCLI_MAX_FILESIZE": "the largest dataset file to read, as in 200M",
    "HUBCLI_PAGER": "the pager for answers longer than the screen; none if empty",
    "NO_COLOR": "if set, write no colours",
    "FORCE_COLOR": "if set, write to a pipe or a file as to a terminal, with colours",
    "COLUMNS": "the width of the output in columns",
}


def manual() -> str:
    """Return the manual page."""
    program: Any = get_command(build_app())
    lines = [*_program(program)]
    for name, command in program.commands.items():
        lines += _command(name, command)
    lines += _definitions("EXIT STATUS", EXIT_STATUSES)
    lines += _definitions("ENVIRONMENT", ENVIRONMENT)
    return "\n".join(lines) + "\n"


def examples_of(command: str) -> Examples:
    """Return the examples of a command."""
    examples: Examples = command_module(command).EXAMPLES
    return examples


def _program(program: Any) -> Iterator[str]:
    yield f'.TH HUBCLI 1 "" "hubcli {__version__}" "User Commands"'
    yield from (".SH NAME", r"hubcli \- a directory of health and life\-science hubs")
    synopsis = r"\fICOMMAND\fR [\fIARGUMENTS\fR] [\fIOPTIONS\fR]"
    yield from (".SH SYNOPSIS", ".B hubcli", synopsis)
    yield from (".SH DESCRIPTION", _roff(program.help))
    yield from _examples(PROGRAM_EXAMPLES)
    yield from (".SH OPTIONS", *_terms((option_term(each), each.help) for each in program.params))


def _command(name: str, command: Any) -> Iterator[str]:
    arguments, own, shared = describe_parameters(command.params, command_module(name))
    metavars = (rf"\fI{_roff(metavar)}\fR" for metavar, _ in arguments)
    usage = " ".join([*metavars, r"[\fIOPTIONS\fR]"])
    summary, *explanation = command.help.split("\n\n")
    yield from (f'.SH "HUBCLI {name.upper()}"', f".B hubcli {name}", usage, ".PP", _roff(summary))
    yield from _examples(examples_of(name))
    for paragraph in explanation:
        yield from (".PP", _roff(paragraph))
    if arguments or own or shared:
        yield from (".PP", "Arguments and options:", *_terms([*arguments, *own, *shared]))


def _terms(terms: Iterable[Term]) -> Iterator[str]:
    for term, meaning in terms:
        words = (rf"\f{'B' if word[0] == '-' else 'I'}{_roff(word)}\fR" for word in term.split())
        yield from (".TP", " ".join(words), _roff(meaning))


def _examples(examples: Examples) -> Iterator[str]:
    yield from (".PP", "Examples:")
    for command, purpose in examples:
        yield from (".TP", rf"\fBhubcli {_roff(command)}\fR", _roff(purpose))


def _definitions(heading: str, definitions: dict[str, str]) -> Iterator[str]:
    yield f'.SH "{heading}"'
    for term, meaning in definitions.items():
        yield from (".TP", rf"\fB{_roff(term)}\fR", _roff(meaning))


def _roff(text: str) -> str:
    """Return text on one line, escaped so that roff prints it as it is."""
    line = " ".join(text.replace("\\", "\\e").replace("-", "\\-").split())
    return f"\\&{line}" if line[:1] in (".", "'") else line  # else it would be a request


if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
