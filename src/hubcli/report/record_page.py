"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hubcli.model.countries import country_name
from hubcli.model.records import (
    Actor,
    Alias,
    Fact,
    Hub,
    Place,
    Record,
    Tie,
    citation_list,
    expand_aliases,
)
from hubcli.model.vocabulary import RELATIONS
from hubcli.report.document import Item, Line, Part, Section, line
from hubcli.report.rows import JsonObject, figure_row, summary_row, tie_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.model.dataset import Dataset

LANGUAGES = {
    "fi": "Finnish",
    "sv": "Swedish",
    "en": "English",
    "no": "Norwegian",
    "da": "Danish",
    "de": "German",
}


# --- a hub or an actor -----------------------------------------------------------------------------------------------


def entity_page(dataset: Dataset, record: Record) -> tuple[str, list[Section]]:
    """What stands beside the name of a hub or an actor, and the sections of its page but for the sources."""
    sections = [Section(line(), tuple(_particulars(dataset, record)))]
    sections.append(Section(line("Figures"), tuple(_figures(record))))
    sections.append(
        Section(
            line("What the sources say"), tuple(fact_item(dataset, fact) for fact in record.facts)
        )
    )
    shown: set[str] = set()
    if isinstance(record, Hub):
        sections += _present(dataset, record)
        shown = {actor.id for actor in dataset.actors_in(record.id)}
    ties = [
        tie
        for tie in dataset.ties_of(record.id)
        if not (tie.other.id in shown and not tie.stated_here)
    ]
    sections.append(Section(line("Links"), tuple(_ties(ties))))
    place = f"{record.place.city}, {country_name(record.place.country)}" if record.place else ""
    about = " · ".join(part for part in (record.type, place, record.id) if part)
    return about, sections


def _particulars(dataset: Dataset, record: Record) -> Iterator[Item]:
    own = citation_list(record.cite)
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
    aliases = list(expand_aliases(record.aliases))
    also = [alias for alias in aliases if alias.kind in ("", "acronym")]
    if also:
        yield Item("Also", line(", ".join(_spelled(alias) for alias in also)))
    for alias in aliases:
        if alias.kind == "former":
            yield Item("Formerly", line(_spelled(alias)), citation_list(alias.cite))
        elif alias.kind == "source":
            note = f" ({alias.note})" if alias.note else ""
            yield Item(
                "In the source", line(f"called “{alias.name}”{note}"), citation_list(alias.cite)
            )


def _spelled(alias: Alias) -> str:
    notes = ", ".join(note for note in (LANGUAGES.get(alias.lang, alias.lang), alias.note) if note)
    return f"{alias.name} ({notes})" if notes else alias.name


def _place(place: Place) -> Line:
    where = ", ".join(
        part for part in (place.address, place.city, country_name(place.country)) if part
    )
    if place.lat is None or place.lon is None:
        return line(where)
    of = "" if place.point == "site" else f" ({place.point})"
    return line(
        where, Part(f"  {_degrees(place.lat, 'NS')} {_degrees(place.lon, 'EW')}{of}", "dim")
    )


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value)}° {signs[value < 0]}"


def _figures(record: Record) -> Iterator[Item]:
    for fact, figure in record.figures():
        yield Item("", line(Part(figure.amount, "name"), f" {figure.of}"), citation_list(fact.cite))


def fact_item(dataset: Dataset, fact: Fact) -> Item:
    by = (Part(f" — {dataset.actors[fact.by].name}", "dim"),) if fact.by else ()
    return Item("•", line(fact.text, *by), citation_list(fact.cite))


def _present(dataset: Dataset, hub: Hub) -> Iterator[Section]:
    """The people of a hub, then its other actors, grouped by their link to it."""
    actors = dataset.actors_in(hub.id)
    people = [actor for actor in actors if actor.type == "person"]
    yield Section(line("People"), tuple(_one_line(dataset, actor) for actor in people), named=True)
    to_hub = {tie.other.id: tie for tie in dataset.ties_of(hub.id)}
    groups: dict[str, list[Item]] = {}
    for actor in actors:
        if actor.type != "person":
            tie = to_hub.get(actor.id)
            group = (
                f"{RELATIONS[RELATIONS[tie.rel].inverse].label} {hub.name}"
                if tie
                else f"Also of {hub.name}"
            )
            groups.setdefault(group, []).append(_one_line(dataset, actor, tie))
    for group, items in groups.items():
        yield Section(line(group, Part(f"  {len(items)}", "dim")), tuple(items), named=True)


def _one_line(dataset: Dataset, actor: Actor, tie: Tie | None = None) -> Item:
    roles = [
        f"{tie.link.role} of {tie.other.name}" if tie.rel == "leads" else tie.link.role
        for tie in (dataset.ties_of(actor.id) if actor.type == "person" else ())
        if tie.link.role
    ]
    kind = "; ".join(dict.fromkeys(roles)) or actor.type
    text = line(Part(f"{kind}  ", "dim"), actor.summary)
    return Item(
        actor.name,
        text,
        tuple(
            dict.fromkeys(
                (*(citation_list(tie.link.cite) if tie else ()), *citation_list(actor.cite))
            )
        ),
    )


def _ties(ties: Iterable[Tie]) -> Iterator[Item]:
    """One item a link, filed under what this end calls it."""
    for tie in sorted(ties, key=lambda tie: tie.order):
        extra = (Part(f"  {tie.notes}", "dim"),) if tie.notes else ()
        yield Item(
            RELATIONS[tie.rel].label, line(tie.other.name, *extra), citation_list(tie.link.cite)
        )


def record_data(dataset: Dataset, record: Record) -> JsonObject:
    data: dict[str, Any] = {"kind": record.kind, "type": record.type, "hubs": list(record.hubs)}
    data |= _complete(record)
    data |= summary_row(record)
    data["aliases"] = [
        _complete(alias) | {"cite": list(citation_list(alias.cite))}
        for alias in expand_aliases(record.aliases)
    ]
    data["facts"] = [
        {
            "text": fact.text,
            "cite": list(citation_list(fact.cite)),
            "topics": list(fact.topics),
            "by": fact.by,
            "figure": figure_row(fact, fact.figure) if fact.figure else None,
        }
        for fact in record.facts
    ]
    data["links"] = [tie_row(tie) for tie in dataset.ties_of(record.id)]
    data["cite"] = list(citation_list(record.cite))
    if isinstance(record, Hub):
        data["actors"] = [summary_row(actor) for actor in dataset.actors_in(record.id)]
    return data


def _complete(struct: Record | Alias | Place) -> JsonObject:
    """Every field, those with their default too, which the encoder would leave out."""
    data = {
        field: msgspec.to_builtins(getattr(struct, field)) for field in struct.__struct_fields__
    }
    if isinstance(struct, (Hub, Actor)) and struct.place:
        data["place"] = _complete(struct.place)
    return data
