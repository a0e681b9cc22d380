"""The page of a source: its particulars, and the claims that cite it, by paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.records import Alias, Fact, Link
from hubcli.report.document import Item, Line, Part, Section, line, plain_text
from hubcli.report.record_page import fact_item
from hubcli.report.rows import JsonObject, source_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.model.claims import Claim
    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record, Source


class _CitingClaim(NamedTuple):
    """A claim that cites the source."""

    paragraph: int | None
    """The cited paragraph; None for the source as a whole."""
    record: Record
    text: Line


def source_page(dataset: Dataset, source: Source) -> tuple[str, list[Section], JsonObject]:
    """Return the subtitle, the sections and the JSON object of a source's page."""
    claims = sorted(_citing_claims(dataset, source.id), key=lambda claim: claim.paragraph or 0)
    sections = [Section((), tuple(_particulars(source))), *_paragraph_sections(claims)]
    data = source_row(source)
    data["claims"] = [
        {"paragraph": claim.paragraph, "record": claim.record.id, "text": plain_text(claim.text)}
        for claim in claims
    ]
    return f"source · {source.id}", sections, data


def _particulars(source: Source) -> Iterator[Item]:
    particulars = {
        "Publisher": source.publisher,
        "Date": source.date,
        "Link": source.url,
        "Paragraphs": str(source.paragraphs or ""),
    }
    for label, text in particulars.items():
        if text:
            yield Item(label, line(text))


def _citing_claims(dataset: Dataset, source: str) -> Iterator[_CitingClaim]:
    """Yield each citation of the source, in the order of the records."""
    for record in dataset.records_citing(source):
        for claim in record.claims():
            for id, paragraph in map(split_citation, citation_list(claim.cite)):
                if id == source:
                    yield _CitingClaim(paragraph, record, _claim_text(dataset, record, claim))


def _claim_text(dataset: Dataset, record: Record, claim: Claim) -> Line:
    """Return a claim as a line of the page."""
    if isinstance(claim.part, Fact):
        return fact_item(dataset, claim.part).text
    if isinstance(claim.part, Link):
        return line(dataset.own_tie(claim.part).description)
    if isinstance(claim.part, Alias):
        return line(f"called “{claim.text}”")
    return line(claim.text or record.type)


def _paragraph_sections(claims: Iterable[_CitingClaim]) -> Iterator[Section]:
    """Yield a section for each cited paragraph; claims must be sorted by paragraph."""
    items: dict[int | None, list[Item]] = {}
    for paragraph, record, text in claims:
        item = Item("•", line(Part(record.name, "name"), ": ", *text))
        items.setdefault(paragraph, []).append(item)
    for paragraph, group in items.items():
        yield Section(line(f"¶{paragraph}" if paragraph else "Cited for"), tuple(group))
