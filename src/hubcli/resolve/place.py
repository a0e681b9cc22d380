"""Lookup of a city or a country, and of the records in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.model.countries import country_name
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import AnyRecord, Record
from hubcli.resolve.record import Tell, choose_match, match_name
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator


class Locality(Struct, frozen=True):
    """A city or a country, with the hubs and actors in it."""

    name: str
    records: tuple[Record, ...]


def find_record_or_locality(dataset: Dataset, name: str, tell: Tell) -> AnyRecord | Locality:
    """Return the record called `name`, or the city or country of that name.

    A record wins if its whole name was typed. Tells and raises what `find_record` does.
    """
    matches = match_name(dataset, name)
    locality = None if matches and matches[0].rule.whole else _find_locality(dataset, name)
    return locality or choose_match(dataset, name, matches, tell)


def _find_locality(dataset: Dataset, typed: str) -> Locality | None:
    """Return the city or country that was typed, None if no record is in a place of that name.

    A country may be given by its name, or by its code in capitals.
    """
    key = name_key(typed)
    for code in dataset.countries:
        name = country_name(code)
        if typed == code or name_key(name) == key:
            return Locality(name, tuple(dataset.select(Filters(countries=frozenset((code,))))))
    cities = list(_in_city(dataset, key))
    return Locality(cities[0][0], tuple(record for _, record in cities)) if cities else None


def _in_city(dataset: Dataset, key: str) -> Iterator[tuple[str, Record]]:
    """Yield the records in a city, given as a name key, each after the name of its city."""
    for record in dataset.candidates_in_city(key):
        if record.place and name_key(record.place.city) == key:
            yield record.place.city, record
