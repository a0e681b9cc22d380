"""The page of a source: its particulars, and the claims that cite it, by record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.records import Alias, Fact, Link
from hubcli.report.document import Item, Line, Section, line, link_part, plain_text
from hubcli.report.facts import fact_item
from hubcli.report.rows import JsonObject, record_heading, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.claims import Claim
    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record, Source


def source_page(dataset: Dataset, source: Source) -> tuple[str, list[Section], JsonObject]:
    """Return the subtitle, the sections and the JSON object of a source's page."""
    by_record = [
        (record, list(_claims_of(dataset, source, record)))
        for record in dataset.records_citing(source.id)
    ]
    particulars = {
        "Publisher": line(source.publisher),
        "Date": line(source.date),
        "Link": line(link_part(source.url)),
        "Paragraphs": line(str(source.paragraphs or "")),
    }
    items = tuple(Item(label, text) for label, text in particulars.items() if plain_text(text))
    sections = [Section((), items)] if items else []
    sections += (_record_section(dataset, record, claims) for record, claims in by_record)
    data = source_row(source)
    rows = [
        {"paragraph": paragraph, "record": record.id, "text": plain_text(text)}
        for record, claims in by_record
        for paragraphs, text in claims
        for paragraph in paragraphs or (None,)
    ]
    data["claims"] = sorted(rows, key=lambda row: row["paragraph"] or 0)
    return f"source · {source.id}", sections, data


def _claims_of(
    dataset: Dataset, source: Source, record: Record
) -> Iterator[tuple[list[int], Line]]:
    """Yield the claims of a record that cite the source, with the paragraphs that they cite."""
    for claim in record.claims():
        cited = [
            paragraph
            for id, paragraph in map(split_citation, citation_list(claim.cite))
            if id == source.id
        ]
        if cited:
            yield list(filter(None, cited)), _claim_text(dataset, record, claim)


def _record_section(
    dataset: Dataset, record: Record, claims: list[tuple[list[int], Line]]
) -> Section:
    """Return the claims about a record by paragraph; first those that cite the whole source."""
    items = (
        Item(" ".join(f"¶{paragraph}" for paragraph in paragraphs) or "•", text)
        for paragraphs, text in sorted(claims, key=lambda claim: claim[0][:1])
    )
    return Section(record_heading(dataset, record), tuple(items))


def _claim_text(dataset: Dataset, record: Record, claim: Claim) -> Line:
    """Return a claim as a line of the page."""
    if isinstance(claim.part, Fact):
        return fact_item(dataset, claim.part).text
    if isinstance(claim.part, Link):
        return line(dataset.own_tie(claim.part).description)
    if isinstance(claim.part, Alias):
        return line(f"called “{claim.text}”")
    return line(claim.text or record.type)
