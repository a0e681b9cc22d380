"""The data model of an answer: `Report` and the sections, tables, lines and parts it consists of.

A report does not depend on a format, a colour or a width. `hubcli.output` writes it:

    title     people         one line above everything else
    sections  people         a page; if there are none, people read the table
    table     TSV and CSV    one row for each thing that the answer contains
    data      JSON           the complete answer
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from hubcli.model.claims import Cite, citation_list, split_citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Role = Literal["", "name", "dim", "match", "bar", "cite", "tree"]


class Part(NamedTuple):
    """A piece of text with its role, which decides its style: `Part("Kuopio", "name")`.

    The roles are:

    - `""`: ordinary text
    - `name`: emphasised text
    - `dim`: secondary text
    - `match`: text that matches a search
    - `bar`: a bar that illustrates the number before it; for people only
    - `cite`: citations separated by spaces, `report#4 register`; people read them as `[1 ¶4; 2]`
    - `tree`: the lines of a tree before an item, four characters a level; only as the first part
    """

    text: str
    role: Role = ""
    url: str = ""
    """The http or https address that the text links to; empty for none."""


Line = tuple[Part, ...]
"""Text of mixed roles: `(Part("Kuopio", "name"), Part("  hub", "dim"))`. `line` builds one."""

Cell = str | int | float | Line
"""The content of a table cell."""


class Column(Struct, frozen=True):
    """A column of a table: its key in `--columns`, `--sort` and CSV, and its title for people.

    For example `Column("city", "Place", rank=2, width=12)`.
    """

    key: str
    title: str
    rank: int = 0
    """Columns with the greatest rank are left out first where a terminal is narrow; 0 never is."""
    width: int = 10
    """Cells that the column needs to be readable."""


class Table(Struct, frozen=True):
    """Rows of cells, with one cell for each column.

    For example `Table((Column("id", "Id"), Column("name", "Name")), (("uef", "UEF"),))`.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    mention_hidden: bool = False
    """Say how many columns a narrow terminal leaves out, as people would miss them."""


class Item(Struct, frozen=True):
    """A statement on a page, with a label before it and its citations after it.

    `Item("Place", line("Kuopio, Finland"), ("kuopio-health#1",))` reads
    `Place  Kuopio, Finland [1 ¶1]`.
    """

    label: str
    """A word such as `Place`, a bullet `•`, a number such as `[1]`, or empty.

    On a terminal, a column of labels does not repeat a word.
    """
    text: Line
    cite: tuple[str, ...] = ()
    """Citations as in the dataset: `SOURCE#PARAGRAPH` or `SOURCE`."""


class Section(Struct, frozen=True):
    """A part of a page: a heading (or an empty line), then items or a table.

    For example `Section(line("Figures"), (Item("", line("400 students")),))`.
    """

    heading: Line
    items: tuple[Item, ...] = ()
    table: Table | None = None
    name_width: int = 0
    """Cells for the first parts of texts, which are names; 0 for items that are no rows of names.

    On a terminal each item takes one row: the parts after the first `dim` one are left out, the
    last first, if they do not fit.
    """
    minor: bool = False
    """A part of the section before it, one level below its heading."""

    @property
    def empty(self) -> bool:
        """True if there is nothing below the heading."""
        return not self.items and not (self.table and self.table.rows)


class Report(Struct, frozen=True):
    """The complete answer of a command, for people and for programs.

    For example `Report((), Table((Column("id", "Id"),), (("kuopio",),)), [{"id": "kuopio"}])`: a
    table without a title, and the same as JSON.
    """

    title: Line
    """Read by people; empty for an answer without a title."""
    table: Table
    """Read by programs as TSV or CSV; read by people if there are no sections."""
    data: Any
    """Read by programs as JSON: dict, list, tuple, str, int, float, bool and None."""
    sections: tuple[Section, ...] = ()
    """Read by people."""
    numbers: Mapping[str, int] = {}
    """Source id → its number in the list of sources; other sources are cited by their id."""
    foot: tuple[Line, ...] = ()
    """Read by people who do not paste it elsewhere: remarks below the sections or the table."""

    @property
    def empty(self) -> bool:
        """True if there is nothing to show but `data`."""
        return not self.table.rows and not self.sections

    def citation_marks(self, citations: Iterable[str]) -> list[str]:
        """Return one text for each cited source: its number, or its id if it has none.

        `report#4 report#5 register` → `["1 ¶4 ¶5", "2"]`, or `["report ¶4 ¶5", "register"]`.
        """
        marks: dict[str, str] = {}
        for citation in citations:
            source, paragraph = split_citation(citation)
            mark = marks.get(source, str(self.numbers.get(source, source)))
            marks[source] = f"{mark} ¶{paragraph}" if paragraph else mark
        return list(marks.values())

    def format_citations(self, citations: Iterable[str]) -> str:
        """Return the citation marks in brackets, `[1 ¶4 ¶5; 2]`; "" for no citations."""
        marks = self.citation_marks(citations)
        return f"[{'; '.join(marks)}]" if marks else ""

    def readable_cell(self, cell: Cell) -> Line:
        """Return a cell as people read it, with citation marks instead of citations."""
        parts = cell if isinstance(cell, tuple) else (Part(str(cell)),)
        return tuple(
            Part(f" {self.format_citations(part.text.split())}", "dim")
            if part.role == "cite" and part.text
            else part
            for part in parts
        )


def empty_report(data: Any) -> Report:
    """Return a report that has only `data` to show."""
    return Report((), Table((), ()), data)


def with_header(report: Report) -> Report:
    """Return the report with the keys of the columns as the first row of its table."""
    table = report.table
    header = tuple(column.key for column in table.columns)
    return replace(report, table=replace(table, rows=(header, *table.rows) if header else ()))


def table_of(
    columns: tuple[Column, ...],
    rows: Iterable[Mapping[str, Cell]],
    *,
    mention_hidden: bool = False,
) -> Table:
    """Return the table of rows that are given as column key → cell; other keys are ignored."""
    cells = tuple(tuple(row[column.key] for column in columns) for row in rows)
    return Table(columns, cells, mention_hidden)


def line(*parts: str | Part) -> Line:
    """Return a line made of the parts; a plain string becomes a part without a role."""
    return tuple(Part(part) if isinstance(part, str) else part for part in parts)


def note(text: str) -> Part:
    """Return a remark on what stands before it: `Part("  network · Kuopio", "dim")`."""
    return Part(f"  {text}" if text else "", "dim")


def link_part(address: str, text: str = "", role: Role = "") -> Part:
    """Return a text that links to an address; the address itself if there is no text."""
    return Part(text or address, role, address)


def labelled_items(texts: Mapping[str, str]) -> tuple[Item, ...]:
    """Return an item for each label → text, without those whose text is empty."""
    return tuple(Item(label, line(text)) for label, text in texts.items() if text)


def cite_part(cite: Cite) -> Part:
    """Return citations as a part of a table cell: `Part("report#4 register", "cite")`."""
    return Part(" ".join(citation_list(cite)), "cite")


def highlight(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """Yield the text in parts, with the role `match` for those in `spans`.

    A span is a pair of positions in `text[start:end]`. Spans may overlap and come in any order:
    `"brain research"` with `[(0, 5)]` → `Part("brain", "match")`, `Part(" research")`.
    """
    position = 0
    for start, end in sorted(spans):
        if start > position:
            yield Part(text[position:start])
        if end > position:
            yield Part(text[max(position, start) : end], "match")
            position = end
    if position < len(text):
        yield Part(text[position:])


def plain_text(cell: Cell) -> str:
    """Return the text of a cell or a line, without bars and citations."""
    if isinstance(cell, tuple):
        return "".join(part.text for part in cell if part.role not in ("bar", "cite"))
    return str(cell)


def cell_citations(cell: Cell) -> str:
    """Return the citations in a cell, separated by spaces; "" for none."""
    parts = cell if isinstance(cell, tuple) else ()
    return " ".join(part.text.strip() for part in parts if part.role == "cite")


def split_tree_prefix(text: Line) -> tuple[str, Line]:
    """Split an item's text into the lines of the tree before it ("" for none) and the rest."""
    return (text[0].text, text[1:]) if text and text[0].role == "tree" else ("", text)


def flatten(sections: Iterable[Section]) -> Table:
    """Return a page as one table: a row for each item, and for each cell of a table in a section.

    The label of a cell names its row and its column: `Students / Kuopio`. A minor section is named
    after the section that it is part of: `Who is here / Located in Kuopio`.
    """
    columns = tuple(Column(key, key.capitalize()) for key in ("section", "label", "text", "cite"))
    rows: list[tuple[Cell, ...]] = []
    above = ""
    for section in sections:
        heading = plain_text(section.heading)
        if section.minor:
            heading = f"{above} / {heading}" if heading else above
        else:
            above = plain_text(section.heading[:1])
        rows += _section_rows(section, heading)
    return Table(columns, tuple(rows))


def _section_rows(section: Section, heading: str) -> Iterator[tuple[Cell, ...]]:
    for item in section.items:
        cite = dict.fromkeys((*cell_citations(item.text).split(), *item.cite))
        yield heading, item.label, plain_text(item.text), " ".join(cite)
    if section.table:
        titles = [column.title for column in section.table.columns[1:]]
        for name, *cells in section.table.rows:
            for title, cell in zip(titles, cells, strict=True):
                label = f"{plain_text(name).strip()} / {title}"
                yield heading, label, plain_text(cell), cell_citations(cell)
