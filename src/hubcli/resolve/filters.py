"""Filters and relations from the values of options and of filters in a query.

A value is an id or any name of the hub, type, topic or country. Several values of one filter are
alternatives; different filters must all match.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.errors import WrongUse
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import Hub, Topic, expand_aliases
from hubcli.model.vocabulary import RELATIONS, TYPES, Rel
from hubcli.text.plural import pluralize
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
        hubs=frozenset(
            _resolve_value("hub", hub, record_names(dataset.hubs)) for hub in hubs or ()
        ),
        types=resolve_types(types or ()),
        topics=frozenset(id for topic in topic_ids for id in dataset.with_narrower(topic)),
        countries=resolve_countries(countries or (), dataset.countries if countries else ()),
    )


def resolve_topic(dataset: Dataset, typed: str) -> str:
    """Return the id of a topic. Raises WrongUse, with suggestions, for an unknown topic."""
    return _resolve_value("topic", typed, record_names(dataset.topics))


def resolve_relations(typed: Sequence[str] | None) -> frozenset[str]:
    """Return the relations in the spelling of the vocabulary, in both directions.

    The same link is `led-by` at one end and `leads` at the other: `Led by` → `led-by`, `leads`.
    Raises WrongUse, with suggestions, for an unknown relation.
    """
    relations = [_resolve_relation(relation) for relation in typed or ()]
    return frozenset(relations).union(RELATIONS[relation].inverse for relation in relations)


def _resolve_relation(typed: str) -> Rel:
    wanted = typed.lower().replace(" ", "-").replace("_", "-")
    for relation in RELATIONS:
        if relation == wanted:
            return relation
    raise WrongUse(
        f"There is no relation '{typed}'; there are {', '.join(RELATIONS)}",
        suggestions=nearest(typed, RELATIONS),
    )


def type_names() -> dict[str, str]:
    """Return every word for a type, also in the plural → the type.

    The type itself overrides a word for another.
    """
    words = {word: type for type, entry in TYPES.items() for word in entry.words}
    names = {pluralize(word): type for word, type in words.items()} | words
    names |= {entry.plural: type for type, entry in TYPES.items()}
    return names | {type: type for type in TYPES}


def resolve_types(typed: Sequence[str]) -> frozenset[str]:
    """Return the types that the words mean.

    Raises WrongUse, with suggestions, for an unknown word.
    """
    return frozenset(_resolve_value("type", word, type_names()) for word in typed)


def resolve_countries(typed: Sequence[str], codes: Collection[str]) -> frozenset[str]:
    """Return the codes of countries given by code or by name, which must be among `codes`.

    Raises WrongUse, with suggestions, for any other country.
    """
    return frozenset(_resolve_value("country", word, _country_names(codes)) for word in typed)


def _country_names(codes: Collection[str]) -> dict[str, str]:
    """Return the name and the code of each country → its code."""
    from hubcli.model.countries import country_name  # noqa: PLC0415  few runs need the table

    return {country_name(code): code for code in codes} | {code: code for code in codes}


def record_names(records: Mapping[str, Hub] | Mapping[str, Topic]) -> dict[str, str]:
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
