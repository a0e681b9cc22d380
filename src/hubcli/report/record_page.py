"""The page of a hub or an actor, and its JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hubcli.model.claims import citation_list
from hubcli.model.countries import country_name
from hubcli.model.records import Hub, expand_aliases
from hubcli.model.vocabulary import RELATIONS
from hubcli.report.document import Item, Line, Part, Section, labelled_items, line, link_part, note
from hubcli.report.facts import fact_sections, page_facts
from hubcli.report.hub_page import actor_sections
from hubcli.report.rows import (
    JsonObject,
    figure_line,
    figure_row,
    hub_names,
    subtitle,
    summary_row,
    tie_row,
    topic_names,
)
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Alias, Fact, Place, Record

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

    The list of sources is not among them.
    """
    sections = [
        Section((), tuple(_particulars(dataset, record))),
        *(actor_sections(dataset, record) if isinstance(record, Hub) else ()),
        *fact_sections(dataset, record),
        *_quote_sections(dataset, record),
        Section(line("Links"), tuple(_links(dataset, record))),
    ]
    can_be_empty = (sections[0], sections[-1])
    return _subtitle(record), [
        section for section in sections if section.items or section not in can_be_empty
    ]


def _subtitle(record: Record) -> str:
    """Return type, place and id: `hub in Helsinki, Finland · biomedicum`.

    A city that the record is named after is left out, and so is an id that is the name.
    """
    place = record.place
    where = ""
    if place:
        country = country_name(place.country)
        where = f" in {country if place.city == record.name else f'{place.city}, {country}'}"
    id = "" if name_key(record.name) == name_key(record.id) else record.id
    return " · ".join(filter(None, (f"{record.type}{where}", id)))


def _particulars(dataset: Dataset, record: Record) -> Iterator[Item]:
    """Yield what a page says before its sections: summary, figures, place, names and so on.

    The record's own citations follow its summary or, if it has none, everything else.
    """
    cite = citation_list(record.cite)
    if record.summary:
        yield Item("", line(record.summary), cite)
    yield from labelled_items(
        {
            "Hub": ", ".join(hub_names(dataset, record)),
            "Strong in": topic_names(dataset, record.topics),
        }
    )
    for fact in (each.fact for each in page_facts(dataset, record)):
        if figure := fact.figure:
            yield Item("Figures", figure_line(figure), citation_list(fact.cite))
    yield from labelled_items({"Established": str(record.established or "")})
    if place := record.place and _place(record.place):
        yield Item("Place", place)
    yield from _address_items(record)
    yield from _alias_items(record)
    if cite and not record.summary:
        yield Item("Stated by", (), cite)


def _address_items(record: Record) -> Iterator[Item]:
    """Yield the website of a record, and its entries in registries."""
    addresses = {
        "Website": record.website,
        "ROR": record.ror and f"https://ror.org/{record.ror}",
        "Wikidata": record.wikidata and f"https://www.wikidata.org/wiki/{record.wikidata}",
    }
    for label, address in addresses.items():
        if address:
            yield Item(label, line(link_part(address)))


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
    """Return what the title leaves out: `Quay 1, Åbo, Finland  60.4518° N 22.2666° W`.

    This is nothing if there is no address, and only the point of the city or of a station nearby.
    """
    if not place.address and place.point != "site":
        return ()
    address = ", ".join((place.address, place.city, country_name(place.country)))
    parts = [Part(address)] if place.address else []
    if place.lat is not None and place.lon is not None:
        position = f"{_degrees(place.lat, 'NS')} {_degrees(place.lon, 'EW')}"
        accuracy = "" if place.point == "site" else f" ({place.point})"
        parts.append(Part(f"{'  ' if parts else ''}{position}{accuracy}", "dim"))
    return tuple(parts)


def _degrees(value: float, signs: str) -> str:
    """Return an angle with the sign of its direction: -22.5 and `EW` → `22.5° W`."""
    return f"{abs(value)}° {signs[value < 0]}"


def _quote_sections(dataset: Dataset, record: Record) -> Iterator[Section]:
    """Yield the facts that a person is quoted on, below the records that they are about."""
    for number, (about, facts) in enumerate(dataset.quotes_of(record.id)):
        if not number:
            yield Section(line("Quoted on"))
        heading = line(Part(about.name, "name"), note(subtitle(dataset, about)))
        items = tuple(Item("•", line(fact.text), citation_list(fact.cite)) for fact in facts)
        yield Section(heading, items, minor=True)


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
        data["facts_of_actors"] = [
            {"record": actor.id, **_fact_data(fact)}
            for actor, fact in dataset.actor_facts(record.id)
        ]
    if record.type == "person":
        data["quoted"] = [
            {"record": about.id, **_fact_data(fact)}
            for about, facts in dataset.quotes_of(record.id)
            for fact in facts
        ]
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
