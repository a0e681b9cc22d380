"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.check.rules.walk import (
    located_aliases,
    located_citations,
    located_facts,
    located_records,
    repeated,
)
from hubcli.model.records import (
    Record,
    Topic,
    citation_list,
    expand_aliases,
    split_citation,
)
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.errors import Fault, KeyPath
    from hubcli.model.dataset import Dataset

# Names and topics --------------------------------------------------------------------------------------------


def needless_alias(dataset: Dataset) -> Iterator[Fault]:
    """An alias that case, accents and hyphens alone tell from the name or an alias before it.

    A document's own spelling (of kind `source`) is kept whatever it is.
    """
    seen: dict[KeyPath, dict[str, str]] = {}
    for where, one, alias in located_aliases(dataset):
        before = seen.setdefault(where[:2], {name_key(one.name): one.name})
        folded = name_key(alias.name)
        if folded in before and alias.kind != "source":
            yield where, f"'{alias.name}' is found by '{before[folded]}' already; drop it"
        before.setdefault(folded, alias.name)


def shared_name(dataset: Dataset) -> Iterator[Fault]:
    """A name or an alias that another record, or another topic, goes by too."""
    topics = [(("topics", id), topic) for id, topic in dataset.topics.items()]
    yield from _shared([*located_records(dataset)])
    yield from _shared(topics)


def _shared(those: Iterable[tuple[KeyPath, Record | Topic]]) -> Iterator[Fault]:
    those = list(those)
    owners: dict[str, str] = {}
    for _, one in those:
        for name in one.names():
            owners.setdefault(name_key(name), one.id)
    for where, one in those:
        owner = owners[name_key(one.name)]
        if owner != one.id:
            yield (*where, "name"), _goes_by(owner, one.name)
        for number, alias in enumerate(expand_aliases(one.aliases)):
            owner = owners[name_key(alias.name)]
            if owner != one.id:
                yield (*where, "aliases", number), _goes_by(owner, alias.name)


def _goes_by(owner: str, name: str) -> str:
    return f"'{owner}' goes by the name '{name}' too; say which is meant, or drop it"


def shared_identifier(dataset: Dataset) -> Iterator[Fault]:
    """A ROR or Wikidata id of two records."""
    owners: dict[str, str] = {}
    for where, record in located_records(dataset):
        for field in ("ror", "wikidata"):
            identifier = getattr(record, field)
            owner = owners.setdefault(identifier, record.id)
            if identifier and owner != record.id:
                yield (*where, field), f"'{identifier}' is the identifier of '{owner}' too"


def unused_topic(dataset: Dataset) -> Iterator[Fault]:
    """A topic that no record and no fact has, nor anything narrower."""
    used = {topic for _, record in located_records(dataset) for topic in record.all_topics()}
    waiting = list(used)
    while waiting:
        topic = dataset.topics.get(waiting.pop())
        if topic and topic.broader and topic.broader not in used:
            used.add(topic.broader)
            waiting.append(topic.broader)
    yield from (
        (("topics", id), "nothing has this topic; use it or drop it")
        for id in dataset.topics
        if id not in used
    )


def unused_source(dataset: Dataset) -> Iterator[Fault]:
    """A source that nothing cites."""
    cited = {
        split_citation(one)[0]
        for _, cite in located_citations(dataset)
        for one in citation_list(cite)
    }
    yield from (
        (("sources", id), "nothing cites this source; cite it or drop it")
        for id in dataset.sources
        if id not in cited
    )


def repeated_id(dataset: Dataset) -> Iterator[Fault]:
    """A topic or a hub listed twice."""
    for where, one in (*located_records(dataset), *located_facts(dataset)):
        yield from (((*where, "topics"), f"'{id}' is listed twice") for id in repeated(one.topics))
    for id, actor in dataset.actors.items():
        yield from (
            (("actors", id, "hubs"), f"'{hub}' is listed twice") for hub in repeated(actor.hubs)
        )
