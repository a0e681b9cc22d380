"""The line and column of each key and element in TOML or JSON text.

The parsers return values without positions, but an error message has to name one. The scanners
here accept only text that a parser has accepted: they neither check its syntax nor decode its
values. Keys are decoded, because paths consist of them.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hubcli.errors import KeyPath


class Position(NamedTuple):
    """A position in a text: line and column, both from 1; a column is a character."""

    line: int
    column: int


@lru_cache
def find_positions(text: str, *, json: bool = False) -> Mapping[KeyPath, Position]:
    """Return the position of every path but the root, (). Cached, as a file may have many faults.

    `a.b = [1]` → `{("a",): 1:1, ("a", "b"): 1:3, ("a", "b", 0): 1:8}`. A key is at its first
    character, an element at the first character of its value. A table with a header is at the `[`
    of the header, even when the header of a sub-table comes first. A table without a header is at
    the first key or header that implies it.
    """
    scanner = _JsonScanner(text) if json else _Scanner(text)
    line_starts = [0, *(newline.end() for newline in re.finditer("\n", text))]
    positions = {}
    for path, offset in scanner.document().items():
        line = bisect_right(line_starts, offset)
        positions[path] = Position(line, offset - line_starts[line - 1] + 1)
    return positions


def first_repeated_key(text: str) -> tuple[str, int]:
    """Return the first repeated key of a JSON text, and the offset of its second occurrence.

    Raises IndexError if no object has a key twice.
    """
    scanner = _JsonScanner(text)
    scanner.document()
    return scanner.repeated[0]


def nearest_position(places: Mapping[KeyPath, Position], path: KeyPath) -> Position:
    """Return the position of `path`, or of its longest prefix with one; 1:1 if there is none."""
    prefixes = (path[:end] for end in range(len(path), 0, -1))
    return next((places[prefix] for prefix in prefixes if prefix in places), Position(1, 1))


# Each quoted form matches a string in one way only, so that nothing backtracks. CR is white space.
_BASIC = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_LITERAL = r"'[^']*'"
_PART = re.compile(rf"({_BASIC}|{_LITERAL}|[A-Za-z0-9_-]+)[ \t]*(\.|=|\]\]?)[ \t]*", re.DOTALL)
_HEADER = re.compile(r"\[\[?[ \t]*")
_GAP = re.compile(r"(?:[\s,]+|#[^\n]*)*")
_BARE = r"[^\s,\]}#]+"
# An opening bracket or a scalar. A text that ends in two quotes has five at its end.
_VALUE = re.compile(
    rf"""[\[{{]|\"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{{3,5}}|'''.*?'{{3,5}}|{_BASIC}|{_LITERAL}"""
    rf"""|{_BARE}(?:[ ][0-9]{{2}}:{_BARE})?""",  # a date may have a space before its time
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


def _decoded(part: str) -> str:
    r"""Return a part of a key without quotes and escapes: `a`, `'a'` and `"\u0061"` → a."""
    if part[0] == '"':
        return _ESCAPE.sub(_unescape, part[1:-1])
    return part.strip("'")


def _unescape(match: re.Match[str]) -> str:
    escape = match[1]
    return chr(int(escape[1:], 16)) if len(escape) > 1 else _ESCAPED.get(escape, escape)


class _Scanner:
    """A single pass over TOML text that records the offset of every path.

    `at` is the offset of the next character to read. Every method reads from there on.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.offsets: dict[KeyPath, int] = {}
        self.latest: dict[KeyPath, int] = {}  # array of tables → index of its latest element
        self.repeated: list[tuple[str, int]] = []  # keys that a JSON object has twice, and offsets

    def document(self) -> dict[KeyPath, int]:
        """Read the whole text. Return the offset of each path."""
        table: KeyPath = ()
        while char := self._next():
            if char == "[":
                table = self._header()
            else:
                self._value(self._key(table))
        return self.offsets

    def _header(self) -> KeyPath:
        """Read `[a.b]` or `[[a.b]]`. Return the path of the table: ("a", "b") or ("a", "b", 2)."""
        start = self.at
        is_array = self._take(_HEADER)[0].startswith("[[")
        path = self._key((), start)
        if is_array:
            self.latest[path] = self.latest.get(path, -1) + 1
            path = (*path, self.latest[path])
        self.offsets[path] = start
        return path

    def _key(self, path: KeyPath, header: int | None = None) -> KeyPath:
        """Read `a.b` and the `=`, `]` or `]]` after it. Return (*path, "a", "b").

        A part that names an array of tables is followed by the index of its latest element. New
        parts are recorded where they start, or at `header`, the offset of the header they are in.
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
        """Read the value of `path`, and record the paths within it.

        Uses a list of open containers instead of recursion: a parser in C accepts more levels of
        nesting than Python's stack may have left.
        """
        containers: list[tuple[KeyPath, Iterator[int] | None]] = []  # with the indices of an array
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
        """Skip white space, comments and commas. Return the next character, or "" at the end."""
        self.at = self._take(_GAP).end()
        return self.text[self.at : self.at + 1]

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Read and return a match of `pattern`."""
        match = pattern.match(self.text, self.at)
        if match is None:  # pragma: no cover  a parser has accepted the text
            raise ValueError(f"not TOML at offset {self.at}")
        self.at = match.end()
        return match


_NAME = re.compile(rf"({_BASIC})\s*:\s*", re.DOTALL)


class _JsonScanner(_Scanner):
    """A scanner of JSON text: one value, with keys that are in quotes and followed by a colon."""

    def document(self) -> dict[KeyPath, int]:
        self._next()
        self._value(())
        return self.offsets

    def _key(self, path: KeyPath, header: int | None = None) -> KeyPath:  # noqa: ARG002  TOML's
        part = self._take(_NAME)
        key = json.loads(part[1])
        path = (*path, key)
        if path in self.offsets:
            self.repeated.append((key, part.start()))
        self.offsets[path] = part.start()
        return path
