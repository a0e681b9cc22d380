"""Organisations of the Research Organization Registry as a dataset: what `hubcli new --from-ror` reads and writes.

A dump is what ROR publishes (ror.readme.io, "data dump"): a JSON array of records by schema 1 or 2, alone,
gzipped or in a zip; or one record a line, which is read without keeping more than what is chosen. A line may also have
the plain record of `Organisation`, into which the two schemas are turned first: nothing else here knows them.
"""

from __future__ import annotations

import errno
import gzip
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec
from msgspec import Struct

from hubcli import toml
from hubcli.countries import COUNTRIES
from hubcli.errors import DatasetError, NothingFound, Problem, reason
from hubcli.filters import countries_meant, types_meant
from hubcli.forms import LANGUAGE, WEB, WIKIDATA, Form
from hubcli.model import Actor
from hubcli.text import fold, key
from hubcli.vocabulary import ActorType

TITLE = "Research organisations"
MARK = b"\xef\xbb\xbf"  # of UTF-8, at the beginning of a file
MOST = 1 << 30  # bytes of a dump that is one array, and of a line
STEP = 1000  # records between two looks at the clock
SLUG = 40  # characters of a name that go into an id

Progress = Callable[[str, int], None]


class Wanted(NamedTuple):
    """Which organisations are asked for; an empty set asks nothing."""

    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    """As they are compared (`text.key`)."""

    @classmethod
    def of(cls, types: Sequence[str], countries: Sequence[str], cities: Sequence[str]) -> Wanted:
        """What was typed, in any word for it. Raises WrongUse for what means nothing."""
        return cls(types_meant(types), countries_meant(countries, COUNTRIES), frozenset(map(key, cities)))

    def keep(self, one: Organisation) -> bool:
        """Whether it is what is asked for. An organisation may be of several types."""
        return (
            (not self.types or not self.types.isdisjoint(one.types))
            and (not self.countries or one.country in self.countries)
            and (not self.cities or key(one.city) in self.cities)
        )


class Made(NamedTuple):
    """A dataset, and what there is to say of how it came about."""

    text: str
    organisations: int
    left_out: str
    """How many records could not be read, and why not; empty where all could."""


def dataset(dump: Path, wanted: Wanted, title: str, progress: Progress) -> Made:
    """The organisations that are wanted, by name. Raises DatasetError for an unreadable dump, NothingFound for none."""
    chosen: dict[str, tuple[Organisation, dict[str, Any]]] = {}  # by their ROR ids
    today = date.today()
    source, its = _source(dump, today)
    number, faults = 0, list[str]()
    for number, raw in enumerate(_records(dump), 1):
        if not number % STEP:
            progress("Reading", number)
        try:
            one = _organisation(raw)
            if one.status == "active" and wanted.keep(one):
                chosen[_bare(one.id)] = one, _fields(one, wanted, source)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            faults.append(f"record {number}: {error}")
    if len(faults) == number:
        raise DatasetError([Problem(str(dump), 0, 0, f"no dump of ROR: {faults[0] if faults else 'it is empty'}")])
    if not chosen:
        raise NothingFound(f"None of the {number - len(faults):,} organisations fits")
    ids = {ror: _id(ror, one.name) for ror, (one, _) in chosen.items()}
    links = _links(list(chosen.values()), ids, source)
    ordered = sorted(chosen, key=lambda ror: (fold(chosen[ror][0].name), ror))
    tables = [
        toml.table("dataset", {"title": title or TITLE, "updated": its.get("date", today), "license": "CC0-1.0"}),
        toml.table(f"sources.{source}", {**its, "date": str(its.get("date", ""))}),
        *(toml.table(f"actors.{ids[ror]}", {**chosen[ror][1], "links": links.get(ror, [])}) for ror in ordered),
    ]
    left_out = f"Left out {len(faults):,} of {number:,} records, the first for {faults[0]}" if faults else ""
    return Made("\n".join(tables), len(chosen), left_out)


def _source(dump: Path, today: date) -> tuple[str, dict[str, Any]]:
    """The source that every record cites, by id: its release where the dump's name tells it, as ROR's own names do.

    Not `ror` alone: datasets of two releases, or one of them and the built-in dataset, could not be read together.
    """
    its: dict[str, Any] = {"title": "ROR data dump", "publisher": "Research Organization Registry"}
    its["url"] = "https://ror.org"
    named = re.search(r"(?:v([0-9.]+)-)?([0-9]{4}-[0-9]{2}-[0-9]{2})-ror-data", dump.name)
    try:
        released = date.fromisoformat(named[2]) if named else None
    except ValueError:  # the 31st of February
        released = None
    if not named or not released or released > today:
        return "ror-dump", its
    its["title"] += f" v{named[1]}" if named[1] else ""
    return f"ror-{released}", {**its, "date": released}


# --- what is in a dump ------------------------------------------------------------------------------------------------


def _records(dump: Path) -> Iterator[bytes | msgspec.Raw]:
    """The JSON of each record. Raises DatasetError where the dump cannot be read, or the array is none."""
    try:
        with _opened(dump) as file:
            if file.peek(64)[:64].removeprefix(MARK).lstrip().startswith(b"["):
                yield from msgspec.json.decode(_bounded(file.read(MOST + 1)), type=list[msgspec.Raw])
            else:
                lines = map(_bounded, iter(lambda: file.readline(MOST + 1), b""))
                yield from (line for line in lines if line and not line.isspace())
    except (OSError, EOFError, RuntimeError, ValueError, msgspec.MsgspecError, zlib.error, zipfile.BadZipFile) as error:
        said = "there is no such file" if isinstance(error, FileNotFoundError) else f"cannot be read: {reason(error)}"
        raise DatasetError([Problem(str(dump), 0, 0, said)]) from None


def _bounded(read: bytes) -> bytes:
    """What was read, without a mark. Raises OSError where it is too much: a little may unpack to any length."""
    if len(read) > MOST:
        raise OSError(errno.EFBIG, f"there are more than {MOST:,} bytes in one piece")
    return read.removeprefix(MARK)


@contextmanager
def _opened(dump: Path) -> Iterator[BufferedReader]:
    """The JSON in a file, whatever it is packed in, by how it begins and not by its name."""
    with dump.open("rb") as file:
        begins = file.peek(4)
        if begins.startswith(b"\x1f\x8b"):
            with gzip.open(file) as unpacked:
                yield BufferedReader(unpacked)
        elif begins.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(file) as archive, archive.open(_member(archive)) as inside:
                yield BufferedReader(inside)  # type: ignore[arg-type]  # declared as any file, and is one that is read raw
        else:
            yield file


def _member(archive: zipfile.ZipFile) -> str:
    """Which of the files: the one by schema 2 where there are several (`…-ror-data_schema_v2.json`)."""
    found = [name for name in archive.namelist() if re.search(r"\.(json|jsonl|ndjson)$", name)]
    if not found:
        raise ValueError("there is no JSON in the archive")
    return max(found, key=lambda name: ("schema_v2" in name, name))


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


class _First(Struct, kw_only=True):
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
            aliases=[*([one.label, one.iso639] for one in self.labels), *([alias, None] for alias in self.aliases)],
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


class _Second(Struct, kw_only=True):
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


def _organisation(raw: bytes | msgspec.Raw) -> Organisation:
    """A record of any schema. Raises ValueError for what is none."""
    record = msgspec.json.decode(raw)
    if not isinstance(record, dict):
        raise ValueError("it is no JSON object")
    if "names" in record:
        one = msgspec.convert(record, _Second).plain()
    elif isinstance(record.get("country"), dict):
        one = msgspec.convert(record, _First).plain()
    else:
        one = msgspec.convert(record, Organisation)
    types = [type.lower() for type in one.types]
    one.types = [type for type in types if type in get_args(ActorType)] or ["other"]
    return one


# --- as records of ours -----------------------------------------------------------------------------------------------


def _bare(id: str) -> str:
    """The nine characters of an id, which may stand at the end of an address."""
    return id.rpartition("/")[2].lower()


def _id(ror: str, name: str) -> str:
    """For people to read, from the name; unique whatever else is read with it, by ROR's own id at the end."""
    words = re.findall("[a-z0-9]+", re.sub("['\u2019]", "", fold(name)))
    slug = "-".join(words)
    if len(slug) > SLUG:
        slug = slug[: SLUG + 1].rpartition("-")[0] or slug[:SLUG]
    return f"{slug or 'ror'}-{ror}"


def _fields(one: Organisation, wanted: Wanted, source: str) -> dict[str, Any]:
    """The record of an organisation without its links, which depend on who else is chosen. Raises ValueError."""
    ror = _bare(one.id)
    place: dict[str, Any] = {"city": one.city, "country": one.country}
    if one.lat is not None and one.lon is not None:
        place |= {"lat": one.lat, "lon": one.lon, "point": "city"}
    fields = {
        "name": one.name,
        "aliases": list(_aliases(one)),
        "type": _type(one.types, wanted.types),
        "cite": source,
        "place": place if one.city else None,
        "website": _fit(one.website, WEB),
        "ror": ror,
        "wikidata": _fit(one.wikidata, WIKIDATA),
        "established": one.established,
    }
    msgspec.convert({"id": _id(ror, one.name), **fields}, Actor)
    return fields


def _type(types: Sequence[str], wanted: frozenset[str]) -> str:
    """One of several: what was asked for; else anything before `funder`, as many give money beside what they are."""
    return min(types, key=lambda type: (type not in wanted, type == "funder"))


def _aliases(one: Organisation) -> Iterator[str | dict[str, str]]:
    """Its other names, each once as names are compared, with language or as an acronym."""
    seen = {"", key(one.name)}
    for name, *more in one.aliases:
        if name and key(name) not in seen:
            seen.add(key(name))
            lang = _fit(next(iter(more), "") or "", LANGUAGE)
            yield {"name": name, "lang": lang} if lang else name
    for name in one.acronyms:
        if key(name) not in seen:
            seen.add(key(name))
            yield {"name": name, "kind": "acronym"}


def _fit(text: str, form: Form) -> str:
    """The text if a dataset may have it: an address of another kind is no reason to do without an organisation."""
    return text if form.pattern.fullmatch(text) else ""


def _links(
    chosen: Sequence[tuple[Organisation, dict[str, Any]]], ids: dict[str, str], source: str
) -> dict[str, list[dict[str, str]]]:
    """The links of each by its ROR id, where both ends are chosen. The dump tells them from both, and we from one."""
    stated: dict[str, set[tuple[str, str]]] = {ror: set() for ror in ids}
    for one, _ in chosen:
        for relation, other in one.relationships:
            this, that = _bare(one.id), _bare(other)
            if that not in ids or this == that:
                continue
            match relation:
                case "parent":
                    stated[this].add(("part-of", ids[that]))
                case "child":
                    stated[that].add(("part-of", ids[this]))
                case "related":
                    first, second = sorted([this, that])
                    stated[first].add(("affiliated-with", ids[second]))
                case _:  # predecessors and successors, of which one is no longer active
                    pass
    return {ror: [{"rel": rel, "to": to, "cite": source} for rel, to in sorted(its)] for ror, its in stated.items()}
