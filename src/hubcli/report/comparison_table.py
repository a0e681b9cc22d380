"""The table of a comparison: what at least two sides state, a column for each of them.

What the dataset does not state of a record is "not stated", never zero. Bars compare only figures
of the same thing in the same unit.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.model.records import Actor, Fact, Figure, Record
from hubcli.model.vocabulary import TYPES
from hubcli.report.document import Cell, Column, Item, Line, Part, Table, cite_part, line
from hubcli.report.facts import PageFact
from hubcli.report.rows import figure_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hubcli.model.dataset import Dataset

BARS_LENGTH = 24  # cells of the longest bars of a row, for all sides together
MAX_BAR_LENGTH = 10  # cells of a bar
MAX_FIGURE_COLUMNS = 3  # sides whose figures have room beside each other, with their citations
NOT_STATED = line(Part("not stated", "dim"))
NONE = line(Part("-", "dim"))  # of a record that is no hub, and so has no actors

Row = tuple[Cell, ...]
Particulars = list[dict[str, str]]
"""For each side, title → text, which is empty for what the dataset does not state."""
Figures = dict[tuple[str, str], list[dict[Figure, Fact]]]
"""(thing, unit) → for each side, its figures of the thing → the first fact that states each."""


class Side(Struct, frozen=True):
    """One of the compared records with its actors and facts: a column of the table."""

    record: Record
    actors: tuple[Actor, ...]
    """The actors of a hub; with `--topic`, those that have one of the topics."""
    statements: tuple[PageFact, ...]
    """The facts of the record and its actors; with `--topic`, those on the topics."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts, without the actors that they are about."""
        return tuple(statement.fact for statement in self.statements)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the record, its facts and its actors, in this order, each once."""
        of_facts = (topic for fact in self.facts for topic in fact.topics)
        of_actors = (topic for actor in self.actors for topic in actor.topics)
        return tuple(dict.fromkeys((*self.record.topics, *of_facts, *of_actors)))

    @property
    def people(self) -> list[Actor]:
        """The actors that are persons."""
        return [actor for actor in self.actors if actor.type == "person"]

    @property
    def types(self) -> Counter[str]:
        """The number of actors by type."""
        return Counter(actor.type for actor in self.actors)


def comparison_table(sides: Sequence[Side], particulars: Particulars, figures: Figures) -> Table:
    """Return the rows that at least two sides state: figures, numbers of actors, particulars."""
    columns = (
        Column("field", "", width=12),
        *(
            Column(side.record.id, side.record.name, rank=int(number >= 2), width=7)
            for number, side in enumerate(sides)
        ),
    )
    rows = (
        *(
            _figure_row(of, unit, row)
            for (of, unit), row in figures.items()
            if _comparable(row) and len(sides) <= MAX_FIGURE_COLUMNS
        ),
        *_actor_rows(sides),
        *_particular_rows(particulars),
    )
    return Table(columns, rows, mention_hidden=True)


def figure_items(sides: Sequence[Side], figures: Figures) -> Iterator[Item]:
    """Yield what at least two sides state where they are too many for columns of figures."""
    if len(sides) <= MAX_FIGURE_COLUMNS:
        return
    for (of, _), row in figures.items():
        if _comparable(row):
            parts: list[Part] = []
            for side, stated in zip(sides, row, strict=True):
                if stated:
                    separator = "; " if parts else ""
                    parts += (Part(f"{separator}{side.record.name}: "), *_figure_cell(stated, 0))
            yield Item(_capitalised(of), tuple(parts))


def _comparable(cells: Iterable[object]) -> bool:
    """Return whether at least two sides state something."""
    return sum(map(bool, cells)) > 1


def _particular_rows(particulars: Particulars) -> Iterator[Row]:
    for title in particulars[0]:
        texts = [side[title] for side in particulars]
        if _comparable(texts):
            yield title, *(text or NOT_STATED for text in texts)


def particulars_of(dataset: Dataset, records: Sequence[Record]) -> Particulars:
    """Return the particulars of each record; types and hubs only if there is an actor."""
    with_types = any(isinstance(record, Actor) for record in records)
    return [
        {
            "Established": str(record.established or ""),
            "Type": record.type if with_types else "",
            "Hub": ", ".join(dataset.hubs[id].name for id in record.hubs) if with_types else "",
        }
        for record in records
    ]


def one_sided_items(
    sides: Sequence[Side], particulars: Particulars, figures: Figures
) -> Iterator[Item]:
    """Yield for each side what no other side states: `Kuopio  3 research areas [1 ¶8]; …`."""
    for number, side in enumerate(sides):
        statements = [
            line(f"{title.lower()} ", Part(text, "name"))
            for title, text in particulars[number].items()
            if text and not _comparable(each[title] for each in particulars)
        ]
        statements += (
            _statement(figure, fact)
            for row in figures.values()
            if not _comparable(row)
            for figure, fact in row[number].items()
        )
        if statements:
            separated = chain.from_iterable((Part("; "), *statement) for statement in statements)
            yield Item(side.record.name, tuple(separated)[1:])


def _statement(figure: Figure, fact: Fact) -> Line:
    """Return a figure in words, with its citation."""
    return (*figure_line(figure), cite_part(fact.cite))


def figures_of(sides: Sequence[Side]) -> Figures:
    """Return the figures of all sides, those first that most sides state."""
    rows: Figures = {}
    for number, side in enumerate(sides):
        for fact in side.facts:
            if fact.figure:
                row = rows.setdefault((fact.figure.of, fact.figure.unit), [{} for _ in sides])
                row[number].setdefault(fact.figure, fact)
    return dict(sorted(rows.items(), key=lambda item: -sum(map(bool, item[1]))))


def _figure_row(of: str, unit: str, stated: Sequence[Mapping[Figure, Fact]]) -> Row:
    """Return a row of the table, with bars if at least two sides give a number."""
    numbers = [
        [abs(figure.value) for figure in cell if figure.value is not None] for cell in stated
    ]
    largest = max(chain(*numbers)) if unit != "year" and _comparable(numbers) else 0
    scale = _bar_length(stated) / largest if largest else 0
    return _capitalised(of), *(_figure_cell(cell, scale) for cell in stated)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _figure_cell(stated: Mapping[Figure, Fact], scale: float) -> Line:
    """Return the figures of one side: `almost 20,000 ██████████ [1]; 3,000 ██ [2]`."""
    parts: list[Part | str] = []
    for figure, fact in stated.items():
        bar = (_bar(figure.value, scale),) if scale and figure.value is not None else ()
        parts += ("; ", Part(figure.amount, "name"), *bar, cite_part(fact.cite))
    return line(*parts[1:]) if parts else NOT_STATED


def _actor_rows(sides: Sequence[Side]) -> Iterator[Row]:
    """Yield the number of actors of two or more hubs, in total and by type, with bars of one scale.

    These are counts of records, so that zero is a statement.
    """
    hubs = {number: side.types for number, side in enumerate(sides) if side.record.kind == "hub"}
    largest = max(chain.from_iterable(types.values() for types in hubs.values()), default=0)
    if not largest or len(hubs) < 2:
        return
    scale = _bar_length(sides) / largest
    totals = {number: line(f"{types.total():,}") for number, types in hubs.items()}
    yield _hub_row("Actors", len(sides), totals)
    for type, words in TYPES.items():
        if any(types[type] for types in hubs.values()):
            cells = {number: _count_cell(types[type], scale) for number, types in hubs.items()}
            yield _hub_row(f"  {words.plural}", len(sides), cells)


def _hub_row(title: str, sides: int, cells: Mapping[int, Line]) -> Row:
    """Return a row of the cells of hubs, by the number of their side."""
    return title, *(cells.get(number, NONE) for number in range(sides))


def _count_cell(number: int, scale: float) -> Line:
    return line(f"{number:,}", _bar(number, scale)) if number else line("0")


def _bar_length(sides: Sequence[object]) -> int:
    """Return the cells of the longest bar of a row: the more sides, the shorter."""
    return min(MAX_BAR_LENGTH, max(1, BARS_LENGTH // len(sides)))


def _bar(value: float, scale: float) -> Part:
    """Return a bar of at least one cell; `scale` is the number of cells for 1."""
    return Part(" " + "█" * max(1, round(scale * abs(value))), "bar")
