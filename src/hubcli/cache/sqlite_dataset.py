"""`SqliteDataset`: a dataset in an SQLite file, whose records are decoded one by one on demand.

The file holds the records (msgpack), their links from both ends, and the full-text index of
`search.index`. It answers as the `Dataset` it was written from does, without TOML. `store` decides
where such files lie and whether one may be used.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, ValuesView
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import msgpack

from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import About, Actor, AnyRecord, Hub, Record, Source, Tie, Topic
from hubcli.search.fts import all_of, filter_matches, phrase, tag
from hubcli.search.index.reader import Index
from hubcli.text.words import split_words

if TYPE_CHECKING:
    import sqlite3

_TABLES = """
    CREATE TABLE item(position INTEGER PRIMARY KEY, kind TEXT, id TEXT, number INTEGER, data BLOB);
    -- received: index into `other`'s links; NULL if `id` states the link
    CREATE TABLE tie(id TEXT, other TEXT, received INTEGER);
    CREATE TABLE component(id TEXT PRIMARY KEY, first TEXT, size INTEGER) WITHOUT ROWID;
    CREATE TABLE about(name TEXT PRIMARY KEY, data BLOB);
"""
_INDICES = """
    CREATE UNIQUE INDEX item_id ON item(kind, id);
    CREATE UNIQUE INDEX item_number ON item(number) WHERE number IS NOT NULL;
    CREATE INDEX tie_id ON tie(id);
"""
MAX_CANDIDATES = 200  # records per way of matching a name: whole, its beginning, its words
MAX_SIMILAR = 2000  # names from which to suggest the nearest
RECENT = 256  # decoded records to keep: a list asks for the hub of every actor
RECENT_HUBS = 4  # hubs whose decoded actors to keep: a page asks for those of its hub six times

_T = TypeVar("_T", bound=AnyRecord)


def write_dataset(
    db: sqlite3.Connection, dataset: Dataset, progress: Callable[[int], object] | None = None
) -> None:
    """Fill an empty database with a dataset and its index.

    `progress` is called now and then with the number of records indexed so far.
    """
    from hubcli.search.index import build  # noqa: PLC0415  2 ms, for the first run alone

    numbered = build.build_index(db, dataset, progress)
    numbers = {record.id: number for number, record in enumerate(numbered)}
    build.write_vocabulary(db)
    db.executescript(_TABLES)
    encode = msgpack.Encoder().encode
    items: Iterable[AnyRecord] = (
        *dataset.records(),
        *dataset.topics.values(),
        *dataset.sources.values(),
    )
    with db:
        db.executemany(
            "INSERT INTO item(kind, id, number, data) VALUES (?, ?, ?, ?)",
            (
                (
                    item.kind,
                    item.id,
                    numbers[item.id] if isinstance(item, (Hub, Actor)) else None,
                    encode(item),
                )
                for item in items
            ),
        )
        db.executemany("INSERT INTO tie VALUES (?, ?, ?)", dict.fromkeys(_tie_rows(dataset)))
        db.executemany(
            "INSERT INTO component VALUES (?, ?, ?)",
            ((id, *component) for id, component in dataset.components.items()),
        )
        db.executemany(
            "INSERT INTO about VALUES (?, ?)",
            (("about", encode(dataset.about)), ("countries", encode(dataset.countries))),
        )
    db.executescript(_INDICES)


def _tie_rows(dataset: Dataset) -> Iterator[tuple[str, str, int | None]]:
    """Yield the rows of table `tie`: two for each link, one for each end."""
    for record in dataset.records():
        for number, link in enumerate(record.links):
            yield link.to, record.id, number
            yield record.id, link.to, None


class _Items(Mapping[str, _T], Generic[_T]):
    """The records of one kind by id, in file order."""

    def __init__(self, db: sqlite3.Connection, type: type[_T]) -> None:
        self._db = db
        self._kind = type.kind
        self._decode = msgpack.Decoder(type).decode
        self._cached_read = lru_cache(RECENT)(self._read)

    def __getitem__(self, id: str) -> _T:
        return self._cached_read(id)

    def _read(self, id: str) -> _T:
        query = "SELECT data FROM item WHERE kind = ? AND id = ?"
        row = self._db.execute(query, (self._kind, id)).fetchone()
        if row is None:
            raise KeyError(id)
        return self._decode(row[0])

    def __contains__(self, id: object) -> bool:
        query = "SELECT 1 FROM item WHERE kind = ? AND id = ?"
        return self._db.execute(query, (self._kind, id)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        query = "SELECT id FROM item WHERE kind = ? ORDER BY position"
        return (id for (id,) in self._db.execute(query, (self._kind,)))

    def __len__(self) -> int:
        query = "SELECT count(*) FROM item WHERE kind = ?"
        (count,) = self._db.execute(query, (self._kind,)).fetchone()
        return int(count)

    def values(self) -> ValuesView[_T]:
        """Return the records, read with one query."""
        return _Values(self)

    def stream(self) -> Iterator[_T]:
        """Yield the records, read with one query."""
        query = "SELECT data FROM item WHERE kind = ? ORDER BY position"
        return (self._decode(data) for (data,) in self._db.execute(query, (self._kind,)))


class _Values(ValuesView[_T]):
    def __init__(self, items: _Items[_T]) -> None:
        super().__init__(items)
        self._items = items

    def __iter__(self) -> Iterator[_T]:
        return self._items.stream()


class SqliteDataset(Dataset, frozen=True, kw_only=True, dict=True, weakref=True):
    """A dataset in an SQLite file; see `Dataset` for what its methods return."""

    db: sqlite3.Connection

    @cached_property
    def index(self) -> Index:
        """The full-text index in the same file."""
        return Index(self.db)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries that records are in, each once."""
        (data,) = self.db.execute("SELECT data FROM about WHERE name = 'countries'").fetchone()
        return msgpack.decode(data, type=tuple[str, ...])

    def ties_of(self, id: str) -> tuple[Tie, ...]:
        """Return a record's links from both ends: those it states, then those that point to it."""
        query = (
            "SELECT other, received FROM tie WHERE id = ? AND received IS NOT NULL ORDER BY rowid"
        )
        others = [(self.get(other), number) for other, number in self.db.execute(query, (id,))]
        received = (Tie.received(other.links[number], other) for other, number in others)
        return (*map(self.own_tie, self.get(id).links), *received)

    def neighbours(self, id: str) -> Iterable[str]:
        """Return the ids of the records that a record is linked to, sorted, each once."""
        query = "SELECT DISTINCT other FROM tie WHERE id = ? ORDER BY other"
        return [other for (other,) in self.db.execute(query, (id,))]

    def component_of(self, id: str) -> tuple[str, int]:
        """Return the connected component of a record: its first id by alphabet, and its size."""
        query = "SELECT first, size FROM component WHERE id = ?"
        first, size = self.db.execute(query, (id,)).fetchone() or (id, 1)
        return first, size

    def actors_in(self, hub: str) -> Sequence[Actor]:
        """Return the actors of a hub, in file order."""
        return self._cached_actors(hub)

    @cached_property
    def _cached_actors(self) -> Callable[[str], list[Actor]]:
        return lru_cache(RECENT_HUBS)(self._read_actors)

    def _read_actors(self, hub: str) -> list[Actor]:
        records = self._matching(_actors_of(hub))
        return [record for record in records if isinstance(record, Actor)]

    def count_actors(self, hub: str) -> int:
        """Return the number of actors of a hub, without decoding them."""
        return self.index.count(_actors_of(hub))

    def select(self, filters: Filters) -> Iterator[Record]:
        """Return the records that match the filters, in file order."""
        matches = filter_matches(filters)
        return self._matching(all_of(matches)) if matches else self.records()

    def records_citing(self, source: str) -> Iterator[Record]:
        """Return the records that cite the source, in file order."""
        return self._matching(phrase([tag("source", source)]))

    def records_quoting(self, person: str) -> Iterator[Record]:
        """Return the records with a fact that the person states (`by`), in file order."""
        return self._matching(phrase([tag("speaker", person)]))

    def candidates_by_name(self, key: str) -> Iterable[AnyRecord]:
        """Return the records whose name has this key, begins with it or has all its words.

        All topics and sources are candidates too.
        """
        end = "\U0010ffff"  # sorts after every text that begins with what stands before it
        id = key.replace(" ", "-")
        numbers = dict.fromkeys(self.index.records_named(key))
        for query, begin in (
            ("SELECT number FROM spelling WHERE key >= ? AND key < ? LIMIT ?", key),
            ("SELECT number FROM record WHERE id >= ? AND id < ? LIMIT ?", id),
        ):
            rows = self.db.execute(query, (begin, f"{begin}{end}", MAX_CANDIDATES))
            numbers |= dict.fromkeys(number for (number,) in rows)
        if words := [phrase([word]) for word in split_words(key)]:
            numbers |= dict.fromkeys(self.index.numbers(f"names : {all_of(words)}", MAX_CANDIDATES))
        yield from self._numbered("SELECT value FROM json_each(?)", str(list(numbers)))
        yield from self.topics.values()
        yield from self.sources.values()

    def candidates_in_city(self, key: str) -> Iterable[Record]:
        """Return the records with all words of the key, in a row, in one of their texts."""
        words = split_words(key)
        return self._matching(f"texts : {phrase(words)}") if words else ()

    def similar_names(self, key: str) -> Iterable[str]:
        """Return the names that begin as the key does, or all names of a small dataset."""
        if self.index.size > MAX_SIMILAR:
            yield from self.index.similar_names(key, MAX_SIMILAR)
        else:
            for record in self.records():
                yield from record.names()
        for topic in self.topics.values():
            yield from topic.names()
        for source in self.sources.values():
            yield from source.names()

    def _matching(self, match: str) -> Iterator[Record]:
        """Return the records that an expression of the index matches, in file order."""
        return self._numbered("SELECT rowid FROM entry WHERE entry MATCH ?", match)

    def _numbered(self, numbers: str, value: str) -> Iterator[Record]:
        """Return the records whose numbers a query with one value selects, in file order."""
        records = f"SELECT kind, data FROM item WHERE number IN ({numbers})"  # noqa: S608  fixed
        for kind, data in self.db.execute(f"{records} ORDER BY position", (value,)):
            yield _decode_hub(data) if kind == Hub.kind else _decode_actor(data)


_decode_hub = msgpack.Decoder(Hub).decode
_decode_actor = msgpack.Decoder(Actor).decode


def _actors_of(hub: str) -> str:
    return f"({phrase([tag('hub', hub)])} NOT {phrase([tag('type', 'hub')])})"


def open_dataset(db: sqlite3.Connection, files: tuple[str, ...]) -> SqliteDataset:
    """Return the dataset that `write_dataset` wrote to a database.

    The connection is closed with the dataset, or at once if it cannot be opened. Raises
    sqlite3.Error or TypeError if the database has other contents.
    """
    try:
        (about,) = db.execute("SELECT data FROM about WHERE name = 'about'").fetchone()
    except BaseException:
        db.close()
        raise
    dataset = SqliteDataset(
        about=msgpack.decode(about, type=About),
        sources=_Items(db, Source),
        topics=_Items(db, Topic),
        hubs=_Items(db, Hub),
        actors=_Items(db, Actor),
        files=files,
        db=db,
    )
    weakref.finalize(dataset, db.close)
    return dataset
