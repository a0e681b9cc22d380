"""The page of a topic: its place in the vocabulary, and what the records state on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import expand_aliases
from hubcli.report.document import Item, Part, Section, line
from hubcli.report.record_page import fact_item
from hubcli.report.rows import JsonObject, subtitle, summary_row, topic_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.records import Record, Topic


def topic_page(dataset: Dataset, topic: Topic) -> tuple[str, list[Section], JsonObject]:
    """Return the subtitle, the sections and the JSON object of a topic's page.

    The page includes the records that have a narrower topic.
    """
    topics = dataset.with_narrower(topic.id)
    records = list(dataset.select(Filters(topics=topics)))
    aliases = [alias.name for alias in expand_aliases(topic.aliases)]
    narrower = dataset.narrower[topic.id]
    sections = [Section((), tuple(_particulars(dataset, topic, aliases, narrower)))]
    sections += [_record_section(dataset, record, topics) for record in records]
    data = {
        "kind": topic.kind,
        "id": topic.id,
        "name": topic.name,
        "aliases": aliases,
        "broader": topic.broader,
        "narrower": list(narrower),
        "records": [summary_row(record) for record in records],
    }
    return f"topic · {topic.id}", sections, data


def _particulars(
    dataset: Dataset, topic: Topic, aliases: Sequence[str], narrower: Sequence[str]
) -> Iterator[Item]:
    if aliases:
        yield Item("Also", line(", ".join(aliases)))
    if topic.broader:
        yield Item("Part of", line(dataset.topics[topic.broader].name))
    if narrower:
        yield Item("Includes", line(topic_names(dataset, narrower)))


def _record_section(dataset: Dataset, record: Record, topics: frozenset[str]) -> Section:
    """Return the facts of a record on the topics; its summary if it has no such fact."""
    heading = line(record.name, Part(f"  {subtitle(dataset, record)}", "dim"))
    items = [fact_item(dataset, fact) for fact in record.facts_on(topics)]
    if not items:
        text = record.summary or "Listed under it."
        items = [Item("•", line(text), citation_list(record.cite))]
    return Section(heading, tuple(items))
