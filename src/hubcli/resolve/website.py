"""The web page to open for a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hubcli.errors import NothingFound
from hubcli.model.claims import split_citation
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import AnyRecord, Source, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator


class Website(NamedTuple):
    """A web address, and the message that says why it is opened."""

    address: str
    message: str


def find_website(dataset: Dataset, record: AnyRecord) -> Website:
    """Return the website of a record, or another page if it has none.

    The other pages are those in public registers, then the website of its first hub, then its first
    source. For a topic it is the website of the first record that has the topic. Raises
    NothingFound if there is no page at all.
    """
    own = record.url if isinstance(record, Source) else getattr(record, "website", "")
    if own:
        return Website(own, f"Opening {own}")
    for address, owner in _other_pages(dataset, record):
        if address:
            return Website(address, f"{record.name} has no website; opening {owner}: {address}")
    raise NothingFound(f"No website is known for {record.name}", hint=f"hubcli show {record.id}")


def _other_pages(dataset: Dataset, record: AnyRecord) -> Iterator[tuple[str, str]]:
    """Yield other addresses, which may be empty, each with the words for it."""
    if isinstance(record, Source):
        return
    if isinstance(record, Topic):
        for each in dataset.select(Filters(topics=dataset.with_narrower(record.id))):
            yield each.website, f"that of {each.name}, which has this topic"
        return
    if record.ror:
        yield f"https://ror.org/{record.ror}", "its page in the Research Organization Registry"
    if record.wikidata:
        yield f"https://www.wikidata.org/wiki/{record.wikidata}", "its page in Wikidata"
    for id in record.hubs:
        yield dataset.hubs[id].website, f"that of {dataset.hubs[id].name}"
    for citation in record.citations():
        source = dataset.sources[split_citation(citation)[0]]
        yield source.url, f"the source “{source.title}”"
