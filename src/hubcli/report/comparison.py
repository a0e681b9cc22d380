"""The comparison of hubs or actors, side by side (`hubcli compare`).

A row of the table is what at least two sides state; what only one side states follows the table, on
one line a side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list
from hubcli.model.countries import country_name
from hubcli.model.dataset import Dataset, group
from hubcli.report.comparison_table import (
    NOT_STATED,
    Figures,
    Side,
    comparison_table,
    figure_items,
    figures_of,
    one_sided_items,
    particulars_of,
)
from hubcli.report.document import Item, Line, Part, Report, Section, flatten, line, note
from hubcli.report.facts import PageFact, fact_item
from hubcli.report.rows import JsonObject, figure_row, summary_row, topic_names
from hubcli.report.sources import number_sources
from hubcli.text.plural import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hubcli.model.records import Fact, Figure, Record

MAX_PEOPLE = 8  # people of one side who are named; JSON has all of them
MAX_TITLE = 6  # sides that the title names
MAX_NAMED = 3  # sides that a label names; more are counted


def comparison_report(
    dataset: Dataset, records: Sequence[Record], topics: frozenset[str] = frozenset()
) -> Report:
    """Return the comparison of two or more records; with `topics`, on these topics only."""
    sides = [_side(dataset, record, topics) for record in records]
    particulars = particulars_of(dataset, records)
    figures = figures_of(sides)
    sides_by_topic = _sides_by_topic(sides, topics)
    listed = tuple(figure_items(sides, figures))
    sections = [
        section
        for section in (
            Section(line("Figures"), listed),
            Section(
                line("Side by side") if listed else (),
                table=comparison_table(sides, particulars, figures),
            ),
            Section(line("Place"), tuple(_place_items(records))),
            Section(line("People"), tuple(_people_items(sides))),
            Section(line("Topics"), tuple(_topic_items(dataset, sides, sides_by_topic))),
            Section(
                line("Only one side states"),
                tuple(one_sided_items(sides, particulars, figures)),
            ),
            *(_facts_section(dataset, side) for side in sides if topics),
        )
        if not section.empty
    ]
    cited = number_sources(dataset, (cite for side in sides for cite in _citations(side, topics)))
    data = {
        **_data(sides, figures, sides_by_topic),
        "facts": {side.record.id: _facts_data(side) if topics else [] for side in sides},
        "sources": cited.data,
    }
    title = _title(dataset, sides, topics, sides_by_topic)
    return Report(title, flatten(sections), data, (*sections, *cited.sections), cited.numbers)


def _title(
    dataset: Dataset,
    sides: Sequence[Side],
    topics: frozenset[str],
    sides_by_topic: Mapping[str, tuple[int, ...]],
) -> Line:
    """Return the names and what they share: `A · B  on Innovation, 3 topics in common`."""
    names = " · ".join(side.record.name for side in sides[:MAX_TITLE])
    if len(sides) > MAX_TITLE:
        names += f" · {len(sides) - MAX_TITLE:,} more"
    chosen = (id for id in dataset.topics if id in topics)
    broadest = (id for id in chosen if dataset.topics[id].broader not in topics)
    scope = topic_names(dataset, broadest)
    common = sum(len(numbers) == len(sides) for numbers in sides_by_topic.values())
    shared = f"{count(common, 'topic') if common else 'no topics'} in common"
    return line(Part(names, "name"), note(f"on {scope}, {shared}" if scope else shared))


def _side(dataset: Dataset, record: Record, topics: frozenset[str]) -> Side:
    actors = tuple(dataset.actors_in(record.id)) if record.kind == "hub" else ()
    if topics:
        actors = tuple(actor for actor in actors if not topics.isdisjoint(actor.all_topics()))
    statements = (
        PageFact(fact, actor)
        for owner, actor in ((record, None), *((actor, actor) for actor in actors))
        for fact in (owner.facts_on(topics) if topics else owner.facts)
    )
    return Side(record, actors, tuple(statements))


def _citations(side: Side, topics: frozenset[str]) -> Iterator[str]:
    """Yield the citations in a side's column, then those of its facts, if they are shown."""
    yield from citation_list(side.record.cite)
    for fact in side.facts:
        if fact.figure or topics:
            yield from citation_list(fact.cite)


def _place_items(records: Sequence[Record]) -> Iterator[Item]:
    for record in records:
        if record.place:
            text = f"{record.place.city}, {country_name(record.place.country)}"
            yield Item(record.name, line(text), citation_list(record.cite))


def _people_items(sides: Sequence[Side]) -> Iterator[Item]:
    for side in sides:
        names = [person.name for person in side.people[:MAX_PEOPLE]]
        if more := len(side.people) - len(names):
            names.append(f"and {more:,} more")
        if names:
            yield Item(side.record.name, line(", ".join(names)))


def _sides_by_topic(sides: Sequence[Side], topics: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """Return topic id → the numbers of the sides that have it, from 0; only `topics`, if any."""
    numbers = group((topic, number) for number, side in enumerate(sides) for topic in side.topics)
    return {
        topic: tuple(having) for topic, having in numbers.items() if not topics or topic in topics
    }


def _topic_items(
    dataset: Dataset, sides: Sequence[Side], sides_by_topic: Mapping[str, tuple[int, ...]]
) -> Iterator[Item]:
    """Yield the topics that all sides have, then those that fewer and fewer sides have."""
    names = [side.record.name for side in sides]
    in_order = sorted(sides_by_topic.items(), key=lambda item: (-len(item[1]), item[1]))
    groups = group((_group_label(names, numbers), topic) for topic, numbers in in_order)
    return (Item(label, line(topic_names(dataset, ids))) for label, ids in groups.items())


def _group_label(names: Sequence[str], numbers: Sequence[int]) -> str:
    """Return words for some of the names: `Both`, `Only A`, `A and B`, `All but C`, `5 of 9`."""
    if len(numbers) == len(names):
        return "All" if len(names) > 2 else "Both"
    if len(numbers) == 1:
        return f"Only {names[numbers[0]]}"
    if len(numbers) == len(names) - 1 and len(numbers) > 2:
        missing = next(number for number in range(len(names)) if number not in numbers)
        return f"All but {names[missing]}"
    if len(numbers) > MAX_NAMED:
        return f"{len(numbers)} of {len(names)}"
    *first, last = (names[number] for number in numbers)
    return f"{', '.join(first)} and {last}"


def _facts_section(dataset: Dataset, side: Side) -> Section:
    items = tuple(fact_item(dataset, each.fact, each.subject) for each in side.statements)
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
    return [
        {
            "record": each.actor.id if each.actor else side.record.id,
            "text": each.fact.text,
            "cite": citation_list(each.fact.cite),
        }
        for each in side.statements
    ]
