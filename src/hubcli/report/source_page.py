"""The page of a source: its particulars, and the claims that cite it, by paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.dataset import Dataset, group
from hubcli.model.records import Alias, Fact, Link
from hubcli.report.document import Item, Line, Part, Section, labelled_items, line, plain_text
from hubcli.report.record_page import fact_item
from hubcli.report.rows import JsonObject, source_row

if TYPE_CHECKING:
    from hubcli.model.claims import Claim
    from hubcli.model.records import Record, Source


def source_page(dataset: Dataset, source: Source) -> tuple[str, list[Section], JsonObject]:
    """Return the subtitle, the sections and the JSON object of a source's page."""
    claims = [
        (paragraph, record, _claim_text(dataset, record, claim))
        for record in dataset.records_citing(source.id)
        for claim in record.claims()
        for id, paragraph in map(split_citation, citation_list(claim.cite))
        if id == source.id
    ]
    claims.sort(key=lambda claim: claim[0] or 0)  # by paragraph; first the source as a whole
    particulars = {
        "Publisher": source.publisher,
        "Date": source.date,
        "Link": source.url,
        "Paragraphs": str(source.paragraphs or ""),
    }
    items_by_paragraph = group(
        (paragraph, Item("•", line(Part(record.name, "name"), ": ", *text)))
        for paragraph, record, text in claims
    )
    sections = [Section((), labelled_items(particulars))]
    sections += (
        Section(line(f"¶{paragraph}" if paragraph else "Cited for"), tuple(items))
        for paragraph, items in items_by_paragraph.items()
    )
    data = source_row(source)
    data["claims"] = [
        {"paragraph": paragraph, "record": record.id, "text": plain_text(text)}
        for paragraph, record, text in claims
    ]
    return f"source · {source.id}", sections, data


def _claim_text(dataset: Dataset, record: Record, claim: Claim) -> Line:
    """Return a claim as a line of the page."""
    if isinstance(claim.part, Fact):
        return fact_item(dataset, claim.part).text
    if isinstance(claim.part, Link):
        return line(dataset.own_tie(claim.part).description)
    if isinstance(claim.part, Alias):
        return line(f"called “{claim.text}”")
    return line(claim.text or record.type)
