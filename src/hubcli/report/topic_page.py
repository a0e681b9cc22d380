"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import (
    Record,
    Topic,
    citation_list,
    expand_aliases,
)
from hubcli.report.document import Item, Line, Part, Section, line
from hubcli.report.record_page import fact_item
from hubcli.report.rows import JsonObject, subtitle, summary_row

if TYPE_CHECKING:
    from collections.abc import Iterator

# --- a topic ---------------------------------------------------------------------------------------------------------


def topic_page(dataset: Dataset, topic: Topic) -> tuple[str, list[Section], JsonObject]:
    below = dataset.with_narrower(topic.id)
    records = list(dataset.select(Filters(topics=below)))
    words = [alias.name for alias in expand_aliases(topic.aliases)]
    narrower = dataset.narrower[topic.id]
    head = []
    if words:
        head.append(Item("Also", line(", ".join(words))))
    if topic.broader:
        head.append(Item("Part of", line(dataset.topics[topic.broader].name)))
    if narrower:
        head.append(Item("Includes", line(", ".join(dataset.topics[id].name for id in narrower))))
    sections = [Section(line(), tuple(head))]
    sections += [
        Section(_heading(dataset, record), tuple(_on_topic(dataset, record, below)))
        for record in records
    ]
    data = {
        "kind": topic.kind,
        "id": topic.id,
        "name": topic.name,
        "aliases": words,
        "broader": topic.broader,
        "narrower": list(narrower),
        "records": [summary_row(record) for record in records],
    }
    return f"topic · {topic.id}", sections, data


def _heading(dataset: Dataset, record: Record) -> Line:
    return line(record.name, Part(f"  {subtitle(dataset, record)}", "dim"))


def _on_topic(dataset: Dataset, record: Record, topics: frozenset[str]) -> Iterator[Item]:
    """What a record says on the topics: its facts, or its summary where none of them is about it."""
    facts = record.facts_on(topics)
    yield from (fact_item(dataset, fact) for fact in facts)
    if not facts:
        yield Item("•", line(record.summary or "Listed under it."), citation_list(record.cite))
