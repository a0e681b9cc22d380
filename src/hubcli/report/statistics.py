"""The statistics of a dataset (`hubcli stats`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.dataset import Dataset, group
from hubcli.model.vocabulary import TYPES
from hubcli.report.document import (
    Cell,
    Column,
    Item,
    Part,
    Report,
    Section,
    Table,
    flatten,
    labelled_items,
    line,
    note,
)
from hubcli.report.hub_columns import count_columns, hub_columns
from hubcli.report.rows import JsonObject, figure_row
from hubcli.report.topic_counts import COUNTED, TopicCount, count_by_topic
from hubcli.text.plural import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubcli.model.records import Fact

MAX_ROWS = 10  # topics, and things with figures, on the page
ALL = ""  # stands for the whole dataset among the ids of hubs

Row = tuple[Cell, ...]
Types = dict[str, Counter[str]]
"""Type of actor → hub id or `ALL` → number of actors."""
Topics = dict[str, TopicCount]
Amounts = dict[tuple[str, str], dict[str, list[str]]]
"""(thing, unit) → hub id → figures of the hub and its actors, in words."""


def statistics_report(dataset: Dataset) -> Report:
    """Return sizes, claims, sources, and by hub the types of actor, the topics and the figures.

    The page has the most frequent broad topics, and the figures that two hubs state; the table has
    all topics and figures.
    """
    types = _count_types(dataset)
    topics = {id: counted for id, counted in count_by_topic(dataset).items() if counted.records}
    amounts = _amounts(dataset)
    data = _data(dataset, types, topics)
    overview = Section((), _overview(data))
    by_type = _counts_section(dataset, "Actors by type", "Type", _type_rows(dataset, types))
    everything = (
        overview,
        by_type,
        _counts_section(dataset, "Topics", "Topic", _topic_rows(dataset, topics)),
        _figures_section(dataset, "Figures", amounts),
    )
    page = (
        overview,
        by_type,
        *_topic_sections(dataset, topics),
        *_figure_sections(dataset, amounts),
    )
    title = line(Part(dataset.about.title, "name"), note(f"updated {data['updated']}"))
    shown = tuple(section for section in page if not section.empty)
    return Report(title, flatten(everything), data, shown)


def _count_types(dataset: Dataset) -> Types:
    """Return the numbers of actors by type; a type that no actor has is left out."""
    types: Types = {type: Counter() for type in TYPES}
    for actor in dataset.actors.values():
        types[actor.type].update((ALL, *actor.hubs))
    return {type: counted for type, counted in types.items() if counted}


def _amounts(dataset: Dataset) -> Amounts:
    by_thing = group(
        ((figure.of, figure.unit), (hub, figure.amount + _source_ids(fact)))
        for record in dataset.records()
        for fact, figure in record.figures()
        for hub in record.hubs
    )
    return {thing: group(stated) for thing, stated in by_thing.items()}


def _data(dataset: Dataset, types: Types, topics: Topics) -> JsonObject:
    about = dataset.about
    figures = [
        {"record": record.id, **figure_row(fact, figure)}
        for record in dataset.records()
        for fact, figure in record.figures()
    ]
    # (kind, has a citation) → number of claims
    claims = Counter(
        (claim.kind, bool(claim.cite)) for record in dataset.records() for claim in record.claims()
    )
    facts = claims["fact", True] + claims["fact", False]
    links = claims["link", True] + claims["link", False]
    dates = sorted(source.date for source in dataset.sources.values() if source.date)
    return {
        "title": about.title,
        "description": about.description,
        "license": about.license,
        "updated": about.updated.isoformat(),
        "files": dataset.files,
        "counts": {
            "hubs": len(dataset.hubs),
            "actors": len(dataset.actors),
            "topics": len(dataset.topics),
            "sources": len(dataset.sources),
            "facts": facts,
            "links": links,
            "figures": len(figures),
        },
        "claims": {
            "stated": facts + links,
            "cited": claims["fact", True] + claims["link", True],
        },
        "sources": {
            "dated": len(dates),
            "oldest": dates[0] if dates else "",
            "newest": dates[-1] if dates else "",
        },
        "types": _types_data(types),
        "topics": _topics_data(dataset, topics),
        "figures": figures,
    }


def _types_data(types: Types) -> JsonObject:
    """Return type → hub id → number of actors, without types that no hub has."""
    return {
        type: by_hub
        for type, counted in types.items()
        if (by_hub := {hub: number for hub, number in counted.items() if hub != ALL})
    }


def _topics_data(dataset: Dataset, topics: Topics) -> JsonObject:
    """Return topic id → hub id → number of records, without topics that no hub has."""
    return {
        id: by_hub
        for id, counted in topics.items()
        if (by_hub := {hub: number for hub in dataset.hubs if (number := counted.records_of(hub))})
    }


def _overview(data: JsonObject) -> tuple[Item, ...]:
    """Return the first section: totals, dates, license and files."""
    counts, claims, sources = data["counts"], data["claims"], data["sources"]
    stated, cited = claims["stated"], claims["cited"]
    share = f"{cited:,} cited ({100 * cited / stated:.0f} %)" if stated else ""
    totals = f"{count(counts['facts'], 'fact')} and {count(counts['links'], 'link')}"
    dates = ""
    if sources["dated"]:
        span = " to ".join(dict.fromkeys((sources["oldest"], sources["newest"])))
        dates = f", {sources['dated']:,} dated {span}"
    figures = counts["figures"]
    return labelled_items(
        {
            "": data["description"],
            "Records": f"{count(counts['hubs'], 'hub')}, {count(counts['actors'], 'actor')},"
            f" {count(counts['topics'], 'topic')}",
            "Claims": ", ".join(filter(None, (totals, share))),
            "Figures": f"{figures:,}, side by side with hubcli compare" if figures else "",
            "Sources": f"{counts['sources']:,}{dates}",
            "License": data["license"],
            "Files" if len(data["files"]) > 1 else "File": ", ".join(data["files"]),
        }
    )


def _counts_section(
    dataset: Dataset, heading: str, title: str, rows: Iterable[Row], remark: str = ""
) -> Section:
    """Return a table of numbers by hub; `title` names what its rows are."""
    table = Table(count_columns(dataset, title), tuple(rows), mention_hidden=True)
    return Section(line(heading, note(remark)), table=table)


def _figures_section(dataset: Dataset, heading: str, amounts: Amounts) -> Section:
    """Return a table of things with the figures of each hub."""
    columns = (Column("of", "Figure", width=24), *hub_columns(dataset, width=16))
    rows = (
        (of, *("; ".join(dict.fromkeys(by_hub.get(hub, ()))) for hub in dataset.hubs))
        for (of, _), by_hub in amounts.items()
    )
    return Section(line(heading), table=Table(columns, tuple(rows), mention_hidden=True))


def _more(number: int, command: str) -> Section:
    """Return a remark on what a table leaves out; without content for none."""
    text = line(Part(f"and {number:,} more: {command}", "dim"))
    return Section((), (Item("", text),) if number > 0 else ())


def _type_rows(dataset: Dataset, types: Types) -> Iterable[Row]:
    for type, counted in types.items():
        yield type, counted[ALL], *(counted[hub] or "" for hub in dataset.hubs)


def _topic_sections(dataset: Dataset, topics: Topics) -> tuple[Section, Section]:
    """Return the most frequent of the topics that are in no other one, and how many more."""
    broad = [id for id in topics if not dataset.topics[id].broader]
    shown = sorted(broad, key=lambda id: -topics[id].records)[:MAX_ROWS]
    rows = _topic_rows(dataset, {id: topics[id] for id in shown})
    return (
        _counts_section(dataset, "Topics", "Topic", rows, COUNTED),
        _more(len(topics) - len(shown), "hubcli topics"),
    )


def _topic_rows(dataset: Dataset, topics: Topics) -> Iterable[Row]:
    for id, counted in topics.items():
        of_hubs = (counted.records_of(hub) or "" for hub in dataset.hubs)
        yield dataset.topics[id].name, counted.records, *of_hubs


def _figure_sections(dataset: Dataset, amounts: Amounts) -> tuple[Section, Section]:
    """Return the figures of the same thing that at least two hubs state, and how many more."""
    comparable = {thing: by_hub for thing, by_hub in amounts.items() if len(by_hub) > 1}
    shown = dict(list(comparable.items())[:MAX_ROWS])
    return (
        _figures_section(dataset, "Figures side by side", shown),
        _more(len(comparable) - len(shown), "hubcli compare"),
    )


def _source_ids(fact: Fact) -> str:
    """Return the ids of the sources of a fact, ` [report, register]`; "" if it has none."""
    ids = dict.fromkeys(split_citation(cite)[0] for cite in citation_list(fact.cite))
    return f" [{', '.join(ids)}]" if ids else ""
