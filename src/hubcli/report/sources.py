"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.records import (
    Source,
    split_citation,
)
from hubcli.report.document import Item, Line, Part, Section, line
from hubcli.report.rows import JsonObject, source_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hubcli.model.dataset import Dataset


def number_sources(
    dataset: Dataset, cited: Iterable[str]
) -> tuple[dict[str, int], Section, list[JsonObject]]:
    """The number of each cited source, the list that explains the numbers, and the sources as JSON has them."""
    numbers: dict[str, int] = {}
    for one in cited:
        numbers.setdefault(split_citation(one)[0], len(numbers) + 1)
    sources = [dataset.sources[id] for id in numbers]
    items = (
        Item(f"[{number}]", describe_source(source))
        for number, source in enumerate(sources, start=1)
    )
    return (
        numbers,
        Section(line("Sources"), tuple(items)),
        [source_row(source) for source in sources],
    )


def describe_source(source: Source) -> Line:
    """A source as a list of sources has it: title, publisher, date and address, then its id."""
    parts = [source.title, source.publisher, source.date, source.url]
    return line(
        ". ".join(part.rstrip(".") for part in parts if part), Part(f"  {source.id}", "dim")
    )
