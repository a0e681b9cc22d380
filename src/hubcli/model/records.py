"""TODO."""

# Annotations are not postponed here (no `from __future__ import annotations`): the validation library would evaluate
# the text of each at every start, which takes half a millisecond.

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple

from msgspec import Meta

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
    TextPattern,
    ValidatedStruct,
)
from hubcli.model.vocabulary import RELATIONS, ActorType, Rel

Kind = Literal["hub", "actor", "topic", "source"]
Cite = str | tuple[str, ...]  # "kuopio-health#4", or several of them


FIGURE_RANGE = "a number that somebody counted"  # infinity and what is no number are refused


def citation_list(cite: Cite) -> tuple[str, ...]:
    """One citation or several, as several."""
    return (cite,) if isinstance(cite, str) else cite


def split_citation(cite: str) -> tuple[str, int | None]:
    """`kuopio-health#4` → (`kuopio-health`, 4); without a number → (id, None)."""
    source, _, number = cite.partition("#")
    return source, int(number) if number else None


class Alias(ValidatedStruct, frozen=True):
    """Another name of a record, as people or documents write it."""

    forms: ClassVar[Mapping[str, TextPattern]] = {"name": TEXT, "lang": LANGUAGE, "cite": CITE}

    name: str
    """The name itself."""
    lang: str = ""
    """Its language, as a two-letter ISO 639-1 code; empty when it is that of the dataset."""
    kind: Literal["", "acronym", "former", "source"] = ""
    """`acronym`, `former` (no longer in use), or `source`: a cited document's own spelling of today's name."""
    note: str = ""
    """What a reader should know of it, as in `until 2019`."""
    cite: Cite = ()
    """Where it is seen, when that is not among the record's own `cite`."""


def expand_aliases(aliases: tuple[str | Alias, ...]) -> Iterator[Alias]:
    """Aliases as tables, those written as a plain text too."""
    return (Alias(name=alias) if isinstance(alias, str) else alias for alias in aliases)


class Place(ValidatedStruct, frozen=True):
    """Where a record is."""

    forms: ClassVar[Mapping[str, TextPattern]] = {"city": TEXT, "country": COUNTRY}

    city: str
    country: str
    """ISO 3166-1 alpha-2, upper case."""
    address: str = ""
    lat: Annotated[float, Meta(ge=-90, le=90, description="degrees from -90 to 90")] | None = None
    """Degrees north, WGS 84."""
    lon: Annotated[float, Meta(ge=-180, le=180, description="degrees from -180 to 180")] | None = (
        None
    )
    """Degrees east, WGS 84."""
    point: Literal["site", "city", "station"] = "site"
    """What the coordinates are those of."""


class Figure(ValidatedStruct, frozen=True):
    """A number that a document states, with the words that limit it."""

    forms: ClassVar[Mapping[str, TextPattern]] = {"of": TEXT}

    of: str
    """What is counted: `students`. Figures of the same thing have the same words, so that they compare."""
    value: (
        Annotated[int, Meta(ge=-(10**15), le=10**15, description=FIGURE_RANGE)]
        | Annotated[float, Meta(ge=-1e15, le=1e15, description=FIGURE_RANGE)]
    )
    qualifier: str = ""
    """The document's own limit on it: `about`, `over`, `almost`, `around`, `tens of`, `since`."""
    unit: str = ""
    """`year` for a year, else a unit of measure; empty for a count."""

    @property
    def amount(self) -> str:
        """The figure as it is read out: `almost 20,000`, `since 1996`, `tens of`."""
        if self.qualifier == "tens of":  # the document gives no number, and neither do we
            return self.qualifier
        number = str(self.value) if self.unit == "year" else f"{self.value:,}"
        unit = "" if self.unit == "year" else self.unit
        return " ".join(part for part in (self.qualifier, number, unit) if part)


class Fact(ValidatedStruct, frozen=True):
    """One claim, in the curator's own words."""

    forms: ClassVar[Mapping[str, TextPattern]] = {"text": TEXT, "cite": CITE}

    text: str
    cite: Cite = ()
    """Who says so: `SOURCE#PARAGRAPH`, or `SOURCE` for a public record; a list of these when several do."""
    topics: tuple[str, ...] = ()
    figure: Figure | None = None
    by: str = ""
    """The id of the person whose statement it is, where the source quotes somebody."""


class Link(ValidatedStruct, frozen=True):
    """A tie from the record that states it to another one. Stated once, shown from both ends."""

    forms: ClassVar[Mapping[str, TextPattern]] = {"cite": CITE, "since": DATE, "until": DATE}

    rel: Rel
    to: str
    """The id of a hub or an actor."""
    cite: Cite = ()
    role: str = ""
    """In what capacity, as in `director`."""
    since: str = ""
    until: str = ""


class Claim(NamedTuple):
    """One thing that a record states, and the sources it cites for it."""

    kind: Literal["record", "alias", "fact", "link"]
    """`record` stands for the summary, the name and the other particulars."""
    text: str
    """The summary, the alias, the text of the fact, or the relation and the id of a link."""
    cite: Cite
    where: tuple[str | int, ...] = ()
    """The path within the record: `("facts", 0)`; empty for the record itself."""
    stated: Alias | Fact | Link | None = None
    """The alias, fact or link; None for the record itself."""


class Source(ValidatedStruct, frozen=True, kw_only=True):
    """A document or a public record that claims cite."""

    kind: ClassVar[Kind] = "source"
    forms: ClassVar[Mapping[str, TextPattern]] = {"id": ID, "title": TEXT, "url": WEB, "date": DATE}

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    date: str = ""
    """When it was published, as `2023`, `2023-10` or `2023-10-31`."""
    paragraphs: (
        Annotated[int, Meta(ge=1, le=10**6, description="a number from 1 to 1,000,000")] | None
    ) = None
    """How many paragraphs it has (blocks between blank lines). With it a citation names one of them, from 1."""

    @property
    def name(self) -> str:
        """Its title, as other records have names."""
        return self.title

    def names(self) -> Iterator[str]:
        """What it goes by: its id and its title."""
        yield self.id
        yield self.title


class Topic(ValidatedStruct, frozen=True, kw_only=True):
    """A word of the vocabulary that filters, comparison and search share."""

    kind: ClassVar[Kind] = "topic"
    forms: ClassVar[Mapping[str, TextPattern]] = {"id": ID, "name": TEXT, "aliases": TEXT}

    id: str
    name: str
    aliases: tuple[str | Alias, ...] = ()
    """What people type for it."""
    broader: str = ""
    """The id of the topic that this one is a part of."""

    def names(self) -> Iterator[str]:
        """What it goes by: its id, its name and every alias."""
        yield from (self.id, self.name, *(alias.name for alias in expand_aliases(self.aliases)))


class Entity(ValidatedStruct, frozen=True, kw_only=True):
    """What a hub and an actor have in common."""

    forms: ClassVar[Mapping[str, TextPattern]] = {
        "id": ID,
        "name": TEXT,
        "aliases": TEXT,
        "website": WEB,
        "ror": ROR,
        "wikidata": WIKIDATA,
        "cite": CITE,
    }

    id: str
    name: str
    """Today's name."""
    aliases: tuple[str | Alias, ...] = ()
    summary: str = ""
    """One or two sentences of the curator's own."""
    place: Place | None = None
    website: str = ""
    ror: str = ""
    """The id in the Research Organization Registry, nine characters."""
    wikidata: str = ""
    established: Annotated[int, Meta(ge=1, le=9999, description="a year")] | None = None
    """The year."""
    topics: tuple[str, ...] = ()
    """Topic ids, what it is strongest in first."""
    facts: tuple[Fact, ...] = ()
    links: tuple[Link, ...] = ()
    cite: Cite = ()
    """What the summary and the particulars above (names, type, place, ids) rest on."""

    def names(self) -> Iterator[str]:
        """What it goes by: its id, its name and every alias."""
        yield from (self.id, self.name, *(alias.name for alias in expand_aliases(self.aliases)))

    def all_topics(self) -> tuple[str, ...]:
        """Its own topics and those of its facts, each once, in that order."""
        of_facts = (topic for fact in self.facts for topic in fact.topics)
        return tuple(dict.fromkeys((*self.topics, *of_facts)))

    def facts_on(self, topics: frozenset[str]) -> list[Fact]:
        """Its facts on any of the topics."""
        return [fact for fact in self.facts if not topics.isdisjoint(fact.topics)]

    def claims(self) -> Iterator["Claim"]:
        """Return everything that the record states with a citation, in the order of a page."""
        yield Claim("record", self.summary, self.cite)
        for number, alias in enumerate(expand_aliases(self.aliases)):
            yield Claim("alias", alias.name, alias.cite, ("aliases", number), alias)
        for number, fact in enumerate(self.facts):
            yield Claim("fact", fact.text, fact.cite, ("facts", number), fact)
        for number, link in enumerate(self.links):
            yield Claim("link", f"{link.rel} {link.to}", link.cite, ("links", number), link)

    def citations(self) -> Iterator[str]:
        """Return every citation of the record, in the order of a page, with repetitions."""
        for claim in self.claims():
            yield from citation_list(claim.cite)

    def figures(self) -> Iterator[tuple[Fact, Figure]]:
        """The figures that it states, each with the fact that it is part of."""
        for fact in self.facts:
            if fact.figure:
                yield fact, fact.figure


class Hub(Entity, frozen=True, kw_only=True):
    """A place where actors of a field have come together."""

    kind: ClassVar[Kind] = "hub"
    type: ClassVar[str] = "hub"

    @property
    def hubs(self) -> tuple[str, ...]:
        """Itself, as actors have hubs."""
        return (self.id,)


class Actor(Entity, frozen=True, kw_only=True):
    """Who or what is in a hub: an organisation, a person, a programme, a facility, a district."""

    kind: ClassVar[Kind] = "actor"

    type: ActorType
    hubs: tuple[str, ...] = ()


Record = Hub | Actor
AnyRecord = Hub | Actor | Topic | Source


class About(ValidatedStruct, frozen=True, kw_only=True):
    """The dataset's own particulars, its `[dataset]` table."""

    forms: ClassVar[Mapping[str, TextPattern]] = {"title": TEXT}

    title: str
    updated: date
    description: str = ""
    license: str = ""


_ORDER = {rel: number for number, rel in enumerate(RELATIONS)}


class Tie(NamedTuple):
    """A link as one of its two ends sees it."""

    rel: Rel
    other: Record
    link: Link
    stated_here: bool
    """Whether this end is the one whose record states the link."""

    @classmethod
    def received(cls, link: Link, by: Record) -> "Tie":
        """A link as the record that it names sees it."""
        return cls(RELATIONS[link.rel].inverse, by, link, False)

    @property
    def order(self) -> int:
        """Where its relation stands in the vocabulary: the order in which ties are told."""
        return _ORDER[self.rel]

    @property
    def notes(self) -> str:
        """In what capacity it holds, and when, as far as that is stated."""
        link = self.link
        if link.since and link.until:
            years = f"{link.since} to {link.until}"
        else:
            years = (
                f"since {link.since}" if link.since else f"until {link.until}" if link.until else ""
            )
        return ", ".join(note for note in (link.role, years) if note)

    @property
    def description(self) -> str:
        """The tie in words: `Led by Ann O'Neil (director)`."""
        role = f" ({self.link.role})" if self.link.role else ""
        return f"{RELATIONS[self.rel].label} {self.other.name}{role}"
