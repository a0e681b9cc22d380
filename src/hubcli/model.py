"""The records of a directory: what a dataset may say, field by field.

Typed and immutable. Nothing here reads a file, searches or prints; the only import beyond the standard library is
the validation library. Closed vocabularies (types, relations) are in `vocabulary`.
"""

# Annotations are not postponed here (no `from __future__ import annotations`): the validation library would evaluate
# the text of each at every start, which takes half a millisecond.

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple

from msgspec import Meta, Struct

from hubcli.forms import CITE, COUNTRY, DATE, ID, LANGUAGE, ROR, TEXT, WEB, WIKIDATA, Form, Formed
from hubcli.vocabulary import RELATIONS, ActorType, Rel

Kind = Literal["hub", "actor", "topic", "source"]
Cite = str | tuple[str, ...]  # "kuopio-health#4", or several of them


A_FIGURE = "a number that somebody counted"  # infinity and what is no number are refused


def cites(cite: Cite) -> tuple[str, ...]:
    """One citation or several, as several."""
    return (cite,) if isinstance(cite, str) else cite


def split_cite(cite: str) -> tuple[str, int | None]:
    """`kuopio-health#4` → (`kuopio-health`, 4); without a number → (id, None)."""
    source, _, number = cite.partition("#")
    return source, int(number) if number else None


class Alias(Formed, frozen=True):
    """Another name of a record, as people or documents write it."""

    forms: ClassVar[Mapping[str, Form]] = {"name": TEXT, "lang": LANGUAGE, "cite": CITE}

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


def full(aliases: tuple[str | Alias, ...]) -> Iterator[Alias]:
    """Aliases as tables, those written as a plain text too."""
    return (Alias(name=alias) if isinstance(alias, str) else alias for alias in aliases)


class Place(Formed, frozen=True):
    """Where a record is."""

    forms: ClassVar[Mapping[str, Form]] = {"city": TEXT, "country": COUNTRY}

    city: str
    country: str
    """ISO 3166-1 alpha-2, upper case."""
    address: str = ""
    lat: Annotated[float, Meta(ge=-90, le=90, description="degrees from -90 to 90")] | None = None
    """Degrees north, WGS 84."""
    lon: Annotated[float, Meta(ge=-180, le=180, description="degrees from -180 to 180")] | None = None
    """Degrees east, WGS 84."""
    point: Literal["site", "city", "station"] = "site"
    """What the coordinates are those of."""


class Figure(Formed, frozen=True):
    """A number that a document states, with the words that limit it."""

    forms: ClassVar[Mapping[str, Form]] = {"of": TEXT}

    of: str
    """What is counted: `students`. Figures of the same thing have the same words, so that they compare."""
    value: (
        Annotated[int, Meta(ge=-(10**15), le=10**15, description=A_FIGURE)]
        | Annotated[float, Meta(ge=-1e15, le=1e15, description=A_FIGURE)]
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


class Fact(Formed, frozen=True):
    """One claim, in the curator's own words."""

    forms: ClassVar[Mapping[str, Form]] = {"text": TEXT, "cite": CITE}

    text: str
    cite: Cite = ()
    """Who says so: `SOURCE#PARAGRAPH`, or `SOURCE` for a public record; a list of these when several do."""
    topics: tuple[str, ...] = ()
    figure: Figure | None = None
    by: str = ""
    """The id of the person whose statement it is, where the source quotes somebody."""


class Link(Formed, frozen=True):
    """A tie from the record that states it to another one. Stated once, shown from both ends."""

    forms: ClassVar[Mapping[str, Form]] = {"cite": CITE, "since": DATE, "until": DATE}

    rel: Rel
    to: str
    """The id of a hub or an actor."""
    cite: Cite = ()
    role: str = ""
    """In what capacity, as in `director`."""
    since: str = ""
    until: str = ""


class Source(Formed, frozen=True, kw_only=True):
    """A document or a public record that claims cite."""

    kind: ClassVar[Kind] = "source"
    forms: ClassVar[Mapping[str, Form]] = {"id": ID, "title": TEXT, "url": WEB, "date": DATE}

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    date: str = ""
    """When it was published, as `2023`, `2023-10` or `2023-10-31`."""
    paragraphs: Annotated[int, Meta(ge=1, le=10**6, description="a number from 1 to 1,000,000")] | None = None
    """How many paragraphs it has (blocks between blank lines). With it a citation names one of them, from 1."""

    @property
    def name(self) -> str:
        """Its title, as other records have names."""
        return self.title

    def names(self) -> Iterator[str]:
        """What it goes by: its id and its title."""
        yield self.id
        yield self.title


class Topic(Formed, frozen=True, kw_only=True):
    """A word of the vocabulary that filters, comparison and search share."""

    kind: ClassVar[Kind] = "topic"
    forms: ClassVar[Mapping[str, Form]] = {"id": ID, "name": TEXT, "aliases": TEXT}

    id: str
    name: str
    aliases: tuple[str | Alias, ...] = ()
    """What people type for it."""
    broader: str = ""
    """The id of the topic that this one is a part of."""

    def names(self) -> Iterator[str]:
        """What it goes by: its id, its name and every alias."""
        yield from (self.id, self.name, *(alias.name for alias in full(self.aliases)))


class Entity(Formed, frozen=True, kw_only=True):
    """What a hub and an actor have in common."""

    forms: ClassVar[Mapping[str, Form]] = {
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
        yield from (self.id, self.name, *(alias.name for alias in full(self.aliases)))

    def all_topics(self) -> tuple[str, ...]:
        """Its own topics and those of its facts, each once, in that order."""
        of_facts = (topic for fact in self.facts for topic in fact.topics)
        return tuple(dict.fromkeys((*self.topics, *of_facts)))

    def facts_on(self, topics: frozenset[str]) -> list[Fact]:
        """Its facts on any of the topics."""
        return [fact for fact in self.facts if not topics.isdisjoint(fact.topics)]

    def citations(self) -> Iterator[str]:
        """Every citation that the record makes, in the order of a page, repeats included."""
        yield from cites(self.cite)
        for alias in full(self.aliases):
            yield from cites(alias.cite)
        for claim in self.claims():
            yield from cites(claim.cite)

    def claims(self) -> tuple[Fact | Link, ...]:
        """Everything that it claims one by one: its facts and its links."""
        return (*self.facts, *self.links)

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
Anything = Hub | Actor | Topic | Source


class Filters(NamedTuple):
    """What a record must be, by id; an empty set asks nothing. Topics include everything narrower."""

    hubs: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

    def keep(self, record: Record) -> bool:
        """Whether the record itself is what is asked for."""
        return (
            (not self.hubs or not self.hubs.isdisjoint(record.hubs))
            and (not self.types or record.type in self.types)
            and (not self.countries or (record.place is not None and record.place.country in self.countries))
            and (not self.topics or not self.topics.isdisjoint(record.all_topics()))
        )


class About(Formed, frozen=True, kw_only=True):
    """The dataset's own particulars, its `[dataset]` table."""

    forms: ClassVar[Mapping[str, Form]] = {"title": TEXT}

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
            years = f"since {link.since}" if link.since else f"until {link.until}" if link.until else ""
        return ", ".join(note for note in (link.role, years) if note)

    @property
    def said(self) -> str:
        """The tie in words: `Led by Ann O'Neil (director)`."""
        role = f" ({self.link.role})" if self.link.role else ""
        return f"{RELATIONS[self.rel].label} {self.other.name}{role}"


class Dataset(Struct, frozen=True, kw_only=True, dict=True):
    """Everything that was loaded, checked: each id that a record names exists.

    Whoever asks for some of the records asks through a method here, as a dataset that is kept in a file finds them
    there (`stored`) and this one looks through all that it has.
    """

    about: About
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic]
    hubs: Mapping[str, Hub]
    actors: Mapping[str, Actor]
    files: tuple[str, ...]
    """The files it came from, as the user named them."""

    def records(self) -> Iterator[Record]:
        """Hubs, then actors, in the order of the files."""
        yield from self.hubs.values()
        yield from self.actors.values()

    def get(self, id: str) -> Record:
        """The hub or the actor of that id. Raises KeyError."""
        return self.hubs[id] if id in self.hubs else self.actors[id]

    def select(self, filters: Filters) -> Iterator[Record]:
        """The records that pass the filters, in their order."""
        return (record for record in self.records() if filters.keep(record))

    def citing(self, source: str) -> Iterator[Record]:
        """The records that cite the source, in their order."""
        return (record for record in self.records() if any(split_cite(one)[0] == source for one in record.citations()))

    def going_by(self, key: str) -> Iterable[Anything]:  # noqa: ARG002  for who keeps them by key
        """Whatever may go by a name with this key (`text.key`): here all there is."""
        yield from self.records()
        yield from self.topics.values()
        yield from self.sources.values()

    def names_like(self, key: str) -> Iterable[str]:
        """Names that may be nearest to one with this key: here all there are."""
        return (name for one in self.going_by(key) for name in one.names())

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries that records are in, by code, each once."""
        return tuple(dict.fromkeys(record.place.country for record in self.records() if record.place))

    @cached_property
    def ties(self) -> Mapping[str, tuple[Tie, ...]]:
        """Each record's links from both ends, by id: first those it states, then those that name it."""
        received: dict[str, list[Tie]] = {record.id: [] for record in self.records()}
        for record in self.records():
            for link in record.links:
                received[link.to].append(Tie.received(link, record))
        return {record.id: (*self.stated(record), *received[record.id]) for record in self.records()}

    def stated(self, record: Record) -> Iterator[Tie]:
        """The record's own links."""
        return (Tie(link.rel, self.get(link.to), link, True) for link in record.links)

    def neighbours(self, id: str) -> Iterable[str]:
        """The ids of the records that a record is tied to, from A, each once."""
        return sorted({tie.other.id for tie in self.ties[id]})

    @cached_property
    def components(self) -> Mapping[str, tuple[str, int]]:
        """Records that are linked with others, over however many links → the first id among all these, and how many."""
        first: dict[str, str] = {}

        def root(id: str) -> str:
            while first.setdefault(id, id) != id:
                first[id] = id = first[first[id]]  # half the way next time
            return id

        for record in self.records():
            for link in record.links:
                one, other = sorted((root(record.id), root(link.to)))
                first[other] = one
        roots = {id: root(id) for id in first}
        sizes = Counter(roots.values())
        return {id: (whose, sizes[whose]) for id, whose in roots.items()}

    @cached_property
    def actors_of(self) -> Mapping[str, Sequence[Actor]]:
        """The actors of each hub, by the hub's id."""
        found: dict[str, list[Actor]] = {id: [] for id in self.hubs}
        for actor in self.actors.values():
            for hub in actor.hubs:
                found[hub].append(actor)
        return found

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """The topics directly below each topic, by id."""
        below: dict[str, list[str]] = {id: [] for id in self.topics}
        for topic in self.topics.values():
            if topic.broader:
                below[topic.broader].append(topic.id)
        return {id: tuple(ids) for id, ids in below.items()}

    def within(self, topic: str) -> frozenset[str]:
        """The topic and everything narrower, at any depth."""
        found = {topic}
        waiting = [topic]
        while waiting:
            for below in self.narrower[waiting.pop()]:
                if below not in found:
                    found.add(below)
                    waiting.append(below)
        return frozenset(found)
