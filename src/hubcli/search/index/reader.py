"""`Index`: the queries that are asked of a full-text index, and the rows they return."""

from __future__ import annotations

from itertools import chain, islice, product
from os.path import commonprefix
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from hubcli.search.fts import TOKENIZE_STEMS, any_of, phrase
from hubcli.search.function_words import ENGLISH
from hubcli.search.index.layout import MARKER_FIELDS, QUALIFIER_MARKER, Field
from hubcli.text.words import max_form_length, may_be_forms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

MatchKind = Literal["exact", "stem", "prefix"]

MIN_FORM_START = 3  # letters that all forms of a word begin with
MAX_PHRASES = 64  # combinations of the forms of its words that a phrase is looked up as
MAX_PHRASE_WORDS = 1000  # in all of these

# CROSS JOIN makes SQLite read `entry` first, then only the records that matched.
_ROWS = """
    SELECT number, id, type, name, links, names, texts, tags
    FROM entry CROSS JOIN record ON number = entry.rowid"""
_CONCEPTS = "SELECT field, owner, text, words FROM concept WHERE concept MATCH ?"

# Temporary tables, made when they are first needed: most commands do not search, and few searches
# need all. The words of both tables are in rows with the number of records, for which SQLite reads
# all of these, or in a row for each place, of which it reads only what is asked for.
_TEMPORARY = {
    "entry_word": "fts5vocab(main, entry, row)",
    "concept_word": "fts5vocab(main, concept, row)",
    "entry_place": "fts5vocab(main, entry, instance)",
    "concept_place": "fts5vocab(main, concept, instance)",
    "stemmed": f"fts5(word, {TOKENIZE_STEMS})",
}

_WORDS_BETWEEN = """
    SELECT term FROM temp.entry_word WHERE term BETWEEN ?1 AND ?2 AND length(term) <= ?3
    UNION SELECT term FROM temp.concept_word WHERE term BETWEEN ?1 AND ?2 AND length(term) <= ?3"""
_FREQUENCIES = """
    SELECT doc FROM temp.entry_word WHERE term = ?1
    UNION ALL SELECT doc FROM temp.concept_word WHERE term = ?1"""
# The first word that is not before a text.
_NEXT_WORD = """
    SELECT term FROM (SELECT term FROM temp.entry_place WHERE term >= ?1 LIMIT 1)
    UNION SELECT term FROM (SELECT term FROM temp.concept_place WHERE term >= ?1 LIMIT 1)
    ORDER BY term LIMIT 1"""
_LAST = "\U0010ffff"  # sorts after every letter


class WordFinder:
    """Finds the words that a query is looked up as among those of a text."""

    def __init__(self, words: Iterable[str], beginnings: Iterable[str]) -> None:
        """`beginnings` are the words that may be the beginning of longer ones."""
        self._words = frozenset(words)
        self._beginnings = tuple(beginnings)

    def in_words(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of the words that match."""
        matched = self._words.intersection(words)
        if not self._beginnings:
            return matched
        return matched.union(word for word in words if word.startswith(self._beginnings))


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
    bare: int
    """The number of its words before a qualifier; of all if it has none."""
    matched: frozenset[str]
    """The words that matched."""


class MatchedRecord(Struct, frozen=True):
    """A record that an expression matched, with what ranking needs of it."""

    id: str
    type: str
    name: str
    links: int
    """The number of links to it; breaks the tie between records of one name."""
    texts: tuple[MatchedText, ...]
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
        self._frequencies: dict[str, int] = {}
        self._forms: dict[str, Mapping[str, MatchKind]] = {}
        self._temporary: set[str] = set()
        # The numbers begin at 0. Counting the rows reads the whole table.
        (self.size,) = self._column("SELECT ifnull(max(number) + 1, 0) FROM record")

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
        """Return the types and topics that have a name with forms of these words in a row."""
        find = WordFinder(chain(*map(self.forms, words)), words[-1:] if prefix else ())
        rows = self._db.execute(_CONCEPTS, (self.phrase(words, prefix=prefix),))
        return [
            Concept(field, owner, text, find.in_words(name.split()))
            for field, owner, text, name in rows
        ]

    def rows(self, match: str, limit: int, find: WordFinder) -> dict[int, MatchedRecord]:
        """Return the first `limit` records that an expression matches, by number.

        Their texts are those with the words of `find`.
        """
        query = f"{_ROWS} WHERE entry MATCH ? ORDER BY entry.rowid LIMIT ?"
        rows = self._db.execute(query, (match, limit))
        return {number: _matched_record(find, *columns) for number, *columns in rows}

    def rows_of(self, numbers: Iterable[int], find: WordFinder) -> dict[int, MatchedRecord]:
        """Return the records with these numbers, as `rows` does."""
        query = f"{_ROWS} WHERE entry.rowid IN (SELECT value FROM json_each(?))"  # noqa: S608  fixed
        rows = self._db.execute(query, (str(list(numbers)),))
        return {number: _matched_record(find, *columns) for number, *columns in rows}

    def matching(self, numbers: Iterable[int], match: str) -> list[int]:
        """Return those of these numbers whose records an expression matches."""
        query = "SELECT 1 FROM entry WHERE entry MATCH ? AND rowid = ?"
        return [number for number in numbers if self._column(query, match, number)]

    def ids(self, match: str, limit: int) -> list[str]:
        """Return the ids of `limit` matching records, hubs first, then by name."""
        query = """
            SELECT id FROM record WHERE number IN (SELECT rowid FROM entry WHERE entry MATCH ?)
            ORDER BY type != 'hub', name LIMIT ?"""
        return self._column(query, match, limit)

    def numbers(self, match: str, limit: int = -1) -> list[int]:
        """Return the numbers of the first `limit` records that an expression matches, or of all."""
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
        return self._column(query, key[:3], f"{key[:3]}{_LAST}", limit)

    def vocabulary(self, length: int) -> Sequence[str]:
        """Return all words with this number of letters and no digits, most frequent first."""
        if length not in self._words_by_length:
            if not self._words_by_length and self._write_vocabulary:
                self._write_vocabulary(self._db)
            rows = self._column("SELECT words FROM vocabulary WHERE length = ?", length)
            self._words_by_length[length] = [word for words in rows for word in words.split(" ")]
        return self._words_by_length[length]

    def frequency(self, word: str) -> int:
        """Return the number of records, and of names of types and topics, that have a word."""
        if word not in self._frequencies:
            self._make_tables("entry_word", "concept_word")
            self._frequencies[word] = sum(self._column(_FREQUENCIES, word))
        return self._frequencies[word]

    def words_beginning(self, text: str) -> Iterator[str]:
        """Yield the words of the index that a text without spaces begins with, shortest first."""
        self._make_tables("entry_place", "concept_place")
        begin = text[:1]
        while (word := next(iter(self._column(_NEXT_WORD, begin)), "")).startswith(begin):
            common = len(commonprefix((word, text)))  # noqa: RUF071  of characters, as wanted
            if common == len(word):
                yield word
            if common == len(text):
                return
            begin = text[: common + 1]

    def phrase(self, words: Sequence[str], *, prefix: bool = False) -> str:
        """Return the expression for words in a row, each in any of its forms.

        With `prefix` the last word may be the beginning of one.
        """
        forms = [self.forms(word) or {word: "exact"} for word in words]
        limit = min(MAX_PHRASES, max(MAX_PHRASE_WORDS // len(words), 1))
        phrases = [phrase(row) for row in islice(product(*forms), limit)]
        return any_of((*phrases, phrase(words, prefix=True)) if prefix else phrases)

    def forms(self, word: str) -> Mapping[str, MatchKind]:
        """Return the words of the index that are forms of a word: itself, and those with its stem.

        A form may be `text.words.may_be_forms`, and has the same stem by the Porter stemmer (M. F.
        Porter, 1980) of SQLite.
        """
        if word not in self._forms:
            begin = (word.removesuffix("s") or word)[: max(MIN_FORM_START, len(word) // 2)]
            end = f"{begin}{_LAST}" if len(word) > 1 else word  # a letter has no other form
            self._make_tables("entry_word", "concept_word")
            candidates = self._column(_WORDS_BETWEEN, begin, end, max_form_length(word))
            similar = [
                other
                for other in candidates
                if other == word or (other not in ENGLISH and may_be_forms(word, other))
            ]
            kinds: dict[str, MatchKind] = {word: "exact"} if word in similar else {}
            for other in self._with_stem(word, similar):
                kinds.setdefault(other, "stem")
            self._forms[word] = kinds
        return self._forms[word]

    def _with_stem(self, word: str, others: Sequence[str]) -> Iterable[str]:
        """Return those of some words of the index that have the stem of a word, in their order."""
        if others in ([], [word]):
            return others
        self._make_tables("stemmed")
        self._db.execute("DELETE FROM temp.stemmed")
        self._db.executemany("INSERT INTO temp.stemmed VALUES (?)", ((other,) for other in others))
        return self._column("SELECT word FROM temp.stemmed WHERE stemmed MATCH ?", phrase([word]))

    def _make_tables(self, *names: str) -> None:
        """Create temporary tables, unless they exist."""
        for name in names:
            if name not in self._temporary:
                create = "CREATE VIRTUAL TABLE IF NOT EXISTS"
                self._db.execute(f"{create} temp.{name} USING {_TEMPORARY[name]}")
                self._temporary.add(name)

    def _column(self, query: str, *values: object) -> list[Any]:
        """Return the values of the only column of a query's rows."""
        return [value for (value,) in self._db.execute(query, values)]


def _matched_record(
    find: WordFinder,
    id: str,
    type: str,
    name: str,
    links: int,
    names: str,
    texts: str,
    tags: str,
) -> MatchedRecord:
    """Return a record from the columns of `_ROWS` after its number."""
    lines = enumerate(f"{names}\n{texts}".rstrip("\n").split("\n"))
    matched_texts = tuple(filter(None, (_matched_text(find, *line) for line in lines)))
    return MatchedRecord(id, type, name, links, matched_texts, frozenset(tags.split(" ")))


def _matched_text(find: WordFinder, number: int, line: str) -> MatchedText | None:
    """Return a line of a row as a text, or None if it has none of the words."""
    marker, *words = line.split()
    if not (matched := find.in_words(words)):
        return None
    bare = words.index(QUALIFIER_MARKER) if QUALIFIER_MARKER in words else len(words)
    field = MARKER_FIELDS[marker]
    return MatchedText(number, field, (*words[:bare], *words[bare + 1 :]), bare, matched)
