"""Lookup of a record by its id, its name or a part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.errors import Ambiguous, NothingFound, WrongUse
from hubcli.model.records import AnyRecord, Kind, Record, Source, Topic
from hubcli.text.suggest import nearest
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubcli.model.dataset import Dataset

# When names match equally well, the kind with the lowest rank wins.
_RANK_BY_NAME: dict[Kind, int] = {"hub": 0, "actor": 1, "topic": 2, "source": 3}
_RANK_BY_PART: dict[Kind, int] = {"hub": 0, "actor": 0, "topic": 0, "source": 1}

# Rules for a match between two name keys, that of a record and the one typed; the strictest first.
# Each comes with the ranks that decide between several matches.
_RULES: tuple[tuple[Callable[[str, str], bool], dict[Kind, int]], ...] = (
    (lambda name, typed: name == typed, _RANK_BY_NAME),
    (lambda name, typed: frozenset(name.split()) == frozenset(typed.split()), _RANK_BY_PART),
    (lambda name, typed: name.startswith(typed), _RANK_BY_PART),
    (lambda name, typed: frozenset(name.split()) >= frozenset(typed.split()), _RANK_BY_PART),
)


def find_record(dataset: Dataset, name: str) -> AnyRecord:
    """Return the record called `name`, regardless of case, accents, hyphens and word order.

    These are tried in turn, and the first that matches any record decides: the exact id; the whole
    name; the same words in another order; the beginning of a name; words that are all in a name.

    Raises Ambiguous if several records match, NothingFound with suggestions if none does.
    """
    # An argument may contain bytes that are not text, which are in no name.
    text = name.encode("utf-8", "replace").decode()
    for records in (dataset.hubs, dataset.actors, dataset.topics, dataset.sources):
        if text in records:
            return records[text]
    typed = name_key(text)
    matches = _match_name(dataset, typed)
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise Ambiguous(f"'{name}' is the name of several records", matches)
    raise NothingFound(
        f"Nothing is called '{name}'", suggestions=nearest(name, dataset.similar_names(typed))
    )


def _match_name(dataset: Dataset, typed: str) -> list[AnyRecord]:
    """Return the best-ranked records by the first rule that matches any; `typed` is a name key."""
    if not typed.split():
        return []
    names = [
        (name_key(name), record)
        for record in dataset.candidates_by_name(typed)
        for name in record.names()
    ]
    for matches, ranks in _RULES:
        # Without repetitions; records of different kinds may have equal ids.
        records = {(each.kind, each.id): each for name, each in names if matches(name, typed)}
        if records:
            best = min(ranks[kind] for kind, _ in records)
            return [record for (kind, _), record in records.items() if ranks[kind] == best]
    return []


def find_hub_or_actor(dataset: Dataset, name: str) -> Record:
    """Return the hub or actor called `name`.

    Raises WrongUse for a topic or a source, and otherwise the same errors as `find_record`.
    """
    record = find_record(dataset, name)
    if isinstance(record, (Topic, Source)):
        raise WrongUse(f"'{name}' is a {record.kind}; name a hub or an actor")
    return record
