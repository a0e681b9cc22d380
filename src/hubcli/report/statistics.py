"""The statistics of a dataset (`hubcli stats`)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.vocabulary import TYPES
from hubcli.report.document import Column, Item, Part, Report, Section, Table, flatten, line
from hubcli.report.rows import JsonObject, figure_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Fact


def statistics_report(dataset: Dataset) -> Report:
    """Return sizes, claims, sources, and by hub the types of actor, the topics and the figures."""
    types, topics = _count_types(dataset), _count_topics(dataset)
    data = _data(dataset, types, topics)
    hubs = [Column(hub.id, hub.name) for hub in dataset.hubs.values()]
    tables = (
        (line("Actors by type"), _types_table(hubs, types)),
        (
            line("Topics by hub", Part("  ● the hub itself  n actors", "dim")),
            _topics_table(dataset, hubs, topics),
        ),
        (line("Figures side by side"), _figures_table(dataset, hubs)),
    )
    sections = (
        Section((), tuple(_overview(data))),
        *(Section(heading, table=table) for heading, table in tables if table.rows),
    )
    title = line(Part(dataset.about.title, "name"), Part(f"  updated {data['updated']}", "dim"))
    return Report(title, flatten(sections), data, sections)


def _data(
    dataset: Dataset, types: Mapping[str, Counter[str]], topics: Mapping[str, Counter[str]]
) -> JsonObject:
    about = dataset.about
    return {
        "title": about.title,
        "description": about.description,
        "license": about.license,
        "updated": about.updated.isoformat(),
        "files": list(dataset.files),
        "counts": _count_records(dataset),
        "claims": _count_claims(dataset),
        "sources": _source_dates(dataset),
        "types": {type: dict(counts) for type, counts in types.items()},
        "topics": {topic: dict(counts) for topic, counts in topics.items()},
        "figures": [
            {"record": record.id, **figure_row(fact, figure)}
            for record in dataset.records()
            for fact, figure in record.figures()
        ],
    }


def _count_records(dataset: Dataset) -> dict[str, int]:
    return {
        "hubs": len(dataset.hubs),
        "actors": len(dataset.actors),
        "topics": len(dataset.topics),
        "sources": len(dataset.sources),
        "facts": sum(len(record.facts) for record in dataset.records()),
        "links": sum(len(record.links) for record in dataset.records()),
        "figures": sum(1 for record in dataset.records() for _ in record.figures()),
    }


def _count_claims(dataset: Dataset) -> dict[str, int]:
    """Return the number of facts and links, and how many of them have a citation."""
    cited = [
        bool(citation_list(claim.cite))
        for record in dataset.records()
        for claim in record.claims()
        if claim.kind in ("fact", "link")
    ]
    return {"stated": len(cited), "cited": sum(cited)}


def _source_dates(dataset: Dataset) -> JsonObject:
    """Return the number of sources with a date, and the first and the last date ("" if none)."""
    dates = sorted(source.date for source in dataset.sources.values() if source.date)
    return {
        "dated": len(dates),
        "oldest": dates[0] if dates else "",
        "newest": dates[-1] if dates else "",
    }


def _overview(data: JsonObject) -> Iterator[Item]:
    """Yield the first section: totals, dates, license and files."""
    counts, claims, sources = data["counts"], data["claims"], data["sources"]
    if data["description"]:
        yield Item("", line(data["description"]))
    records = f"{counts['hubs']} hubs, {counts['actors']} actors, {counts['topics']} topics"
    yield Item("Records", line(records))
    stated, cited = claims["stated"], claims["cited"]
    share = f"{100 * cited / stated:.0f} %" if stated else "none"
    details = f"{counts['facts']} facts, {counts['links']} links; {counts['figures']} figures"
    yield Item("Claims", line(f"{stated} ({details}), {cited} cited ({share})"))
    dates = ""
    if sources["dated"]:
        dates = f", {sources['dated']} dated, from {sources['oldest']} to {sources['newest']}"
    yield Item("Sources", line(f"{counts['sources']}{dates}"))
    yield Item("Updated", line(data["updated"]))
    if data["license"]:
        yield Item("License", line(data["license"]))
    yield Item("Files" if len(data["files"]) > 1 else "File", line(", ".join(data["files"])))


def _count_types(dataset: Dataset) -> dict[str, Counter[str]]:
    """Return type → hub id → number of actors, without the types that no actor has."""
    counts: dict[str, Counter[str]] = {type: Counter() for type in TYPES}
    for actor in dataset.actors.values():
        counts[actor.type].update(actor.hubs)
    return {type: count for type, count in counts.items() if count}


def _count_topics(dataset: Dataset) -> dict[str, Counter[str]]:
    """Return topic id → hub id → number of records: the hub and its actors.

    A record does not count for the topics that are broader than its own.
    """
    counts: dict[str, Counter[str]] = {topic: Counter() for topic in dataset.topics}
    for record in dataset.records():
        for topic in record.all_topics():
            counts[topic].update(record.hubs)
    return {topic: count for topic, count in counts.items() if count}


def _types_table(hubs: Sequence[Column], counts: Mapping[str, Counter[str]]) -> Table:
    rows = tuple((type, *(count[hub.key] or "" for hub in hubs)) for type, count in counts.items())
    return Table((Column("key", "Type"), *hubs), rows)


def _topics_table(
    dataset: Dataset, hubs: Sequence[Column], counts: Mapping[str, Counter[str]]
) -> Table:
    """Return a table whose cells are `●` if the hub has the topic, then the number of actors."""

    def cell(topic: str, hub: str) -> str:
        has_topic = topic in hub_topics[hub]
        actors = counts[topic][hub] - has_topic
        return f"{'●' if has_topic else ''} {actors or ''}".strip()

    hub_topics = {id: hub.all_topics() for id, hub in dataset.hubs.items()}
    rows = tuple(
        (dataset.topics[topic].name, *(cell(topic, hub.key) for hub in hubs)) for topic in counts
    )
    return Table((Column("key", "Topic"), *hubs), rows)


def _figures_table(dataset: Dataset, hubs: Sequence[Column]) -> Table:
    """Return a row for each thing that is counted, with the figures of each hub and its actors."""
    # Thing → hub id → amounts. A dict without values serves as an ordered set.
    amounts: dict[str, dict[str, dict[str, None]]] = {}
    for record in dataset.records():
        for fact, figure in record.figures():
            amount = figure.amount + _source_ids(fact)
            for hub in record.hubs:
                amounts.setdefault(figure.of, {}).setdefault(hub, {})[amount] = None
    rows = tuple(
        (of, *("; ".join(cells.get(hub.key, ())) for hub in hubs)) for of, cells in amounts.items()
    )
    return Table((Column("key", "Figure"), *hubs), rows)


def _source_ids(fact: Fact) -> str:
    """Return the ids of the sources of a fact, ` [report, register]`; "" if it has none."""
    ids = dict.fromkeys(split_citation(cite)[0] for cite in citation_list(fact.cite))
    return f" [{', '.join(ids)}]" if ids else ""
