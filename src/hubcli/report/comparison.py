"""The comparison of hubs or actors, side by side (`hubcli compare`).

What the dataset does not state of a record is "not stated", never zero. Bars compare only figures
of the same thing in the same unit.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.countries import country_name
from hubcli.model.records import Actor
from hubcli.model.vocabulary import TYPES
from hubcli.report.document import (
    Cell,
    Column,
    Item,
    Line,
    Part,
    Report,
    Section,
    Table,
    cite_part,
    flatten,
    line,
)
from hubcli.report.rows import JsonObject, figure_row, hub_names, summary_row, topic_names
from hubcli.report.sources import number_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Fact, Figure, Record

BAR_LENGTH = 10  # cells of the longest bar of a row
NOT_STATED = line(Part("not stated", "dim"))

Row = tuple[Cell, ...]


class Side(NamedTuple):
    """One of the compared records with its actors and facts: a column of the table."""

    record: Record
    actors: tuple[Actor, ...]
    """The actors of a hub; with `--topic`, those that have one of the topics."""
    facts: tuple[Fact, ...]
    """The facts of the record and its actors; with `--topic`, those on the topics."""

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


class FigureRow(NamedTuple):
    """Figures of the same thing in the same unit."""

    of: str
    """The thing that is counted: `students`."""
    unit: str
    stated: list[list[tuple[Fact, Figure]]]
    """The figures of each side, with the facts that state them."""


def comparison_report(
    dataset: Dataset, records: Sequence[Record], topics: frozenset[str] = frozenset()
) -> Report:
    """Return the comparison of two or more records; with `topics`, on these topics only."""
    sides = [_side(dataset, record, topics) for record in records]
    figures = _figures(sides)
    sides_by_topic = _sides_by_topic(sides, topics)
    sections = [Section((), table=_table(dataset, sides, figures))]
    if sides_by_topic:
        items = tuple(_topic_items(dataset, sides, sides_by_topic))
        sections.append(Section(line("Topics"), items))
    if topics:
        sections += map(_facts_section, sides)
    cited = number_sources(dataset, (cite for side in sides for cite in _citations(side, topics)))
    data = _data(sides, figures, sides_by_topic)
    data["facts"] = {side.record.id: _facts_data(side) if topics else [] for side in sides}
    data["sources"] = cited.data
    title = _title(dataset, sides, topics)
    return Report(title, flatten(sections), data, (*sections, *cited.sections), cited.numbers)


def _title(dataset: Dataset, sides: Sequence[Side], topics: frozenset[str]) -> Line:
    """Return the names of the sides, and the topics that the comparison is limited to."""
    names = " · ".join(side.record.name for side in sides)
    scope = topic_names(dataset, (id for id in dataset.topics if id in topics))
    subtitle = f"side by side on {scope}" if scope else "side by side"
    return line(Part(names, "name"), Part(f"  {subtitle}", "dim"))


def _side(dataset: Dataset, record: Record, topics: frozenset[str]) -> Side:
    actors = tuple(dataset.actors_in(record.id)) if record.kind == "hub" else ()
    if not topics:
        facts = [fact for owner in (record, *actors) for fact in owner.facts]
        return Side(record, actors, tuple(facts))
    actors = tuple(actor for actor in actors if not topics.isdisjoint(actor.all_topics()))
    facts = [fact for owner in (record, *actors) for fact in owner.facts_on(topics)]
    return Side(record, actors, tuple(facts))


def _citations(side: Side, topics: frozenset[str]) -> Iterator[str]:
    """Yield the citations in a side's column, then those of its facts, if they are shown."""
    yield from citation_list(side.record.cite)
    for fact in side.facts:
        if fact.figure or topics:
            yield from citation_list(fact.cite)


def _table(dataset: Dataset, sides: Sequence[Side], figures: Sequence[FigureRow]) -> Table:
    """Return the rows of the particulars, the figures and the numbers of actors."""
    columns = (Column("field", ""), *(Column(side.record.id, side.record.name) for side in sides))
    rows = (*_particular_rows(dataset, sides), *map(_figure_cells, figures), *_actor_rows(sides))
    return Table(columns, rows, dense=True)


def _particular_rows(dataset: Dataset, sides: Sequence[Side]) -> Iterator[Row]:
    """Yield a row for each particular that at least one side states."""
    columns = [_particulars(dataset, side) for side in sides]
    for title in columns[0]:
        cells = [column[title] for column in columns]
        if any(cells):
            yield title, *(cell or NOT_STATED for cell in cells)


def _particulars(dataset: Dataset, side: Side) -> dict[str, Cell]:
    """Return title → cell, which is empty for what the dataset does not state."""
    record, place = side.record, side.record.place
    city: Cell = ""
    if place:
        city = line(f"{place.city}, {country_name(place.country)}", cite_part(record.cite))
    sources = {
        split_citation(cite)[0] for owner in (record, *side.actors) for cite in owner.citations()
    }
    return {
        "Type": record.type if isinstance(record, Actor) else "",
        "Place": city,
        "Hub": hub_names(dataset, record),
        "Established": str(record.established or ""),
        "Strong in": topic_names(dataset, record.topics),
        "People": ", ".join(person.name for person in side.people),
        "Sources": str(len(sources) or ""),
    }


def _figures(sides: Sequence[Side]) -> list[FigureRow]:
    """Return the figures of all sides, those first that most sides state."""
    # (thing, unit) → for each side, figure → the first fact that states it.
    facts: dict[tuple[str, str], list[dict[Figure, Fact]]] = {}
    for number, side in enumerate(sides):
        for fact in side.facts:
            if fact.figure:
                row = facts.setdefault((fact.figure.of, fact.figure.unit), [{} for _ in sides])
                row[number].setdefault(fact.figure, fact)
    rows = [
        FigureRow(*key, [[(fact, figure) for figure, fact in cell.items()] for cell in row])
        for key, row in facts.items()
    ]
    return sorted(rows, key=lambda row: -sum(map(bool, row.stated)))


def _figure_cells(row: FigureRow) -> Row:
    """Return a row of the table, with bars if at least two sides give a number."""
    numbers = [
        [abs(figure.value) for _, figure in stated if _has_number(figure)] for stated in row.stated
    ]
    largest = 0.0
    if row.unit != "year" and sum(map(bool, numbers)) > 1:
        largest = max(max(values) for values in numbers if values)
    return row.of[:1].upper() + row.of[1:], *(_figure_cell(cell, largest) for cell in row.stated)


def _figure_cell(stated: Sequence[tuple[Fact, Figure]], largest: float) -> Line:
    """Return the figures of one side: `almost 20,000 ██████████ [1]; 3,000 ██ [2]`."""
    parts: list[Part | str] = []
    for fact, figure in stated:
        if parts:
            parts.append("; ")
        parts.append(Part(figure.amount, "name"))
        if largest and _has_number(figure):
            parts.append(_bar(figure.value, largest))
        parts.append(cite_part(fact.cite))
    return line(*parts) if parts else NOT_STATED


def _has_number(figure: Figure) -> bool:
    """Return whether the document gives a number, not just `tens of`."""
    return figure.qualifier != "tens of"


def _actor_rows(sides: Sequence[Side]) -> Iterator[Row]:
    """Yield the number of actors, in total and by type, with bars of one scale.

    These are counts of records, so that zero is a statement.
    """
    counts = [side.types for side in sides]
    largest = max((number for count in counts for number in count.values()), default=0)
    if not largest:
        return
    yield "Actors", *(str(count.total()) for count in counts)
    for type, words in TYPES.items():
        numbers = [count[type] for count in counts]
        if any(numbers):
            yield f"  {words.plural}", *(_count_cell(number, largest) for number in numbers)


def _count_cell(number: int, largest: int) -> Line:
    return line(str(number), _bar(number, largest)) if number else line("0")


def _bar(value: float, largest: float) -> Part:
    """Return a bar of at least one cell, whose length is proportional to the value."""
    return Part(" " + "█" * max(1, round(BAR_LENGTH * abs(value) / largest)), "bar")


def _sides_by_topic(sides: Sequence[Side], topics: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """Return topic id → the numbers of the sides that have it, from 0; only `topics`, if any."""
    topics_of = [side.topics for side in sides]
    return {
        topic: tuple(number for number, having in enumerate(topics_of) if topic in having)
        for topic in dict.fromkeys(topic for having in topics_of for topic in having)
        if not topics or topic in topics
    }


def _topic_items(
    dataset: Dataset, sides: Sequence[Side], sides_by_topic: Mapping[str, tuple[int, ...]]
) -> Iterator[Item]:
    """Yield the topics that all sides have, then those that fewer and fewer sides have."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for topic, numbers in sides_by_topic.items():
        groups.setdefault(numbers, []).append(topic)
    for numbers in sorted(groups, key=lambda numbers: (-len(numbers), numbers)):
        names = [sides[number].record.name for number in numbers]
        if len(names) == len(sides):
            label = "All" if len(sides) > 2 else "Both"
        elif len(names) == 1:
            label = f"Only {names[0]}"
        else:
            label = " and ".join(names)
        yield Item(label, line(topic_names(dataset, groups[numbers])))


def _facts_section(side: Side) -> Section:
    items = tuple(Item("•", line(fact.text), citation_list(fact.cite)) for fact in side.facts)
    return Section(line(side.record.name), items or (Item("", NOT_STATED),))


def _data(
    sides: Sequence[Side],
    figures: Sequence[FigureRow],
    sides_by_topic: Mapping[str, tuple[int, ...]],
) -> JsonObject:
    """Return the JSON object without facts and sources."""
    return {
        "records": [_record_data(side) for side in sides],
        "figures": [_figure_data(sides, row) for row in figures],
        "topics": [
            {"id": topic, "of": [sides[number].record.id for number in numbers]}
            for topic, numbers in sides_by_topic.items()
        ],
        "types": {side.record.id: dict(side.types) for side in sides},
        "people": {side.record.id: [person.id for person in side.people] for side in sides},
    }


def _record_data(side: Side) -> JsonObject:
    return {
        **summary_row(side.record),
        "cite": list(citation_list(side.record.cite)),
        "actors": [actor.id for actor in side.actors],
    }


def _figure_data(sides: Sequence[Side], row: FigureRow) -> JsonObject:
    stated = {
        side.record.id: [figure_row(*fact_and_figure) for fact_and_figure in figures]
        for side, figures in zip(sides, row.stated, strict=True)
    }
    return {"of": row.of, "unit": row.unit, "stated": stated}


def _facts_data(side: Side) -> list[JsonObject]:
    return [{"text": fact.text, "cite": list(citation_list(fact.cite))} for fact in side.facts]
