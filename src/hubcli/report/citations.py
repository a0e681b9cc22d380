"""What `hubcli cite` answers: everything that is claimed about a record, each with its source and paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.records import Cite, Record, citation_list, expand_aliases, split_citation
from hubcli.report.document import Column, Item, Part, Report, Section, Table, line
from hubcli.report.rows import JsonObject, source_row, subtitle, summary_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset

COLUMNS = (
    Column("claim", "Claim"),
    Column("source", "Source"),
    Column("paragraph", "Paragraph"),
    Column("title", "Title"),
    Column("url", "Link"),
)


def citation_report(dataset: Dataset, record: Record) -> Report:
    """One row a claim and citation; people read the claims below the source that they rest on."""
    rows = [
        (text, source, paragraph)
        for text, cite in record_claims(dataset, record)
        for source, paragraph in _split(cite)
    ]
    sources = {id: dataset.sources[id] for _, id, _ in rows if id}
    table = Table(
        COLUMNS,
        tuple(
            (
                text,
                id,
                paragraph or "",
                sources[id].title if id else "",
                sources[id].url if id else "",
            )
            for text, id, paragraph in rows
        ),
    )
    sections = []
    for id in dict.fromkeys(id for _, id, _ in rows):
        its = sorted(
            (paragraph or 0, number) for number, (_, one, paragraph) in enumerate(rows) if one == id
        )
        items = [
            Item(f"¶{paragraph}" if paragraph else "•", line(rows[number][0]))
            for paragraph, number in its
        ]
        about = sources.get(id)
        if about:
            details = ". ".join(
                part.rstrip(".") for part in (about.publisher, about.date, about.url) if part
            )
            heading = line(about.title, Part(f"  {details}  {id}".rstrip(), "dim"))
        else:
            heading = line("Not cited")
        sections.append(Section(heading, tuple(items)))
    title = line(
        Part(record.name, "name"), Part(f"  {subtitle(dataset, record)} · {record.id}", "dim")
    )
    data: JsonObject = {
        "record": summary_row(record),
        "claims": [
            {"claim": text, "cite": list(citation_list(cite))}
            for text, cite in record_claims(dataset, record)
        ],
        "sources": [source_row(source) for source in sources.values()],
    }
    return Report(title, table, data, tuple(sections))


def record_claims(dataset: Dataset, record: Record) -> Iterator[tuple[str, Cite]]:
    """Each claim in words, with what it cites: what the record is, what it is called, its facts, its links."""
    yield record.summary or f"{record.name}: {record.type}", record.cite
    for alias in expand_aliases(record.aliases):
        if alias.cite:
            yield f"Called “{alias.name}”", alias.cite
    for fact in record.facts:
        yield fact.text, fact.cite
    for tie in dataset.ties_of(record.id):
        yield f"{record.name}: {tie.description}", tie.link.cite


def _split(cite: Cite) -> list[tuple[str, int | None]]:
    return [split_citation(one) for one in citation_list(cite)] or [("", None)]
