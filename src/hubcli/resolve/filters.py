"""Filters and relations from the values of options and of filters in a query.

A value is an id or any name of the hub, type, topic or country. Several values of one filter are
alternatives; different filters must all match.
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
        hubs=frozenset(_resolve_value("hub", hub, _names(dataset.hubs)) for hub in hubs or ()),
        types=resolve_types(types or ()),
        topics=frozenset(id for topic in topic_ids for id in dataset.with_narrower(topic)),
        countries=resolve_countries(countries or (), dataset.countries if countries else ()),
    )


def resolve_topic(dataset: Dataset, typed: str) -> str:
    """Return the id of a topic. Raises WrongUse, with suggestions, for an unknown topic."""
    return _resolve_value("topic", typed, _names(dataset.topics))


def resolve_relations(typed: Sequence[str] | None) -> frozenset[str]:
    """Return the relations in the spelling of the vocabulary: `Led by` → `led-by`.

    Raises WrongUse, with suggestions, for an unknown relation.
    """
    return frozenset(map(_resolve_relation, typed or ()))


def _resolve_relation(typed: str) -> str:
    relation = typed.lower().replace(" ", "-").replace("_", "-")
    if relation not in RELATIONS:
        raise WrongUse(f"There is no relation '{typed}'", suggestions=nearest(typed, RELATIONS))
    return relation


def _type_names() -> dict[str, str]:
    """Return every word for a type → the type; the type itself overrides a word for another."""
    names = {word: type for type, entry in TYPES.items() for word in entry.words}
    names |= {entry.plural: type for type, entry in TYPES.items()}
    return names | {type: type for type in TYPES}


def resolve_types(typed: Sequence[str]) -> frozenset[str]:
    """Return the types that the words mean.

    Raises WrongUse, with suggestions, for an unknown word.
    """
    return frozenset(_resolve_value("type", word, _type_names()) for word in typed)


def resolve_countries(typed: Sequence[str], codes: Collection[str]) -> frozenset[str]:
    """Return the codes of countries given by code or by name, which must be among `codes`.

    Raises WrongUse, with suggestions, for any other country.
    """
    return frozenset(_resolve_value("country", word, _country_names(codes)) for word in typed)


def _country_names(codes: Collection[str]) -> dict[str, str]:
    """Return the name and the code of each country → its code."""
    from hubcli.model.countries import country_name  # noqa: PLC0415  few runs need the table

    return {country_name(code): code for code in codes} | {code: code for code in codes}


def _names(records: Mapping[str, Hub] | Mapping[str, Topic]) -> dict[str, str]:
    """Return every name → id; an id overrides a name, and a name overrides an alias."""
    names: dict[str, str] = {}
    for record in records.values():
        for alias in expand_aliases(record.aliases):
            names.setdefault(alias.name, record.id)
        names[record.name] = record.id
    return names | {id: id for id in records}


def _resolve_value(kind: str, typed: str, names: Mapping[str, str]) -> str:
    """Return the id for a name; `kind` is the word for an error message, such as `hub`."""
    if typed in names:
        return names[typed]
    key = name_key(typed)
    for name, id in names.items():
        if name_key(name) == key:
            return id
    suggestions = dict.fromkeys(names[name] for name in nearest(typed, names))
    raise WrongUse(f"There is no {kind} '{typed}'", suggestions=list(suggestions))
