"""Conversion of a ROR dump, or of the organisations in it that are wanted, to a dataset."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from hubcli.dataset.toml_writer import format_table
from hubcli.errors import NothingFound
from hubcli.importers.ror.actors import actor_fields, actor_id, actor_links, bare_id
from hubcli.importers.ror.dump import read_records, unreadable
from hubcli.importers.ror.schemas import Organisation, parse_organisation
from hubcli.model.countries import COUNTRIES
from hubcli.resolve.filters import resolve_countries, resolve_types
from hubcli.text import plural
from hubcli.text.words import fold, name_key

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Research organisations"
PROGRESS_STEP = 1000  # records between two reports of progress

Progress = Callable[[str, int], None]
Actors = dict[str, tuple[Organisation, dict[str, Any]]]
"""ROR id → an organisation and the keys of its actor, without links."""


class Wanted(NamedTuple):
    """The organisations to import: those that match every set; an empty set matches all."""

    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    """ISO 3166-1 alpha-2 codes."""
    cities: frozenset[str] = frozenset()
    """Names as `name_key` returns them."""

    @classmethod
    def of(cls, types: Sequence[str], countries: Sequence[str], cities: Sequence[str]) -> Wanted:
        """Return what the user typed as ids. Raises WrongUse for an unknown type or country."""
        return cls(
            resolve_types(types),
            resolve_countries(countries, COUNTRIES),
            frozenset(map(name_key, cities)),
        )

    def match(self, organisation: Organisation) -> bool:
        """Return whether an organisation, which may have several types, is wanted."""
        return (
            (not self.types or not self.types.isdisjoint(organisation.types))
            and (not self.countries or organisation.country in self.countries)
            and (not self.cities or name_key(organisation.city) in self.cities)
        )


class ConversionResult(NamedTuple):
    """A dataset and a report on its conversion."""

    text: str
    """The dataset as TOML."""
    organisations: int
    left_out: str
    """A sentence on the records that could not be read; empty if there are none."""


def convert_dump(dump: Path, wanted: Wanted, title: str, progress: Progress) -> ConversionResult:
    """Return the active organisations that are wanted as a dataset, ordered by name.

    `progress` is called with a verb and the number of records read. Raises DatasetError if the file
    is not a dump, and NothingFound if no organisation is wanted.
    """
    today = date.today()
    source, about_source = _source(dump, today)
    actors, count, faults = _select(dump, wanted, source, progress)
    if len(faults) == count:
        raise unreadable(dump, f"not a dump of ROR: {faults[0] if faults else 'it is empty'}")
    if not actors:
        raise NothingFound(f"None of {plural.count(count - len(faults), 'organisation')} matches")
    ids = {ror: actor_id(organisation) for ror, (organisation, _) in actors.items()}
    links = actor_links((organisation for organisation, _ in actors.values()), ids, source)
    released = about_source.get("date", "")
    about = {"title": title or TITLE, "updated": released or today, "license": "CC0-1.0"}
    tables = (
        format_table("dataset", about),
        format_table(f"sources.{source}", {**about_source, "date": str(released)}),
        *(
            format_table(f"actors.{ids[ror]}", {**actors[ror][1], "links": links[ror]})
            for ror in sorted(actors, key=lambda ror: (fold(actors[ror][0].name), ror))
        ),
    )
    left_out = (
        f"Left out {len(faults):,} of {count:,} records; the first is {faults[0]}" if faults else ""
    )
    return ConversionResult("\n".join(tables), len(actors), left_out)


def _select(
    dump: Path, wanted: Wanted, source: str, progress: Progress
) -> tuple[Actors, int, list[str]]:
    """Return the wanted actors, the number of records, and a message for each unreadable one.

    Raises DatasetError if the dump cannot be read.
    """
    actors: Actors = {}
    faults: list[str] = []
    number = 0
    for number, record in enumerate(read_records(dump), 1):
        if number % PROGRESS_STEP == 0:
            progress("Reading", number)
        try:
            organisation = parse_organisation(record)
            if organisation.status == "active" and wanted.match(organisation):
                fields = actor_fields(organisation, wanted.types, source)
                actors[bare_id(organisation.id)] = organisation, fields
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            faults.append(f"record {number}: {error}")
    return actors, number, faults


def _source(dump: Path, today: date) -> tuple[str, dict[str, Any]]:
    """Return the id and the keys of the source that every actor cites.

    The name of a file from ROR has the release, as in `v2.9-2026-06-23-ror-data.zip`. The id has
    its date, so that datasets of two releases, and the built-in dataset, can be read together.
    """
    source: dict[str, Any] = {
        "title": "ROR data dump",
        "publisher": "Research Organization Registry",
        "url": "https://ror.org",
    }
    release = re.search(r"(?:v([0-9.]+)-)?([0-9]{4}-[0-9]{2}-[0-9]{2})-ror-data", dump.name)
    with suppress(ValueError):  # 31 February
        if release and (released := date.fromisoformat(release[2])) <= today:
            source["title"] += f" v{release[1]}" if release[1] else ""
            return f"ror-{released}", {**source, "date": released}
    return "ror-dump", source
