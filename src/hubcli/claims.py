"""What `hubcli cite` answers: everything that is claimed about a record, each with its source and paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from hubcli.listing import Row, brief, source_row, told
from hubcli.model import Cite, Dataset, Record, cites, full, split_cite
from hubcli.report import Column, Item, Part, Report, Section, Table, line

COLUMNS = (
    Column("claim", "Claim"),
    Column("source", "Source"),
    Column("paragraph", "Paragraph"),
    Column("title", "Title"),
    Column("url", "Link"),
)


def report(dataset: Dataset, record: Record) -> Report:
    """One row a claim and citation; people read the claims below the source that they rest on."""
    rows = [(text, source, paragraph) for text, cite in claims(dataset, record) for source, paragraph in _split(cite)]
    sources = {id: dataset.sources[id] for _, id, _ in rows if id}
    table = Table(
        COLUMNS,
        tuple(
            (text, id, paragraph or "", sources[id].title if id else "", sources[id].url if id else "")
            for text, id, paragraph in rows
        ),
    )
    sections = []
    for id in dict.fromkeys(id for _, id, _ in rows):
        its = sorted((paragraph or 0, number) for number, (_, one, paragraph) in enumerate(rows) if one == id)
        items = [Item(f"¶{paragraph}" if paragraph else "•", line(rows[number][0])) for paragraph, number in its]
        about = sources.get(id)
        if about:
            details = ". ".join(part.rstrip(".") for part in (about.publisher, about.date, about.url) if part)
            heading = line(about.title, Part(f"  {details}  {id}".rstrip(), "dim"))
        else:
            heading = line("Not cited")
        sections.append(Section(heading, tuple(items)))
    title = line(Part(record.name, "name"), Part(f"  {told(dataset, record)} · {record.id}", "dim"))
    data: Row = {
        "record": brief(record),
        "claims": [{"claim": text, "cite": list(cites(cite))} for text, cite in claims(dataset, record)],
        "sources": [source_row(source) for source in sources.values()],
    }
    return Report(title, table, data, tuple(sections))


def claims(dataset: Dataset, record: Record) -> Iterator[tuple[str, Cite]]:
    """Each claim in words, with what it cites: what the record is, what it is called, its facts, its links."""
    yield record.summary or f"{record.name}: {record.type}", record.cite
    for alias in full(record.aliases):
        if alias.cite:
            yield f"Called “{alias.name}”", alias.cite
    for fact in record.facts:
        yield fact.text, fact.cite
    for tie in dataset.ties[record.id]:
        yield f"{record.name}: {tie.said}", tie.link.cite


def _split(cite: Cite) -> list[tuple[str, int | None]]:
    return [split_cite(one) for one in cites(cite)] or [("", None)]
