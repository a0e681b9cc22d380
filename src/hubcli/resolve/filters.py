"""Which records a question is about: `--hub`, `--type`, `--topic`, `--country`, and the same inside a query.

Values of one filter are alternatives, filters add up. A value is an id or any name of what it means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.errors import WrongUse
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import Hub, Topic, expand_aliases
from hubcli.model.vocabulary import RELATIONS, TYPES
from hubcli.text.suggest import nearest
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


def resolve_filters(
    dataset: Dataset,
    *,
    hubs: Sequence[str] | None = None,
    types: Sequence[str] | None = None,
    topics: Sequence[str] | None = None,
    countries: Sequence[str] | None = None,
) -> Filters:
    """Return the filters for values as typed.

    Raises WrongUse, with suggestions, for an unknown value.
    """
    topic_ids = [resolve_topic(dataset, topic) for topic in topics or ()]
    return Filters(
        hubs=frozenset(_resolve_value("hub", hub, hub_names(dataset)) for hub in hubs or ()),
        types=resolve_types(types or ()),
        topics=frozenset(id for topic in topic_ids for id in dataset.with_narrower(topic)),
        countries=resolve_countries(countries or (), dataset.countries if countries else ()),
    )


def resolve_topic(dataset: Dataset, typed: str) -> str:
    """Return the id of a topic. Raises WrongUse, with suggestions, for an unknown topic."""
    return _resolve_value("topic", typed, topic_names(dataset))


def resolve_relations(typed: Sequence[str] | None) -> frozenset[str]:
    """Return relations as the vocabulary spells them.

    Raises WrongUse, with suggestions, for an unknown relation.
    """
    return frozenset(map(_resolve_relation, typed or ()))


def _resolve_relation(typed: str) -> str:
    relation = typed.lower().replace(" ", "-").replace("_", "-")
    if relation not in RELATIONS:
        raise WrongUse(f"There is no relation '{typed}'", suggestions=nearest(typed, RELATIONS))
    return relation


def hub_names(dataset: Dataset) -> dict[str, str]:
    """Every name of a hub → its id."""
    return _names(dataset.hubs)


def topic_names(dataset: Dataset) -> dict[str, str]:
    """Every word for a topic → its id."""
    return _names(dataset.topics)


def type_names() -> dict[str, str]:
    """Every word for a type → the type. Those of the vocabulary go first, so that `institute` stays a facility."""
    names = {word: type for type, words in TYPES.items() for word in words.words}
    return {
        **names,
        **{words.plural: type for type, words in TYPES.items()},
        **{type: type for type in TYPES},
    }


def resolve_types(typed: Sequence[str]) -> frozenset[str]:
    """The types for any words for them. Raises WrongUse."""
    return frozenset(_resolve_value("type", one, type_names()) for one in typed)


def resolve_countries(typed: Sequence[str], codes: Collection[str]) -> frozenset[str]:
    """Those of the countries that were named, by code or by name. Raises WrongUse."""
    return frozenset(_resolve_value("country", one, country_names(codes)) for one in typed)


def country_names(codes: Collection[str]) -> dict[str, str]:
    """Countries by code and by name → the code."""
    from hubcli.model.countries import country_name  # noqa: PLC0415  250 names, needed where a country was typed

    return {**{country_name(code): code for code in codes}, **{code: code for code in codes}}


def _names(records: Mapping[str, Hub] | Mapping[str, Topic]) -> dict[str, str]:
    names: dict[str, str] = {}
    for record in records.values():
        for alias in expand_aliases(record.aliases):
            names.setdefault(alias.name, record.id)
        names[record.name] = record.id
    return {**names, **{id: id for id in records}}


def _resolve_value(what: str, typed: str, names: Mapping[str, str]) -> str:
    if typed in names:
        return names[typed]
    wanted = name_key(typed)
    for name, id in names.items():
        if name_key(name) == wanted:
            return id
    raise WrongUse(f"There is no {what} '{typed}'", suggestions=_suggestions(typed, names))


def _suggestions(typed: str, names: Mapping[str, str]) -> list[str]:
    """The ids of the nearest names, each once."""
    return list(dict.fromkeys(names[name] for name in nearest(typed, names)))
