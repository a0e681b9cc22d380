"""One name, id, alias or unique prefix → one record, or the candidates, among hubs, actors, topics and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.errors import Ambiguous, NothingFound, WrongUse
from hubcli.model.records import AnyRecord, Kind, Record, Source, Topic
from hubcli.text.suggest import nearest
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubcli.model.dataset import Dataset

# Which kinds are meant before others: by a whole name, and by a part of one.
WHOLE: dict[Kind, int] = {"hub": 0, "actor": 1, "topic": 2, "source": 3}
PARTLY: dict[Kind, int] = {"hub": 0, "actor": 0, "topic": 0, "source": 1}


def find_record(dataset: Dataset, name: str) -> AnyRecord:
    """The record that goes by `name`, without regard to case, accents, hyphens and word order.

    Tries in turn: the very id; a whole name; the same words in another order; the beginning of one; words that are
    all in one. The first of these that fits only one record decides.

    Raises Ambiguous when the best of these fits several, NothingFound (with the nearest names) when none fits.
    """
    typed = name.encode(
        "utf-8", "replace"
    ).decode()  # an argument may have bytes that are no text: no name has them
    for kind in (dataset.hubs, dataset.actors, dataset.topics, dataset.sources):
        if typed in kind:
            return kind[typed]
    wanted = name_key(typed)
    words = frozenset(wanted.split())
    names = [
        (name_key(spelling), record)
        for record in dataset.candidates_by_name(wanted)
        for spelling in record.names()
    ]

    tests: tuple[Callable[[str], bool], ...] = (
        lambda known: known == wanted,
        lambda known: frozenset(known.split()) == words,
        lambda known: known.startswith(wanted),
        lambda known: words <= frozenset(known.split()),
    )
    for test in tests if words else ():
        fitting = {id(record): record for known, record in names if test(known)}.values()
        order = WHOLE if test is tests[0] else PARTLY
        first = min((order[record.kind] for record in fitting), default=0)
        found = [record for record in fitting if order[record.kind] == first]
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(f"'{name}' is the name of several", found)
    raise NothingFound(
        f"Nothing is called '{name}'", suggestions=nearest(name, dataset.similar_names(wanted))
    )


def find_hub_or_actor(dataset: Dataset, name: str) -> Record:
    """Return the hub or actor called `name`.

    Raises WrongUse for a topic or a source, and otherwise as `find_record` does.
    """
    record = find_record(dataset, name)
    if isinstance(record, (Topic, Source)):
        raise WrongUse(f"'{name}' is a {record.kind}; name a hub or an actor")
    return record
