"""The full-text index: every text of a dataset that a query may hit, in SQLite's FTS5.

Holds folded words (`text.tokens`, joined by spaces) beside what they came from. SQLite does the stemming (Porter) and
finds; what a hit is worth is decided in `score`. Built in memory at each run: the built-in dataset takes a few
milliseconds.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from hubcli.countries import country_name
from hubcli.model import Dataset, Record, cites, full
from hubcli.text import tokens
from hubcli.vocabulary import RELATIONS, TYPES

Field = Literal["name", "alias", "type", "place", "topic", "link", "summary", "fact"]


class Entry(NamedTuple):
    """One text that can be found, and whose it is: a hub's or an actor's id, or a topic's for the field `topic`."""

    owner: str
    field: Field
    text: str
    cite: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Words that mean the same and are found too, folded."""


class Hit(NamedTuple):
    """An entry that a term is in, and the folded words of it that the term matched."""

    number: int
    words: frozenset[str]


def entries(dataset: Dataset) -> Iterator[Entry]:
    """Every text of the dataset that a query may hit. A topic's words stand once, not with each record."""
    for record in dataset.records():
        yield from _of_record(dataset, record)
    for topic in dataset.topics.values():
        yield Entry(topic.id, "topic", topic.name)
        for alias in full(topic.aliases):
            yield Entry(topic.id, "topic", alias.name)


def _of_record(dataset: Dataset, record: Record) -> Iterator[Entry]:
    own = cites(record.cite)
    yield Entry(record.id, "name", record.name, own)
    for alias in full(record.aliases):
        yield Entry(record.id, "alias", alias.name, cites(alias.cite) or own)
    for word in TYPES[record.type].words:
        yield Entry(record.id, "type", word, own)
    if record.place:
        where = (record.place.address, record.place.city, country_name(record.place.country))
        yield Entry(record.id, "place", ", ".join(part for part in where if part), own)
    for hub in record.hubs:
        if hub != record.id:
            yield Entry(record.id, "place", dataset.hubs[hub].name, own)
    if record.summary:
        yield Entry(record.id, "summary", record.summary, own)
    for fact in record.facts:
        yield Entry(record.id, "fact", fact.text, cites(fact.cite))
    for tie in dataset.ties[record.id]:
        yield Entry(record.id, "link", tie.said, cites(tie.link.cite), RELATIONS[tie.rel].words)


class Index:
    """The entries of a dataset, findable by word."""

    def __init__(self, dataset: Dataset) -> None:
        self.entries: Sequence[Entry] = list(entries(dataset))
        self.words: Counter[str] = Counter()
        self.of_owner: dict[str, list[int]] = {}
        rows = []
        for number, entry in enumerate(self.entries):
            words = [token.word for token in tokens(entry.text)]
            self.words.update(words)
            self.of_owner.setdefault(entry.owner, []).append(number)
            words += entry.also
            rows.append((number, " ".join(words)))
        self._db = sqlite3.connect(":memory:")
        # Text arrives folded, so diacritics are left alone; marks (M*) belong to words in scripts that use them.
        self._db.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(words, detail = full, "
            "tokenize = \"porter unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
        )
        self._db.executemany("INSERT INTO entry(rowid, words) VALUES (?, ?)", rows)

    def close(self) -> None:
        """Gives its memory back; it finds nothing after that."""
        self._db.close()

    def find(self, words: Sequence[str], *, prefix: bool = False, among: Sequence[int] | None = None) -> list[Hit]:
        """The entries with the folded words in a row, or other forms of them; with `prefix` the last may go on.

        `among` are the numbers of entries to look at, all when it is None.
        """
        # The plus keeps SQLite from asking the full-text index once for each number.
        narrowed = "" if among is None else " AND +rowid IN (SELECT value FROM json_each(?))"
        rows = self._db.execute(
            "SELECT rowid, highlight(entry, 0, '\x02', '') FROM entry WHERE entry MATCH ?" + narrowed,  # noqa: S608  two literals
            (_match(words, prefix=prefix), *(() if among is None else (f"[{','.join(map(str, among))}]",))),
        )
        return [
            Hit(number, frozenset(part[1:] for part in marked.split() if part.startswith("\x02")))
            for number, marked in rows
        ]

    def count(self, words: Sequence[str], *, prefix: bool = False) -> int:
        """How many entries `find` finds."""
        query = "SELECT count(*) FROM entry WHERE entry MATCH ?"
        (number,) = self._db.execute(query, (_match(words, prefix=prefix),)).fetchone()
        return int(number)

    def with_all(self, terms: Sequence[tuple[Sequence[str], bool]], most: int) -> list[int]:
        """The numbers of at most `most` entries that have all of the terms, the shortest and closest first (BM25).

        A term is words in a row, and whether the last may go on.
        """
        query = " AND ".join(_match(words, prefix=prefix) for words, prefix in terms)
        rows = self._db.execute("SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT ?", (query, most))
        return [number for (number,) in rows]


def _match(words: Sequence[str], *, prefix: bool) -> str:
    """FTS5's query for words in a row. They are letters and digits by construction, and quoted: none is syntax."""
    return f'"{" ".join(words)}"' + ("*" if prefix else "")
