"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.records import (
    Alias,
    Claim,
    Fact,
    Link,
    Record,
    Source,
    citation_list,
    split_citation,
)
from hubcli.report.document import Item, Line, Part, Section, line, plain_text
from hubcli.report.record_page import fact_item
from hubcli.report.rows import JsonObject, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset

# --- a source --------------------------------------------------------------------------------------------------------


def source_page(dataset: Dataset, source: Source) -> tuple[str, list[Section], JsonObject]:
    head = [Item(label, line(text)) for label, text in _source_particulars(source) if text]
    claims = [
        (paragraph, record, _claim_text(dataset, record, claim))
        for record in dataset.records_citing(source.id)
        for claim in record.claims()
        for id, paragraph in map(split_citation, citation_list(claim.cite))
        if id == source.id
    ]
    claims.sort(key=lambda claim: claim[0] or 0)
    paragraphs: dict[int | None, list[Item]] = {}
    for paragraph, record, text in claims:
        paragraphs.setdefault(paragraph, []).append(
            Item("•", line(Part(record.name, "name"), ": ", *text))
        )
    sections = [Section(line(), tuple(head))]
    for paragraph, items in paragraphs.items():
        sections.append(Section(line(f"¶{paragraph}" if paragraph else "Cited for"), tuple(items)))
    data = source_row(source)
    data["claims"] = [
        {"paragraph": paragraph, "record": record.id, "text": plain_text(text)}
        for paragraph, record, text in claims
    ]
    return f"source · {source.id}", sections, data


def _source_particulars(source: Source) -> Iterator[tuple[str, str]]:
    yield "Publisher", source.publisher
    yield "Date", source.date
    yield "Link", source.url
    yield "Paragraphs", str(source.paragraphs or "")


def _claim_text(dataset: Dataset, record: Record, claim: Claim) -> Line:
    """Return a claim as a line of the page."""
    if isinstance(claim.stated, Fact):
        return fact_item(dataset, claim.stated).text
    if isinstance(claim.stated, Link):
        return line(dataset.own_tie(claim.stated).description)
    if isinstance(claim.stated, Alias):
        return line(f"called “{claim.text}”")
    return line(claim.text or record.type)
