"""Rules on names, identifiers and the use of ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.check.rules.walk import (
    located_aliases,
    located_citations,
    located_facts,
    located_records,
    repeated,
)
from hubcli.dataset.subset import used_topics
from hubcli.model.claims import citation_list, split_citation
from hubcli.model.records import expand_aliases
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.errors import Fault, KeyPath
    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record, Topic


def needless_alias(dataset: Dataset) -> Iterator[Fault]:
    """An alias that differs from the name or an earlier alias only in case, accents or hyphens.

    A document's own spelling (an alias of kind `source`) may be any.
    """
    earlier: dict[KeyPath, dict[str, str]] = {}  # record → folded name → name as written
    for where, record, alias in located_aliases(dataset):
        names = earlier.setdefault(where[:2], {name_key(record.name): record.name})
        key = name_key(alias.name)
        if key in names and alias.kind != "source":
            yield where, f"'{alias.name}' is found by '{names[key]}' already; drop it"
        names.setdefault(key, alias.name)


def shared_name(dataset: Dataset) -> Iterator[Fault]:
    """A name or an alias that another record, or another topic, has too."""
    yield from _shared_names(located_records(dataset))
    yield from _shared_names((("topics", id), topic) for id, topic in dataset.topics.items())


def _shared_names(records: Iterable[tuple[KeyPath, Record | Topic]]) -> Iterator[Fault]:
    """Yield the names of records that an earlier record has, as its id, its name or an alias."""
    owners: dict[str, str] = {}  # folded name → id of the first record that has it
    for where, record in records:
        owners.setdefault(name_key(record.id), record.id)
        aliases = enumerate(expand_aliases(record.aliases))
        paths = ((("aliases", number), alias.name) for number, alias in aliases)
        for path, name in ((("name",), record.name), *paths):
            owner = owners.setdefault(name_key(name), record.id)
            if owner != record.id:
                message = f"'{owner}' has the name '{name}' too; change or drop one of them"
                yield (*where, *path), message


def shared_identifier(dataset: Dataset) -> Iterator[Fault]:
    """A ROR or Wikidata id that two records have."""
    owners: dict[str, str] = {}  # identifier → id of the first record that has it
    for where, record in located_records(dataset):
        for field in ("ror", "wikidata"):
            identifier = getattr(record, field)
            owner = owners.setdefault(identifier, record.id)
            if identifier and owner != record.id:
                yield (*where, field), f"'{identifier}' is the identifier of '{owner}' too"


def unused_topic(dataset: Dataset) -> Iterator[Fault]:
    """A topic without a record or a fact, and without a narrower topic that has one."""
    used = used_topics(dataset, dataset.records())
    for id in dataset.topics:
        if id not in used:
            yield ("topics", id), "nothing has this topic; use it or drop it"


def unused_source(dataset: Dataset) -> Iterator[Fault]:
    """A source that nothing cites."""
    cited = {
        split_citation(citation)[0]
        for _, cite in located_citations(dataset)
        for citation in citation_list(cite)
    }
    for id in dataset.sources:
        if id not in cited:
            yield ("sources", id), "nothing cites this source; cite it or drop it"


def repeated_id(dataset: Dataset) -> Iterator[Fault]:
    """A topic or a hub listed twice."""
    for where, record_or_fact in (*located_records(dataset), *located_facts(dataset)):
        for id in repeated(record_or_fact.topics):
            yield (*where, "topics"), f"'{id}' is listed twice"
    for id, actor in dataset.actors.items():
        for hub in repeated(actor.hubs):
            yield ("actors", id, "hubs"), f"'{hub}' is listed twice"
