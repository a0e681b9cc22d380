"""The schemas of ROR records, and their parsing to `Organisation`.

The structs name only the fields that are used; msgspec ignores the others.
"""

from __future__ import annotations

from typing import get_args

import msgspec
from msgspec import Struct

from hubcli.model.vocabulary import ActorType


class _Common(Struct, kw_only=True):
    """The fields that are equal in all schemas."""

    id: str
    """The ROR id: `https://ror.org/05xznzw56` or its last part."""
    types: list[str] = []
    established: int | None = None
    status: str = "active"


class Organisation(_Common, kw_only=True):
    """An organisation, independent of the schema. Records may also have this form themselves."""

    name: str
    city: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    aliases: list[list[str | None]] = []
    """Other names: `[name]` or `[name, language]`, where the language may be None."""
    acronyms: list[str] = []
    website: str = ""
    wikidata: str = ""
    relationships: list[tuple[str, str]] = []
    """Type in lower case, and ROR id, of related organisations: `("parent", "00cyydd11")`."""


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
    """The ids of an organisation in another registry."""

    all: list[str] | str = []
    preferred: str | None = None
    type: str = ""

    @property
    def best(self) -> str:
        """The preferred id, else the first; empty if there is none."""
        ids = self.all if isinstance(self.all, list) else [self.all]
        return self.preferred or next(iter(ids), "")


class RecordV1(_Common, kw_only=True):
    """A record by schema 1, in dumps until November 2025."""

    name: str
    country: _Country
    aliases: list[str] = []
    labels: list[_Label] = []
    acronyms: list[str] = []
    addresses: list[_Address] = []
    links: list[str] = []
    external_ids: dict[str, _Ids] = {}
    relationships: list[_Relationship] = []

    def organisation(self) -> Organisation:
        """Return the record as an organisation."""
        address = next(iter(self.addresses), _Address())
        return Organisation(
            id=self.id,
            name=self.name,
            types=self.types,
            city=address.city or "",
            country=self.country.country_code,
            lat=address.lat,
            lon=address.lng,
            aliases=[
                *([label.label, label.iso639] for label in self.labels),
                *([alias, None] for alias in self.aliases),
            ],
            acronyms=self.acronyms,
            website=next(iter(self.links), ""),
            wikidata=self.external_ids.get("Wikidata", _Ids()).best,
            established=self.established,
            relationships=[relationship.pair for relationship in self.relationships],
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


class RecordV2(_Common, kw_only=True):
    """A record by schema 2."""

    names: list[_Name]
    locations: list[_Location] = []
    links: list[_Site] = []
    external_ids: list[_Ids] = []
    relationships: list[_Relationship] = []

    def organisation(self) -> Organisation:
        """Return the record as an organisation. Raises ValueError if it has no name."""
        name, aliases, acronyms = self._split_names()
        place = self.locations[0].geonames_details if self.locations else _Details("")
        websites = (link.value for link in self.links if link.type == "website")
        wikidata = (ids.best for ids in self.external_ids if ids.type == "wikidata")
        return Organisation(
            id=self.id,
            name=name,
            types=self.types,
            city=place.name or "",
            country=place.country_code,
            lat=place.lat,
            lon=place.lng,
            aliases=aliases,
            acronyms=acronyms,
            website=next(websites, ""),
            wikidata=next(wikidata, ""),
            established=self.established,
            relationships=[relationship.pair for relationship in self.relationships],
            status=self.status,
        )

    def _split_names(self) -> tuple[str, list[list[str | None]], list[str]]:
        """Return the name, the other names with their languages, and the acronyms."""
        if not self.names:
            raise ValueError("it has no name")
        main = next((name for name in self.names if "ror_display" in name.types), self.names[0])
        others = [name for name in self.names if name is not main]
        aliases = [[name.value, name.lang] for name in others if "acronym" not in name.types]
        return main.value, aliases, [name.value for name in others if "acronym" in name.types]


def parse_organisation(raw: bytes | msgspec.Raw) -> Organisation:
    """Return the organisation in the JSON of a record; unknown types become `other`.

    Raises ValueError or MsgspecError if the JSON is not a record of any schema.
    """
    record = msgspec.json.decode(raw)
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    if "names" in record:
        organisation = msgspec.convert(record, RecordV2).organisation()
    elif isinstance(record.get("country"), dict):
        organisation = msgspec.convert(record, RecordV1).organisation()
    else:
        organisation = msgspec.convert(record, Organisation)
    types = map(str.lower, organisation.types)
    organisation.types = [type for type in types if type in get_args(ActorType)] or ["other"]
    return organisation
