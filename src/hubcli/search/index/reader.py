"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from hubcli.search.fts import TOKENIZE, phrase
from hubcli.search.index.layout import MARKER_FIELDS, Field

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence

MatchKind = Literal["exact", "stem", "prefix"]
_MARK, _UNMARK = "\x02", "\x03"

# The texts first (CROSS JOIN), each with what ranking needs of its record.
_ROWS = f"""
    SELECT number, id, type, name, known, highlight(entry, 0, '{_MARK}', '{_UNMARK}'),
        highlight(entry, 1, '{_MARK}', '{_UNMARK}'), tags
    FROM entry CROSS JOIN record ON number = entry.rowid WHERE entry MATCH ?"""  # noqa: S608  two constants


class Concept(NamedTuple):
    """A word for a topic or a type: the field, the id of what it means, the text, and the words of it that matched."""

    field: Field
    owner: str
    text: str
    words: frozenset[str]


class MatchedText(NamedTuple):
    """One text of a row that something was found in."""

    number: int
    """Its place among `entries` of its record."""
    field: Field
    words: tuple[str, ...]
    marked: frozenset[str]
    """Those of its words that the query found."""


class MatchedRecord(NamedTuple):
    """A record that a query found, as ranking sees it."""

    id: str
    type: str
    name: str
    known: int
    """How many other names and public ids it has: of two with the same name, the better known has more."""
    lines: tuple[MatchedText, ...]
    """The texts with something found in them."""
    marked: frozenset[str]
    """All words in them that the query found."""
    tags: frozenset[str]


class Index:
    """The tables of an index, asked. One connection, which whoever made it closes."""

    def __init__(
        self,
        db: sqlite3.Connection,
        write_vocabulary: Callable[[sqlite3.Connection], None] | None = None,
    ) -> None:
        """Read from `db`; `write_vocabulary` fills its vocabulary when a word is first corrected."""
        self._db = db
        self._write_vocabulary = write_vocabulary
        self._counts: dict[str, int] = {}
        self._words: dict[int, list[str]] = {}
        self._scratch: frozenset[str] | None = None
        (self.size,) = db.execute("SELECT count(*) FROM record").fetchone()

    def close(self) -> None:
        """Gives its memory back; it finds nothing after that."""
        self._db.close()

    def count(self, match: str) -> int:
        """How many records an expression finds."""
        if match not in self._counts:
            found = self._db.execute("SELECT count(*) FROM entry WHERE entry MATCH ?", (match,))
            (self._counts[match],) = found.fetchone()
        return self._counts[match]

    def concepts(self, term: Sequence[str], *, prefix: bool = False) -> list[Concept]:
        """The words for topics and types that have the words of the term in a row."""
        found = self._db.execute(
            f"SELECT field, owner, text, highlight(concept, 0, '{_MARK}', '{_UNMARK}') FROM concept "  # noqa: S608  two constants
            "WHERE concept MATCH ?",
            (phrase(term, prefix=prefix),),
        )
        return [
            Concept(field, owner, text, frozenset(_marked(said)[1]))
            for field, owner, text, said in found
        ]

    def rows(self, match: str, most: int) -> dict[int, MatchedRecord]:
        """The first `most` records that an expression finds, by number, with what it found marked."""
        found = self._db.execute(f"{_ROWS} ORDER BY entry.rowid LIMIT ?", (match, most))
        return {number: _row(*columns) for number, *columns in found}

    def rows_of(self, numbers: Iterable[int], match: str) -> dict[int, MatchedRecord]:
        """Those of the records with these numbers that an expression finds."""
        each = (
            self._db.execute(f"{_ROWS} AND entry.rowid = ?", (match, number)) for number in numbers
        )
        return {number: _row(*columns) for found in each for number, *columns in found}

    def ids(self, match: str, most: int) -> list[str]:
        """The ids of the records that an expression finds, hubs first, then by name."""
        found = self._db.execute(
            "SELECT id FROM record WHERE number IN (SELECT rowid FROM entry WHERE entry MATCH ?) "
            "ORDER BY type != 'hub', name LIMIT ?",
            (match, most),
        )
        return [id for (id,) in found]

    def numbers(self, match: str, most: int) -> list[int]:
        """The numbers of the first `most` records that an expression finds."""
        found = self._db.execute(
            "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rowid LIMIT ?", (match, most)
        )
        return [number for (number,) in found]

    def records_named(self, key: str) -> list[int]:
        """The numbers of the records that have a name with this key."""
        return [
            number
            for (number,) in self._db.execute("SELECT number FROM spelling WHERE key = ?", (key,))
        ]

    def similar_names(self, key: str, most: int) -> list[str]:
        """The names of at most `most` records: all there are, or those that begin as the key does."""
        if self.size <= most:
            return [name for (name,) in self._db.execute("SELECT name FROM record")]
        begin = key[:3]
        found = self._db.execute(
            "SELECT DISTINCT name FROM record JOIN spelling USING (number) WHERE key >= ? AND key < ? LIMIT ?",
            (begin, f"{begin}\U0010ffff", most),
        )
        return [name for (name,) in found]

    def vocabulary(self, length: int) -> Sequence[str]:
        """All words of that many letters and no digits, the commonest first."""
        if length not in self._words:
            if not self._words and self._write_vocabulary:
                self._write_vocabulary(self._db)
            found = self._db.execute(
                "SELECT words FROM vocabulary WHERE length = ?", (length,)
            ).fetchone()
            self._words[length] = found[0].split(" ") if found else []
        return self._words[length]

    def forms(self, word: str, *, prefix: bool, among: frozenset[str]) -> Mapping[str, MatchKind]:
        """Those of the words that SQLite takes for the word, or for the beginning of one, and as what."""
        found: dict[str, MatchKind] = {}
        if among - {word}:
            if prefix:
                found |= dict.fromkeys(self._matching(phrase([word], prefix=True), among), "prefix")
            found |= dict.fromkeys(self._matching(phrase([word]), among), "stem")
        if word in among:
            found[word] = "exact"
        return found

    def _matching(self, match: str, among: frozenset[str]) -> list[str]:
        """Which of the words an expression finds: the stemmer is in SQLite, and nobody else needs to know it."""
        if self._scratch != among:
            if self._scratch is None:
                self._db.execute(
                    f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.scratch USING fts5(word, {TOKENIZE})"
                )
            self._db.execute("DELETE FROM temp.scratch")
            self._db.executemany("INSERT INTO temp.scratch VALUES (?)", ((word,) for word in among))
            self._scratch = among
        return [
            word
            for (word,) in self._db.execute(
                "SELECT word FROM temp.scratch WHERE scratch MATCH ?", (match,)
            )
        ]


def _row(
    id: str, type: str, name: str, known: int, names: str, texts: str, tags: str
) -> MatchedRecord:
    lines = []
    for number, line in enumerate(f"{names}\n{texts}".split("\n")):
        if _MARK in line:
            said, marked = _marked(line[2:])
            lines.append(MatchedText(number, MARKER_FIELDS[line[0]], said, marked))
    found = frozenset(word for line in lines for word in line.marked)
    return MatchedRecord(id, type, name, known, tuple(lines), found, frozenset(tags.split(" ")))


def _marked(line: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a line, and those of them between marks."""
    said = []
    marked = []
    inside = False
    for word in line.split():
        inside = inside or word[0] == _MARK
        bare = word.strip(_MARK + _UNMARK)
        said.append(bare)
        if inside:
            marked.append(bare)
            inside = word[-1] != _UNMARK
    return tuple(said), frozenset(marked)
