"""Which records a question is about: `--hub`, `--type`, `--topic`, `--country`, and the same inside a query.

Values of one filter are alternatives, filters add up. A value is an id or any name of what it means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from hubcli.errors import WrongUse
from hubcli.model import Dataset, Filters, Hub, Topic, full
from hubcli.text import key, nearest
from hubcli.vocabulary import TYPES


def resolve(
    dataset: Dataset,
    *,
    hubs: Sequence[str] = (),
    types: Sequence[str] = (),
    topics: Sequence[str] = (),
    countries: Sequence[str] = (),
) -> Filters:
    """Typed values → Filters. Raises WrongUse, with the nearest there is, for a value that means nothing."""
    topic_ids = [topic_id(dataset, topic) for topic in topics]
    return Filters(
        hubs=frozenset(_value("hub", hub, hub_names(dataset)) for hub in hubs),
        types=types_meant(types),
        topics=frozenset(id for topic in topic_ids for id in dataset.within(topic)),
        countries=countries_meant(countries, dataset.countries),
    )


def topic_id(dataset: Dataset, typed: str) -> str:
    """The topic that a word means. Raises WrongUse, with the nearest there is, for one that means none."""
    return _value("topic", typed, topic_names(dataset))


def hubs(dataset: Dataset, filters: Filters) -> Iterator[Hub]:
    """The hubs that are chosen, or one of whose actors is, in their order."""
    if filters == Filters():
        yield from dataset.hubs.values()
        return
    chosen = frozenset(id for record in dataset.select(filters) for id in record.hubs)
    for hub in dataset.hubs.values():
        if hub.id in chosen and (not filters.hubs or hub.id in filters.hubs):
            yield hub


def hub_names(dataset: Dataset) -> dict[str, str]:
    """Every name of a hub → its id."""
    return _names(dataset.hubs)


def topic_names(dataset: Dataset) -> dict[str, str]:
    """Every word for a topic → its id."""
    return _names(dataset.topics)


def type_names() -> dict[str, str]:
    """Every word for a type → the type. Those of the vocabulary go first, so that `institute` stays a facility."""
    names = {word: type for type, words in TYPES.items() for word in words.words}
    return {**names, **{words.plural: type for type, words in TYPES.items()}, **{type: type for type in TYPES}}


def types_meant(typed: Sequence[str]) -> frozenset[str]:
    """The types for any words for them. Raises WrongUse."""
    return frozenset(_value("type", one, type_names()) for one in typed)


def countries_meant(typed: Sequence[str], codes: Collection[str]) -> frozenset[str]:
    """Those of the countries that were named, by code or by name. Raises WrongUse."""
    return frozenset(_value("country", one, country_names(codes)) for one in typed)


def country_names(codes: Collection[str]) -> dict[str, str]:
    """Countries by code and by name → the code."""
    from hubcli.countries import country_name  # noqa: PLC0415  250 names, needed where a country was typed

    return {**{country_name(code): code for code in codes}, **{code: code for code in codes}}


def _names(records: Mapping[str, Hub] | Mapping[str, Topic]) -> dict[str, str]:
    names: dict[str, str] = {}
    for record in records.values():
        for alias in full(record.aliases):
            names.setdefault(alias.name, record.id)
        names[record.name] = record.id
    return {**names, **{id: id for id in records}}


def _value(what: str, typed: str, names: Mapping[str, str]) -> str:
    if typed in names:
        return names[typed]
    wanted = key(typed)
    for name, id in names.items():
        if key(name) == wanted:
            return id
    raise WrongUse(f"There is no {what} '{typed}'", suggestions=_choices(typed, names))


def _choices(typed: str, names: Mapping[str, str]) -> list[str]:
    """The ids of the nearest names, each once."""
    return list(dict.fromkeys(names[name] for name in nearest(typed, names)))
