"""What a shell offers when a word is to be completed: records, topics, types and so on, each with what it is.

Only what begins as the word does, without regard to case and accents, and no more than a person would look through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from hubcli.formats import FORMATS
from hubcli.listing import COLUMNS, WHATS
from hubcli.model import Anything, Dataset
from hubcli.text import fold, folded
from hubcli.vocabulary import RELATIONS, TYPES

Offer = tuple[str, str]  # what is typed, and what it means
Read = Callable[[], Dataset]  # the dataset, for those who need it
Complete = Callable[[Read, str], Iterator[Offer]]

MOST = 100


def names(read: Read, begun: str) -> Iterator[Offer]:
    """Ids of records, and their other names with hyphens for spaces, which `show` takes as well."""
    found = _offered(read().going_by(folded(begun)), begun)
    return islice(found, MOST)


def hubs(read: Read, begun: str) -> Iterator[Offer]:
    """Hubs by id or by name."""
    return _offered(read().hubs.values(), begun)


def topics(read: Read, begun: str) -> Iterator[Offer]:
    """Topics by id or by another word for them."""
    return islice(_offered(read().topics.values(), begun), MOST)


def types(read: Read, begun: str) -> Iterator[Offer]:  # noqa: ARG001  they are the same for every dataset
    """Types of records."""
    return _begun(((type, words.plural) for type, words in TYPES.items()), begun)


def countries(read: Read, begun: str) -> Iterator[Offer]:
    """The dataset's countries, by code or by name."""
    from hubcli.countries import country_name  # noqa: PLC0415  250 names, needed where a country is typed

    codes = [(code, country_name(code)) for code in read().countries]
    by_name = ((_hyphened(name), name) for _, name in codes)
    return _begun(codes if begun.isupper() or not begun else (*by_name, *codes), begun)


def words(read: Read, begun: str) -> Iterator[Offer]:
    """For a search: filters with their values, and topics."""
    field, colon, value = begun.partition(":")
    for name, complete in FILTERS.items():
        if field == name if colon else begun and name.startswith(begun):
            yield from ((f"{name}:{offered}", help) for offered, help in islice(complete(read, value), MOST))
    if begun and not colon:
        yield from topics(read, begun)


def values(read: Read, filter: str, begun: str) -> Iterator[Offer]:
    """The values of a filter alone."""
    return islice(FILTERS[filter](read, begun), MOST) if filter in FILTERS else iter(())


def whats(read: Read, begun: str) -> Iterator[Offer]:  # noqa: ARG001  as above
    """What can be listed."""
    return _begun(((what, "") for what in WHATS), begun)


def columns(read: Read, begun: str) -> Iterator[Offer]:  # noqa: ARG001  as above
    """What a list can be sorted by."""
    titles = {column.key: column.title for its in COLUMNS.values() for column in its}
    return _begun(titles.items(), begun)


def formats(read: Read, begun: str) -> Iterator[Offer]:  # noqa: ARG001  as above
    """What an answer can be written as."""
    return _begun(((name, "") for name in FORMATS), begun)


def relations(read: Read, begun: str) -> Iterator[Offer]:  # noqa: ARG001  as above
    """Kinds of links."""
    return _begun(((name, its.label) for name, its in RELATIONS.items()), begun)


def exports(read: Read, begun: str) -> Iterator[Offer]:  # noqa: ARG001  as above
    """What a dataset can be written as."""
    from hubcli.exports import EXPORTS  # noqa: PLC0415  one command's own

    return _begun(((name, "") for name in EXPORTS), begun)


def tables(read: Read, begun: str) -> Iterator[Offer]:  # noqa: ARG001  as above
    """The tables that a dataset can be written as."""
    from hubcli.exports.tables import TABLES  # noqa: PLC0415  one command's own

    return _begun(((name, "") for name in TABLES), begun)


FILTERS: dict[str, Complete] = {"hub": hubs, "type": types, "topic": topics, "country": countries}


def _offered(records: Iterable[Anything], begun: str) -> Iterator[Offer]:
    """Each record once: by its id where that begins so, else by the first name that does."""
    wanted = fold(begun)
    for record in records:
        names = (_hyphened(name) for name in record.names() if fold(name[:1]) == wanted[:1])
        first = (
            record.id if record.id.startswith(wanted) else next((one for one in names if one.startswith(wanted)), "")
        )
        if first:  # as it was begun, so that a shell sees it go on
            yield begun + first[len(wanted) :], record.name


def _hyphened(name: str) -> str:
    return folded(name).replace(" ", "-")


def _begun(offers: Iterable[Offer], begun: str) -> Iterator[Offer]:
    return (offer for offer in offers if offer[0].lower().startswith(begun.lower()))
