"""JSON-LD: hubs and actors in the vocabulary of schema.org, for search engines and for whoever joins data.

The context is in the file, so that no reader has to fetch one. ROR and Wikidata say who is who (`sameAs`). What
schema.org has no property for (a figure, a relation such as `hosts`) is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubcli.exports.json import line
from hubcli.model.records import Place, Record, expand_aliases, split_citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.model.vocabulary import Rel

_ADDRESSES = (  # properties whose texts are addresses
    *(
        "affiliation",
        "containedInPlace",
        "containsPlace",
        "location",
        "member",
        "memberOf",
        "parentOrganization",
    ),
    *("sameAs", "sponsor", "subjectOf", "subOrganization", "url"),
)
_CONTEXT = {"@vocab": "https://schema.org/", **{name: {"@type": "@id"} for name in _ADDRESSES}}

_TYPES = {
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
# How schema.org calls a relation of an organisation, of a place and of a person.
_RELATIONS: dict[str, dict[Rel, str]] = {
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
    """A graph: the sources that are cited as creative works, then the records, each known by `#id` in this file."""
    yield f'{{"@context": {_inert(_CONTEXT)}, "@graph": ['
    comma = "\n"
    for source in dataset.sources.values():
        yield comma + _inert(
            _known(
                {
                    "@id": f"#source-{source.id}",
                    "@type": "CreativeWork",
                    "name": source.title,
                    "publisher": {"@type": "Organization", "name": source.publisher}
                    if source.publisher
                    else "",
                    "datePublished": source.date,
                    "url": source.url,
                }
            )
        )
        comma = ",\n"
    for record in dataset.records():
        yield comma + _inert(_known(_record(dataset, record)))
        comma = ",\n"
    yield "\n]}\n"


def _record(dataset: Dataset, record: Record) -> dict[str, Any]:
    type = _TYPES.get(record.type, "Organization")
    of = type if type in _RELATIONS else "Organization"
    node: dict[str, Any] = {
        "@id": f"#{record.id}",
        "@type": type,
        "identifier": record.id,
        "name": record.name,
        "alternateName": [alias.name for alias in expand_aliases(record.aliases)],
        "description": record.summary,
        "url": record.website,
        "sameAs": [
            *([f"https://ror.org/{record.ror}"] if record.ror else []),
            *([f"https://www.wikidata.org/entity/{record.wikidata}"] if record.wikidata else []),
        ],
        "foundingDate": f"{record.established:04}"
        if record.established and of == "Organization"
        else "",
        "keywords" if of == "Place" else "knowsAbout": [
            dataset.topics[id].name for id in record.topics
        ],
        "subjectOf": list(
            dict.fromkeys(f"#source-{split_citation(cite)[0]}" for cite in record.citations())
        ),
    }
    if record.place:
        node |= _place(record.place, of)
    for link in record.links:
        if its := _RELATIONS[of].get(link.rel):
            node.setdefault(its, []).append(f"#{link.to}")
    return node


def _place(place: Place, of: str) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "addressLocality": place.city,
        "addressCountry": place.country,
    }
    known: dict[str, Any] = {"address": _known(address)}
    if place.lat is not None and place.lon is not None and of != "Person":
        point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
        known |= (
            {"geo": point} if of == "Place" else {"location": [{"@type": "Place", "geo": point}]}
        )
    return known


def _known(node: dict[str, Any]) -> dict[str, Any]:
    """What of a node is known."""
    return {key: value for key, value in node.items() if value not in ("", [])}


def _inert(value: object) -> str:
    """JSON that ends nothing where it is put into a page: `</script>` and `-->` are written with escapes."""
    text = line(value).rstrip("\n")
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")
