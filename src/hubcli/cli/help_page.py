"""Help drawn as pages are: rows under headings, in the width and the colours of the terminal.

All of it is ASCII, so every output can hold it.
"""

from __future__ import annotations

from inspect import signature
from itertools import chain
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from hubcli import console
from hubcli.cli.help import GROUPS, PROGRAM_EXAMPLES, SUMMARY, command_module
from hubcli.exports.request import EXPORTS
from hubcli.exports.tables import TABLES
from hubcli.model.vocabulary import RELATIONS, TYPES
from hubcli.output.page_layout import MAX_TEXT_WIDTH
from hubcli.output.render import FORMATS
from hubcli.output.wrap import to_words, wrap
from hubcli.report.document import Part, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hubcli.cli.help import Examples
    from hubcli.output.wrap import Row

Term = tuple[str, str]  # an option, an argument, a command or an example, and its meaning

# The escape codes of the styles that pages have. Rich, which knows them, takes 15 ms.
CODES: dict[object, str] = {"heading": "1;36", "name": "1", "dim": "2"}

MORE = "More: hubcli COMMAND --help, hubcli --version, hubcli --install-completion"


def program_help() -> str:
    """Return the help of the program: what to try first, and the other commands in short."""
    return _draw(_program_rows)


def command_help(command: Any) -> str:
    """Return the help of one of Typer's commands."""
    return _draw(lambda width: _command_rows(command, width))


def _draw(rows: Callable[[int], Iterable[Row]]) -> str:
    """Return the rows of a help, given how to make them for a width, as text for the terminal."""
    codes = CODES if console.has_colour() else {}
    width = min(get_terminal_size().columns or 80, MAX_TEXT_WIDTH)

    def paint(text: str, style: object) -> str:
        return f"\x1b[{codes[style]}m{text}\x1b[0m" if style in codes else text

    return "".join("".join(paint(*piece) for piece in row) + "\n" for row in rows(width))


def _program_rows(width: int) -> Iterator[Row]:
    yield from _text_rows(SUMMARY, width)
    yield from _term_rows("Start here", _example_terms(PROGRAM_EXAMPLES), width)
    for heading, commands in GROUPS.items():
        yield from _term_rows(heading, list(commands.items()), width)
    yield []
    yield from _text_rows(MORE, width)


def _command_rows(command: Any, width: int) -> Iterator[Row]:
    """Yield usage, summary, examples, explanation, arguments, own options, shared options."""
    module = command_module(command.name)
    summary, *explanation = command.help.split("\n\n")
    arguments, own, shared = describe_parameters(command.params, module)
    usage = " ".join(["hubcli", command.name, *(name for name, _ in arguments), "[OPTIONS]"])
    yield from wrap(to_words(line(Part("Usage: ", "dim"), Part(usage, "name"))), width)
    yield []
    yield from _text_rows(summary, width)
    yield from _term_rows("Examples", _example_terms(module.EXAMPLES), width)
    for paragraph in explanation:
        yield []
        yield from _text_rows(paragraph, width)
    yield from _term_rows("Arguments", arguments, width)
    column = _column_width([*own, *shared], width)
    yield from _term_rows("Options", own, width, column)
    yield from _term_rows("Common options", shared, width, column)


def describe_parameters(params: Iterable[Any], module: Any) -> tuple[list[Term], ...]:
    """Return the arguments of a command, its own options, and those it shares with others."""
    arguments: list[Term] = []
    own: list[Term] = []
    shared: list[Term] = []
    declared = signature(module.run).parameters
    values: dict[str | None, Iterable[str]] = {
        "TYPE": TYPES,
        "RELATION": RELATIONS,
        "TABLE": TABLES,
        "FORMAT": EXPORTS if "format_" in declared else _formats(module),
    }
    for param in params:
        meaning = param.help
        if param.metavar in values:
            meaning = f"{meaning.rstrip('.')}: {', '.join(values[param.metavar])}."
        if param.param_type_name == "argument":
            arguments.append((param.metavar, meaning))
        else:
            (own if param.name in declared else shared).append((option_term(param), meaning))
    return arguments, own, shared


def _formats(module: Any) -> Iterable[str]:
    extra = (getattr(module, name, ()) for name in ("EXTRA_FORMATS", "EXPORT_FORMATS"))
    return (*FORMATS, *chain.from_iterable(extra))


def option_term(param: Any) -> str:
    """Return an option with its short name in front, if it has one: `-t, --type TYPE`."""
    names = sorted(param.opts, key=len)
    shift = "" if len(names[0]) == 2 else "    "
    return f"{shift}{', '.join(names)} {param.metavar or ''}".rstrip()


def _example_terms(examples: Examples) -> list[Term]:
    return [(f"hubcli {command}", purpose) for command, purpose in examples]


def _text_rows(text: str, width: int) -> Iterator[Row]:
    return wrap(to_words(line(text)), width)


def _column_width(terms: Sequence[Term], width: int) -> int:
    """Return the cells for terms with their meanings beside them; 2 if most of them are too long.

    A page of `width` cells has two before the terms and two between terms and meanings.
    """
    longest_meaning = max((len(meaning) for _, meaning in terms), default=0)
    limit = max(width * 2 // 5, width - longest_meaning - 4)
    fitting = [len(term) for term, _ in terms if len(term) <= limit]
    return max(fitting) if len(fitting) * 2 > len(terms) else 2


def _term_rows(
    heading: str, terms: Sequence[Term], width: int, column: int | None = None
) -> Iterator[Row]:
    """Yield a heading after a blank row, and terms with their meanings in a column beside them.

    The meaning of a term that is too long for its column stands below it.
    """
    if not terms:
        return
    column = column or _column_width(terms, width)
    yield []
    yield [(heading, "heading")]
    for term, meaning in terms:
        rows = wrap(to_words(line(meaning)), max(width - column - 4, 1))
        if len(term) <= column:
            yield [("  ", ""), (term, "name"), (" " * (column - len(term) + 2), ""), *next(rows)]
        else:
            shift = "  " + " " * (len(term) - len(term.lstrip()))
            words = to_words((Part(term, "name"),))
            yield from ([(shift, ""), *row] for row in wrap(words, max(width - len(shift), 1)))
        yield from ([(" " * (column + 4), ""), *row] for row in rows)
