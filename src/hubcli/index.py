"""The full-text index: the words of a dataset's records in SQLite's FTS5, and its vocabulary of topics and types.

A record is one row of `entry`, its texts one line each: every name and alias in `names`, everything else in `texts`.
Words are folded (`text.words`) before they go in; SQLite stems them (Porter), finds, and marks what it found. What a
hit is worth is decided in `score`. The same tables serve in memory, built at each run, and in a file, built once.

Rows are numbered so that of two records the one with the shorter name comes first: where a query has more answers than
anyone will read, the first ones are its best.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple, get_args

from hubcli.countries import country_name
from hubcli.model import Dataset, Filters, Record, cites, full, split_cite
from hubcli.query import FUNCTION_WORDS
from hubcli.text import folded, key
from hubcli.vocabulary import RELATIONS, TYPES

Form = Literal["exact", "stem", "prefix"]
Field = Literal["name", "alias", "type", "place", "topic", "link", "summary", "fact"]

# What a record is, as words of its row that no text can have: they begin with a character for private use.
Tag = Literal["any", "type", "hub", "country", "topic", "fact-topic", "source"]
_TAGS: dict[Tag, str] = {tag: chr(0xE000 + number) for number, tag in enumerate(get_args(Tag))}
_HYPHEN, _END = "\ue0fe", "\ue0ff"  # the end keeps the stemmer away from what stands before it

# The beginning of a line says what its text is; none of these is part of a word.
_SIGNS: dict[Field, str] = {"name": "= ", "alias": "~ ", "place": "@ ", "link": "> ", "summary": ": ", "fact": "* "}
_FIELDS = {sign.strip(): field for field, sign in _SIGNS.items()}
NAMES: tuple[Field, ...] = ("name", "alias")
_MARK, _UNMARK = "\x02", "\x03"

INDEXED = 200_000  # characters of a record's texts, names first: SQLite marks n words of a row in n² steps

QUALIFIER = re.compile(r"(?<!\s)\s*\([^()]*\)\s*$")  # what tells two of one name apart: "Samsung (South Korea)"

# Text arrives folded, so diacritics are left alone; marks (M*) belong to words in scripts that use them.
_TOKENIZE = "tokenize = \"porter unicode61 remove_diacritics 0 categories 'L* N* M* Co'\""
_TABLES = f"""
    CREATE TABLE record(number INTEGER PRIMARY KEY, id TEXT, type TEXT, name TEXT, known INTEGER);
    CREATE VIRTUAL TABLE entry USING fts5(names, texts, tags, columnsize = 0, {_TOKENIZE});
    CREATE VIRTUAL TABLE concept USING fts5(words, field UNINDEXED, owner UNINDEXED, text UNINDEXED, {_TOKENIZE});
    CREATE TABLE spelling(key TEXT, number INTEGER);
    CREATE TABLE vocabulary(length INTEGER PRIMARY KEY, words TEXT);
"""

# The texts first (CROSS JOIN), each with what ranking needs of its record.
_ROWS = f"""
    SELECT number, id, type, name, known, highlight(entry, 0, '{_MARK}', '{_UNMARK}'),
        highlight(entry, 1, '{_MARK}', '{_UNMARK}'), tags
    FROM entry CROSS JOIN record ON number = entry.rowid WHERE entry MATCH ?"""  # noqa: S608  two constants


class Entry(NamedTuple):
    """One text of a record that can be found."""

    field: Field
    text: str
    cite: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Words that mean the same and are found too, folded."""


class Concept(NamedTuple):
    """A word for a topic or a type: the field, the id of what it means, the text, and the words of it that matched."""

    field: Field
    owner: str
    text: str
    words: frozenset[str]


class Line(NamedTuple):
    """One text of a row that something was found in."""

    number: int
    """Its place among `entries` of its record."""
    field: Field
    words: tuple[str, ...]
    marked: frozenset[str]
    """Those of its words that the query found."""


class Row(NamedTuple):
    """A record that a query found, as ranking sees it."""

    id: str
    type: str
    name: str
    known: int
    """How many other names and public ids it has: of two with the same name, the better known has more."""
    lines: tuple[Line, ...]
    """The texts with something found in them."""
    marked: frozenset[str]
    """All words in them that the query found."""
    tags: frozenset[str]


def entries(dataset: Dataset, record: Record) -> Iterator[Entry]:
    """Every text of a record that a query may hit, names first."""
    own = cites(record.cite)
    yield Entry("name", record.name, own)
    for alias in full(record.aliases):
        yield Entry("alias", alias.name, cites(alias.cite) or own)
    if record.place:
        where = (record.place.address, record.place.city, country_name(record.place.country))
        yield Entry("place", ", ".join(part for part in where if part), own)
    for hub in record.hubs:
        if hub != record.id:
            yield Entry("place", dataset.hubs[hub].name, own)
    if record.summary:
        yield Entry("summary", record.summary, own)
    for fact in record.facts:
        yield Entry("fact", fact.text, cites(fact.cite))
    for tie in dataset.ties[record.id]:
        yield Entry("link", tie.said, cites(tie.link.cite), RELATIONS[tie.rel].words)


@cache
def tag(kind: Tag, id: str = "") -> str:
    """The word of a row that says that its record is of this type, in this hub, has this topic and so on."""
    return f"{_TAGS[kind]}{id.lower().replace('-', _HYPHEN)}{_END}"


def _tags(record: Record) -> Iterator[str]:
    yield tag("any")
    yield tag("type", record.type)
    for hub in record.hubs:
        yield tag("hub", hub)
    if record.place:
        yield tag("country", record.place.country)
    for topic in record.all_topics():
        yield tag("topic" if topic in record.topics else "fact-topic", topic)
    for source in dict.fromkeys(split_cite(cite)[0] for cite in record.citations()):
        yield tag("source", source)


# --- the query language of FTS5: every text in it is letters, digits and tags by construction, and quoted -----------


def phrase(words: Sequence[str], *, prefix: bool = False) -> str:
    """What finds rows with the words one after the other, or other forms of them; with `prefix` the last may go on."""
    return f'"{" ".join(words)}"' + ("*" if prefix else "")


def either(parts: Iterable[str]) -> str:
    """What finds rows with any of the parts, of which there is at least one."""
    return f"({' OR '.join(dict.fromkeys(parts))})"


def both(parts: Iterable[str]) -> str:
    """What finds rows with all of the parts, of which there is at least one."""
    return f"({' AND '.join(dict.fromkeys(parts))})"


def passing(filters: Filters) -> list[str]:
    """What finds the records that pass, for each filter that asks something."""
    asked: tuple[tuple[tuple[Tag, ...], frozenset[str]], ...] = (
        (("hub",), filters.hubs),
        (("type",), filters.types),
        (("topic", "fact-topic"), filters.topics),
        (("country",), filters.countries),
    )
    return [either(phrase([tag(kind, id)]) for kind in kinds for id in sorted(ids)) for kinds, ids in asked if ids]


def build(db: sqlite3.Connection, dataset: Dataset, step: Callable[[int], object] = int) -> list[Record]:
    """Makes the tables of an index and fills them; gives back the records in the order of their numbers, from 0.

    `step` is told now and then how many are done.
    """
    db.executescript(_TABLES)
    numbered = sorted(dataset.records(), key=_static_order)
    spelled: list[tuple[str, int]] = []

    def rows() -> Iterator[tuple[int, str, str, str]]:
        for number, record in enumerate(numbered):
            if number % 1000 == 0:
                step(number)
            names: list[str] = []
            texts: list[str] = []
            keys: set[str] = set()
            room = INDEXED
            for field, text, _, also in entries(dataset, record):
                said = folded(text[:room])
                room -= len(text[:room])
                if field in NAMES:
                    names.append(_SIGNS[field] + said)
                    keys.update(_keys(text, said))
                else:
                    texts.append(_SIGNS[field] + " ".join((said, *also)))
            spelled.extend((key, number) for key in keys)
            yield number, "\n".join(names), "\n".join(texts), " ".join(_tags(record))

    with db:
        db.executemany("INSERT INTO entry(rowid, names, texts, tags) VALUES (?, ?, ?, ?)", rows())
        db.executemany("INSERT INTO spelling VALUES (?, ?)", spelled)
        db.execute("CREATE INDEX spelling_key ON spelling(key, number)")
        db.executemany(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?)",
            ((number, one.id, one.type, one.name, _known(one)) for number, one in enumerate(numbered)),
        )
        db.executemany(
            "INSERT INTO concept VALUES (?, ?, ?, ?)",
            ((folded(text[:INDEXED]), field, owner, text) for field, owner, text in _concepts(dataset)),
        )
    return numbered


def _static_order(record: Record) -> tuple[bool, int, int, str]:
    return record.type != "hub", record.name.count(" "), -_known(record), record.name


def _known(record: Record) -> int:
    return len(record.aliases) + bool(record.wikidata)


def _keys(name: str, said: str) -> Iterator[str]:
    """What a name is typed as, folded: whole, without what stands in brackets at its end, without function words."""
    wholes = [said or key(name)]
    if name.endswith(")"):
        wholes.append(folded(QUALIFIER.sub("", name)))
    for whole in wholes:
        yield whole
        parts = whole.split(" ")
        if not FUNCTION_WORDS.isdisjoint(parts):
            yield without_function_words(parts)


def without_function_words(words: Sequence[str]) -> str:
    """The words that carry weight, joined; all of them where none does."""
    return " ".join(word for word in words if word not in FUNCTION_WORDS) or " ".join(words)


def _concepts(dataset: Dataset) -> Iterator[tuple[Field, str, str]]:
    for type, its in TYPES.items():
        for word in its.words:
            yield "type", type, word
    for topic in dataset.topics.values():
        yield "topic", topic.id, topic.name
        for alias in full(topic.aliases):
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
    for sign in _FIELDS:
        del counts[sign]
    by_length: dict[int, list[str]] = {}
    for word, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        if any(map(str.isdecimal, word)):
            continue
        by_length.setdefault(len(word), []).append(word)
    with db:
        db.executemany(
            "INSERT INTO vocabulary VALUES (?, ?)", ((length, " ".join(its)) for length, its in by_length.items())
        )


class Index:
    """The tables of an index, asked. One connection, which whoever made it closes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._counts: dict[str, int] = {}
        self._words: dict[int, list[str]] = {}
        self._scratch: frozenset[str] | None = None
        (self.size,) = db.execute("SELECT count(*) FROM record").fetchone()

    @classmethod
    def of(cls, dataset: Dataset) -> Index:
        """The index of a dataset, made in memory."""
        db = sqlite3.connect(":memory:")
        build(db, dataset)
        return cls(db)

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
        return [Concept(field, owner, text, frozenset(_marked(said)[1])) for field, owner, text, said in found]

    def rows(self, match: str, most: int) -> dict[int, Row]:
        """The first `most` records that an expression finds, by number, with what it found marked."""
        found = self._db.execute(f"{_ROWS} ORDER BY entry.rowid LIMIT ?", (match, most))
        return {number: _row(*columns) for number, *columns in found}

    def rows_of(self, numbers: Iterable[int], match: str) -> dict[int, Row]:
        """Those of the records with these numbers that an expression finds."""
        each = (self._db.execute(f"{_ROWS} AND entry.rowid = ?", (match, number)) for number in numbers)
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
        found = self._db.execute("SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rowid LIMIT ?", (match, most))
        return [number for (number,) in found]

    def spelled(self, key: str) -> list[int]:
        """The numbers of the records that have a name with this key."""
        return [number for (number,) in self._db.execute("SELECT number FROM spelling WHERE key = ?", (key,))]

    def names_like(self, key: str, most: int) -> list[str]:
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
            if not self._words and not self._db.execute("SELECT 1 FROM vocabulary").fetchone():
                write_vocabulary(self._db)
            found = self._db.execute("SELECT words FROM vocabulary WHERE length = ?", (length,)).fetchone()
            self._words[length] = found[0].split(" ") if found else []
        return self._words[length]

    def forms(self, word: str, *, prefix: bool, among: frozenset[str]) -> Mapping[str, Form]:
        """Those of the words that SQLite takes for the word, or for the beginning of one, and as what."""
        found: dict[str, Form] = {}
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
                self._db.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.scratch USING fts5(word, {_TOKENIZE})")
            self._db.execute("DELETE FROM temp.scratch")
            self._db.executemany("INSERT INTO temp.scratch VALUES (?)", ((word,) for word in among))
            self._scratch = among
        return [word for (word,) in self._db.execute("SELECT word FROM temp.scratch WHERE scratch MATCH ?", (match,))]


def _row(id: str, type: str, name: str, known: int, names: str, texts: str, tags: str) -> Row:
    lines = []
    for number, line in enumerate(f"{names}\n{texts}".split("\n")):
        if _MARK in line:
            said, marked = _marked(line[2:])
            lines.append(Line(number, _FIELDS[line[0]], said, marked))
    found = frozenset(word for line in lines for word in line.marked)
    return Row(id, type, name, known, tuple(lines), found, frozenset(tags.split(" ")))


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
