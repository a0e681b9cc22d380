"""A Report as a picture for a person: Rich tables, and pages laid out in the width there is.

The only room that draws with Rich. A page is laid out line by line here rather than with Rich's grid, which takes five
times as long for the page of a hub (`benchmarks/layout.py`); tables, colours and widths are Rich's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from hubcli.report.document import (
    Item,
    Line,
    Part,
    Report,
    Role,
    Section,
    Table,
    line,
    plain_text,
    split_tree_prefix,
)
from hubcli.text.escape import display_line, escape_controls, single_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Attributes, and the terminal's own colours, which its user chose to be readable on light and on dark.
STYLES: dict[Role, Style] = {
    "": Style.null(),
    "name": Style(bold=True),
    "dim": Style(dim=True),
    "match": Style(bold=True, color="magenta"),
    "bar": Style(color="cyan"),
    "cite": Style(dim=True),
    "tree": Style(dim=True),
}
HEADING = Style(bold=True, color="cyan")

WIDEST = 100  # columns of text that an eye still follows from one line to the next; tables take what there is
LONGEST = 10_000  # characters of a cell: Rich takes n² steps to wrap n of them
GAP = 3  # what Rich's box puts between two columns
NARROW = 48  # below this width there is no room for a column of headwords

Row = list[tuple[str, Style]]  # one line of the screen


def render_terminal(report: Report, *, colour: bool, width: int | None = None) -> str:
    """The report as a terminal shows it, with escape codes if `colour`; without a width it is the terminal's."""
    if report.empty:
        return ""
    # The sixteen colours that every terminal has are all that STYLES uses.
    colours: Literal["standard"] | None = "standard" if colour else None
    # A height as well, as Rich believes a width alone not where TERM is dumb.
    height = 25 if width else None
    console = Console(
        force_terminal=colour, no_color=not colour, color_system=colours, width=width, height=height
    )
    with console.capture() as capture:
        _page(console, _title(report, console.width))
        for number, section in enumerate(report.sections):
            first = number == 0 and not report.title
            _page(console, _section(report, section, min(console.width, WIDEST), first=first))
            if section.table:
                _table(console, report, section.table)
        if not report.sections:
            _table(console, report, report.table)
    return capture.get()


def _page(console: Console, rows: Iterable[Row]) -> None:
    segments = [
        segment
        for row in rows
        for segment in (*(Segment(text, style) for text, style in row), Segment.line())
    ]
    console.print(Segments(segments), end="", soft_wrap=True)


def _title(report: Report, width: int) -> Iterator[Row]:
    if report.title:
        yield from _wrapped(_words(report.title), min(width, WIDEST))


def _section(report: Report, section: Section, width: int, *, first: bool) -> Iterator[Row]:
    indent = ""
    if section.heading:
        if not first:
            yield []
        # A heading in bold colour, unless its parts say themselves what they are.
        own = any(part.role == "name" for part in section.heading)
        parts = _words(section.heading, STYLES[""] if own else HEADING)
        yield from _wrapped(parts, width)
        indent = "  "
    yield from _items(report, section, indent, width)


def _items(report: Report, section: Section, indent: str, width: int) -> Iterator[Row]:
    """Headwords in a column of their own with the texts beside them; names run into their texts."""
    labels = [display_line(item.label) for item in section.items]
    column = max(map(cell_len, labels), default=0)
    run_in = section.named or width < NARROW or column > width // 3
    for item, label in zip(section.items, labels, strict=True):
        branch, text = split_tree_prefix(item.text)
        words = [*_words(text), *_marks(report, item)]
        if branch:
            hang = branch.replace("├── ", "│   ").replace("└── ", "    ")
            yield from _hanging([(indent + branch, STYLES["tree"])], words, indent + hang, width)
        elif label == "•":
            yield from _hanging([(f"{indent}• ", STYLES["dim"])], words, f"{indent}  ", width)
        elif not label:
            yield from _hanging([(indent, STYLES[""])], words, indent, width)
        elif run_in:
            named = _words(line(Part(f"{label}  ", "name"), *item.text))
            yield from _hanging(
                [(indent, STYLES[""])], [*named, *_marks(report, item)], f"{indent}  ", width
            )
        else:
            start = f"{indent}{label}{' ' * (column - cell_len(label))}  "
            yield from _hanging(
                [(start, STYLES["name"])], words, indent + " " * (column + 2), width
            )


def _marks(report: Report, item: Item) -> Iterator[_Word]:
    """The citations of an item, each in one piece."""
    marks = report.citation_marks(item.cite)
    for number, mark in enumerate(marks):
        word = _Word(" ")
        end = "]" if number == len(marks) - 1 else ";"
        word.add(f"{'' if number else '['}{mark}{end}", STYLES["dim"])
        yield word


def _hanging(start: Row, words: list[_Word], hang: str, width: int) -> Iterator[Row]:
    """The words after `start`, their further lines below their first one."""
    lines = _wrapped(words, max(width - cell_len(hang), 1))
    yield [*start, *next(lines, [])]
    for row in lines:
        yield [(hang, STYLES[""]), *row]


class _Word:
    """What stands together on a line: pieces of text in their styles, and the gap before them."""

    __slots__ = ("gap", "pieces", "width")

    def __init__(self, gap: str) -> None:
        self.gap = gap
        self.pieces: Row = []
        self.width = 0

    def add(self, text: str, style: Style) -> None:
        self.pieces.append((text, style))
        self.width += cell_len(text)


_PIECE = re.compile(r"\s+|\S+")


def _words(parts: Line, base: Style = STYLES[""]) -> list[_Word]:
    """The words of a line. A word may run over several parts, where only some of its letters were matched."""
    words: list[_Word] = []
    gap: str | None = ""
    for part in parts:
        style = STYLES[part.role] if part.role else base
        for piece in _PIECE.findall(escape_controls(part.text)):
            if piece.isspace():
                gap = "  " if len(piece) > 1 else " "
                continue
            if gap is not None:
                words.append(_Word(gap))
                gap = None
            words[-1].add(piece, style)
    return words


def _wrapped(words: Iterable[_Word], width: int) -> Iterator[Row]:
    """The words in lines of at most `width` cells; a word that is longer still is broken."""
    row: Row = []
    used = 0
    for word in words:
        if used and used + len(word.gap) + word.width > width:
            yield row
            row, used = [], 0
        if used and word.gap:
            row.append((word.gap, STYLES[""]))
            used += len(word.gap)
        if word.width <= width:
            row += word.pieces
            used += word.width
            continue
        for text, style in word.pieces:
            begin = 0
            for at, char in enumerate(text):
                size = cell_len(char)
                if used and used + size > width:
                    yield [*row, (text[begin:at], style)]
                    row, used, begin = [], 0, at
                used += size
            row.append((text[begin:], style))
    if row:
        yield row


def _table(console: Console, report: Report, table: Table) -> None:
    from rich import box  # noqa: PLC0415  3 ms with the next, and a page has no table
    from rich.table import Table as RichTable  # noqa: PLC0415  as above
    from rich.text import Text  # noqa: PLC0415  as above

    lines = [[_trimmed(report.readable_cell(cell)) for cell in row] for row in table.rows]
    cells = [["".join(part.text for part in cell) for cell in row] for row in lines]
    titles = [display_line(column.title) for column in table.columns]
    widths = [
        _narrowest(column.key, [titles[at], *(row[at] for row in cells)])
        for at, column in enumerate(table.columns)
    ]
    longest = max((len(cell) for row in cells for cell in row), default=0)
    if sum(widths) + GAP * len(widths) > console.width or longest > LONGEST:
        _page(console, _stacked(lines, titles, console.width))
        return
    whole = [max(cell_len(row[at]) for row in (titles, *cells)) for at in range(len(titles))]
    # Rows of several lines need a blank one between them.
    leading = int(sum(whole) + GAP * len(whole) > console.width and not table.dense)
    most = _shared(console.width - GAP * len(whole), widths, whole)
    drawn = RichTable(
        box=box.SIMPLE_HEAD, pad_edge=False, header_style=HEADING, show_edge=False, leading=leading
    )
    for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        numeric = all(isinstance(row[at], int) or not row[at] for row in table.rows)
        drawn.add_column(
            Text(titles[at]),
            style=STYLES["name" if at == 0 else ""],
            justify="right" if numeric else "left",
            min_width=width,
            # Rich would leave it less, and cut the table off at its right edge then.
            width=width if width > most else None,
            no_wrap=column.key == "id",
        )
    for parts in lines:
        drawn.add_row(
            *(Text.assemble(*((part.text, STYLES[part.role]) for part in cell)) for cell in parts)
        )
    console.print(drawn)


def _trimmed(cell: Line) -> Line:
    """A cell on one line, with no space around it but what sets its first word in."""
    parts = [part._replace(text=single_line(part.text)) for part in cell]
    if parts:
        parts[-1] = parts[-1]._replace(text=parts[-1].text.rstrip())
    return tuple(parts)


def _narrowest(key: str, texts: Iterable[str]) -> int:
    """The cells that a column needs at least: all of an id, which is there to be copied, else the longest word."""
    return max(
        cell_len(piece)
        for text in texts
        for piece in ([text] if key == "id" else text.split() or [""])
    )


def _shared(room: int, least: list[int], whole: list[int]) -> int:
    """How wide a column is at most where all of them share the room; one that needs more has to have that."""
    columns = list(zip(least, whole, strict=True))
    return next(
        most
        for most in range(room, -1, -1)
        if sum(max(low, min(high, most)) for low, high in columns) <= room
    )


def _stacked(lines: list[list[Line]], titles: list[str], width: int) -> Iterator[Row]:
    """Each row as a block of its own, where the columns do not fit beside each other, or a cell is a text."""
    blank = Report((), Table((), ()), None)
    for number, row in enumerate(lines):
        if number:
            yield []
        yield from _wrapped(_words(line(Part(plain_text(row[0]), "name"))), width)
        items = tuple(
            Item(title, cell)
            for title, cell in zip(titles[1:], row[1:], strict=True)
            if plain_text(cell)
        )
        yield from _items(blank, Section((), items), "  ", width)
