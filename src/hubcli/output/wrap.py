"""Words and rows: a line of text is split into words, and words are wrapped into rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.cells import cell_len

from hubcli.report.document import Role
from hubcli.text.escape import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hubcli.report.document import Line, Part

StyleName = Role | Literal["heading"]


class Linked(NamedTuple):
    """The style of text that links to an address: `Linked("name", "https://ror.org")`."""

    style: StyleName
    url: str


Piece = tuple[str, StyleName | Linked]
Row = list[Piece]  # one row of the screen, from left to right

_WORD_OR_SPACE = re.compile(r"\s+|\S+")


class Word(NamedTuple):
    """Text that stays together on a row, with the spaces before it."""

    gap: str
    pieces: list[Piece]
    """Texts with their styles: several where only some letters of the word match a search."""

    @property
    def width(self) -> int:
        """The cells of a terminal that it takes, without the gap."""
        return sum(cell_len(text) for text, _ in self.pieces)


def part_style(part: Part, base: StyleName = "") -> StyleName | Linked:
    """Return the style of a part, with its address if it has one; `base` stands for no role."""
    style = part.role or base
    return Linked(style, part.url) if part.url else style


def to_words(line: Line, base: StyleName = "") -> list[Word]:
    """Return the words of a line; `base` is the style of parts without a role.

    Two or more spaces become a gap of two, any other white space a gap of one.
    """
    words: list[Word] = []
    gap: str | None = ""
    for part in line:
        style = part_style(part, base)
        for text in _WORD_OR_SPACE.findall(escape_controls(part.text)):
            if text.isspace():
                gap = "  " if len(text) > 1 else " "
                continue
            if gap is not None:
                words.append(Word(gap, []))
                gap = None
            words[-1].pieces.append((text, style))
    return words


def words_width(words: Sequence[Word], gap: int = 0) -> int:
    """Return the cells of words on one row, with a `gap` before the first; 0 for no words."""
    width = sum(len(word.gap) + word.width for word in words)
    return gap + width - len(words[0].gap) if words else 0


def wrap(words: Iterable[Word], width: int) -> Iterator[Row]:
    """Yield the words in rows of at most `width` cells. A word that is too long is broken."""
    row: Row = []
    used = 0  # cells of the row
    for word in words:
        needed = word.width
        for chunk, size in [(word, needed)] if needed <= width else _break_word(word, width):
            if used and used + len(chunk.gap) + size > width:
                yield row
                row, used = [], 0
            if used and chunk.gap:
                before, after = row[-1][1], chunk.pieces[0][1]
                within_link = isinstance(before, Linked) and before == after
                row.append((chunk.gap, before if within_link else ""))
                used += len(chunk.gap)
            row += chunk.pieces
            used += size
    if row:
        yield row


def _break_word(word: Word, width: int) -> Iterator[tuple[Word, int]]:
    """Yield a word in chunks of at most `width` cells, or of one character that is wider.

    With each chunk comes the sum of the widths of its characters.
    """
    chunk, used = Word(word.gap, []), 0
    for text, style in word.pieces:
        start = 0
        for index, char in enumerate(text):
            size = cell_len(char)
            if used and used + size > width:
                chunk.pieces.append((text[start:index], style))
                yield chunk, used
                chunk, used, start = Word("", []), 0, index
            used += size
        chunk.pieces.append((text[start:], style))
    yield chunk, used
