"""Walks through the parts of a dataset that rules look at, each with its path in the file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hubcli.model.records import expand_aliases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.errors import KeyPath
    from hubcli.model.claims import Cite, Claim
    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Alias, Fact, Figure, Link, Record, Topic


def located_records(dataset: Dataset) -> Iterator[tuple[KeyPath, Record]]:
    """Yield hubs and actors."""
    for id, hub in dataset.hubs.items():
        yield ("hubs", id), hub
    for id, actor in dataset.actors.items():
        yield ("actors", id), actor


def located_claims(dataset: Dataset) -> Iterator[tuple[KeyPath, Record, Claim]]:
    """Yield the claims of hubs and actors, each with the record that states it."""
    for where, record in located_records(dataset):
        for claim in record.claims():
            yield (*where, *claim.path), record, claim


def located_facts(dataset: Dataset) -> Iterator[tuple[KeyPath, Fact]]:
    """Yield the facts of hubs and actors."""
    for where, record in located_records(dataset):
        for number, fact in enumerate(record.facts):
            yield (*where, "facts", number), fact


def located_figures(dataset: Dataset) -> Iterator[tuple[KeyPath, Fact, Figure]]:
    """Yield the figures of facts, each with its fact."""
    for where, fact in located_facts(dataset):
        if fact.figure:
            yield (*where, "figure"), fact, fact.figure


def located_links(dataset: Dataset) -> Iterator[tuple[KeyPath, Record, Link]]:
    """Yield the links of hubs and actors, each with the record that states it."""
    for where, record in located_records(dataset):
        for number, link in enumerate(record.links):
            yield (*where, "links", number), record, link


def located_aliases(dataset: Dataset) -> Iterator[tuple[KeyPath, Record | Topic, Alias]]:
    """Yield the aliases of hubs, actors and topics, each with the record that has it."""
    topics = ((("topics", id), topic) for id, topic in dataset.topics.items())
    for where, record in (*located_records(dataset), *topics):
        for number, alias in enumerate(expand_aliases(record.aliases)):
            yield (*where, "aliases", number), record, alias


def located_prose(dataset: Dataset) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts that are written in sentences: summaries and facts."""
    for where, record in located_records(dataset):
        if record.summary:
            yield (*where, "summary"), record.summary
    for where, fact in located_facts(dataset):
        yield (*where, "text"), fact.text


def located_citations(dataset: Dataset) -> Iterator[tuple[KeyPath, Cite]]:
    """Yield each `cite` as it is written, with the path of the claim or the alias that has it."""
    for where, _, claim in located_claims(dataset):
        yield where, claim.cite
    for where, record, alias in located_aliases(dataset):
        if record.kind == "topic":
            yield where, alias.cite


def repeated(values: Iterable[str]) -> list[str]:
    """Return the values that occur more than once."""
    return [value for value, count in Counter(values).items() if count > 1]
