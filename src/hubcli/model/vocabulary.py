"""The types of records and the relations between records, with the words for each.

The types are those of the Research Organization Registry (ror.readme.io, "types"), and five more
for hubs, networks, programmes, districts and people. The topics are in each dataset.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ActorType = Literal[
    "education",
    "healthcare",
    "company",
    "facility",
    "government",
    "nonprofit",
    "funder",
    "archive",
    "other",
    "network",
    "programme",
    "district",
    "person",
]

Rel = Literal[
    "part-of",
    "has-part",
    "member-of",
    "has-member",
    "located-in",
    "houses",
    "present-in",
    "hosts",
    "partner-of",
    "established-with",
    "supports",
    "supported-by",
    "leads",
    "led-by",
    "affiliated-with",
]


class Type(Struct, frozen=True):
    """A type of record: its name in the plural, and the words that mean it in a query."""

    plural: str
    words: tuple[str, ...]


TYPES: dict[str, Type] = {
    "hub": Type("hubs", ("hub", "cluster", "ecosystem")),
    "education": Type("education", ("university", "college", "school", "education", "academia")),
    "healthcare": Type("healthcare", ("hospital", "clinic", "healthcare")),
    "company": Type("companies", ("company", "firm", "business", "enterprise", "industry")),
    "facility": Type(
        "facilities", ("facility", "institute", "campus", "laboratory", "lab", "infrastructure")
    ),
    "government": Type(
        "government", ("government", "authority", "agency", "municipality", "public sector")
    ),
    "nonprofit": Type(
        "nonprofits", ("nonprofit", "non-profit", "foundation", "association", "charity", "ngo")
    ),
    "funder": Type("funders", ("funder", "funding", "grant")),
    "archive": Type("archives", ("archive", "library", "museum", "biobank")),
    "other": Type("other", ("other",)),
    "network": Type("networks", ("network", "alliance", "consortium")),
    "programme": Type("programmes", ("programme", "curriculum", "course")),
    "district": Type("districts", ("district", "area", "neighbourhood")),
    "person": Type("people", ("person", "people")),
}


class Relation(Struct, frozen=True):
    """A relation as seen from one record.

    `inverse` is the relation as seen from the other record, `label` the heading on a page:
    the relation itself, without hyphens.
    """

    inverse: Rel
    label: str
    words: tuple[str, ...]
    """Folded words that mean it in a query, besides those of the label."""


RELATIONS: dict[Rel, Relation] = {
    "led-by": Relation("leads", "Led by", ("lead", "leader", "head")),
    "leads": Relation("led-by", "Leads", ("lead", "led", "leader", "head", "run")),
    "part-of": Relation("has-part", "Part of", ("part", "belong")),
    "has-part": Relation("part-of", "Has part", ("part", "consist")),
    "member-of": Relation("has-member", "Member of", ("member", "belong")),
    "has-member": Relation("member-of", "Has member", ("member",)),
    "located-in": Relation("houses", "Located in", ("located", "location", "based")),
    "houses": Relation("located-in", "Houses", ("house",)),
    "present-in": Relation("hosts", "Present in", ("active", "present")),
    "hosts": Relation("present-in", "Hosts", ("host",)),
    "partner-of": Relation("partner-of", "Partner of", ("partner", "collaborate", "cooperate")),
    "established-with": Relation(
        "established-with", "Established with", ("established", "founded")
    ),
    "supported-by": Relation("supports", "Supported by", ("supported", "funded")),
    "supports": Relation("supported-by", "Supports", ("support", "fund")),
    "affiliated-with": Relation(
        "affiliated-with", "Affiliated with", ("affiliated", "affiliation")
    ),
}

# Words in a query that ask for a person's role in a link.
ROLES = ("director", "chief", "executive", "chair", "manager", "ceo", "president", "rector")
