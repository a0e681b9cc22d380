"""The one neutral form of every command's answer, between what was found and how it is written.

A `Report` is a table (`list`), or a page of sections (`show`, `search`, `stats`), with the data for JSON. Formats and
the terminal write any Report; nothing here knows a format, a colour or a width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from hubcli.model.records import split_citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Role = Literal["", "name", "dim", "match", "bar", "cite", "tree"]


class Part(NamedTuple):
    """A piece of text and what it is.

    A `tree` at the beginning of an item draws where it hangs, four characters a level. A `bar` draws a number that
    stands beside it, for people only. A `cite` holds raw citations, as an item's, apart by spaces.
    """

    text: str
    role: Role = ""


Line = tuple[Part, ...]
Cell = str | int | float | Line


class Column(NamedTuple):
    """A column: its key in JSON and its title for people."""

    key: str
    title: str


class Table(NamedTuple):
    """Rows of cells, one for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    dense: bool = False
    """Whether rows of several lines follow each other without a blank line between them."""


class Item(NamedTuple):
    """One thing that a page says, with what it is filed under and who says so."""

    label: str
    text: Line
    cite: tuple[str, ...] = ()


class Section(NamedTuple):
    """A part of a page: items, or a table."""

    heading: Line
    items: tuple[Item, ...] = ()
    table: Table | None = None
    named: bool = False
    """Whether the labels are names, which are of any length, rather than the headwords of a few lines."""


class Report(NamedTuple):
    """An answer. `title` empty: nothing stands above it. With `sections` people read those, and programs `table`."""

    title: Line
    table: Table
    data: Any
    """What JSON says, made of dict, list, str, numbers, bool and None."""
    sections: tuple[Section, ...] = ()
    numbers: Mapping[str, int] = {}
    """The number that stands for a source in citations, by the source's id; a source without one stands for itself."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.table.rows and not self.sections

    def citation_marks(self, cite: Iterable[str]) -> list[str]:
        """What stands for citations, one text a source: `1 ¶4 ¶5`, `2`; or `kuopio-health#4`."""
        marks: dict[str, str] = {}
        for one in cite:
            source, paragraph = split_citation(one)
            if source not in self.numbers:
                marks[one] = one
            else:
                mark = marks.get(source, str(self.numbers[source]))
                marks[source] = f"{mark} ¶{paragraph}" if paragraph else mark
        return list(marks.values())

    def readable_cell(self, cell: Cell) -> Line:
        """A cell as people read it: citations as marks, everything else as it is."""
        parts = cell if isinstance(cell, tuple) else (Part(str(cell)),)
        return tuple(
            Part(f" {self.format_citations(part.text.split())}", "dim")
            if part.role == "cite"
            else part
            for part in parts
        )

    def format_citations(self, cite: Iterable[str]) -> str:
        """`[1 ¶4 ¶5; 2]`, or nothing where nothing is cited."""
        marks = self.citation_marks(cite)
        return f"[{'; '.join(marks)}]" if marks else ""


def empty_report(data: Any) -> Report:
    """An answer of which there is nothing to show but its data."""
    return Report((), Table((), ()), data)


def plain_text(cell: Cell) -> str:
    """The text of a cell or a line without its roles, its citations and its drawings."""
    return (
        "".join(part.text for part in cell if part.role not in ("bar", "cite"))
        if isinstance(cell, tuple)
        else str(cell)
    )


def split_tree_prefix(text: Line) -> tuple[str, Line]:
    """The drawing at the beginning of an item's text, and what comes after it."""
    return (text[0].text, text[1:]) if text and text[0].role == "tree" else ("", text)


def cell_citations(cell: Cell) -> str:
    """The citations in a cell, apart by spaces."""
    return (
        " ".join(part.text.strip() for part in cell if part.role == "cite")
        if isinstance(cell, tuple)
        else ""
    )


def line(*parts: str | Part) -> Line:
    """A line of several pieces; a bare string has no role."""
    return tuple(Part(part) if isinstance(part, str) else part for part in parts)


def highlight(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """The text in pieces, those in `spans` (`text[start:end]`, in any order, overlaps allowed) as matches."""
    at = 0
    for start, end in sorted(spans):
        if end > at:
            yield from (Part(text[at:start]),) if start > at else ()
            yield Part(text[max(at, start) : end], "match")
            at = end
    if at < len(text):
        yield Part(text[at:])


def flatten(sections: Iterable[Section]) -> Table:
    """A page as one table, for programs: each item, and each cell of each table, on a row of its own."""
    rows: list[tuple[Cell, ...]] = []
    for section in sections:
        heading = plain_text(section.heading)
        rows += [
            (heading, item.label, plain_text(item.text), " ".join(item.cite))
            for item in section.items
        ]
        if section.table:
            titles = [column.title for column in section.table.columns]
            rows += [
                (
                    heading,
                    f"{plain_text(row[0]).strip()} / {title}",
                    plain_text(cell),
                    cell_citations(cell),
                )
                for row in section.table.rows
                for title, cell in zip(titles[1:], row[1:], strict=True)
            ]
    columns = (
        Column("section", "Section"),
        Column("label", "Label"),
        Column("text", "Text"),
        Column("cite", "Cite"),
    )
    return Table(columns, tuple(rows))
