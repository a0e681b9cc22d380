"""The errors of hubcli, with the message that users read and the exit status of the process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LISTED = 20  # records listed for an ambiguous name

MessageKind = Literal["error", "note", "hint", ""]
"""The word before a message: an error; a remark on an answer; a command to try. "" for none."""
Message = tuple[MessageKind, str]


def reason(error: BaseException) -> str:
    """Return why something failed, in the words of the operating system if it has any."""
    return str(getattr(error, "strerror", None) or error)


class HubcliError(Exception):
    """An error that ends the command with one message and the exit status `status`."""

    status = 2

    def __init__(self, message: str, *, suggestions: Sequence[str] = (), hint: str = "") -> None:
        """Take a sentence without its full stop, names to try instead, and a command to try."""
        super().__init__(message)
        self.message = message
        self.suggestions = tuple(suggestions)
        self.hint = hint

    def lines(self) -> list[Message]:
        """Return the lines of the message, in which names and values are not escaped yet."""
        return [("error", self.sentence), *self._hint_lines()]

    def _hint_lines(self) -> list[Message]:
        return [("hint", self.hint)] if self.hint else []

    @property
    def sentence(self) -> str:
        """The message with its full stop and the suggestions."""
        sentence = self.message if self.message.endswith(("?", ".")) else f"{self.message}."
        if not self.suggestions:
            return sentence
        *first, last = (f"'{name}'" for name in self.suggestions)
        choice = f"{', '.join(first)} or {last}" if first else last
        return f"{sentence} Did you mean {choice}?"


class NothingFound(HubcliError):
    """A valid question whose answer is empty."""

    status = 1


class UnknownName(NothingFound):
    """A name that no record has."""

    def __init__(self, name: str, *, suggestions: Sequence[str] = (), hint: str = "") -> None:
        super().__init__(f"Nothing is called '{name}'", suggestions=suggestions, hint=hint)
        self.name = name


if TYPE_CHECKING:  # to define a protocol takes half a millisecond at every start
    from typing import Protocol

    class Candidate(Protocol):
        """A record as a list of candidates shows it."""

        @property
        def kind(self) -> str:
            """The kind: hub, actor, topic or source."""

        @property
        def type(self) -> str:
            """The type: that of an actor, otherwise the kind."""

        @property
        def id(self) -> str:
            """The id."""

        @property
        def name(self) -> str:
            """The name."""


class Ambiguous(NothingFound):
    """A name that several records have."""

    def __init__(
        self, message: str, candidates: Sequence[tuple[Candidate, str]], *, hint: str = ""
    ) -> None:
        """Take a message, the records, each with the reason if it is not obvious, and a hint."""
        super().__init__(message, hint=hint)
        self.candidates = tuple(candidates)

    def lines(self) -> list[Message]:
        """Return the message, then a line for each candidate."""
        shown = self.candidates[:MAX_LISTED]
        width = max(len(record.id) for record, _ in shown)
        lines = [
            f"  {record.id:{width}}  {record.name} ({record.type}{reason and f', {reason}'})"
            for record, reason in shown
        ]
        if more := len(self.candidates) - len(shown):
            lines.append(f"  and {more:,} more")
        return [
            ("error", f"{self.message}:"),
            *(("", line) for line in lines),
            *self._hint_lines(),
        ]


class WrongUse(HubcliError):
    """A wrong argument or option, or a value that an option does not take."""


class CannotWrite(HubcliError):
    """A file or an output that cannot be written or removed, with the reason."""

    status = 74  # EX_IOERR of sysexits.h


KeyPath = tuple[str | int, ...]  # a place in a file: ("hubs", "kuopio", "facts", 0, "cite")
Fault = tuple[KeyPath, str]  # a place and a message

Severity = Literal["error", "warning"]


class Problem(Struct, frozen=True):
    """A fault in a dataset, with its place in the file.

    `line` and `column` are counted from 1; they are 0 if the fault has no such place.
    """

    file: str
    line: int
    column: int
    message: str
    severity: Severity = "error"
    """A dataset with an error is not loaded; one with warnings is."""
    rule: str = ""
    """The name of the broken rule: `shape`, `unused-topic`."""
    record: str = ""
    """The id of the record concerned, if it is one record."""

    @property
    def place(self) -> str:
        """The place in the form that editors and terminals open: `hubs.toml:12:1`."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"


class ProblemsFound(HubcliError):
    """The outcome of `check` on a dataset with problems; the message says how many."""

    status = 1


class DatasetError(HubcliError):
    """A dataset that cannot be read or is invalid, with all of its problems."""

    status = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems):,} problems; nothing was read")
        self.problems = tuple(problems)

    def lines(self) -> list[Message]:
        """Return a line for each problem, then their number if there are several."""
        lines: list[Message] = [("", str(problem)) for problem in self.problems]
        return [*lines, *super().lines()] if len(lines) > 1 else lines
