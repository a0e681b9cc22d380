"""What can go wrong, each with its exit status and the words a person reads. Imports nothing of hubcli."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

CANDIDATES = 20  # of an ambiguous name are listed


def reason(error: BaseException) -> str:
    """Why something failed, in the system's words where it was the system that refused."""
    return str(getattr(error, "strerror", None) or error)


class HubcliError(Exception):
    """Something a user can do or meet: its text is for them, its `status` is the program's exit status."""

    status = 2

    def __init__(self, message: str, *, suggestions: Sequence[str] = ()) -> None:
        """`message` is a sentence without its full stop; `suggestions` are names to try instead."""
        super().__init__(message)
        self.message = message
        self.suggestions = tuple(suggestions)

    def lines(self) -> list[str]:
        """The message as a person reads it. Names and values in it stand as they were given."""
        sentence = self.message if self.message.endswith(("?", ".")) else f"{self.message}."
        if not self.suggestions:
            return [sentence]
        *first, last = (f"'{name}'" for name in self.suggestions)
        choice = f"{', '.join(first)} or {last}" if first else last
        return [f"{sentence} Did you mean {choice}?"]


class NothingFound(HubcliError):
    """The question was fine and the answer is empty."""

    status = 1


if TYPE_CHECKING:  # a protocol takes half a millisecond of every start to make
    from typing import Protocol

    class Candidate(Protocol):
        """What a record tells of itself where it is one of several."""

        @property
        def kind(self) -> str:
            """Hub, actor, topic or source."""

        @property
        def id(self) -> str:
            """What tells it from the others."""

        @property
        def name(self) -> str:
            """What it is called."""


class Ambiguous(NothingFound):
    """A name that several records go by."""

    def __init__(self, message: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)

    def lines(self) -> list[str]:
        """What is ambiguous, then a line a candidate."""
        shown = self.candidates[:CANDIDATES]
        width = max(len(candidate.id) for candidate in shown)
        lines = [
            f"{self.message}:",
            *(f"  {one.id:{width}}  {one.name} ({one.kind})" for one in shown),
        ]
        more = len(self.candidates) - len(shown)
        return [*lines, f"  and {more} more; 'hubcli search' ranks them."] if more else lines


class WrongUse(HubcliError):
    """An option's value that is not one of those there are."""


class CannotWrite(HubcliError):
    """Something that was to be written or removed, and what stood in the way."""

    status = 74  # EX_IOERR of sysexits.h


KeyPath = tuple[str | int, ...]  # a path into the file: ("hubs", "kuopio", "facts", 0, "cite")
Fault = tuple[KeyPath, str]

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing wrong with a dataset, and where: `line` and `column` count from 1, 0 when there is no such place."""

    file: str
    line: int
    column: int
    message: str
    severity: Severity = "error"
    """An error keeps the dataset from being read."""
    rule: str = ""
    """The rule that is broken, in a word or two: `shape`, `unused-topic`."""
    record: str = ""
    """The id of the record that it is about, if of one."""

    @property
    def place(self) -> str:
        """Where it is, as editors and terminals understand it: `hubs.toml:12:1`."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"


class Unsound(HubcliError):
    """`check` did its work and found problems: their number."""

    status = 1


class DatasetError(HubcliError):
    """A dataset that cannot be read or is invalid, with every problem that was found."""

    status = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)

    def lines(self) -> list[str]:
        """A line a problem, and how many there are where there are several."""
        lines = [str(problem) for problem in self.problems]
        return [*lines, f"{len(lines)} problems; nothing was read."] if len(lines) > 1 else lines
