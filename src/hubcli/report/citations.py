"""The claims about a record with their sources and paragraphs (`hubcli cite`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.records import expand_aliases
from hubcli.report.document import Column, Item, Line, Part, Report, Section, Table, line
from hubcli.report.rows import source_row, subtitle, summary_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hubcli.model.claims import Cite
    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record, Source

COLUMNS = (
    Column("claim", "Claim"),
    Column("source", "Source"),
    Column("paragraph", "Paragraph"),
    Column("title", "Title"),
    Column("url", "Link"),
)


class _Citation(NamedTuple):
    """A claim with one of the citations for it."""

    claim: str
    source: str
    """The id of the source; "" if the claim is not cited."""
    paragraph: int | None


def citation_report(dataset: Dataset, record: Record) -> Report:
    """Return the claims by source for people, and a row for each citation for programs."""
    claims = list(record_claims(dataset, record))
    citations = [
        _Citation(claim, *split_citation(cite))
        for claim, cites in claims
        for cite in citation_list(cites) or ("",)
    ]
    by_source: dict[str, list[_Citation]] = {}
    for citation in citations:
        by_source.setdefault(citation.source, []).append(citation)
    sources = {id: dataset.sources[id] for id in by_source if id}
    sections = tuple(
        Section(_source_heading(sources.get(id)), _claim_items(group))
        for id, group in by_source.items()
    )
    description = f"  {subtitle(dataset, record)} · {record.id}"
    title = line(Part(record.name, "name"), Part(description, "dim"))
    data = {
        "record": summary_row(record),
        "claims": [{"claim": claim, "cite": list(citation_list(cite))} for claim, cite in claims],
        "sources": [source_row(source) for source in sources.values()],
    }
    return Report(title, _citation_table(citations, sources), data, sections)


def record_claims(dataset: Dataset, record: Record) -> Iterator[tuple[str, Cite]]:
    """Yield each claim as a text, with its citations: summary, cited aliases, facts and links.

    Links that other records state are included.
    """
    yield record.summary or f"{record.name}: {record.type}", record.cite
    for alias in expand_aliases(record.aliases):
        if alias.cite:
            yield f"Called “{alias.name}”", alias.cite
    for fact in record.facts:
        yield fact.text, fact.cite
    for tie in dataset.ties_of(record.id):
        yield f"{record.name}: {tie.description}", tie.link.cite


def _citation_table(citations: Sequence[_Citation], sources: Mapping[str, Source]) -> Table:
    rows = []
    for claim, id, paragraph in citations:
        title, url = (sources[id].title, sources[id].url) if id else ("", "")
        rows.append((claim, id, paragraph or "", title, url))
    return Table(COLUMNS, tuple(rows))


def _source_heading(source: Source | None) -> Line:
    """Return the title of a source with publisher, date, address and id."""
    if source is None:
        return line("Not cited")
    parts = (source.publisher, source.date, source.url)
    details = ". ".join(part.rstrip(".") for part in parts if part)
    return line(source.title, Part(f"  {details}  {source.id}", "dim"))


def _claim_items(citations: Sequence[_Citation]) -> tuple[Item, ...]:
    """Return the claims that rest on one source, in the order of its paragraphs."""
    return tuple(
        Item(f"¶{paragraph}" if paragraph else "•", line(claim))
        for claim, _, paragraph in sorted(citations, key=lambda citation: citation.paragraph or 0)
    )
