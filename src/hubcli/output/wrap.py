"""Words and rows: a line of text is split into words, and words are wrapped into rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

from hubcli.report.document import Role
from hubcli.text.escape import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.report.document import Line

StyleName = Role | Literal["heading"]
Piece = tuple[str, StyleName]
Row = list[Piece]  # one row of the screen, from left to right

_WORD_OR_SPACE = re.compile(r"\s+|\S+")


class Word:
    """Text that stays together on a row, with the spaces before it.

    A word has several pieces if its letters differ in style, as where only some of them match a
    search.
    """

    __slots__ = ("gap", "pieces", "width")

    def __init__(self, gap: str) -> None:
        self.gap = gap
        self.pieces: list[Piece] = []
        self.width = 0  # cells of a terminal, without the gap

    def add(self, text: str, style: StyleName) -> None:
        """Append a piece."""
        self.pieces.append((text, style))
        self.width += cell_len(text)


def to_words(line: Line, base: StyleName = "") -> list[Word]:
    """Return the words of a line; `base` is the style of parts without a role.

    Two or more spaces become a gap of two, any other white space a gap of one.
    """
    words: list[Word] = []
    gap: str | None = ""
    for part in line:
        style = part.role or base
        for text in _WORD_OR_SPACE.findall(escape_controls(part.text)):
            if text.isspace():
                gap = "  " if len(text) > 1 else " "
                continue
            if gap is not None:
                words.append(Word(gap))
                gap = None
            words[-1].add(text, style)
    return words


def wrap(words: Iterable[Word], width: int) -> Iterator[Row]:
    """Yield the words in rows of at most `width` cells. A word that is too long is broken."""
    row: Row = []
    used = 0  # cells of the row
    for word in words:
        for chunk in (word,) if word.width <= width else _break_word(word, width):
            if used and used + len(chunk.gap) + chunk.width > width:
                yield row
                row, used = [], 0
            if used and chunk.gap:
                row.append((chunk.gap, ""))
                used += len(chunk.gap)
            row += chunk.pieces
            used += chunk.width
    if row:
        yield row


def _break_word(word: Word, width: int) -> Iterator[Word]:
    """Yield a word in chunks of at most `width` cells, or of one character that is wider."""
    chunk = Word(word.gap)
    for text, style in word.pieces:
        start = 0
        for index, char in enumerate(text):
            size = cell_len(char)
            if chunk.width and chunk.width + size > width:
                chunk.pieces.append((text[start:index], style))
                yield chunk
                chunk, start = Word(""), index
            chunk.width += size
        chunk.pieces.append((text[start:], style))
    yield chunk
