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
from hubcli.search.index.layout import FIELD_MARKERS, MARKER_FIELDS, NAME_FIELDS, TABLES, Field
from hubcli.search.index.reader import Index
from hubcli.search.index.texts import record_texts
from hubcli.search.query import without_function_words
from hubcli.text.words import fold_words, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hubcli.model.dataset import Dataset

# Characters of a record's texts that are indexed, names first: highlighting the n words of a row
# takes SQLite n² steps.
MAX_INDEXED = 200_000

# At the end of a name, what tells records of one name apart: "Samsung (South Korea)".
QUALIFIER = re.compile(r"(?<!\s)\s*\([^()]*\)\s*$")


def build_index(
    db: sqlite3.Connection, dataset: Dataset, progress: Callable[[int], object] | None = None
) -> list[Record]:
    """Create and fill the tables of an index; return the records by number, from 0.

    `progress` is called now and then with the number of records indexed so far.
    """
    db.executescript(TABLES)
    records = sorted(dataset.records(), key=_record_order)
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
                (number, record.id, record.type, record.name, _prominence(record))
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


def _record_order(record: Record) -> tuple[bool, int, int, str]:
    """Return the key that numbers records: hubs first, then names of few words.

    A search that finds more records than it scores takes the first ones.
    """
    return record.type != "hub", record.name.count(" "), -_prominence(record), record.name


def _prominence(record: Record) -> int:
    return len(record.aliases) + bool(record.wikidata)


def _entry_texts(dataset: Dataset, record: Record) -> tuple[str, str, set[str]]:
    """Return the names and the other texts of a record, a line each, and the keys of its names."""
    names: list[str] = []
    texts: list[str] = []
    keys: set[str] = set()
    remaining = MAX_INDEXED
    for item in record_texts(dataset, record):
        indexed = item.text[:remaining]
        remaining -= len(indexed)
        folded = fold_words(indexed)
        line = FIELD_MARKERS[item.field] + " ".join((folded, *item.synonyms))
        if item.field in NAME_FIELDS:
            names.append(line)
            keys.update(_name_keys(item.text, folded))
        else:
            texts.append(line)
    return "\n".join(names), "\n".join(texts), keys


def _name_keys(name: str, folded: str) -> Iterator[str]:
    """Yield the keys of a name, with and without qualifier and function words, some twice.

    `The Samsung Group (Korea)` → `the samsung group korea`, `samsung group korea`,
    `the samsung group`, `samsung group`.
    """
    variants = [folded or name_key(name)]
    if name.endswith(")"):
        variants.append(fold_words(QUALIFIER.sub("", name)))
    for key in variants:
        yield key
        yield without_function_words(key.split(" "))


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
    without_markers = counts.keys() - MARKER_FIELDS.keys()
    words = [word for word in without_markers if not any(map(str.isdecimal, word))]
    words.sort(key=lambda word: (len(word), -counts[word], word))
    rows = ((length, " ".join(group)) for length, group in groupby(words, len))
    with db:
        db.executemany("INSERT INTO vocabulary VALUES (?, ?)", rows)
