"""Measure how often a record is found by a query that is made from it.

    python benchmarks/known_items.py [SEED] [show KIND]

The queries are made from the built-in dataset with SEED (1). There are four kinds:

    texts   two words in a row of a summary, fact, figure or quotation, and three of its words in
            any order; the record with the text must be first
    topics  each name of a topic; the first record must have the topic itself
    types   `companies in kuopio`; the first record must be of the type and in the hub
    links   `who leads …`, `member of …`; the first record must have such a link

Prints how many of each kind are answered. With `show`, prints the queries of a kind that fail.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.vocabulary import TYPES
from hubcli.search.engine import search
from hubcli.search.function_words import content_words
from hubcli.search.index.build import build_in_memory
from hubcli.search.index.texts import record_texts
from hubcli.text.plural import pluralize
from hubcli.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_FIELDS = ("summary", "fact", "figure", "quote")
MIN_WORDS = 4  # of a text, so that two or three are a part of it


class KnownItem(NamedTuple):
    """A query, and the ids of the records one of which must be first."""

    kind: str
    text: str
    ids: frozenset[str]


def known_items(dataset: Dataset, seed: int = 1) -> Iterator[KnownItem]:
    """Yield the queries of all kinds."""
    yield from by_texts(dataset, Random(seed))
    for topic in dataset.topics.values():
        ids = frozenset(record.id for record in dataset.records() if topic.id in record.topics)
        if ids:
            yield from (KnownItem("topics", name, ids) for name in topic.names())
    yield from by_types(dataset)
    yield from by_links(dataset)


def by_texts(dataset: Dataset, random: Random) -> Iterator[KnownItem]:
    owners = defaultdict[str, set[str]](set)
    for record in dataset.records():
        for text in record_texts(dataset, record):
            if text.field in TEXT_FIELDS:
                owners[text.text].add(record.id)
    for text_of_all, ids in owners.items():
        words = content_words(split_words(text_of_all))
        words = list(dict.fromkeys(word for word in words if not word.isdecimal()))
        if len(words) >= MIN_WORDS:
            at = random.randrange(len(words) - 1)
            for chosen in (words[at : at + 2], random.sample(words, 3)):
                yield KnownItem("texts", " ".join(chosen), frozenset(ids))


def by_types(dataset: Dataset) -> Iterator[KnownItem]:
    for id, type in TYPES.items():
        for hub in dataset.hubs.values():
            ids = frozenset(
                record.id
                for record in dataset.records()
                if record.type == id and hub.id in record.hubs
            )
            if ids:
                for word in type.words:
                    yield KnownItem("types", f"{pluralize(word)} in {hub.name}".lower(), ids)


def by_links(dataset: Dataset) -> Iterator[KnownItem]:
    owners = defaultdict[str, set[str]](set)
    for record in dataset.records():
        for tie in dataset.ties_of(record.id):
            owners[re.sub(r" \(.*", "", tie.description)].add(record.id)
    for text, ids in owners.items():
        query = f"who {text}" if text.startswith("Leads ") else text
        yield KnownItem("links", query.lower(), frozenset(ids))


def main(*options: str) -> None:
    at = options.index("show") if "show" in options else len(options)
    (seed,) = map(int, options[:at] or (1,))
    shown = " ".join(options[at + 1 :])
    dataset = load([builtin_path()])
    index = build_in_memory(dataset)
    ranks = defaultdict[str, list[bool]](list)
    for item in known_items(dataset, seed):
        results = search(dataset, index, item.text, Filters(), 5).results
        first = [result.record.id for result in results[:1]]
        ranks[item.kind].append(not item.ids.isdisjoint(first))
        if item.kind == shown and item.ids.isdisjoint(first):
            print(f"  {item.text!r} wants one of {sorted(item.ids)}, found {first}")
    for kind, found in ranks.items():
        print(f"{kind:10} {sum(found):3}/{len(found)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
