"""The texts of a record that can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.model.claims import citation_list
from hubcli.model.countries import country_name
from hubcli.model.records import Record, expand_aliases
from hubcli.model.vocabulary import RELATIONS
from hubcli.search.index.layout import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset


class RecordText(Struct, frozen=True):
    """One text of a record that can be searched."""

    field: Field
    text: str
    cite: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    """Folded words that are indexed with the text."""
    words: str = ""
    """The words that are indexed instead of the text: those of a figure are what it counts."""


def record_texts(dataset: Dataset, record: Record) -> Iterator[RecordText]:
    """Yield every text of a record that can be searched, names first."""
    own_cite = citation_list(record.cite)
    yield RecordText("name", record.name, own_cite)
    for alias in expand_aliases(record.aliases):
        yield RecordText("alias", alias.name, citation_list(alias.cite) or own_cite)
    for place in _places(dataset, record):
        yield RecordText("place", place, own_cite)
    if record.summary:
        yield RecordText("summary", record.summary, own_cite)
    if text := established_text(record):
        yield RecordText("fact", text, own_cite, RELATIONS["established-with"].words)
    for fact in record.facts:
        yield RecordText("fact", fact.text, citation_list(fact.cite))
        if fact.figure:
            yield RecordText("figure", fact.text, citation_list(fact.cite), words=fact.figure.of)
    if record.type == "person":
        yield from _quotes(dataset, record)
    for tie in dataset.ties_of(record.id):
        synonyms = RELATIONS[tie.rel].words
        yield RecordText("link", tie.description, citation_list(tie.link.cite), synonyms)


def established_text(record: Record) -> str:
    """Return the year when a record was established, as a text; nothing if it is not known."""
    return f"Established in {record.established}." if record.established else ""


def _places(dataset: Dataset, record: Record) -> Iterator[str]:
    """Yield the place of a record, and the names of the hubs that it is in."""
    if place := record.place:
        yield ", ".join(filter(None, (place.address, place.city, country_name(place.country))))
    for hub in record.hubs:
        if hub != record.id:
            yield dataset.hubs[hub].name


def _quotes(dataset: Dataset, person: Record) -> Iterator[RecordText]:
    """Yield what a person is quoted on, each with the name of the record that it is about."""
    for about, facts in dataset.quotes_of(person.id):
        for fact in facts:
            yield RecordText("quote", f"{about.name}: {fact.text}", citation_list(fact.cite))
