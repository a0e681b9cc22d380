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
from hubcli.report.rows import JsonObject, figure_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubcli.model.records import Fact, Record

Row = tuple[Cell, ...]
Counts = dict[str, Counter[str]]
"""The type of an actor, or the id of a topic → hub id → number of records."""


def statistics_report(dataset: Dataset) -> Report:
    """Return sizes, claims, sources, and by hub the types of actor, the topics and the figures."""
    types = _count_by_hub(TYPES, ((actor.type, actor) for actor in dataset.actors.values()))
    # A record does not count for the topics that are broader than its own.
    topics = _count_by_hub(
        dataset.topics,
        ((topic, record) for record in dataset.records() for topic in record.all_topics()),
    )
    data = _data(dataset, types, topics)
    hubs = list(dataset.hubs)
    tables = (
        (line("Actors by type"), "Type", _type_rows(hubs, types)),
        (
            line("Topics by hub", note("● the hub itself  n actors")),
            "Topic",
            _topic_rows(dataset, topics),
        ),
        (line("Figures side by side"), "Figure", _figure_rows(dataset, hubs)),
    )
    columns = [Column(hub.id, hub.name) for hub in dataset.hubs.values()]
    sections = (
        Section((), _overview(data)),
        *(
            Section(heading, table=Table((Column("key", title), *columns), tuple(rows)))
            for heading, title, rows in tables
            if rows
        ),
    )
    title = line(Part(dataset.about.title, "name"), note(f"updated {data['updated']}"))
    return Report(title, flatten(sections), data, sections)


def _count_by_hub(keys: Iterable[str], records: Iterable[tuple[str, Record]]) -> Counts:
    """Return key → hub id → number of records; a key that no record has is left out."""
    counts: Counts = {key: Counter() for key in keys}
    for key, record in records:
        counts[key].update(record.hubs)
    return {key: count for key, count in counts.items() if count}


def _data(dataset: Dataset, types: Counts, topics: Counts) -> JsonObject:
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
        "types": types,
        "topics": topics,
        "figures": figures,
    }


def _overview(data: JsonObject) -> tuple[Item, ...]:
    """Return the first section: totals, dates, license and files."""
    counts, claims, sources = data["counts"], data["claims"], data["sources"]
    stated, cited = claims["stated"], claims["cited"]
    share = f"{100 * cited / stated:.0f} %" if stated else "none"
    details = f"{counts['facts']} facts, {counts['links']} links; {counts['figures']} figures"
    dates = ""
    if sources["dated"]:
        dates = f", {sources['dated']} dated, from {sources['oldest']} to {sources['newest']}"
    return labelled_items(
        {
            "": data["description"],
            "Records": f"{counts['hubs']} hubs, {counts['actors']} actors,"
            f" {counts['topics']} topics",
            "Claims": f"{stated} ({details}), {cited} cited ({share})",
            "Sources": f"{counts['sources']}{dates}",
            "Updated": data["updated"],
            "License": data["license"],
            "Files" if len(data["files"]) > 1 else "File": ", ".join(data["files"]),
        }
    )


def _type_rows(hubs: Sequence[str], counts: Counts) -> list[Row]:
    return [(type, *(count[hub] or "" for hub in hubs)) for type, count in counts.items()]


def _topic_rows(dataset: Dataset, counts: Counts) -> list[Row]:
    """Return rows whose cells are `●` if the hub has the topic, then the number of actors."""

    def cell(topic: str, hub: str) -> str:
        has_topic = topic in hub_topics[hub]
        actors = counts[topic][hub] - has_topic
        return f"{'●' if has_topic else ''} {actors or ''}".strip()

    hub_topics = {id: hub.all_topics() for id, hub in dataset.hubs.items()}
    return [
        (dataset.topics[topic].name, *(cell(topic, hub) for hub in hub_topics)) for topic in counts
    ]


def _figure_rows(dataset: Dataset, hubs: Sequence[str]) -> list[Row]:
    """Return a row for each thing that is counted, with the figures of each hub and its actors."""
    amounts = group(
        ((figure.of, hub), figure.amount + _source_ids(fact))
        for record in dataset.records()
        for fact, figure in record.figures()
        for hub in record.hubs
    )
    return [
        (of, *("; ".join(dict.fromkeys(amounts.get((of, hub), ()))) for hub in hubs))
        for of in dict.fromkeys(of for of, _ in amounts)
    ]


def _source_ids(fact: Fact) -> str:
    """Return the ids of the sources of a fact, ` [report, register]`; "" if it has none."""
    ids = dict.fromkeys(split_citation(cite)[0] for cite in citation_list(fact.cite))
    return f" [{', '.join(ids)}]" if ids else ""
