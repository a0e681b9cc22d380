"""The page of a hub or an actor, and its JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hubcli.model.claims import citation_list
from hubcli.model.countries import country_name
from hubcli.model.dataset import Dataset, group
from hubcli.model.records import Actor, Hub, expand_aliases
from hubcli.model.vocabulary import RELATIONS
from hubcli.report.document import Item, Line, Part, Section, labelled_items, line, note
from hubcli.report.rows import (
    JsonObject,
    figure_row,
    hub_names,
    summary_row,
    tie_row,
    topic_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.records import Alias, Fact, Place, Record, Tie

LANGUAGES = {
    "fi": "Finnish",
    "sv": "Swedish",
    "en": "English",
    "no": "Norwegian",
    "da": "Danish",
    "de": "German",
}


def record_page(dataset: Dataset, record: Record) -> tuple[str, list[Section]]:
    """Return the subtitle of a hub or an actor and the sections of its page.

    Sections may be empty. The list of sources is not among them.
    """
    facts = tuple(fact_item(dataset, fact) for fact in record.facts)
    sections = [
        Section((), tuple(_particulars(dataset, record))),
        Section(line("Figures"), tuple(_figures(record))),
        Section(line("What the sources say"), facts),
        *(_actor_sections(dataset, record) if isinstance(record, Hub) else ()),
        Section(line("Links"), tuple(_links(dataset, record))),
    ]
    place = record.place
    place_name = f"{place.city}, {country_name(place.country)}" if place else ""
    return " · ".join(filter(None, (record.type, place_name, record.id))), sections


def _particulars(dataset: Dataset, record: Record) -> Iterator[Item]:
    cite = citation_list(record.cite)
    if record.summary:
        yield Item("", line(record.summary), cite)
    yield from _alias_items(record)
    if record.place:
        yield Item("Place", _place(record.place))
    yield from labelled_items(
        {
            "Hub": ", ".join(hub_names(dataset, record)),
            "Established": str(record.established or ""),
            "Strong in": topic_names(dataset, record.topics),
            "Website": record.website,
            "ROR": record.ror and f"https://ror.org/{record.ror}",
            "Wikidata": record.wikidata and f"https://www.wikidata.org/wiki/{record.wikidata}",
        }
    )
    if cite and not record.summary:
        yield Item("Stated by", (), cite)


def _alias_items(record: Record) -> Iterator[Item]:
    """Yield today's other names on one line, then each former name and each source's spelling."""
    aliases = list(expand_aliases(record.aliases))
    current = [alias for alias in aliases if alias.kind in ("", "acronym")]
    if current:
        yield Item("Also", line(", ".join(map(_alias_with_notes, current))))
    for alias in aliases:
        cite = citation_list(alias.cite)
        if alias.kind == "former":
            yield Item("Formerly", line(_alias_with_notes(alias)), cite)
        elif alias.kind == "source":
            remark = f" ({alias.note})" if alias.note else ""
            yield Item("In the source", line(f"called “{alias.name}”{remark}"), cite)


def _alias_with_notes(alias: Alias) -> str:
    """Return an alias with its language and note: `Satamakampus (Finnish)`."""
    notes = ", ".join(filter(None, (LANGUAGES.get(alias.lang, alias.lang), alias.note)))
    return f"{alias.name} ({notes})" if notes else alias.name


def _place(place: Place) -> Line:
    """Return an address with its coordinates: `Quay 1, Åbo, Finland  60.4518° N 22.2666° W`."""
    parts = (place.address, place.city, country_name(place.country))
    address = ", ".join(filter(None, parts))
    if place.lat is None or place.lon is None:
        return line(address)
    position = f"{_degrees(place.lat, 'NS')} {_degrees(place.lon, 'EW')}"
    accuracy = "" if place.point == "site" else f" ({place.point})"
    return line(address, note(f"{position}{accuracy}"))


def _degrees(value: float, signs: str) -> str:
    """Return an angle with the sign of its direction: -22.5 and `EW` → `22.5° W`."""
    return f"{abs(value)}° {signs[value < 0]}"


def _figures(record: Record) -> Iterator[Item]:
    for fact, figure in record.figures():
        yield Item("", line(Part(figure.amount, "name"), f" {figure.of}"), citation_list(fact.cite))


def fact_item(dataset: Dataset, fact: Fact) -> Item:
    """Return a fact as an item, with the person it quotes: `• It is the best. — Ann O'Neil [1]`."""
    speaker = (Part(f" — {dataset.actors[fact.by].name}", "dim"),) if fact.by else ()
    return Item("•", line(fact.text, *speaker), citation_list(fact.cite))


def _actor_sections(dataset: Dataset, hub: Hub) -> Iterator[Section]:
    """Yield the people of a hub, then its other actors grouped by their link to it."""
    actors = dataset.actors_in(hub.id)
    people = tuple(_person_item(dataset, actor) for actor in actors if actor.type == "person")
    yield Section(line("People"), people, named=True)
    hub_ties = {tie.other.id: tie for tie in dataset.ties_of(hub.id)}
    others = ((actor, hub_ties.get(actor.id)) for actor in actors if actor.type != "person")
    groups = group(
        (
            RELATIONS[RELATIONS[tie.rel].inverse].label if tie else "Also of",
            _actor_item(actor, actor.type, tie),
        )
        for actor, tie in others
    )
    for label, items in groups.items():
        heading = line(f"{label} {hub.name}", note(str(len(items))))
        yield Section(heading, tuple(items), named=True)


def _person_item(dataset: Dataset, person: Actor) -> Item:
    """Return a person with their roles: `Ann O'Neil  director of Sea Institute`."""
    roles = dict.fromkeys(
        f"{tie.link.role} of {tie.other.name}" if tie.rel == "leads" else tie.link.role
        for tie in dataset.ties_of(person.id)
        if tie.link.role
    )
    return _actor_item(person, "; ".join(roles) or person.type)


def _actor_item(actor: Actor, description: str, tie: Tie | None = None) -> Item:
    """Return an actor with its description and summary; `tie` adds the citations of a link."""
    cite = (*(citation_list(tie.link.cite) if tie else ()), *citation_list(actor.cite))
    text = line(Part(f"{description}  ", "dim"), actor.summary)
    return Item(actor.name, text, tuple(dict.fromkeys(cite)))


def _links(dataset: Dataset, record: Record) -> Iterator[Item]:
    """Yield the links of a record by relation; a hub leaves out those that its actors state."""
    actors = dataset.actors_in(record.id) if isinstance(record, Hub) else ()
    shown = {actor.id for actor in actors}
    for tie in sorted(dataset.ties_of(record.id), key=lambda tie: tie.order):
        if tie.stated_here or tie.other.id not in shown:
            text = line(tie.other.name, note(tie.notes))
            yield Item(RELATIONS[tie.rel].label, text, citation_list(tie.link.cite))


def record_data(dataset: Dataset, record: Record) -> JsonObject:
    """Return the JSON object of a hub or an actor, without its sources."""
    data = {
        "kind": record.kind,
        "type": record.type,
        "hubs": record.hubs,
        **_all_fields(record),
        **summary_row(record),
        "place": _all_fields(record.place) if record.place else None,
        "aliases": [
            {**_all_fields(alias), "cite": citation_list(alias.cite)}
            for alias in expand_aliases(record.aliases)
        ],
        "facts": [_fact_data(fact) for fact in record.facts],
        "links": [tie_row(tie) for tie in dataset.ties_of(record.id)],
        "cite": citation_list(record.cite),
    }
    if isinstance(record, Hub):
        data["actors"] = [summary_row(actor) for actor in dataset.actors_in(record.id)]
    return data


def _fact_data(fact: Fact) -> JsonObject:
    return {
        "text": fact.text,
        "cite": citation_list(fact.cite),
        "topics": fact.topics,
        "by": fact.by,
        "figure": figure_row(fact, fact.figure) if fact.figure else None,
    }


def _all_fields(struct: Record | Alias | Place) -> JsonObject:
    """Return every field; msgspec's encoder would leave out those that have their default."""
    return {
        field: msgspec.to_builtins(getattr(struct, field)) for field in struct.__struct_fields__
    }
