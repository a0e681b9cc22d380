"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubcli.model.countries import country_name
from hubcli.model.records import Record, citation_list, expand_aliases
from hubcli.model.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.search.index.layout import Field


class RecordText(NamedTuple):
    """One text of a record that can be found."""

    field: Field
    text: str
    cite: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Words that mean the same and are found too, folded."""


def record_texts(dataset: Dataset, record: Record) -> Iterator[RecordText]:
    """Every text of a record that a query may hit, names first."""
    own = citation_list(record.cite)
    yield RecordText("name", record.name, own)
    for alias in expand_aliases(record.aliases):
        yield RecordText("alias", alias.name, citation_list(alias.cite) or own)
    if record.place:
        where = (record.place.address, record.place.city, country_name(record.place.country))
        yield RecordText("place", ", ".join(part for part in where if part), own)
    for hub in record.hubs:
        if hub != record.id:
            yield RecordText("place", dataset.hubs[hub].name, own)
    if record.summary:
        yield RecordText("summary", record.summary, own)
    for fact in record.facts:
        yield RecordText("fact", fact.text, citation_list(fact.cite))
    for tie in dataset.ties_of(record.id):
        yield RecordText(
            "link", tie.description, citation_list(tie.link.cite), RELATIONS[tie.rel].words
        )
