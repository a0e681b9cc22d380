"""The claims about a record with their sources and paragraphs (`hubcli cite`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.dataset import Dataset, group
from hubcli.model.records import expand_aliases
from hubcli.report.document import Column, Item, Part, Report, Section, Table, line, note
from hubcli.report.facts import page_facts
from hubcli.report.rows import source_row, subtitle, summary_row
from hubcli.report.sources import describe_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.model.claims import Cite
    from hubcli.model.records import Record, Source

COLUMNS = (
    Column("claim", "Claim"),
    Column("source", "Source"),
    Column("paragraph", "Paragraph"),
    Column("title", "Title"),
    Column("url", "Link"),
)


def citation_report(dataset: Dataset, record: Record) -> Report:
    """Return the claims by source for people, and a row for each citation for programs."""
    claims = list(record_claims(dataset, record))
    # The id of the source is "", and the paragraph 0, where there is none.
    citations = [
        (source, paragraph or 0, claim)
        for claim, cites in claims
        for source, paragraph in map(split_citation, citation_list(cites) or ("",))
    ]
    by_source = group((source, (paragraph, claim)) for source, paragraph, claim in citations)
    sources = {id: dataset.sources[id] for id in by_source if id}
    sections = tuple(_section(sources.get(id), cited) for id, cited in by_source.items())
    rows = tuple(
        (claim, id, paragraph or "", *_title_and_url(sources.get(id)))
        for id, paragraph, claim in citations
    )
    title = line(Part(record.name, "name"), note(f"{subtitle(dataset, record)} · {record.id}"))
    data = {
        "record": summary_row(record),
        "claims": [{"claim": claim, "cite": citation_list(cites)} for claim, cites in claims],
        "sources": list(map(source_row, sources.values())),
    }
    return Report(title, Table(COLUMNS, rows), data, sections)


def record_claims(dataset: Dataset, record: Record) -> Iterator[tuple[str, Cite]]:
    """Yield each claim as a text, with its citations: summary, cited aliases, facts and links.

    Facts and links that other records state are included where the record's page shows them.
    """
    yield record.summary or f"{record.name}: {record.type}", record.cite
    for alias in expand_aliases(record.aliases):
        if alias.cite:
            yield f"Called “{alias.name}”", alias.cite
    for shown in page_facts(dataset, record):
        yield f"{shown.subject}{shown.fact.text}", shown.fact.cite
    for about, facts in dataset.quotes_of(record.id):
        yield from ((f"Quoted on {about.name}: {fact.text}", fact.cite) for fact in facts)
    for tie in dataset.ties_of(record.id):
        yield f"{record.name}: {tie.description}", tie.link.cite


def _title_and_url(source: Source | None) -> tuple[str, str]:
    return (source.title, source.url) if source else ("", "")


def _section(source: Source | None, cited: Iterable[tuple[int, str]]) -> Section:
    """Return a source with the claims that rest on it, in the order of its paragraphs."""
    heading = describe_source(source) if source else line("Not cited")
    by_claim = group((claim, paragraph) for paragraph, claim in cited)
    items = (
        Item(" ".join(f"¶{paragraph}" for paragraph in paragraphs if paragraph) or "•", line(claim))
        for claim, paragraphs in sorted(by_claim.items(), key=lambda claim: claim[1])
    )
    return Section(heading, tuple(items))
