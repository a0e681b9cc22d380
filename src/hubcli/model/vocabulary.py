"""The closed vocabularies: types of record and relations between records, with the words for each.

Types are those of the Research Organization Registry (ror.readme.io, "types"), and five of our own for what is no
organisation. Data only; the open vocabulary of topics is in the dataset.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

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


class Type(NamedTuple):
    """A type of record: what it is called, and what people type when they mean it."""

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


class Relation(NamedTuple):
    """A relation as one end sees it: how the other end sees it, and what a page calls it."""

    inverse: Rel
    label: str
    words: tuple[str, ...]
    """What people type for it, folded and in their first form, beside the words of the label."""


RELATIONS: dict[Rel, Relation] = {
    "led-by": Relation("leads", "Led by", ("lead", "leader", "head")),
    "leads": Relation("led-by", "Leads", ("lead", "leader", "head", "run")),
    "part-of": Relation("has-part", "Part of", ("part", "belong")),
    "has-part": Relation("part-of", "Has as part", ("part", "consist")),
    "member-of": Relation("has-member", "Member of", ("member", "belong")),
    "has-member": Relation("member-of", "Has as member", ("member",)),
    "located-in": Relation("houses", "Located in", ("located", "location", "based")),
    "houses": Relation("located-in", "Houses", ("house",)),
    "present-in": Relation("hosts", "Active in", ("active", "present")),
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

# What people type when they ask who somebody is to an organisation, where a link states it.
ROLES = ("director", "chief", "executive", "chair", "manager", "ceo", "president", "rector")
