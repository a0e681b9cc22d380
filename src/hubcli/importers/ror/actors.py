"""Conversion of ROR organisations and their relationships to actors and links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from hubcli.model.patterns import LANGUAGE, WEB, WIKIDATA, TextPattern
from hubcli.model.records import Actor
from hubcli.text.words import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hubcli.importers.ror.schemas import Organisation

MAX_SLUG = 40  # characters of a name that go into an id


def bare_id(id: str) -> str:
    """Return a ROR id without its address: `https://ror.org/05xznzw56` → `05xznzw56`."""
    return id.rpartition("/")[2].lower()


def actor_id(organisation: Organisation) -> str:
    """Return a readable and unique id: the name and the ROR id, as in `uef-00cyydd11`."""
    words = re.findall("[a-z0-9]+", re.sub("['\u2019]", "", fold(organisation.name)))
    slug = "-".join(words)
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    return f"{slug or 'ror'}-{bare_id(organisation.id)}"


def actor_fields(
    organisation: Organisation, wanted_types: frozenset[str], source: str
) -> dict[str, Any]:
    """Return the keys of an actor but its id and links. Raises ValueError or ValidationError.

    Raises if these keys would not be a valid actor; `source` is the id of the source to cite.
    """
    place: dict[str, Any] = {"city": organisation.city, "country": organisation.country}
    if organisation.lat is not None and organisation.lon is not None:
        place |= {"lat": organisation.lat, "lon": organisation.lon, "point": "city"}
    fields = {
        "name": organisation.name,
        "aliases": list(_aliases(organisation)),
        "type": _main_type(organisation.types, wanted_types),
        "cite": source,
        "place": place if organisation.city else None,
        "website": _matching(organisation.website, WEB),
        "ror": bare_id(organisation.id),
        "wikidata": _matching(organisation.wikidata, WIKIDATA),
        "established": organisation.established,
    }
    msgspec.convert({"id": actor_id(organisation), **fields}, Actor)
    return fields


def _main_type(types: Sequence[str], wanted: frozenset[str]) -> str:
    """Return the first type that is wanted; without one, the first other than `funder`.

    ROR calls many universities and hospitals funders as well, because they give grants.
    """
    return min(types, key=lambda type: (type not in wanted, type == "funder"))


def _aliases(organisation: Organisation) -> Iterator[str | dict[str, str]]:
    """Yield the other names and acronyms, without those equal to an earlier one or the name."""
    aliases = (
        (name, {"lang": _matching(next(iter(more), "") or "", LANGUAGE)})
        for name, *more in organisation.aliases
    )
    acronyms = ((name, {"kind": "acronym"}) for name in organisation.acronyms)
    seen = {"", name_key(organisation.name)}
    for name, details in (*aliases, *acronyms):
        if name and name_key(name) not in seen:
            seen.add(name_key(name))
            yield {"name": name, **details} if any(details.values()) else name


def _matching(text: str, pattern: TextPattern) -> str:
    """Return the text, or nothing if a dataset would refuse it: the rest is worth importing."""
    return text if pattern.regex.fullmatch(text) else ""


def actor_links(
    organisations: Iterable[Organisation], ids: Mapping[str, str], source: str
) -> dict[str, list[dict[str, str]]]:
    """Return the links of each organisation by ROR id, each link once and with both ends in `ids`.

    `ids` has the id of each actor by ROR id. ROR states a relationship in both records, a dataset
    in one: the part's, or for related organisations the one with the lower ROR id.
    """
    links: dict[str, set[tuple[str, str]]] = {ror: set() for ror in ids}
    for organisation in organisations:
        this = bare_id(organisation.id)
        for relation, address in organisation.relationships:
            other = bare_id(address)
            if other not in ids or this == other:
                continue
            if relation == "parent":
                links[this].add(("part-of", ids[other]))
            elif relation == "child":
                links[other].add(("part-of", ids[this]))
            elif relation == "related":
                first, second = sorted([this, other])
                links[first].add(("affiliated-with", ids[second]))
            # Other relations are to predecessors and successors, one of which is not active.
    return {
        ror: [{"rel": rel, "to": to, "cite": source} for rel, to in sorted(pairs)]
        for ror, pairs in links.items()
    }
