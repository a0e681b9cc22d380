"""Building the index of a dataset."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING

from hubcli.model.claims import split_citation
from hubcli.model.records import Record, expand_aliases
from hubcli.model.vocabulary import TYPES
from hubcli.search.fts import tag
from hubcli.search.function_words import content_words
from hubcli.search.index.layout import (
    FIELD_MARKERS,
    MARKER_FIELDS,
    NAME_FIELDS,
    QUALIFIER_MARKER,
    TABLES,
    Field,
)
from hubcli.search.index.reader import Index
from hubcli.search.index.texts import record_texts
from hubcli.text.words import fold_words, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hubcli.model.dataset import Dataset

# Characters of a record's texts that are indexed, names first: a search reads all of them for each
# record that it scores.
MAX_INDEXED = 200_000

# At the end of a name.
QUALIFIER = re.compile(r"(?<!\s)\s*\([^()]*\)\s*$")


def build_index(
    db: sqlite3.Connection, dataset: Dataset, progress: Callable[[int], object] | None = None
) -> list[Record]:
    """Create and fill the tables of an index; return the records by number, from 0.

    `progress` is called now and then with the number of records indexed so far.
    """
    db.executescript(TABLES)
    links = _count_links(dataset)
    records = sorted(
        dataset.records(),
        # A search that finds more records than it scores takes the first ones.
        key=lambda record: (
            record.type != "hub",
            record.name.count(" "),
            -links[record.id],
            record.name,
            record.id,
        ),
    )
    spellings: list[tuple[str, int]] = []

    def entries() -> Iterator[tuple[int, str, str, str]]:
        for number, record in enumerate(records):
            if progress and number % 1000 == 0:
                progress(number)
            names, texts, keys = _entry_texts(dataset, record)
            spellings.extend((key, number) for key in keys)
            yield number, names, texts, " ".join(_tags(record))

    with db:
        db.executemany(
            "INSERT INTO entry(rowid, names, texts, tags) VALUES (?, ?, ?, ?)", entries()
        )
        db.executemany("INSERT INTO spelling VALUES (?, ?)", spellings)
        db.execute("CREATE INDEX spelling_key ON spelling(key, number)")
        db.executemany(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?)",
            (
                (number, record.id, record.type, record.name, links[record.id])
                for number, record in enumerate(records)
            ),
        )
        db.executemany(
            "INSERT INTO concept VALUES (?, ?, ?, ?)",
            (
                (fold_words(text[:MAX_INDEXED]), field, owner, text)
                for field, owner, text in _concepts(dataset)
            ),
        )
    return records


def build_in_memory(dataset: Dataset) -> Index:
    """Return the index of a dataset in a new in-memory database, which `Index.close` frees."""
    db = sqlite3.connect(":memory:")
    build_index(db, dataset)
    return Index(db, write_vocabulary)


def _count_links(dataset: Dataset) -> Counter[str]:
    """Return record id → the number of links that other records state to it."""
    return Counter(link.to for record in dataset.records() for link in record.links)


def _entry_texts(dataset: Dataset, record: Record) -> tuple[str, str, set[str]]:
    """Return the names and the other texts of a record, a line each, and the keys of its names."""
    names: list[str] = []
    texts: list[str] = []
    keys: set[str] = set()
    remaining = MAX_INDEXED
    for item in record_texts(dataset, record):
        indexed = (item.words or item.text)[:remaining]
        remaining -= len(indexed)
        marker = FIELD_MARKERS[item.field]
        if item.field in NAME_FIELDS:
            bare, *qualifier = map(fold_words, _split_qualifier(indexed))
            names.append(marker + f" {QUALIFIER_MARKER} ".join((bare, *qualifier)))
            keys.update(_name_keys(item.text, bare, *qualifier))
        else:
            texts.append(marker + " ".join((fold_words(indexed), *item.synonyms)))
    return "\n".join(names), "\n".join(texts), keys


def _split_qualifier(name: str) -> Sequence[str]:
    """Return a name, or its two parts if it ends with a qualifier in brackets."""
    match = QUALIFIER.search(name) if name.endswith(")") else None
    return (name[: match.start()], match[0]) if match and match.start() else (name,)


def _name_keys(name: str, *folded: str) -> Iterator[str]:
    """Yield the keys of a name, with and without qualifier and light words, some twice.

    `The Samsung Group (Korea)` → `the samsung group korea`, `samsung group korea`,
    `the samsung group`, `samsung group`.
    """
    for key in (" ".join(folded) or name_key(name), folded[0]):
        if key:
            yield key
            yield " ".join(content_words(key.split(" ")))


def _tags(record: Record) -> Iterator[str]:
    yield tag("any")
    yield tag("type", record.type)
    for hub in record.hubs:
        yield tag("hub", hub)
    if record.place:
        yield tag("country", record.place.country)
    for topic in record.all_topics():
        yield tag("topic" if topic in record.topics else "fact-topic", topic)
    for source in dict.fromkeys(split_citation(cite)[0] for cite in record.citations()):
        yield tag("source", source)
    for speaker in dict.fromkeys(fact.by for fact in record.facts if fact.by):
        yield tag("speaker", speaker)


def _concepts(dataset: Dataset) -> Iterator[tuple[Field, str, str]]:
    """Yield the words for each type and topic: field, id of the type or topic, text."""
    for id, type in TYPES.items():
        for text in type.words:
            yield "type", id, text
    for topic in dataset.topics.values():
        for text in (topic.name, *(alias.name for alias in expand_aliases(topic.aliases))):
            yield "topic", topic.id, text


def write_vocabulary(db: sqlite3.Connection) -> None:
    """Fill the table from which misspelt words are corrected.

    Words with digits are left out: a mistyped number could stand for any other.
    """
    texts = db.execute(
        "SELECT names || ' ' || texts FROM entry UNION ALL SELECT words FROM concept"
    )
    counts = Counter(chain.from_iterable(text.split() for (text,) in texts))
    without_markers = counts.keys() - MARKER_FIELDS.keys() - {QUALIFIER_MARKER}
    words = [word for word in without_markers if not any(map(str.isdecimal, word))]
    words.sort(key=lambda word: (len(word), -counts[word], word))
    rows = ((length, " ".join(group)) for length, group in groupby(words, len))
    with db:
        db.executemany("INSERT INTO vocabulary VALUES (?, ?)", rows)
