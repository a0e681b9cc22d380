"""The comparison of hubs or actors, side by side (`hubcli compare`).

What the dataset does not state of a record is "not stated", never zero. Bars compare only figures
of the same thing in the same unit.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.countries import country_name
from hubcli.model.dataset import Dataset, group
from hubcli.model.records import Actor, Fact, Figure, Record
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
    note,
)
from hubcli.report.rows import JsonObject, figure_row, hub_names, summary_row, topic_names
from hubcli.report.sources import number_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


BAR_LENGTH = 10  # cells of the longest bar of a row
NOT_STATED = line(Part("not stated", "dim"))

Row = tuple[Cell, ...]
Figures = dict[tuple[str, str], list[dict[Figure, Fact]]]
"""(thing, unit) → for each side, its figures of the thing → the first fact that states each."""


class Side(Struct, frozen=True):
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
    data = {
        **_data(sides, figures, sides_by_topic),
        "facts": {side.record.id: _facts_data(side) if topics else [] for side in sides},
        "sources": cited.data,
    }
    names = " · ".join(side.record.name for side in sides)
    scope = topic_names(dataset, (id for id in dataset.topics if id in topics))
    title = line(Part(names, "name"), note("side by side" + (f" on {scope}" if scope else "")))
    return Report(title, flatten(sections), data, (*sections, *cited.sections), cited.numbers)


def _side(dataset: Dataset, record: Record, topics: frozenset[str]) -> Side:
    actors = tuple(dataset.actors_in(record.id)) if record.kind == "hub" else ()
    if topics:
        actors = tuple(actor for actor in actors if not topics.isdisjoint(actor.all_topics()))
    facts = (
        fact
        for owner in (record, *actors)
        for fact in (owner.facts_on(topics) if topics else owner.facts)
    )
    return Side(record, actors, tuple(facts))


def _citations(side: Side, topics: frozenset[str]) -> Iterator[str]:
    """Yield the citations in a side's column, then those of its facts, if they are shown."""
    yield from citation_list(side.record.cite)
    for fact in side.facts:
        if fact.figure or topics:
            yield from citation_list(fact.cite)


def _table(dataset: Dataset, sides: Sequence[Side], figures: Figures) -> Table:
    """Return the rows of the particulars, the figures and the numbers of actors."""
    columns = (Column("field", ""), *(Column(side.record.id, side.record.name) for side in sides))
    rows = (
        *_particular_rows(dataset, sides),
        *(_figure_row(of, unit, stated) for (of, unit), stated in figures.items()),
        *_actor_rows(sides),
    )
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
        "Hub": ", ".join(hub_names(dataset, record)),
        "Established": str(record.established or ""),
        "Strong in": topic_names(dataset, record.topics),
        "People": ", ".join(person.name for person in side.people),
        "Sources": str(len(sources) or ""),
    }


def _figures(sides: Sequence[Side]) -> Figures:
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
    comparable = unit != "year" and sum(map(bool, numbers)) > 1
    largest = max(chain(*numbers)) if comparable else 0
    return of[:1].upper() + of[1:], *(_figure_cell(cell, largest) for cell in stated)


def _figure_cell(stated: Mapping[Figure, Fact], largest: float) -> Line:
    """Return the figures of one side: `almost 20,000 ██████████ [1]; 3,000 ██ [2]`."""
    parts: list[Part | str] = []
    for figure, fact in stated.items():
        bar = (_bar(figure.value, largest),) if largest and figure.value is not None else ()
        parts += ("; ", Part(figure.amount, "name"), *bar, cite_part(fact.cite))
    return line(*parts[1:]) if parts else NOT_STATED


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
    groups = group((numbers, topic) for topic, numbers in sides_by_topic.items())
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
    sides: Sequence[Side], figures: Figures, sides_by_topic: Mapping[str, tuple[int, ...]]
) -> JsonObject:
    """Return the JSON object without facts and sources."""
    ids = [side.record.id for side in sides]
    return {
        "records": [
            {
                **summary_row(side.record),
                "cite": citation_list(side.record.cite),
                "actors": [actor.id for actor in side.actors],
            }
            for side in sides
        ],
        "figures": [
            {"of": of, "unit": unit, "stated": dict(zip(ids, map(_cell_data, stated), strict=True))}
            for (of, unit), stated in figures.items()
        ],
        "topics": [
            {"id": topic, "of": [ids[number] for number in numbers]}
            for topic, numbers in sides_by_topic.items()
        ],
        "types": {side.record.id: side.types for side in sides},
        "people": {side.record.id: [person.id for person in side.people] for side in sides},
    }


def _cell_data(stated: Mapping[Figure, Fact]) -> list[JsonObject]:
    return [figure_row(fact, figure) for figure, fact in stated.items()]


def _facts_data(side: Side) -> list[JsonObject]:
    return [{"text": fact.text, "cite": citation_list(fact.cite)} for fact in side.facts]
