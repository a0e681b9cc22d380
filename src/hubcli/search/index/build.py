"""TODO."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

from hubcli.model.records import Record, expand_aliases, split_citation
from hubcli.model.vocabulary import TYPES
from hubcli.search.fts import tag
from hubcli.search.index.layout import FIELD_MARKERS, MARKER_FIELDS, NAME_FIELDS, TABLES, Field
from hubcli.search.index.reader import Index
from hubcli.search.index.texts import record_texts
from hubcli.search.query import FUNCTION_WORDS, without_function_words
from hubcli.text.words import fold_words, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hubcli.model.dataset import Dataset

MAX_INDEXED = 200_000  # characters of a record's texts, names first: SQLite marks n words of a row in n² steps

QUALIFIER = re.compile(
    r"(?<!\s)\s*\([^()]*\)\s*$"
)  # what tells two of one name apart: "Samsung (South Korea)"


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


def build_index(
    db: sqlite3.Connection, dataset: Dataset, progress: Callable[[int], object] | None = None
) -> list[Record]:
    """Makes the tables of an index and fills them; gives back the records in the order of their numbers, from 0.

    `progress` is called now and then with the number of records done.
    """
    db.executescript(TABLES)
    numbered = sorted(dataset.records(), key=_static_order)
    spelled: list[tuple[str, int]] = []

    def rows() -> Iterator[tuple[int, str, str, str]]:
        for number, record in enumerate(numbered):
            if progress and number % 1000 == 0:
                progress(number)
            names: list[str] = []
            texts: list[str] = []
            keys: set[str] = set()
            room = MAX_INDEXED
            for field, text, _, also in record_texts(dataset, record):
                said = fold_words(text[:room])
                room -= len(text[:room])
                if field in NAME_FIELDS:
                    names.append(FIELD_MARKERS[field] + said)
                    keys.update(_keys(text, said))
                else:
                    texts.append(FIELD_MARKERS[field] + " ".join((said, *also)))
            spelled.extend((key, number) for key in keys)
            yield number, "\n".join(names), "\n".join(texts), " ".join(_tags(record))

    with db:
        db.executemany("INSERT INTO entry(rowid, names, texts, tags) VALUES (?, ?, ?, ?)", rows())
        db.executemany("INSERT INTO spelling VALUES (?, ?)", spelled)
        db.execute("CREATE INDEX spelling_key ON spelling(key, number)")
        db.executemany(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?)",
            (
                (number, one.id, one.type, one.name, _known(one))
                for number, one in enumerate(numbered)
            ),
        )
        db.executemany(
            "INSERT INTO concept VALUES (?, ?, ?, ?)",
            (
                (fold_words(text[:MAX_INDEXED]), field, owner, text)
                for field, owner, text in _concepts(dataset)
            ),
        )
    return numbered


def build_in_memory(dataset: Dataset) -> Index:
    """Return the index of a dataset in a new in-memory database, which `Index.close` frees."""
    db = sqlite3.connect(":memory:")
    build_index(db, dataset)
    return Index(db, write_vocabulary)


def _static_order(record: Record) -> tuple[bool, int, int, str]:
    return record.type != "hub", record.name.count(" "), -_known(record), record.name


def _known(record: Record) -> int:
    return len(record.aliases) + bool(record.wikidata)


def _keys(name: str, said: str) -> Iterator[str]:
    """What a name is typed as, folded: whole, without what stands in brackets at its end, without function words."""
    wholes = [said or name_key(name)]
    if name.endswith(")"):
        wholes.append(fold_words(QUALIFIER.sub("", name)))
    for whole in wholes:
        yield whole
        parts = whole.split(" ")
        if not FUNCTION_WORDS.isdisjoint(parts):
            yield without_function_words(parts)


def _concepts(dataset: Dataset) -> Iterator[tuple[Field, str, str]]:
    for type, its in TYPES.items():
        for word in its.words:
            yield "type", type, word
    for topic in dataset.topics.values():
        yield "topic", topic.id, topic.name
        for alias in expand_aliases(topic.aliases):
            yield "topic", topic.id, alias.name


def write_vocabulary(db: sqlite3.Connection) -> None:
    """Fills the table of all words, by length and the commonest first, which corrections are made from.

    Words with digits are left out, as nobody can say what was meant by them.
    """
    counts: Counter[str] = Counter()
    for names, texts in db.execute("SELECT names, texts FROM entry"):
        counts.update(f"{names}\n{texts}".split())
    for (said,) in db.execute("SELECT words FROM concept"):
        counts.update(said.split())
    for sign in MARKER_FIELDS:
        del counts[sign]
    by_length: dict[int, list[str]] = {}
    for word, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if any(map(str.isdecimal, word)):
            continue
        by_length.setdefault(len(word), []).append(word)
    with db:
        db.executemany(
            "INSERT INTO vocabulary VALUES (?, ?)",
            ((length, " ".join(its)) for length, its in by_length.items()),
        )
