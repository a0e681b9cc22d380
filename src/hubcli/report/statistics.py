"""What `hubcli stats` answers: a dataset at a glance."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hubcli.model.records import citation_list, split_citation
from hubcli.model.vocabulary import TYPES
from hubcli.report.document import Column, Item, Part, Report, Section, Table, flatten, line
from hubcli.report.rows import JsonObject, figure_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.dataset import Dataset


def statistics_report(dataset: Dataset) -> Report:
    """Sizes, claims and how many are cited, freshness, hubs by types, hubs by topics, and figures side by side."""
    hubs = list(dataset.hubs.values())
    claims = [
        claim.cite
        for record in dataset.records()
        for claim in record.claims()
        if claim.kind in ("fact", "link")
    ]
    cited = sum(1 for cite in claims if citation_list(cite))
    figures = sum(1 for record in dataset.records() for _ in record.figures())
    dates = sorted(source.date for source in dataset.sources.values() if source.date)
    types = _by_type(dataset)
    topics = _by_topic(dataset)
    data: JsonObject = {
        "title": dataset.about.title,
        "description": dataset.about.description,
        "license": dataset.about.license,
        "updated": dataset.about.updated.isoformat(),
        "files": list(dataset.files),
        "counts": {
            "hubs": len(dataset.hubs),
            "actors": len(dataset.actors),
            "topics": len(dataset.topics),
            "sources": len(dataset.sources),
            "facts": sum(len(record.facts) for record in dataset.records()),
            "links": sum(len(record.links) for record in dataset.records()),
            "figures": figures,
        },
        "claims": {"stated": len(claims), "cited": cited},
        "sources": {
            "dated": len(dates),
            "oldest": dates[0] if dates else "",
            "newest": dates[-1] if dates else "",
        },
        "types": {type: dict(counts) for type, counts in types.items()},
        "topics": {topic: dict(counts) for topic, counts in topics.items()},
        "figures": [
            {"record": record.id, **figure_row(fact, figure)}
            for record in dataset.records()
            for fact, figure in record.figures()
        ],
    }
    columns = tuple(Column(hub.id, hub.name) for hub in hubs)
    sections = (
        Section(line(), tuple(_glance(data))),
        Section(line("Actors by type"), table=_types_table(columns, types)),
        Section(
            line("Topics by hub", Part("  ● the hub itself  n actors", "dim")),
            table=_topics_table(dataset, columns, topics),
        ),
        Section(line("Figures side by side"), table=_figures(dataset, columns)),
    )
    shown = tuple(
        section for section in sections if section.items or (section.table and section.table.rows)
    )
    title = line(Part(dataset.about.title, "name"), Part(f"  updated {data['updated']}", "dim"))
    return Report(title, flatten(shown), data, shown)


def _glance(data: JsonObject) -> Iterator[Item]:
    counts, claims, sources = data["counts"], data["claims"], data["sources"]
    if data["description"]:
        yield Item("", line(data["description"]))
    yield Item(
        "Records",
        line(f"{counts['hubs']} hubs, {counts['actors']} actors, {counts['topics']} topics"),
    )
    share = f"{100 * claims['cited'] / claims['stated']:.0f} %" if claims["stated"] else "none"
    yield Item(
        "Claims",
        line(
            f"{claims['stated']} ({counts['facts']} facts, {counts['links']} links; {counts['figures']} figures), "
            f"{claims['cited']} cited ({share})"
        ),
    )
    span = (
        f", {sources['dated']} dated, from {sources['oldest']} to {sources['newest']}"
        if sources["dated"]
        else ""
    )
    yield Item("Sources", line(f"{counts['sources']}{span}"))
    yield Item("Updated", line(data["updated"]))
    if data["license"]:
        yield Item("License", line(data["license"]))
    yield Item("Files" if len(data["files"]) > 1 else "File", line(", ".join(data["files"])))


def _by_type(dataset: Dataset) -> dict[str, Counter[str]]:
    """Type → hub id → how many of its actors are of that type."""
    counts: dict[str, Counter[str]] = {type: Counter() for type in TYPES}
    for actor in dataset.actors.values():
        counts[actor.type].update(actor.hubs)
    return {type: count for type, count in counts.items() if count}


def _by_topic(dataset: Dataset) -> dict[str, Counter[str]]:
    """Topic → hub id → how many of the hub and its actors have it; narrower topics are counted where they stand."""
    counts: dict[str, Counter[str]] = {topic: Counter() for topic in dataset.topics}
    for record in dataset.records():
        for topic in record.all_topics():
            counts[topic].update(record.hubs)
    return {topic: count for topic, count in counts.items() if count}


def _types_table(columns: Sequence[Column], counts: dict[str, Counter[str]]) -> Table:
    rows = tuple(
        (type, *(count[column.key] or "" for column in columns)) for type, count in counts.items()
    )
    return Table((Column("key", "Type"), *columns), rows)


def _topics_table(
    dataset: Dataset, columns: Sequence[Column], counts: dict[str, Counter[str]]
) -> Table:
    def cell(topic: str, hub: str, count: int) -> str:
        itself = topic in dataset.hubs[hub].all_topics()
        actors = count - itself
        return " ".join(
            part for part in ("●" if itself else "", str(actors) if actors else "") if part
        )

    rows = tuple(
        (
            dataset.topics[topic].name,
            *(cell(topic, column.key, count[column.key]) for column in columns),
        )
        for topic, count in counts.items()
    )
    return Table((Column("key", "Topic"), *columns), rows)


def _figures(dataset: Dataset, columns: Sequence[Column]) -> Table:
    """What is counted → each hub's amount, its own or an actor's, with the source."""
    amounts: dict[
        str, dict[str, dict[str, None]]
    ] = {}  # each amount once, in the order of the records
    for record in dataset.records():
        for fact, figure in record.figures():
            sources = ", ".join(
                dict.fromkeys(split_citation(one)[0] for one in citation_list(fact.cite))
            )
            for hub in record.hubs:
                said = f"{figure.amount}" + (f" [{sources}]" if sources else "")
                amounts.setdefault(figure.of, {}).setdefault(hub, {})[said] = None
    rows = tuple(
        (of, *("; ".join(by_hub.get(column.key, ())) for column in columns))
        for of, by_hub in amounts.items()
    )
    return Table((Column("key", "Figure"), *columns), rows)
