"""Pages laid out in rows: a title, and sections of items with their citations.

Rich could lay out a page as a grid, but takes about five times as long (`benchmarks/layout.py`).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from hubcli.output.wrap import Word, to_words, words_width, wrap
from hubcli.report.document import Item, Part, line, split_tree_prefix
from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hubcli.output.wrap import Piece, Row
    from hubcli.report.document import Line, Report, Section

MAX_TEXT_WIDTH = 100  # cells of a row of text: longer ones are hard to read
MAX_NAME_SHARE = 35  # percent of a page's width for the column of names
MIN_TWO_COLUMN_WIDTH = 48  # cells of a page: in a narrower one labels have no column of their own


def section_rows(report: Report, section: Section, width: int, *, first: bool) -> Iterator[Row]:
    """Yield the rows of a section without its table.

    A blank row comes before its heading, unless the section is the first or a minor one.
    """
    indent = "  " if section.minor else ""
    if section.heading:
        if not first and not section.minor:
            yield []
        has_name = any(part.role == "name" for part in section.heading)
        words = to_words(section.heading, "" if has_name else "heading")
        yield from _hanging(words, indent, width)
        if not (section.minor and section.items and section.items[0].label == "•"):
            indent += "  "
    if section.name_width:
        yield from _one_row_items(report, section, indent, width)
    else:
        yield from item_rows(report, section.items, indent, width)


def _hanging(words: Sequence[Word], indent: str, width: int) -> Iterator[Row]:
    """Yield words in rows; where they take several, those after the first are indented more."""
    hang = f"{indent}  "
    if words_width(words) <= width - len(indent):
        hang = indent
    for number, row in enumerate(wrap(words, max(width - len(hang), 1))):
        yield [(hang if number else indent, ""), *row]


def _one_row_items(report: Report, section: Section, indent: str, width: int) -> Iterator[Row]:
    """Yield the rows of items that take one each, with labels and names in columns.

    The last parts of a text that do not fit are left out, then its citations. What still does not
    fit is wrapped below the name.
    """
    if width < MIN_TWO_COLUMN_WIDTH:
        short = [Item(item.label, item.text[: _needed(item)], item.cite) for item in section.items]
        yield from item_rows(report, short, indent, width)
        return
    labels, column = _label_column(section.items)
    names = min(section.name_width, width * MAX_NAME_SHARE // 100)
    for item, label, above in zip(section.items, labels, ["", *labels], strict=False):
        start = indent
        if column:
            start += f"{set_cell_size('' if label == above else label, column)}  "
        name = to_words(item.text[:1])
        padding = max(names - words_width(name), 0)
        room = width - cell_len(start) - words_width(name) - padding
        words = _fitting_words(report, item, room)
        if words is None:
            words = [*to_words(item.text[: _needed(item)]), *_citation_words(report, item.cite)]
            hang = " " * (cell_len(start) + (0 if column else 2))
            first, *others = wrap(words, max(width - len(hang), 1))
            yield [(start, "dim"), *first]
            yield from ([(hang, ""), *row] for row in others)
            continue
        row: Row = [(start, "dim"), *next(wrap(name, width), [])]
        if words:
            row += [(" " * (padding + 2), ""), *next(wrap(words, room), [])]
        yield row


def _needed(item: Item) -> int:
    """Return how many parts of a text cannot be left out: those up to the first secondary one."""
    roles = [part.role for part in item.text]
    return roles.index("dim") + 1 if "dim" in roles else len(roles)


def _fitting_words(report: Report, item: Item, room: int) -> list[Word] | None:
    """Return the words after an item's name, as many as fit; None if the needed ones do not."""
    needed = _needed(item)
    citations = list(_citation_words(report, item.cite))
    ends = range(len(item.text), needed - 1, -1)
    choices = [[*to_words(item.text[1:end]), *citations] for end in ends]
    choices.append(to_words(item.text[1:needed]))
    return next((words for words in choices if words_width(words, gap=2) <= room), None)


def _label_column(items: Sequence[Item]) -> tuple[list[str], int]:
    """Return the labels of items as they are shown, and the cells of the longest."""
    labels = [display_line(item.label) for item in items]
    return labels, max(map(cell_len, labels), default=0)


def item_rows(report: Report, items: Sequence[Item], indent: str, width: int) -> Iterator[Row]:
    """Yield the rows of items, each with its citations at the end.

    Labels stand in a column to the left of the texts. If there is no room for a column, each label
    stands before its text on the same row.
    """
    labels, column = _label_column(items)
    run_in = width < MIN_TWO_COLUMN_WIDTH or column > width // 3
    for item, label, above in zip(items, labels, ["", *labels], strict=False):
        branch, text = split_tree_prefix(item.text)
        start: Piece = (indent, "")
        hang = indent  # before the second row and those below it
        if branch:
            branch = _fit_branch(branch, width - cell_len(indent))
            start = (indent + branch, "tree")
            hang += branch.replace("├── ", "│   ").replace("└── ", "    ")
        elif label == "•":
            start = (f"{indent}• ", "dim")
            hang += "  "
        elif label and run_in:
            text = line(Part(f"{label}  ", "name"), *text)
            hang += "  "
        elif label:
            shown = "" if label == above and label[0].isalpha() else label
            start = (f"{indent}{set_cell_size(shown, column)}  ", "name")
            hang += " " * (column + 2)
        words = [*_text_words(report, text), *_citation_words(report, item.cite)]
        rows = wrap(words, max(width - cell_len(hang), 1))
        yield [start, *next(rows, [])]
        yield from ([(hang, ""), *row] for row in rows)


def _fit_branch(branch: str, width: int) -> str:
    """Return the lines of a tree before an item, without the first levels of a deep tree.

    What is left out is marked `…   `, and half of the width remains for the text.
    """
    levels, room = len(branch) // 4, max(width // 8, 1)
    return branch if levels <= room else "…   " + branch[-4 * (room - 1) :]


def _text_words(report: Report, text: Line) -> list[Word]:
    """Return the words of a text; citations among them are words like those at its end."""
    words: list[Word] = []
    for is_citation, parts in groupby(text, key=lambda part: part.role == "cite"):
        if is_citation:
            words += _citation_words(report, " ".join(part.text for part in parts).split())
            continue
        first, *others = to_words(tuple(parts)) or [Word("", [])]
        if words and not first.gap:  # punctuation stays with the citation before it
            words[-1].pieces.extend(first.pieces)
        else:
            words.append(first)
        words += others
    return words


def _citation_words(report: Report, citations: Iterable[str]) -> Iterator[Word]:
    """Yield citations, a word a source: `[1 ¶4 ¶5;` and `2]`."""
    marks = report.format_citations(citations).replace("; ", ";\n").splitlines()
    return (Word(" ", [(mark, "dim")]) for mark in marks)
