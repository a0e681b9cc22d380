"""Where each key and element of a text of TOML or JSON is written, as line and column.

Who reads either gives values without places, and an error message has to name a place. Only that is done here, for text
that has already been accepted: no syntax is checked and no value decoded (keys are, as paths consist of them), and
nothing is known of datasets, files or messages. Imports the standard library only.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hubcli.errors import KeyPath


class Position(NamedTuple):
    """A place in a text; both numbers from 1, the column in characters."""

    line: int
    column: int


def find_positions(text: str, *, json: bool = False) -> dict[KeyPath, Position]:
    """`a.b = [1]` → {("a",): 1:1, ("a", "b"): 1:3, ("a", "b", 0): 1:8}; the root, (), is not among them.

    A key is where it starts, an element where its value starts, and a table with a header where the header's `[` is,
    even when a sub-table's header comes first. A table without one is at the first key or header that implies it.
    """
    lines = _lines(text)
    scanner = _JsonScanner(text) if json else _Scanner(text)
    return {path: _position(lines, offset) for path, offset in scanner.document().items()}


def first_repeated_key(text: str) -> tuple[KeyPath, Position]:
    """The first key of a JSON text that its object has twice, where it is for the second time. Raises IndexError."""
    scanner = _JsonScanner(text)
    scanner.document()
    path, offset = scanner.repeated[0]
    return path, position_at(text, offset)


def position_at(text: str, offset: int) -> Position:
    """The position of an offset."""
    return _position(_lines(text), offset)


def _lines(text: str) -> list[int]:
    """The offset of each line."""
    return [0, *(newline.end() for newline in re.finditer("\n", text))]


def _position(lines: list[int], offset: int) -> Position:
    line = bisect_right(lines, offset)
    return Position(line, offset - lines[line - 1] + 1)


def nearest_position(places: Mapping[KeyPath, Position], path: KeyPath) -> Position:
    """The position of the longest prefix of `path` that is among `places`: 1:1 when that is the empty one."""
    return next(
        (places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in places),
        Position(1, 1),
    )


# The quoted forms are unrolled loops: one way to match each text, so no backtracking. CR counts as white space.
_BASIC = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_LITERAL = r"'[^']*'"
_PART = re.compile(rf"({_BASIC}|{_LITERAL}|[A-Za-z0-9_-]+)[ \t]*(\.|=|\]\]?)[ \t]*", re.DOTALL)
_HEADER = re.compile(r"\[\[?[ \t]*")
_GAP = re.compile(r"(?:[\s,]+|#[^\n]*)*")
_BARE = r"[^\s,\]}#]+"
_VALUE = re.compile(  # an opening bracket, or the whole of a scalar; three quotes may end a text that ends in two more
    rf"""[\[{{]|\"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{{3,5}}|'''.*?'{{3,5}}|{_BASIC}|{_LITERAL}"""
    rf"""|{_BARE}(?:[ ][0-9]{{2}}:{_BARE})?""",  # a date may have a space before its time
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


def _decoded(part: str) -> str:
    r"""A part of a key as written → the key: `a` → a, `'a'` → a, `"\u0061"` → a."""
    if part[0] == '"':
        return _ESCAPE.sub(
            lambda m: chr(int(m[1][1:], 16)) if len(m[1]) > 1 else _ESCAPED.get(m[1], m[1]),
            part[1:-1],
        )
    return part[1:-1] if part[0] == "'" else part


class _Scanner:
    """One pass over a text, from `at` on; notes the offset of every path it meets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.offsets: dict[KeyPath, int] = {}
        self.latest: dict[
            KeyPath, int
        ] = {}  # array of tables → index of the element that headers now continue

    def document(self) -> dict[KeyPath, int]:
        """Every path of the text → the offset where it is written."""
        table: KeyPath = ()
        while char := self._next():
            if char == "[":
                table = self._header()
            else:
                self._value(self._key(table))
        return self.offsets

    def _header(self) -> KeyPath:
        """Goes past `[a.b]` or `[[a.b]]` → the path of the table it opens: ("a", "b") or ("a", "b", 2)."""
        start = self.at
        is_array = self._take(_HEADER)[0].startswith("[[")
        path = self._key((), start)
        if is_array:
            self.latest[path] = self.latest.get(path, -1) + 1
            path = (*path, self.latest[path])
        self.offsets[path] = start
        return path

    def _key(self, path: KeyPath, header: int | None = None) -> KeyPath:
        """Goes past `a.b` and the `=`, `]` or `]]` after it → (*path, "a", "b"), through the latest element of arrays.

        Each part not seen before is noted where it starts, or at the offset of the header it is in.
        """
        more = True
        while more:
            part = self._take(_PART)
            if path in self.latest:
                path = (*path, self.latest[path])
            path = (*path, _decoded(part[1]))
            self.offsets.setdefault(path, part.start() if header is None else header)
            more = part[2] == "."
        return path

    def _value(self, path: KeyPath) -> None:
        """Goes past the value of `path`, noting what is in it.

        A stack of its own, not recursion: `tomli`, compiled, accepts 400 levels, and the caller's stack may be deep.
        """
        containers: list[
            tuple[KeyPath, Iterator[int] | None]
        ] = []  # those open, each with its next index if an array
        while True:
            value = self._take(_VALUE)[0]
            if value in ("[", "{"):
                containers.append((path, count() if value == "[" else None))
            while containers and self._next() in ("]", "}"):
                self.at += 1
                containers.pop()
            if not containers:
                return
            container, indices = containers[-1]
            if indices is None:
                path = self._key(container)
            else:
                path = (*container, next(indices))
                self.offsets[path] = self.at

    def _next(self) -> str:
        """Goes past white space, comments and commas → the character there, or "" at the end."""
        self.at = self._take(_GAP).end()
        return self.text[self.at : self.at + 1]

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Goes past what `pattern` matches at the cursor."""
        match = pattern.match(self.text, self.at)
        if match is None:  # pragma: no cover  another reader has accepted the text
            raise ValueError(f"not TOML at offset {self.at}")
        self.at = match.end()
        return match


_NAME = re.compile(rf"({_BASIC})\s*:\s*", re.DOTALL)


class _JsonScanner(_Scanner):
    """The same of JSON: one value, and keys in quotes with a colon behind them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.repeated: list[tuple[KeyPath, int]] = []

    def document(self) -> dict[KeyPath, int]:
        self._next()
        self._value(())
        return self.offsets

    def _key(self, path: KeyPath, header: int | None = None) -> KeyPath:  # noqa: ARG002  TOML's
        part = self._take(_NAME)
        path = (*path, json.loads(part[1]))
        if path in self.offsets:
            self.repeated.append((path, part.start()))
        self.offsets[path] = part.start()
        return path
