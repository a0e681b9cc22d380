"""A dataset kept in an SQLite file: its records beside their index, read one by one as they are asked for.

Says the same as the dataset that it was written from, without its TOML. Where such files lie, and when one may be
trusted, is the business of `cache`.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, ValuesView
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from msgspec import msgpack

from hubcli import index
from hubcli.index import Index, both, phrase, tag
from hubcli.model import About, Actor, Anything, Dataset, Filters, Hub, Record, Source, Tie, Topic
from hubcli.text import words

_TABLES = """
    CREATE TABLE item(position INTEGER PRIMARY KEY, kind TEXT, id TEXT, number INTEGER, data BLOB);
    CREATE TABLE tie(id TEXT, other TEXT, received INTEGER);  -- which of the other's links it is, where that states it
    CREATE TABLE component(id TEXT PRIMARY KEY, first TEXT, size INTEGER) WITHOUT ROWID;
    CREATE TABLE about(name TEXT PRIMARY KEY, data BLOB);
"""
_INDICES = """
    CREATE UNIQUE INDEX item_id ON item(kind, id);
    CREATE UNIQUE INDEX item_number ON item(number) WHERE number IS NOT NULL;
    CREATE INDEX tie_id ON tie(id);
"""
NAMED_ALIKE = 200  # records looked at, of those that share a name, its beginning or its words
SIMILAR = 2000  # names that the nearest are chosen from
RECENT = 256  # records that are not decoded again when they are asked for again, as the hub of every actor is

_T = TypeVar("_T", bound=Anything)


def write(db: sqlite3.Connection, dataset: Dataset, step: Callable[[int], object] = int) -> None:
    """Fills an empty database with a dataset and its index. `step` is told now and then how many records are done."""
    numbers = {record.id: number for number, record in enumerate(index.build(db, dataset, step))}
    index.write_vocabulary(db)
    db.executescript(_TABLES)
    encode = msgpack.Encoder().encode
    everything = (*dataset.records(), *dataset.topics.values(), *dataset.sources.values())
    about = {"about": dataset.about, "countries": dataset.countries}
    with db:
        db.executemany(
            "INSERT INTO item(kind, id, number, data) VALUES (?, ?, ?, ?)",
            (
                (one.kind, one.id, numbers[one.id] if isinstance(one, (Hub, Actor)) else None, encode(one))
                for one in everything
            ),
        )
        db.executemany(
            "INSERT INTO tie VALUES (?, ?, ?)",
            dict.fromkeys(
                end
                for record in dataset.records()
                for number, link in enumerate(record.links)
                for end in ((link.to, record.id, number), (record.id, link.to, None))
            ),
        )
        db.executemany("INSERT INTO component VALUES (?, ?, ?)", ((id, *its) for id, its in dataset.components.items()))
        db.executemany("INSERT INTO about VALUES (?, ?)", ((name, encode(its)) for name, its in about.items()))
    db.executescript(_INDICES)


class _Items(Mapping[str, _T], Generic[_T]):
    """The records of one kind by id, in the order of the files."""

    def __init__(self, db: sqlite3.Connection, type: type[_T]) -> None:
        self._db = db
        self._kind = type.kind
        self._decode = msgpack.Decoder(type).decode
        self._recent = lru_cache(RECENT)(self._read)

    def __getitem__(self, id: str) -> _T:
        return self._recent(id)

    def _read(self, id: str) -> _T:
        row = self._db.execute("SELECT data FROM item WHERE kind = ? AND id = ?", (self._kind, id)).fetchone()
        if row is None:
            raise KeyError(id)
        return self._decode(row[0])

    def __contains__(self, id: object) -> bool:
        found = self._db.execute("SELECT 1 FROM item WHERE kind = ? AND id = ?", (self._kind, id))
        return found.fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        for (id,) in self._db.execute("SELECT id FROM item WHERE kind = ? ORDER BY position", (self._kind,)):
            yield id

    def __len__(self) -> int:
        (count,) = self._db.execute("SELECT count(*) FROM item WHERE kind = ?", (self._kind,)).fetchone()
        return int(count)

    def values(self) -> ValuesView[_T]:
        """All of them, read in one go when they are gone through."""
        return _Values(self)

    def stream(self) -> Iterator[_T]:
        """All of them, one after the other."""
        for (data,) in self._db.execute("SELECT data FROM item WHERE kind = ? ORDER BY position", (self._kind,)):
            yield self._decode(data)


class _Values(ValuesView[_T]):
    def __init__(self, items: _Items[_T]) -> None:
        super().__init__(items)
        self._items = items

    def __iter__(self) -> Iterator[_T]:
        return self._items.stream()


class _Ties(Mapping[str, tuple[Tie, ...]]):
    """The links of each record from both ends, by its id."""

    def __init__(self, dataset: Stored) -> None:
        self._dataset = dataset

    def __getitem__(self, id: str) -> tuple[Tie, ...]:
        dataset = self._dataset
        received = "SELECT other, received FROM tie WHERE id = ? AND received IS NOT NULL ORDER BY rowid"
        stating = ((dataset.get(by), number) for by, number in dataset.db.execute(received, (id,)))
        return (*dataset.stated(dataset.get(id)), *(Tie.received(by.links[number], by) for by, number in stating))

    def __iter__(self) -> Iterator[str]:
        return (record.id for record in self._dataset.records())

    def __len__(self) -> int:
        return len(self._dataset.hubs) + len(self._dataset.actors)


class _Components(Mapping[str, tuple[str, int]]):
    """Records that are linked with others → the first id among all these, and how many."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __getitem__(self, id: str) -> tuple[str, int]:
        row = self._db.execute("SELECT first, size FROM component WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise KeyError(id)
        return row[0], row[1]

    def __iter__(self) -> Iterator[str]:
        return (id for (id,) in self._db.execute("SELECT id FROM component"))

    def __len__(self) -> int:
        (count,) = self._db.execute("SELECT count(*) FROM component").fetchone()
        return int(count)


class _ActorsOf(Mapping[str, Sequence[Actor]]):
    """The actors of each hub, by the hub's id."""

    def __init__(self, dataset: Stored) -> None:
        self._dataset = dataset

    def __getitem__(self, hub: str) -> Sequence[Actor]:
        if hub not in self._dataset.hubs:
            raise KeyError(hub)
        return _Actors(self._dataset, hub)

    def __iter__(self) -> Iterator[str]:
        return iter(self._dataset.hubs)

    def __len__(self) -> int:
        return len(self._dataset.hubs)


class _Actors(Sequence[Actor]):
    """The actors of one hub: counted without reading them."""

    def __init__(self, dataset: Stored, hub: str) -> None:
        self._dataset = dataset
        self._match = f"({phrase([tag('hub', hub)])} NOT {phrase([tag('type', 'hub')])})"

    def __iter__(self) -> Iterator[Actor]:
        return (one for one in self._dataset.matching(self._match) if isinstance(one, Actor))

    def __len__(self) -> int:
        return self._dataset.index.count(self._match)

    def __getitem__(self, at: Any) -> Any:
        return tuple(self)[at]


class Stored(Dataset, frozen=True, kw_only=True, dict=True, weakref=True):
    """A dataset whose records stay in their file until they are asked for."""

    db: sqlite3.Connection

    @cached_property
    def index(self) -> Index:
        """The index beside the records."""
        return Index(self.db)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries that records are in, by code."""
        (data,) = self.db.execute("SELECT data FROM about WHERE name = 'countries'").fetchone()
        return msgpack.decode(data, type=tuple[str, ...])

    @cached_property
    def ties(self) -> Mapping[str, tuple[Tie, ...]]:
        """Each record's links from both ends, by id."""
        return _Ties(self)

    def neighbours(self, id: str) -> Iterable[str]:
        """The ids of the records that a record is tied to, from A, each once."""
        found = self.db.execute("SELECT DISTINCT other FROM tie WHERE id = ? ORDER BY other", (id,))
        return [other for (other,) in found]

    @cached_property
    def components(self) -> Mapping[str, tuple[str, int]]:
        """Records that are linked with others → the first id among all these, and how many."""
        return _Components(self.db)

    @cached_property
    def actors_of(self) -> Mapping[str, Sequence[Actor]]:
        """The actors of each hub, by the hub's id."""
        return _ActorsOf(self)

    def matching(self, match: str) -> Iterator[Record]:
        """The records that an expression of the index finds, in their order."""
        return self._numbered("SELECT rowid FROM entry WHERE entry MATCH ?", match)

    def _numbered(self, numbers: str, value: str) -> Iterator[Record]:
        """The records whose numbers a query with one value gives, in their order."""
        query = f"SELECT kind, data FROM item WHERE number IN ({numbers}) ORDER BY position"  # noqa: S608  constants
        for kind, data in self.db.execute(query, (value,)):
            yield _decode_hub(data) if kind == Hub.kind else _decode_actor(data)

    def select(self, filters: Filters) -> Iterator[Record]:
        """The records that pass the filters, in their order."""
        passing = index.passing(filters)
        return self.matching(both(passing)) if passing else self.records()

    def citing(self, source: str) -> Iterator[Record]:
        """The records that cite the source, in their order."""
        return self.matching(phrase([tag("source", source)]))

    def going_by(self, key: str) -> Iterable[Anything]:
        """The records with a name that has this key, begins with it or has all its words; all topics and sources."""
        begins = "key >= ? AND key < ? LIMIT ?", (key, f"{key}\U0010ffff", NAMED_ALIKE)
        id = key.replace(" ", "-")
        begins_id = "id >= ? AND id < ? LIMIT ?", (id, f"{id}\U0010ffff", NAMED_ALIKE)
        numbers = dict.fromkeys(self.index.spelled(key))
        for table, (where, values) in (("spelling", begins), ("record", begins_id)):
            found = self.db.execute(f"SELECT number FROM {table} WHERE {where}", values)  # noqa: S608  constants
            numbers |= dict.fromkeys(number for (number,) in found)
        if all_words := [phrase([word]) for word in words(key)]:
            numbers |= dict.fromkeys(self.index.numbers(f"names : {both(all_words)}", NAMED_ALIKE))
        yield from self._numbered("SELECT value FROM json_each(?)", str(list(numbers)))
        yield from self.topics.values()
        yield from self.sources.values()

    def names_like(self, key: str) -> Iterable[str]:
        """Names that begin as the key does, or all of them where they are few."""
        if self.index.size > SIMILAR:
            yield from self.index.names_like(key, SIMILAR)
        else:
            for record in self.records():
                yield from record.names()
        for topic in self.topics.values():
            yield from topic.names()
        for source in self.sources.values():
            yield from source.names()


_decode_hub = msgpack.Decoder(Hub).decode
_decode_actor = msgpack.Decoder(Actor).decode


def opened(db: sqlite3.Connection, files: tuple[str, ...]) -> Stored:
    """The dataset that `write` filled a database with. The connection is closed when nobody has the dataset any more.

    Raises sqlite3.Error or TypeError when the database is another one.
    """
    try:
        (about,) = db.execute("SELECT data FROM about WHERE name = 'about'").fetchone()
    except BaseException:  # whatever it is, and on it goes: nobody else would close the connection
        db.close()
        raise
    dataset = Stored(
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
