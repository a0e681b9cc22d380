"""TODO."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from hubcli.dataset import toml_writer
from hubcli.errors import DatasetError, NothingFound, Problem
from hubcli.importers.ror.dump import read_records
from hubcli.importers.ror.schemas import Organisation, parse_organisation
from hubcli.model.countries import COUNTRIES
from hubcli.model.patterns import LANGUAGE, WEB, WIKIDATA, TextPattern
from hubcli.model.records import Actor
from hubcli.resolve.filters import resolve_countries, resolve_types
from hubcli.text.words import fold, name_key

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Research organisations"
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
        return cls(
            resolve_types(types),
            resolve_countries(countries, COUNTRIES),
            frozenset(map(name_key, cities)),
        )

    def match(self, one: Organisation) -> bool:
        """Whether it is what is asked for. An organisation may be of several types."""
        return (
            (not self.types or not self.types.isdisjoint(one.types))
            and (not self.countries or one.country in self.countries)
            and (not self.cities or name_key(one.city) in self.cities)
        )


class ConversionResult(NamedTuple):
    """A dataset, and what there is to say of how it came about."""

    text: str
    organisations: int
    left_out: str
    """How many records could not be read, and why not; empty where all could."""


def convert_dump(dump: Path, wanted: Wanted, title: str, progress: Progress) -> ConversionResult:
    """The organisations that are wanted, by name. Raises DatasetError for an unreadable dump, NothingFound for none."""
    chosen: dict[str, tuple[Organisation, dict[str, Any]]] = {}  # by their ROR ids
    today = date.today()
    source, its = _source(dump, today)
    number, faults = 0, list[str]()
    for number, raw in enumerate(read_records(dump), 1):
        if not number % STEP:
            progress("Reading", number)
        try:
            one = parse_organisation(raw)
            if one.status == "active" and wanted.match(one):
                chosen[_bare(one.id)] = one, _fields(one, wanted, source)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            faults.append(f"record {number}: {error}")
    if len(faults) == number:
        raise DatasetError(
            [Problem(str(dump), 0, 0, f"no dump of ROR: {faults[0] if faults else 'it is empty'}")]
        )
    if not chosen:
        raise NothingFound(f"None of the {number - len(faults):,} organisations fits")
    ids = {ror: _id(ror, one.name) for ror, (one, _) in chosen.items()}
    links = _links(list(chosen.values()), ids, source)
    ordered = sorted(chosen, key=lambda ror: (fold(chosen[ror][0].name), ror))
    tables = [
        toml_writer.format_table(
            "dataset",
            {"title": title or TITLE, "updated": its.get("date", today), "license": "CC0-1.0"},
        ),
        toml_writer.format_table(f"sources.{source}", {**its, "date": str(its.get("date", ""))}),
        *(
            toml_writer.format_table(
                f"actors.{ids[ror]}", {**chosen[ror][1], "links": links.get(ror, [])}
            )
            for ror in ordered
        ),
    ]
    left_out = (
        f"Left out {len(faults):,} of {number:,} records, the first for {faults[0]}"
        if faults
        else ""
    )
    return ConversionResult("\n".join(tables), len(chosen), left_out)


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
    seen = {"", name_key(one.name)}
    for name, *more in one.aliases:
        if name and name_key(name) not in seen:
            seen.add(name_key(name))
            lang = _fit(next(iter(more), "") or "", LANGUAGE)
            yield {"name": name, "lang": lang} if lang else name
    for name in one.acronyms:
        if name_key(name) not in seen:
            seen.add(name_key(name))
            yield {"name": name, "kind": "acronym"}


def _fit(text: str, form: TextPattern) -> str:
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
    return {
        ror: [{"rel": rel, "to": to, "cite": source} for rel, to in sorted(its)]
        for ror, its in stated.items()
    }
