"""TODO."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hubcli.model.records import (
    Alias,
    Cite,
    Fact,
    Figure,
    Link,
    Record,
    Topic,
    expand_aliases,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.errors import KeyPath
    from hubcli.model.dataset import Dataset

# What the rules walk through ---------------------------------------------------------------------------------


def located_records(dataset: Dataset) -> Iterator[tuple[KeyPath, Record]]:
    """Hubs and actors."""
    for id, hub in dataset.hubs.items():
        yield ("hubs", id), hub
    for id, actor in dataset.actors.items():
        yield ("actors", id), actor


def located_facts(dataset: Dataset) -> Iterator[tuple[KeyPath, Fact]]:
    """Every fact of every record."""
    for where, record in located_records(dataset):
        yield from (((*where, "facts", number), fact) for number, fact in enumerate(record.facts))


def located_figures(dataset: Dataset) -> Iterator[tuple[KeyPath, Fact, Figure]]:
    """Every figure, with the fact that it is part of."""
    return (
        ((*where, "figure"), fact, fact.figure)
        for where, fact in located_facts(dataset)
        if fact.figure
    )


def located_links(dataset: Dataset) -> Iterator[tuple[KeyPath, Record, Link]]:
    """Every link, with the record that states it."""
    for where, record in located_records(dataset):
        yield from (
            ((*where, "links", number), record, link) for number, link in enumerate(record.links)
        )


def located_aliases(dataset: Dataset) -> Iterator[tuple[KeyPath, Record | Topic, Alias]]:
    """Every alias of a record or a topic."""
    topics = ((("topics", id), topic) for id, topic in dataset.topics.items())
    for where, one in (*located_records(dataset), *topics):
        yield from (
            ((*where, "aliases", number), one, alias)
            for number, alias in enumerate(expand_aliases(one.aliases))
        )


def located_prose(dataset: Dataset) -> Iterator[tuple[KeyPath, str]]:
    """Everything that is written in sentences: summaries and facts."""
    yield from (
        ((*where, "summary"), record.summary)
        for where, record in located_records(dataset)
        if record.summary
    )
    yield from (((*where, "text"), fact.text) for where, fact in located_facts(dataset))


def located_citations(dataset: Dataset) -> Iterator[tuple[KeyPath, Cite]]:
    """Every `cite` as it is written: of records, aliases, facts and links."""
    yield from ((where, record.cite) for where, record in located_records(dataset))
    yield from ((where, alias.cite) for where, _, alias in located_aliases(dataset))
    yield from ((where, fact.cite) for where, fact in located_facts(dataset))
    yield from ((where, link.cite) for where, _, link in located_links(dataset))


def repeated(those: Iterable[str]) -> list[str]:
    return [one for one, times in Counter(those).items() if times > 1]
