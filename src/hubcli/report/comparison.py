"""What `hubcli compare` answers: hubs, or actors, side by side, field by field.

What one side does not state is "not stated", never zero. A bar stands only beside figures that count the same thing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.countries import country_name
from hubcli.model.records import Actor, Fact, Figure, Record, citation_list, split_citation
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
    flatten,
    line,
)
from hubcli.report.rows import JsonObject, figure_row, summary_row
from hubcli.report.sources import number_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hubcli.model.dataset import Dataset

NOT_STATED = "not stated"
BAR = 10  # cells of the longest one

Stated = tuple[Fact, Figure]


class Side(NamedTuple):
    """One of the records that are compared, with what belongs to it."""

    record: Record
    actors: tuple[Actor, ...]
    facts: tuple[Fact, ...]
    """Its own and those of its actors, on the topics that are asked for."""

    @property
    def topics(self) -> tuple[str, ...]:
        """What it and its actors are strong in, its own first, each once."""
        own = (*self.record.topics, *(topic for fact in self.facts for topic in fact.topics))
        return tuple(
            dict.fromkeys((*own, *(topic for actor in self.actors for topic in actor.topics)))
        )


def comparison_report(
    dataset: Dataset, records: Sequence[Record], topics: frozenset[str] = frozenset()
) -> Report:
    """The records beside each other; with `topics`, only what is said on them."""
    sides = [_side(dataset, record, topics) for record in records]
    table = _fields(dataset, sides)
    figures = _figures(sides)
    rows = [
        *table,
        *(_figure_cells(of, unit, its) for (of, unit), its in figures.items()),
        *_counts(sides),
    ]
    columns = (Column("field", ""), *(Column(side.record.id, side.record.name) for side in sides))
    sections = [
        Section(line(), table=Table(columns, tuple(rows), dense=True)),
        Section(line("Topics"), tuple(_topics(dataset, sides, topics))),
    ]
    if topics:
        sections += [_said(side) for side in sides]
    cited = [one for side in sides for one in _cited(side, topics)]
    numbers, foot, sources = number_sources(dataset, cited)
    sections = [section for section in sections if section.items or section.table]
    title = line(
        Part(" · ".join(side.record.name for side in sides), "name"),
        Part(f"  {_about(dataset, topics)}", "dim"),
    )
    data = _data(sides, figures, topics) | {"sources": sources}
    return Report(
        title, flatten(sections), data, (*sections, *((foot,) if foot.items else ())), numbers
    )


def _about(dataset: Dataset, topics: frozenset[str]) -> str:
    names = [dataset.topics[id].name for id in dataset.topics if id in topics]
    return f"side by side on {', '.join(names)}" if names else "side by side"


def _side(dataset: Dataset, record: Record, topics: frozenset[str]) -> Side:
    actors = tuple(dataset.actors_in(record.id)) if record.kind == "hub" else ()
    if topics:
        actors = tuple(actor for actor in actors if not topics.isdisjoint(actor.all_topics()))
    facts = (
        fact
        for one in (record, *actors)
        for fact in (one.facts_on(topics) if topics else one.facts)
    )
    return Side(record, actors, tuple(facts))


def _cited(side: Side, topics: frozenset[str]) -> Iterator[str]:
    """What the table and the sections cite, in the order in which they do."""
    yield from citation_list(side.record.cite)
    for fact in side.facts:
        if fact.figure or topics:
            yield from citation_list(fact.cite)


# --- the table --------------------------------------------------------------------------------------------------------


def _fields(dataset: Dataset, sides: Sequence[Side]) -> Iterator[tuple[Cell, ...]]:
    """What each side is; a row that no side states is left out."""
    for title, say in _FIELDS.items():
        said = [say(dataset, side) for side in sides]
        if any(said):
            yield title, *(text or _unstated() for text in said)


def _type(dataset: Dataset, side: Side) -> str:  # noqa: ARG001  a field as the others
    return side.record.type if isinstance(side.record, Actor) else ""


def _place(dataset: Dataset, side: Side) -> Cell:  # noqa: ARG001  as above
    place = side.record.place
    cite = Part(" ".join(citation_list(side.record.cite)), "cite")
    return line(f"{place.city}, {country_name(place.country)}", cite) if place else ""


def _hubs(dataset: Dataset, side: Side) -> str:
    return ", ".join(dataset.hubs[id].name for id in side.record.hubs if id != side.record.id)


def _established(dataset: Dataset, side: Side) -> str:  # noqa: ARG001  as above
    return str(side.record.established or "")


def _strengths(dataset: Dataset, side: Side) -> str:
    return ", ".join(dataset.topics[id].name for id in side.record.topics)


def _people(dataset: Dataset, side: Side) -> str:  # noqa: ARG001  as above
    return ", ".join(actor.name for actor in side.actors if actor.type == "person")


def _sources(dataset: Dataset, side: Side) -> str:  # noqa: ARG001  as above
    ids = {
        split_citation(one)[0]
        for record in (side.record, *side.actors)
        for one in record.citations()
    }
    return str(len(ids) or "")


_FIELDS: dict[str, Callable[[Dataset, Side], Cell]] = {
    "Type": _type,
    "Place": _place,
    "Hub": _hubs,
    "Established": _established,
    "Strong in": _strengths,
    "People": _people,
    "Sources": _sources,
}


def _unstated() -> Line:
    return line(Part(NOT_STATED, "dim"))


def _figures(sides: Sequence[Side]) -> dict[tuple[str, str], list[list[Stated]]]:
    """What is counted, and its unit → what each side states of it, those that most sides state first."""
    found: dict[tuple[str, str], list[dict[Figure, Fact]]] = {}
    for number, side in enumerate(sides):
        for fact in side.facts:
            if fact.figure:
                key = (fact.figure.of, fact.figure.unit)
                found.setdefault(key, [{} for _ in sides])[number].setdefault(fact.figure, fact)
    stated = {
        key: [[(fact, figure) for figure, fact in its.items()] for its in row]
        for key, row in found.items()
    }
    return dict(sorted(stated.items(), key=lambda one: -sum(map(bool, one[1]))))


def _figure_cells(of: str, unit: str, stated: list[list[Stated]]) -> tuple[Cell, ...]:
    """A row of figures of the same thing, with bars where several sides give a number of it."""
    values = [abs(figure.value) for its in stated for _, figure in its if _is_number(figure)]
    several = sum(any(_is_number(figure) for _, figure in its) for its in stated) > 1
    largest = max(values, default=0) if several and unit != "year" else 0
    cells: list[Cell] = []
    for its in stated:
        parts: list[Part | str] = []
        for fact, figure in its:
            parts += ["; "] if parts else []
            parts.append(Part(figure.amount, "name"))
            if largest and _is_number(figure):
                parts.append(_bar(figure.value, largest))
            parts.append(Part(" ".join(citation_list(fact.cite)), "cite"))
        cells.append(line(*parts) if parts else _unstated())
    return of[:1].upper() + of[1:], *cells


def _is_number(figure: Figure) -> bool:
    return figure.qualifier != "tens of"


def _counts(sides: Sequence[Side]) -> Iterator[tuple[Cell, ...]]:
    """How many actors there are, by type, the bars of one scale: these are of the dataset, and so is a zero."""
    counts: list[Counter[str]] = [Counter(actor.type for actor in side.actors) for side in sides]
    if not any(counts):
        return
    yield "Actors", *(str(count.total()) for count in counts)
    largest = max(number for count in counts for number in count.values())
    for type, words in TYPES.items():
        if any(count[type] for count in counts):
            yield f"  {words.plural}", *(_counted(count[type], largest) for count in counts)


def _counted(number: int, largest: int) -> Line:
    return line(str(number), *((_bar(number, largest),) if number else ()))


def _bar(value: float, largest: float) -> Part:
    return Part(" " + "█" * max(1, round(BAR * abs(value) / largest)), "bar")


# --- the sections -----------------------------------------------------------------------------------------------------


def _topics(dataset: Dataset, sides: Sequence[Side], asked: frozenset[str]) -> Iterator[Item]:
    """Which topics all sides have, which some, and which one alone."""
    having: dict[tuple[int, ...], list[str]] = {}
    for topic in dict.fromkeys(topic for side in sides for topic in side.topics):
        if not asked or topic in asked:
            who = tuple(number for number, side in enumerate(sides) if topic in side.topics)
            having.setdefault(who, []).append(dataset.topics[topic].name)
    for who, names in sorted(having.items(), key=lambda one: (-len(one[0]), one[0])):
        if len(who) == len(sides):
            label = "All" if len(sides) > 2 else "Both"
        elif len(who) == 1:
            label = f"Only {sides[who[0]].record.name}"
        else:
            label = " and ".join(sides[number].record.name for number in who)
        yield Item(label, line(", ".join(names)))


def _said(side: Side) -> Section:
    """What is said on the topics that are asked for."""
    items = tuple(Item("•", line(fact.text), citation_list(fact.cite)) for fact in side.facts)
    return Section(line(side.record.name), items or (Item("", _unstated()),))


def _data(
    sides: Sequence[Side], figures: dict[tuple[str, str], list[list[Stated]]], asked: frozenset[str]
) -> JsonObject:
    ids = [side.record.id for side in sides]
    topics = dict.fromkeys(
        topic for side in sides for topic in side.topics if not asked or topic in asked
    )
    return {
        "records": [
            {
                **summary_row(side.record),
                "cite": list(citation_list(side.record.cite)),
                "actors": [actor.id for actor in side.actors],
            }
            for side in sides
        ],
        "figures": [
            {
                "of": of,
                "unit": unit,
                "stated": {
                    id: [figure_row(*one) for one in its]
                    for id, its in zip(ids, stated, strict=True)
                },
            }
            for (of, unit), stated in figures.items()
        ],
        "topics": [
            {"id": topic, "of": [side.record.id for side in sides if topic in side.topics]}
            for topic in topics
        ],
        "types": {
            id: dict(Counter(actor.type for actor in side.actors))
            for id, side in zip(ids, sides, strict=True)
        },
        "people": {
            id: [actor.id for actor in side.actors if actor.type == "person"]
            for id, side in zip(ids, sides, strict=True)
        },
        "facts": {
            id: [{"text": fact.text, "cite": list(citation_list(fact.cite))} for fact in side.facts]
            if asked
            else []
            for id, side in zip(ids, sides, strict=True)
        },
    }
