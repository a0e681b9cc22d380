"""The records of a dataset: hubs, actors, topics and sources, and the parts that they consist of.

The docstring below a field describes it in the JSON Schema and in docs/dataset.md.
"""

# `from __future__ import annotations` is left out: msgspec would evaluate each annotation from its
# text, which takes half a millisecond at every start.

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Literal

from msgspec import Struct

from hubcli.model.claims import Cite, Claim, citation_list
from hubcli.model.patterns import (
    CITE,
    COUNTRY,
    DATE,
    ID,
    LANGUAGE,
    ROR,
    TEXT,
    WEB,
    WIKIDATA,
    Count,
    Latitude,
    Longitude,
    ParagraphCount,
    TextPattern,
    ValidatedStruct,
    Year,
)
from hubcli.model.vocabulary import RELATIONS, ActorType, Rel

Kind = Literal["hub", "actor", "topic", "source"]


class Alias(ValidatedStruct, frozen=True):
    """Another name of a record."""

    patterns: ClassVar[Mapping[str, TextPattern]] = {"name": TEXT, "lang": LANGUAGE, "cite": CITE}

    name: str
    lang: str = ""
    """The ISO 639 code of its language, as in `fi`; empty for the language of the dataset."""
    kind: Literal["", "acronym", "former", "source"] = ""
    """`acronym`, `former` (no longer in use) or `source` (as a cited document spells the name)."""
    note: str = ""
    """A remark for readers, such as `until 2019`."""
    cite: Cite = ()
    """The source of the name, if the record's own `cite` does not cover it."""


def expand_aliases(aliases: tuple[str | Alias, ...]) -> Iterator[Alias]:
    """Return the aliases as `Alias` objects, including those written as plain text."""
    return (Alias(name=alias) if isinstance(alias, str) else alias for alias in aliases)


class Place(ValidatedStruct, frozen=True):
    """The location of a record."""

    patterns: ClassVar[Mapping[str, TextPattern]] = {"city": TEXT, "country": COUNTRY}

    city: str
    country: str
    """The ISO 3166-1 country code in capitals, as in `FI`."""
    address: str = ""
    lat: Latitude | None = None
    """The latitude in degrees north (WGS 84)."""
    lon: Longitude | None = None
    """The longitude in degrees east (WGS 84)."""
    point: Literal["site", "city", "station"] = "site"
    """The place that the coordinates mark: the site itself, its city or a station nearby."""


class Figure(ValidatedStruct, frozen=True):
    """A number from a document, with the words that qualify it."""

    patterns: ClassVar[Mapping[str, TextPattern]] = {"of": TEXT}
    alternatives: ClassVar[tuple[str, ...]] = ("value", "qualifier")

    of: str
    """The thing counted, such as `students`. Use equal words for figures to be compared."""
    value: Count | None = None
    """The number; left out if the document gives just a qualifier, as in `tens of`."""
    qualifier: str = ""
    """The document's own qualifier: `about`, `over`, `almost`, `around`, `tens of`, `since`."""
    unit: str = ""
    """`year` for a year, otherwise a unit of measure; empty for a count."""

    @property
    def amount(self) -> str:
        """The figure in words: `almost 20,000`, `since 1996`, `tens of`."""
        if self.value is None:
            number = ""
        else:
            number = str(self.value) if self.unit == "year" else f"{self.value:,}"
        unit = "" if self.unit == "year" else self.unit
        return " ".join(part for part in (self.qualifier, number, unit) if part)


class Fact(ValidatedStruct, frozen=True):
    """One claim about a record, in the curator's own words."""

    patterns: ClassVar[Mapping[str, TextPattern]] = {"text": TEXT, "cite": CITE}

    text: str
    """The claim, ending in a full stop."""
    cite: Cite = ()
    """The source: `SOURCE#PARAGRAPH`, or `SOURCE` for a public record. Several are a list."""
    topics: tuple[str, ...] = ()
    """The ids of the topics that the claim is about."""
    figure: Figure | None = None
    """The number that the claim states, for lists and comparisons."""
    by: str = ""
    """The id of the person who says so, if the source quotes somebody."""
    hub: bool = False
    """True to show the fact on the page of the actor's hubs too."""


class Link(ValidatedStruct, frozen=True):
    """A relation to another record. It is stated by one of the two and shown on both."""

    patterns: ClassVar[Mapping[str, TextPattern]] = {"cite": CITE, "since": DATE, "until": DATE}

    rel: Rel
    """The relation of this record to the other one."""
    to: str
    """The id of a hub or an actor."""
    cite: Cite = ()
    """The source: `SOURCE#PARAGRAPH`, or `SOURCE` for a public record. Several are a list."""
    role: str = ""
    """The role in the relation, such as `director`."""
    since: str = ""
    """The date when the relation began: `2023`, `2023-10` or `2023-10-31`."""
    until: str = ""
    """The date when the relation ended, written like `since`."""


class Source(ValidatedStruct, frozen=True, kw_only=True):
    """A document or a public record that claims cite."""

    kind: ClassVar[Kind] = "source"
    type: ClassVar[str] = "source"
    patterns: ClassVar[Mapping[str, TextPattern]] = {
        "id": ID,
        "title": TEXT,
        "url": WEB,
        "date": DATE,
    }

    id: str
    title: str
    publisher: str = ""
    """The organisation that published it."""
    url: str = ""
    """The web address, which starts with https:// or http://."""
    date: str = ""
    """The date of publication: `2023`, `2023-10` or `2023-10-31`."""
    paragraphs: ParagraphCount | None = None
    """The number of paragraphs, which are blocks of text between blank lines. If it is given,
    citations name a paragraph, counted from 1."""

    @property
    def name(self) -> str:
        """The title, by the attribute name that other records use."""
        return self.title

    def names(self) -> Iterator[str]:
        """Yield the id and the title."""
        yield from (self.id, self.title)


class Named(ValidatedStruct, frozen=True, kw_only=True):
    """A record with a name and aliases: the common base of topics, hubs and actors."""

    patterns: ClassVar[Mapping[str, TextPattern]] = {"id": ID, "name": TEXT, "aliases": TEXT}

    id: str
    name: str
    """The current name."""
    aliases: tuple[str | Alias, ...] = ()
    """Other names and what people type for it: texts, or tables with more detail."""

    def names(self) -> Iterator[str]:
        """Yield the id, the name and the aliases."""
        yield from (self.id, self.name, *(alias.name for alias in expand_aliases(self.aliases)))


class Topic(Named, frozen=True, kw_only=True):
    """A subject, by which records are filtered, compared and found."""

    kind: ClassVar[Kind] = "topic"
    type: ClassVar[str] = "topic"

    broader: str = ""
    """The id of the topic that includes this one."""


class Entity(Named, frozen=True, kw_only=True):
    """The common base of hubs and actors."""

    patterns: ClassVar[Mapping[str, TextPattern]] = {
        **Named.patterns,
        "website": WEB,
        "ror": ROR,
        "wikidata": WIKIDATA,
        "cite": CITE,
    }

    summary: str = ""
    """One or two sentences in the curator's own words."""
    place: Place | None = None
    website: str = ""
    """The web address, which starts with https:// or http://."""
    ror: str = ""
    """The nine-character id in the Research Organization Registry, as in `040af2s02`."""
    wikidata: str = ""
    """The Wikidata id, as in `Q28695`."""
    established: Year | None = None
    """The year of foundation."""
    topics: tuple[str, ...] = ()
    """Topic ids, the strongest first."""
    facts: tuple[Fact, ...] = ()
    """Claims with their sources, the most important first."""
    links: tuple[Link, ...] = ()
    """Relations to other records. State each one once, on either record."""
    cite: Cite = ()
    """The sources of the summary and of the particulars above (names, type, place, ids)."""

    def all_topics(self) -> tuple[str, ...]:
        """Return the topics of the record, then those of its facts, without repetitions."""
        of_facts = (topic for fact in self.facts for topic in fact.topics)
        return tuple(dict.fromkeys((*self.topics, *of_facts)))

    def facts_on(self, topics: frozenset[str]) -> list[Fact]:
        """Return the facts that have at least one of the topics."""
        return [fact for fact in self.facts if not topics.isdisjoint(fact.topics)]

    def claims(self) -> Iterator[Claim]:
        """Yield everything that the record states with a citation, in the order of its page."""
        yield Claim("record", self.summary, self.cite)
        for number, alias in enumerate(expand_aliases(self.aliases)):
            yield Claim("alias", alias.name, alias.cite, ("aliases", number), alias)
        for number, fact in enumerate(self.facts):
            yield Claim("fact", fact.text, fact.cite, ("facts", number), fact)
        for number, link in enumerate(self.links):
            yield Claim("link", f"{link.rel} {link.to}", link.cite, ("links", number), link)

    def citations(self) -> Iterator[str]:
        """Return every citation of the record, in the order of its page, with repetitions."""
        return (cite for claim in self.claims() for cite in citation_list(claim.cite))

    def figures(self) -> Iterator[tuple[Fact, Figure]]:
        """Return each fact that has a figure, with its figure."""
        return ((fact, fact.figure) for fact in self.facts if fact.figure)


class Hub(Entity, frozen=True, kw_only=True):
    """A place where organisations and people of a field have come together."""

    kind: ClassVar[Kind] = "hub"
    type: ClassVar[str] = "hub"

    @property
    def hubs(self) -> tuple[str, ...]:
        """The hub's own id: filters treat a hub as a member of itself."""
        return (self.id,)


class Actor(Entity, frozen=True, kw_only=True):
    """A member of a hub: an organisation, a person, a programme, a facility or a district."""

    kind: ClassVar[Kind] = "actor"

    type: ActorType
    """The type of actor."""
    hubs: tuple[str, ...] = ()
    """The ids of the hubs that the actor belongs to."""


Record = Hub | Actor
AnyRecord = Hub | Actor | Topic | Source


class About(ValidatedStruct, frozen=True, kw_only=True):
    """The `[dataset]` table, which describes the dataset itself."""

    patterns: ClassVar[Mapping[str, TextPattern]] = {"title": TEXT}

    title: str
    updated: date
    """The date of the last change, as in `2026-11-22`."""
    description: str = ""
    license: str = ""
    """The licence of the data, such as `CC0-1.0`."""


class Tie(Struct, frozen=True):
    """A link as seen from one of its two records."""

    rel: Rel
    other: Record
    link: Link
    stated_here: bool
    """True if this record states the link; False if the other one does."""

    @classmethod
    def received(cls, link: Link, by: Record) -> "Tie":
        """Return the tie of the record that the link points to; `by` is the one that states it."""
        return cls(RELATIONS[link.rel].inverse, by, link, False)

    @property
    def order(self) -> int:
        """The position of the relation in the vocabulary, by which pages sort ties."""
        return list(RELATIONS).index(self.rel)

    @property
    def notes(self) -> str:
        """The role and the period, if stated: `director since 2019`, `director 2017–2021`."""
        return " ".join(filter(None, (self.link.role, self.period)))

    @property
    def period(self) -> str:
        """The time of the relation, if stated: `2017–2021`, `since 2019`, `until 2021-05`."""
        since, until = self.link.since, self.link.until
        if since and until:
            are_years = len(since) == len(until) == len("2017")
            return f"{since}–{until}" if are_years else f"{since} to {until}"
        return (since and f"since {since}") or (until and f"until {until}")

    @property
    def description(self) -> str:
        """The tie in words: `Led by Ann O'Neil (director 2017–2021)`."""
        notes = f" ({self.notes})" if self.notes else ""
        return f"{RELATIONS[self.rel].label} {self.other.name}{notes}"
