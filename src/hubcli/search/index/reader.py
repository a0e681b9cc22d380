"""`Index`: the queries that are asked of a full-text index, and the rows they return."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from hubcli.search.fts import TOKENIZE, phrase
from hubcli.search.index.layout import MARKER_FIELDS, Field

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence

MatchKind = Literal["exact", "stem", "prefix"]

_START, _END = "\x02", "\x03"  # SQLite puts them around the words that matched

# CROSS JOIN makes SQLite read `entry` first, then only the records that matched.
_ROWS = f"""
    SELECT number, id, type, name, known, highlight(entry, 0, '{_START}', '{_END}'),
        highlight(entry, 1, '{_START}', '{_END}'), tags
    FROM entry CROSS JOIN record ON number = entry.rowid
    WHERE entry MATCH ?"""  # noqa: S608  two constants
_CONCEPTS = f"""
    SELECT field, owner, text, highlight(concept, 0, '{_START}', '{_END}')
    FROM concept WHERE concept MATCH ?"""  # noqa: S608  two constants


class Concept(Struct, frozen=True):
    """A type or topic, by one of its names that a term matched."""

    field: Field
    owner: str
    """The id of the type or topic."""
    text: str
    words: frozenset[str]
    """The words of the text that matched, folded."""


class MatchedText(Struct, frozen=True):
    """A text of a record with at least one word that matched."""

    number: int
    """Its index in `record_texts` of its record."""
    field: Field
    words: tuple[str, ...]
    """All its words in order, folded."""
    matched: frozenset[str]
    """The words that matched."""


class MatchedRecord(Struct, frozen=True):
    """A record that an expression matched, with what ranking needs of it."""

    id: str
    type: str
    name: str
    prominence: int
    """The number of its aliases and public ids; breaks the tie between records of one name."""
    texts: tuple[MatchedText, ...]
    matched: frozenset[str]
    """The words that matched in any of the texts."""
    tags: frozenset[str]


class Index:
    """A full-text index. Whoever opened the connection closes it."""

    def __init__(
        self,
        db: sqlite3.Connection,
        write_vocabulary: Callable[[sqlite3.Connection], None] | None = None,
    ) -> None:
        """Read from `db`; `write_vocabulary` fills its vocabulary when it is first needed."""
        self._db = db
        self._write_vocabulary = write_vocabulary
        self._counts: dict[str, int] = {}
        self._words_by_length: dict[int, list[str]] = {}
        self._scratch_words: frozenset[str] = frozenset()
        (self.size,) = self._column("SELECT count(*) FROM record")

    def close(self) -> None:
        """Close the connection, which frees an in-memory database."""
        self._db.close()

    def count(self, match: str) -> int:
        """Return the number of records that an expression matches."""
        if match not in self._counts:
            query = "SELECT count(*) FROM entry WHERE entry MATCH ?"
            (self._counts[match],) = self._column(query, match)
        return self._counts[match]

    def concepts(self, words: Sequence[str], *, prefix: bool = False) -> list[Concept]:
        """Return the types and topics that have a name with these words in a row."""
        rows = self._db.execute(_CONCEPTS, (phrase(words, prefix=prefix),))
        return [
            Concept(field, owner, text, _split_highlights(highlighted)[1])
            for field, owner, text, highlighted in rows
        ]

    def rows(self, match: str, limit: int) -> dict[int, MatchedRecord]:
        """Return the first `limit` records that an expression matches, by number."""
        rows = self._db.execute(f"{_ROWS} ORDER BY entry.rowid LIMIT ?", (match, limit))
        return {number: _matched_record(*columns) for number, *columns in rows}

    def rows_of(self, numbers: Iterable[int], match: str) -> dict[int, MatchedRecord]:
        """Return those of the records with these numbers that an expression matches."""
        query = f"{_ROWS} AND entry.rowid = ?"
        results = (self._db.execute(query, (match, number)) for number in numbers)
        return {number: _matched_record(*columns) for rows in results for number, *columns in rows}

    def ids(self, match: str, limit: int) -> list[str]:
        """Return the ids of `limit` matching records, hubs first, then by name."""
        query = """
            SELECT id FROM record WHERE number IN (SELECT rowid FROM entry WHERE entry MATCH ?)
            ORDER BY type != 'hub', name LIMIT ?"""
        return self._column(query, match, limit)

    def numbers(self, match: str, limit: int) -> list[int]:
        """Return the numbers of the first `limit` records that an expression matches."""
        query = "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rowid LIMIT ?"
        return self._column(query, match, limit)

    def records_named(self, key: str) -> list[int]:
        """Return the numbers of the records that have a name with this key."""
        return self._column("SELECT number FROM spelling WHERE key = ?", key)

    def similar_names(self, key: str, limit: int) -> list[str]:
        """Return up to `limit` names from which to suggest the nearest to a key.

        In an index of more records, those that begin with the same three letters.
        """
        if self.size <= limit:
            return self._column("SELECT name FROM record")
        query = """
            SELECT DISTINCT name FROM record JOIN spelling USING (number)
            WHERE key >= ? AND key < ? LIMIT ?"""
        # U+10FFFF sorts after every letter.
        return self._column(query, key[:3], f"{key[:3]}\U0010ffff", limit)

    def vocabulary(self, length: int) -> Sequence[str]:
        """Return all words with this number of letters and no digits, most frequent first."""
        if length not in self._words_by_length:
            if not self._words_by_length and self._write_vocabulary:
                self._write_vocabulary(self._db)
            rows = self._column("SELECT words FROM vocabulary WHERE length = ?", length)
            self._words_by_length[length] = [word for words in rows for word in words.split(" ")]
        return self._words_by_length[length]

    def matching_words(
        self, word: str, *, prefix: bool, among: frozenset[str]
    ) -> Mapping[str, MatchKind]:
        """Return those of the words `among` which match a word, each with how it does.

        With `prefix` words that begin with the word match too.
        """
        kinds: dict[str, MatchKind] = {}
        if among - {word}:
            if prefix:
                kinds |= dict.fromkeys(self._select(phrase([word], prefix=True), among), "prefix")
            kinds |= dict.fromkeys(self._select(phrase([word]), among), "stem")
        if word in among:
            kinds[word] = "exact"
        return kinds

    def _select(self, match: str, words: frozenset[str]) -> list[str]:
        """Return those of the words that an expression matches.

        They are put into a scratch table, so that SQLite stems them exactly as it did for the
        index. The Porter stemmer of snowballstemmer groups 363 of 89,684 words differently
        (all of ROR and the built-in dataset): it separates `archaeology` from `archaeological`.
        """
        if self._scratch_words != words:
            self._db.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.scratch USING fts5(word, {TOKENIZE})"
            )
            self._db.execute("DELETE FROM temp.scratch")
            self._db.executemany("INSERT INTO temp.scratch VALUES (?)", ((word,) for word in words))
            self._scratch_words = words
        return self._column("SELECT word FROM temp.scratch WHERE scratch MATCH ?", match)

    def _column(self, query: str, *values: object) -> list[Any]:
        """Return the values of the only column of a query's rows."""
        return [value for (value,) in self._db.execute(query, values)]


def _matched_record(
    id: str, type: str, name: str, prominence: int, names: str, texts: str, tags: str
) -> MatchedRecord:
    """Return a record from the columns of `_ROWS` after its number."""
    matched_texts = tuple(
        MatchedText(number, MARKER_FIELDS[line[0]], *_split_highlights(line[2:]))
        for number, line in enumerate(f"{names}\n{texts}".split("\n"))
        if _START in line
    )
    matched = frozenset().union(*(text.matched for text in matched_texts))
    return MatchedRecord(
        id, type, name, prominence, matched_texts, matched, frozenset(tags.split(" "))
    )


def _split_highlights(line: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words of a highlighted line, and those of them that are highlighted."""
    parts = line.replace(_END, _START).split(_START)  # each second part is highlighted
    return tuple("".join(parts).split()), frozenset(" ".join(parts[1::2]).split())
