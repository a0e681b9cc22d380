"""TODO."""

from __future__ import annotations

from typing import get_args

import msgspec
from msgspec import Struct

from hubcli.model.vocabulary import ActorType

# --- records ----------------------------------------------------------------------------------------------------------


class Organisation(Struct, kw_only=True):
    """What is taken of an organisation, and the plain form of its record."""

    id: str
    """Its address at ror.org, or the end of it."""
    name: str
    types: list[str] = []
    city: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    aliases: list[list[str | None]] = []
    """Names, each with its language where it is known."""
    acronyms: list[str] = []
    website: str = ""
    wikidata: str = ""
    established: int | None = None
    relationships: list[tuple[str, str]] = []
    """What the other one is to it, in lower case, and its id."""
    status: str = "active"


class _Relationship(Struct):
    type: str
    id: str

    @property
    def pair(self) -> tuple[str, str]:
        return self.type.lower(), self.id


class _Label(Struct):
    label: str
    iso639: str | None = None


class _Address(Struct):
    city: str | None = None
    lat: float | None = None
    lng: float | None = None


class _Country(Struct):
    country_code: str


class _Ids(Struct):
    all: list[str] | str = []
    preferred: str | None = None
    type: str = ""

    @property
    def best(self) -> str:
        several = self.all if isinstance(self.all, list) else [self.all]
        return self.preferred or next(iter(several), "")


class RecordV1(Struct, kw_only=True):
    """A record by schema 1, of dumps until November 2025."""

    id: str
    name: str
    country: _Country
    types: list[str] = []
    aliases: list[str] = []
    labels: list[_Label] = []
    acronyms: list[str] = []
    addresses: list[_Address] = []
    links: list[str] = []
    external_ids: dict[str, _Ids] = {}
    relationships: list[_Relationship] = []
    established: int | None = None
    status: str = "active"

    def plain(self) -> Organisation:
        at = next(iter(self.addresses), _Address())
        return Organisation(
            id=self.id,
            name=self.name,
            types=self.types,
            city=at.city or "",
            country=self.country.country_code,
            lat=at.lat,
            lon=at.lng,
            aliases=[
                *([one.label, one.iso639] for one in self.labels),
                *([alias, None] for alias in self.aliases),
            ],
            acronyms=self.acronyms,
            website=next(iter(self.links), ""),
            wikidata=self.external_ids.get("Wikidata", _Ids()).best,
            established=self.established,
            relationships=[one.pair for one in self.relationships],
            status=self.status,
        )


class _Name(Struct):
    value: str
    types: list[str] = []
    lang: str | None = None


class _Details(Struct):
    country_code: str
    name: str | None = None
    lat: float | None = None
    lng: float | None = None


class _Location(Struct):
    geonames_details: _Details


class _Site(Struct):
    value: str
    type: str = "website"


class RecordV2(Struct, kw_only=True):
    """A record by schema 2."""

    id: str
    names: list[_Name]
    types: list[str] = []
    locations: list[_Location] = []
    links: list[_Site] = []
    external_ids: list[_Ids] = []
    relationships: list[_Relationship] = []
    established: int | None = None
    status: str = "active"

    def plain(self) -> Organisation:
        if not self.names:
            raise ValueError("it has no name")
        shown = next((one for one in self.names if "ror_display" in one.types), self.names[0])
        at = self.locations[0].geonames_details if self.locations else _Details("")
        others = [one for one in self.names if one is not shown]
        return Organisation(
            id=self.id,
            name=shown.value,
            types=self.types,
            city=at.name or "",
            country=at.country_code,
            lat=at.lat,
            lon=at.lng,
            aliases=[[one.value, one.lang] for one in others if "acronym" not in one.types],
            acronyms=[one.value for one in others if "acronym" in one.types],
            website=next((one.value for one in self.links if one.type == "website"), ""),
            wikidata=next((one.best for one in self.external_ids if one.type == "wikidata"), ""),
            established=self.established,
            relationships=[one.pair for one in self.relationships],
            status=self.status,
        )


def parse_organisation(raw: bytes | msgspec.Raw) -> Organisation:
    """A record of any schema. Raises ValueError for what is none."""
    record = msgspec.json.decode(raw)
    if not isinstance(record, dict):
        raise ValueError("it is no JSON object")
    if "names" in record:
        one = msgspec.convert(record, RecordV2).plain()
    elif isinstance(record.get("country"), dict):
        one = msgspec.convert(record, RecordV1).plain()
    else:
        one = msgspec.convert(record, Organisation)
    types = [type.lower() for type in one.types]
    one.types = [type for type in types if type in get_args(ActorType)] or ["other"]
    return one
