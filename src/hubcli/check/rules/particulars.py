"""Rules on dates, places, web addresses and ROR ids."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hubcli.check.rules.walk import located_figures, located_links, located_records
from hubcli.model.countries import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.errors import Fault, KeyPath
    from hubcli.model.dataset import Dataset

_ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32


def date_off_the_calendar(dataset: Dataset) -> Iterator[Fault]:
    """A date that does not exist, or a start after the dataset's `updated`."""
    for where, text in _dates(dataset):
        try:
            first_day = date.fromisoformat(f"{text}-01-01"[:10])
        except ValueError:
            yield where, f"'{text}' is not in the calendar"
            continue
        if first_day > dataset.about.updated and where[-1] != "until":
            yield where, f"'{text}' is after 'updated' of the dataset; one of them is wrong"


def _dates(dataset: Dataset) -> Iterator[tuple[KeyPath, str]]:
    """Yield the dates of a dataset as texts: `2023`, `2023-10` or `2023-10-31`."""
    for id, source in dataset.sources.items():
        if source.date:
            yield ("sources", id, "date"), source.date
    for where, record in located_records(dataset):
        if record.established is not None:
            yield (*where, "established"), f"{record.established:04}"
    for where, _, link in located_links(dataset):
        for key, text in (("since", link.since), ("until", link.until)):
            if text:
                yield (*where, key), text
    for where, _, figure in located_figures(dataset):
        if figure.unit == "year":
            yield (*where, "value"), f"{figure.value:04}"


def ends_before_it_begins(dataset: Dataset) -> Iterator[Fault]:
    """A link whose `until` is before its `since`."""
    for where, _, link in located_links(dataset):
        if link.since and link.until and link.until < link.since[: len(link.until)]:
            yield (*where, "until"), f"the link ends in {link.until} and begins in {link.since}"


def unknown_country(dataset: Dataset) -> Iterator[Fault]:
    """A country code that is not in ISO 3166-1."""
    for where, record in located_records(dataset):
        if record.place and record.place.country not in COUNTRIES:
            message = f"'{record.place.country}' is not a country code of ISO 3166-1"
            yield (*where, "place", "country"), message


def half_a_position(dataset: Dataset) -> Iterator[Fault]:
    """A latitude without a longitude, or a longitude without a latitude."""
    for where, record in located_records(dataset):
        if record.place and (record.place.lat is None) != (record.place.lon is None):
            missing = "lat" if record.place.lat is None else "lon"
            yield (*where, "place"), f"a position without its '{missing}'"


def no_host(dataset: Dataset) -> Iterator[Fault]:
    """A web address without a valid host name."""
    addresses: list[tuple[KeyPath, str]] = [
        ((*where, "website"), record.website) for where, record in located_records(dataset)
    ]
    addresses += [(("sources", id, "url"), source.url) for id, source in dataset.sources.items()]
    for where, address in addresses:
        if address and not _has_host(address):
            yield where, f"'{address}' has no valid host name, as in https://example.org"


def _has_host(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # unbalanced brackets of an IPv6 address
        return False
    return bool(re.fullmatch(r"([\w-]+\.)+[^\W\d_][\w-]+", host))


def mistyped_ror(dataset: Dataset) -> Iterator[Fault]:
    """A ROR id with wrong check digits (ISO 7064, mod 97-10)."""
    for where, record in located_records(dataset):
        if record.ror and not _is_ror(record.ror):
            yield (*where, "ror"), f"'{record.ror}' is mistyped: its check digits do not match"


def _is_ror(text: str) -> bool:
    """Return whether the last two of the nine characters are the check digits of the others."""
    digits = [_ROR_DIGITS.find(char) for char in text[:7]]
    number = sum(digit * 32**power for power, digit in enumerate(reversed(digits)))
    return min(digits) >= 0 and int(text[7:]) == 98 - number * 100 % 97
