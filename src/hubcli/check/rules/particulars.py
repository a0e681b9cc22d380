"""TODO."""

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

# Particulars -------------------------------------------------------------------------------------------------


def date_off_the_calendar(dataset: Dataset) -> Iterator[Fault]:
    """A date that there is not, or a beginning that is after the dataset's own date."""
    for where, said in _dates(dataset):
        try:
            begins = date.fromisoformat(f"{said}-01-01"[:10] if len(said) < 10 else said)
        except ValueError:
            yield where, f"'{said}' is not in the calendar"
            continue
        if begins > dataset.about.updated and where[-1] != "until":
            yield where, f"'{said}' is after 'updated' of the dataset; one of them is wrong"


def _dates(dataset: Dataset) -> Iterator[tuple[KeyPath, str]]:
    yield from (
        (("sources", id, "date"), source.date)
        for id, source in dataset.sources.items()
        if source.date
    )
    for where, record in located_records(dataset):
        if record.established is not None:
            yield (*where, "established"), f"{record.established:04}"
    for where, _, link in located_links(dataset):
        yield from (
            ((*where, end), said) for end in ("since", "until") if (said := getattr(link, end))
        )
    for where, _, figure in located_figures(dataset):
        if figure.unit == "year":
            yield (*where, "value"), f"{figure.value:04}"


def ends_before_it_begins(dataset: Dataset) -> Iterator[Fault]:
    """A link whose `until` is before its `since`."""
    for where, _, link in located_links(dataset):
        if link.since and link.until and link.until < link.since[: len(link.until)]:
            yield (*where, "until"), f"the link ends in {link.until} and begins in {link.since}"


def unknown_country(dataset: Dataset) -> Iterator[Fault]:
    """A country's code that ISO 3166-1 does not have."""
    for where, record in located_records(dataset):
        if record.place and record.place.country not in COUNTRIES:
            yield (
                (*where, "place", "country"),
                f"'{record.place.country}' is the code of no country in ISO 3166-1",
            )


def half_a_position(dataset: Dataset) -> Iterator[Fault]:
    """A latitude without its longitude, or the other way round."""
    for where, record in located_records(dataset):
        if record.place and (record.place.lat is None) != (record.place.lon is None):
            missing = "lat" if record.place.lat is None else "lon"
            yield (*where, "place"), f"a position without its '{missing}'"


def no_host(dataset: Dataset) -> Iterator[Fault]:
    """An address that cannot lead anywhere."""
    addresses = [
        ((*where, "website"), record.website) for where, record in located_records(dataset)
    ]
    addresses += [(("sources", id, "url"), source.url) for id, source in dataset.sources.items()]
    for where, address in addresses:
        if address and not _host(address):
            yield where, f"'{address}' leads to no host, as in https://example.org"


def _host(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # brackets of an IPv6 address that do not match
        return False
    return bool(re.fullmatch(r"([\w-]+\.)+[^\W\d_][\w-]+", host))


def mistyped_ror(dataset: Dataset) -> Iterator[Fault]:
    """A ROR id whose last two digits are not the check digits (ISO 7064, mod 97-10) of what is before them."""
    for where, record in located_records(dataset):
        if record.ror and not _is_ror(record.ror):
            yield (*where, "ror"), f"'{record.ror}' has a slip: its check digits do not fit"


def _is_ror(text: str) -> bool:
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for digit in text[:7]:
        if digit not in digits:
            return False
        number = number * 32 + digits.index(digit)
    return int(text[7:]) == 98 - number * 100 % 97
