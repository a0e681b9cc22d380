"""JSON-LD: hubs and actors in the vocabulary of schema.org, for search engines and linked data.

The context is in the file, so that no reader has to fetch one. Records are identified by their ROR
and Wikidata ids (`sameAs`). Left out is all for which schema.org has no property, such as figures
and the relation `hosts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubcli.exports.json import array_items, to_line
from hubcli.model.claims import split_citation
from hubcli.model.records import expand_aliases
from hubcli.text.escape import json_escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Place, Record, Source
    from hubcli.model.vocabulary import Rel

_ADDRESSES = (  # properties whose values are addresses or ids of other nodes
    "affiliation",
    "containedInPlace",
    "containsPlace",
    "location",
    "member",
    "memberOf",
    "parentOrganization",
    "sameAs",
    "sponsor",
    "subjectOf",
    "subOrganization",
    "url",
)
_CONTEXT = {"@vocab": "https://schema.org/", **{name: {"@type": "@id"} for name in _ADDRESSES}}

# So that the JSON can stand in a web page, without `</script>` and `-->`.
_HTML_ESCAPES = str.maketrans({char: json_escape(char) for char in "<>&"})

TYPES = {
    "hub": "Place",
    "district": "Place",
    "person": "Person",
    "education": "EducationalOrganization",
    "healthcare": "MedicalOrganization",
    "government": "GovernmentOrganization",
    "nonprofit": "NGO",
    "archive": "ArchiveOrganization",
    "programme": "Project",
}
# Base type → relation → the property that schema.org has for it.
PROPERTIES: dict[str, dict[Rel, str]] = {
    "Organization": {
        "part-of": "parentOrganization",
        "has-part": "subOrganization",
        "member-of": "memberOf",
        "has-member": "member",
        "located-in": "location",
        "supported-by": "sponsor",
    },
    "Place": {
        "part-of": "containedInPlace",
        "has-part": "containsPlace",
        "located-in": "containedInPlace",
    },
    "Person": {"affiliated-with": "affiliation", "member-of": "memberOf"},
}


def write(dataset: Dataset) -> Iterator[str]:
    """Yield a graph: cited sources as creative works, then the records; `#id` is a node's id."""
    yield f'{{"@context": {_for_pages(_CONTEXT)}, "@graph": ['
    yield from array_items(_for_pages(_without_empty(node)) for node in _nodes(dataset))
    yield "\n]}\n"


def _nodes(dataset: Dataset) -> Iterator[dict[str, Any]]:
    yield from map(_source_node, dataset.sources.values())
    for record in dataset.records():
        yield _record_node(dataset, record)


def _source_node(source: Source) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else ""
    return {
        "@id": f"#source-{source.id}",
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": publisher,
        "datePublished": source.date,
        "url": source.url,
    }


def _record_node(dataset: Dataset, record: Record) -> dict[str, Any]:
    type = TYPES.get(record.type, "Organization")
    base = type if type in PROPERTIES else "Organization"
    sources = dict.fromkeys(split_citation(citation)[0] for citation in record.citations())
    founded = f"{record.established:04}" if record.established and base == "Organization" else ""
    topics = [dataset.topics[id].name for id in record.topics]
    node: dict[str, Any] = {
        "@id": f"#{record.id}",
        "@type": type,
        "identifier": record.id,
        "name": record.name,
        "alternateName": [alias.name for alias in expand_aliases(record.aliases)],
        "description": record.summary,
        "url": record.website,
        "sameAs": _same_as(record),
        "foundingDate": founded,
        "keywords" if base == "Place" else "knowsAbout": topics,
        "subjectOf": [f"#source-{id}" for id in sources],
    }
    if record.place:
        node |= _place_properties(record.place, base)
    for link in record.links:
        if name := PROPERTIES[base].get(link.rel):
            node.setdefault(name, []).append(f"#{link.to}")
    return node


def _same_as(record: Record) -> list[str]:
    ids = {"https://ror.org/": record.ror, "https://www.wikidata.org/entity/": record.wikidata}
    return [address + id for address, id in ids.items() if id]


def _place_properties(place: Place, base: str) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "addressLocality": place.city,
        "addressCountry": place.country,
    }
    properties: dict[str, Any] = {"address": _without_empty(address)}
    if place.lat is not None and place.lon is not None and base != "Person":
        point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
        if base == "Place":
            properties["geo"] = point
        else:
            properties["location"] = [{"@type": "Place", "geo": point}]
    return properties


def _without_empty(node: dict[str, Any]) -> dict[str, Any]:
    """Return a node without its empty properties."""
    return {key: value for key, value in node.items() if value not in ("", [])}


def _for_pages(value: object) -> str:
    """Return JSON that can stand in a web page: `</script>` and `-->` are written with escapes."""
    return to_line(value).translate(_HTML_ESCAPES)
