"""What `hubcli show` answers: the page of a hub, an actor, a topic or a source.

Sections in the order in which a reader asks: what it is, its figures, what the sources say, who is there, how it is
tied to others, and the sources at the foot, numbered as the page cites them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from hubcli.countries import country_name
from hubcli.listing import Row, brief, figure_row, source_row, tie_row, told
from hubcli.model import (
    Actor,
    Alias,
    Cite,
    Dataset,
    Fact,
    Filters,
    Hub,
    Place,
    Record,
    Source,
    Tie,
    Topic,
    cites,
    full,
    split_cite,
)
from hubcli.report import Item, Line, Part, Report, Section, flat, line, plain
from hubcli.vocabulary import RELATIONS

LANGUAGES = {"fi": "Finnish", "sv": "Swedish", "en": "English", "no": "Norwegian", "da": "Danish", "de": "German"}


def report(dataset: Dataset, found: Hub | Actor | Topic | Source) -> Report:
    """The page of one record, with its JSON object."""
    if isinstance(found, Topic):
        about, sections, data = _topic(dataset, found)
    elif isinstance(found, Source):
        about, sections, data = _source(dataset, found)
    else:
        about, sections = entity(dataset, found)
        data = _data(dataset, found)
    sections = [section for section in sections if section.items]
    cited = (one for section in sections for item in section.items for one in item.cite)
    numbers, foot, sources = numbered(dataset, cited)
    title = line(Part(found.name, "name"), Part(f"  {about}", "dim"))
    table = flat(sections)
    if foot.items and not isinstance(found, Source):
        sections.append(foot)
        data["sources"] = sources
    return Report(title, table, data, tuple(sections), numbers)


def numbered(dataset: Dataset, cited: Iterable[str]) -> tuple[dict[str, int], Section, list[Row]]:
    """The number of each cited source, the list that explains the numbers, and the sources as JSON has them."""
    numbers: dict[str, int] = {}
    for one in cited:
        numbers.setdefault(split_cite(one)[0], len(numbers) + 1)
    sources = [dataset.sources[id] for id in numbers]
    items = (Item(f"[{number}]", described(source)) for number, source in enumerate(sources, start=1))
    return numbers, Section(line("Sources"), tuple(items)), [source_row(source) for source in sources]


def described(source: Source) -> Line:
    """A source as a list of sources has it: title, publisher, date and address, then its id."""
    parts = [source.title, source.publisher, source.date, source.url]
    return line(". ".join(part.rstrip(".") for part in parts if part), Part(f"  {source.id}", "dim"))


# --- a hub or an actor -----------------------------------------------------------------------------------------------


def entity(dataset: Dataset, record: Record) -> tuple[str, list[Section]]:
    """What stands beside the name of a hub or an actor, and the sections of its page but for the sources."""
    sections = [Section(line(), tuple(_particulars(dataset, record)))]
    sections.append(Section(line("Figures"), tuple(_figures(record))))
    sections.append(Section(line("What the sources say"), tuple(_fact(dataset, fact) for fact in record.facts)))
    shown: set[str] = set()
    if isinstance(record, Hub):
        sections += _present(dataset, record)
        shown = {actor.id for actor in dataset.actors_of[record.id]}
    ties = [tie for tie in dataset.ties[record.id] if not (tie.other.id in shown and not tie.stated_here)]
    sections.append(Section(line("Links"), tuple(_ties(ties))))
    place = f"{record.place.city}, {country_name(record.place.country)}" if record.place else ""
    about = " · ".join(part for part in (record.type, place, record.id) if part)
    return about, sections


def _particulars(dataset: Dataset, record: Record) -> Iterator[Item]:
    own = cites(record.cite)
    if record.summary:
        yield Item("", line(record.summary), own)
    yield from _names(record)
    if record.place:
        yield Item("Place", _place(record.place))
    if isinstance(record, Actor) and record.hubs:
        yield Item("Hub", line(", ".join(dataset.hubs[id].name for id in record.hubs)))
    if record.established:
        yield Item("Established", line(str(record.established)))
    if record.topics:
        yield Item("Strong in", line(", ".join(dataset.topics[id].name for id in record.topics)))
    if record.website:
        yield Item("Website", line(record.website))
    if record.ror:
        yield Item("ROR", line(f"https://ror.org/{record.ror}"))
    if record.wikidata:
        yield Item("Wikidata", line(f"https://www.wikidata.org/wiki/{record.wikidata}"))
    if own and not record.summary:
        yield Item("Stated by", line(), own)


def _names(record: Record) -> Iterator[Item]:
    """Its other names of today on one line; a former name, and a source's own spelling, on a line each."""
    aliases = list(full(record.aliases))
    also = [alias for alias in aliases if alias.kind in ("", "acronym")]
    if also:
        yield Item("Also", line(", ".join(_spelled(alias) for alias in also)))
    for alias in aliases:
        if alias.kind == "former":
            yield Item("Formerly", line(_spelled(alias)), cites(alias.cite))
        elif alias.kind == "source":
            note = f" ({alias.note})" if alias.note else ""
            yield Item("In the source", line(f"called “{alias.name}”{note}"), cites(alias.cite))


def _spelled(alias: Alias) -> str:
    notes = ", ".join(note for note in (LANGUAGES.get(alias.lang, alias.lang), alias.note) if note)
    return f"{alias.name} ({notes})" if notes else alias.name


def _place(place: Place) -> Line:
    where = ", ".join(part for part in (place.address, place.city, country_name(place.country)) if part)
    if place.lat is None or place.lon is None:
        return line(where)
    of = "" if place.point == "site" else f" ({place.point})"
    return line(where, Part(f"  {_degrees(place.lat, 'NS')} {_degrees(place.lon, 'EW')}{of}", "dim"))


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value)}° {signs[value < 0]}"


def _figures(record: Record) -> Iterator[Item]:
    for fact, figure in record.figures():
        yield Item("", line(Part(figure.amount, "name"), f" {figure.of}"), cites(fact.cite))


def _fact(dataset: Dataset, fact: Fact) -> Item:
    by = (Part(f" — {dataset.actors[fact.by].name}", "dim"),) if fact.by else ()
    return Item("•", line(fact.text, *by), cites(fact.cite))


def _present(dataset: Dataset, hub: Hub) -> Iterator[Section]:
    """The people of a hub, then its other actors, grouped by their link to it."""
    actors = dataset.actors_of[hub.id]
    people = [actor for actor in actors if actor.type == "person"]
    yield Section(line("People"), tuple(_one_line(dataset, actor) for actor in people), named=True)
    to_hub = {tie.other.id: tie for tie in dataset.ties[hub.id]}
    groups: dict[str, list[Item]] = {}
    for actor in actors:
        if actor.type != "person":
            tie = to_hub.get(actor.id)
            group = f"{RELATIONS[RELATIONS[tie.rel].inverse].label} {hub.name}" if tie else f"Also of {hub.name}"
            groups.setdefault(group, []).append(_one_line(dataset, actor, tie))
    for group, items in groups.items():
        yield Section(line(group, Part(f"  {len(items)}", "dim")), tuple(items), named=True)


def _one_line(dataset: Dataset, actor: Actor, tie: Tie | None = None) -> Item:
    roles = [
        f"{tie.link.role} of {tie.other.name}" if tie.rel == "leads" else tie.link.role
        for tie in (dataset.ties[actor.id] if actor.type == "person" else ())
        if tie.link.role
    ]
    kind = "; ".join(dict.fromkeys(roles)) or actor.type
    text = line(Part(f"{kind}  ", "dim"), actor.summary)
    return Item(actor.name, text, tuple(dict.fromkeys((*(cites(tie.link.cite) if tie else ()), *cites(actor.cite)))))


def _ties(ties: Iterable[Tie]) -> Iterator[Item]:
    """One item a link, filed under what this end calls it."""
    for tie in sorted(ties, key=lambda tie: tie.order):
        extra = (Part(f"  {tie.notes}", "dim"),) if tie.notes else ()
        yield Item(RELATIONS[tie.rel].label, line(tie.other.name, *extra), cites(tie.link.cite))


def _data(dataset: Dataset, record: Record) -> Row:
    data: dict[str, Any] = {"kind": record.kind, "type": record.type, "hubs": list(record.hubs)}
    data |= _complete(record)
    data |= brief(record)
    data["aliases"] = [_complete(alias) | {"cite": list(cites(alias.cite))} for alias in full(record.aliases)]
    data["facts"] = [
        {
            "text": fact.text,
            "cite": list(cites(fact.cite)),
            "topics": list(fact.topics),
            "by": fact.by,
            "figure": figure_row(fact, fact.figure) if fact.figure else None,
        }
        for fact in record.facts
    ]
    data["links"] = [tie_row(tie) for tie in dataset.ties[record.id]]
    data["cite"] = list(cites(record.cite))
    if isinstance(record, Hub):
        data["actors"] = [brief(actor) for actor in dataset.actors_of[record.id]]
    return data


def _complete(struct: Record | Alias | Place) -> Row:
    """Every field, those with their default too, which the encoder would leave out."""
    data = {field: msgspec.to_builtins(getattr(struct, field)) for field in struct.__struct_fields__}
    if isinstance(struct, (Hub, Actor)) and struct.place:
        data["place"] = _complete(struct.place)
    return data


# --- a topic ---------------------------------------------------------------------------------------------------------


def _topic(dataset: Dataset, topic: Topic) -> tuple[str, list[Section], Row]:
    below = dataset.within(topic.id)
    records = list(dataset.select(Filters(topics=below)))
    words = [alias.name for alias in full(topic.aliases)]
    narrower = dataset.narrower[topic.id]
    head = []
    if words:
        head.append(Item("Also", line(", ".join(words))))
    if topic.broader:
        head.append(Item("Part of", line(dataset.topics[topic.broader].name)))
    if narrower:
        head.append(Item("Includes", line(", ".join(dataset.topics[id].name for id in narrower))))
    sections = [Section(line(), tuple(head))]
    sections += [Section(_heading(dataset, record), tuple(_on_topic(dataset, record, below))) for record in records]
    data = {
        "kind": topic.kind,
        "id": topic.id,
        "name": topic.name,
        "aliases": words,
        "broader": topic.broader,
        "narrower": list(narrower),
        "records": [brief(record) for record in records],
    }
    return f"topic · {topic.id}", sections, data


def _heading(dataset: Dataset, record: Record) -> Line:
    return line(record.name, Part(f"  {told(dataset, record)}", "dim"))


def _on_topic(dataset: Dataset, record: Record, topics: frozenset[str]) -> Iterator[Item]:
    """What a record says on the topics: its facts, or its summary where none of them is about it."""
    facts = record.facts_on(topics)
    yield from (_fact(dataset, fact) for fact in facts)
    if not facts:
        yield Item("•", line(record.summary or "Listed under it."), cites(record.cite))


# --- a source --------------------------------------------------------------------------------------------------------


def _source(dataset: Dataset, source: Source) -> tuple[str, list[Section], Row]:
    head = [Item(label, line(text)) for label, text in _source_particulars(source) if text]
    claims = [
        (paragraph, record, text)
        for record in dataset.citing(source.id)
        for cite, text in _claims(dataset, record)
        for id, paragraph in map(split_cite, cites(cite))
        if id == source.id
    ]
    claims.sort(key=lambda claim: claim[0] or 0)
    paragraphs: dict[int | None, list[Item]] = {}
    for paragraph, record, text in claims:
        paragraphs.setdefault(paragraph, []).append(Item("•", line(Part(record.name, "name"), ": ", *text)))
    sections = [Section(line(), tuple(head))]
    for paragraph, items in paragraphs.items():
        sections.append(Section(line(f"¶{paragraph}" if paragraph else "Cited for"), tuple(items)))
    data = source_row(source)
    data["claims"] = [
        {"paragraph": paragraph, "record": record.id, "text": plain(text)} for paragraph, record, text in claims
    ]
    return f"source · {source.id}", sections, data


def _source_particulars(source: Source) -> Iterator[tuple[str, str]]:
    yield "Publisher", source.publisher
    yield "Date", source.date
    yield "Link", source.url
    yield "Paragraphs", str(source.paragraphs or "")


def _claims(dataset: Dataset, record: Record) -> Iterator[tuple[Cite, Line]]:
    """Everything that a record claims, and what it cites for it."""
    yield record.cite, line(record.summary or record.type)
    for alias in full(record.aliases):
        yield alias.cite, line(f"called “{alias.name}”")
    for fact in record.facts:
        yield fact.cite, _fact(dataset, fact).text
    for tie in dataset.ties[record.id]:
        if tie.stated_here:
            yield tie.link.cite, line(tie.said)
