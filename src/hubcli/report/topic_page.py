"""The page of a topic: its place in the vocabulary, and what the records state on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list
from hubcli.model.dataset import Dataset, Filters, group
from hubcli.report.document import Item, Section, labelled_items, line, note
from hubcli.report.facts import fact_item
from hubcli.report.rows import JsonObject, record_heading, summary_row, topic_names, topic_row

if TYPE_CHECKING:
    from hubcli.model.records import Record, Topic


def topic_page(dataset: Dataset, topic: Topic) -> tuple[str, list[Section], JsonObject]:
    """Return the subtitle, the sections and the JSON object of a topic's page.

    The page includes the records that have a narrower topic.
    """
    topics = dataset.with_narrower(topic.id)
    records = list(dataset.select(Filters(topics=topics)))
    narrower = dataset.narrower[topic.id]
    data = {
        **topic_row(topic),
        "narrower": narrower,
        "records": [summary_row(record) for record in records],
    }
    particulars = {
        "Also": ", ".join(data["aliases"]),
        "Part of": dataset.topics[topic.broader].name if topic.broader else "",
        "Includes": topic_names(dataset, narrower),
    }
    sections = []
    if items := labelled_items(particulars):
        sections.append(Section((), items))
    by_place = group((topic.id not in record.all_topics(), record) for record in records)
    sections += (_record_section(dataset, record, topics) for record in by_place.get(False, ()))
    if below := by_place.get(True):
        sections.append(Section(line("With a narrower topic")))
        sections += (_record_section(dataset, record, topics, minor=True) for record in below)
    return f"topic · {topic.id}", sections, data


def _record_section(
    dataset: Dataset, record: Record, topics: frozenset[str], *, minor: bool = False
) -> Section:
    """Return the facts of a record on the topics; its summary if it has no such fact.

    A minor section names the topics that the record has.
    """
    names = topic_names(dataset, (id for id in record.all_topics() if id in topics))
    narrower = note(f"({names})" if minor else "")
    items = [fact_item(dataset, fact) for fact in record.facts_on(topics)]
    if not items:
        text = record.summary or "Listed under it."
        items = [Item("•", line(text), citation_list(record.cite))]
    return Section((*record_heading(dataset, record), narrower), tuple(items), minor=minor)
