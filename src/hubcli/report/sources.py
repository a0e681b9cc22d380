"""The numbered list of sources at the end of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.model.claims import split_citation
from hubcli.report.document import Item, Line, Part, Section, line, link_part, note
from hubcli.report.rows import JsonObject, source_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Source


class NumberedSources(Struct, frozen=True):
    """The sources that a page cites, numbered from 1 in the order of their first citation."""

    numbers: dict[str, int]
    """Source id → number."""
    section: Section
    """The list at the end of the page, which explains the numbers."""
    data: list[JsonObject]
    """The sources for JSON, in the order of their numbers."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The list as the only section, or no section if nothing is cited."""
        return (self.section,) if self.numbers else ()


def number_sources(dataset: Dataset, citations: Iterable[str]) -> NumberedSources:
    """Number the sources of citations (`kuopio-health#4`), which come in the order of the page."""
    cited = list(map(split_citation, citations))
    ids = dict.fromkeys(id for id, _ in cited)
    has_paragraph = any(paragraph for _, paragraph in cited)
    numbers = {id: number for number, id in enumerate(ids, start=1)}
    sources = [dataset.sources[id] for id in ids]
    items = tuple(
        Item(f"[{number}]", describe_source(source))
        for number, source in enumerate(sources, start=1)
    )
    data = [source_row(source) for source in sources]
    heading = line("Sources", note("¶ paragraph of the source" if has_paragraph else ""))
    return NumberedSources(numbers, Section(heading, items, name_width=1), data)


def item_citations(sections: Iterable[Section]) -> Iterator[str]:
    """Return the citations of the items in sections, in order."""
    return (cite for section in sections for item in section.items for cite in item.cite)


def describe_source(source: Source) -> Line:
    """Return a source's title and id, then its publisher, date and address.

    A publisher that the title names is not repeated.
    """
    publisher = "" if source.publisher in source.title else source.publisher
    address = (Part("  "), link_part(source.url, role="dim")) if source.url else ()
    title = link_part(source.url, source.title)
    return line(title, note(source.id), note(publisher), note(source.date), *address)


def source_reference(source: Source) -> str:
    """Return a source as a bibliography has it: `The leaflet. The Town. 2025. https://a.example`."""
    parts = (source.title, source.publisher, source.date, source.url)
    return ". ".join(part.rstrip(".") for part in parts if part)
