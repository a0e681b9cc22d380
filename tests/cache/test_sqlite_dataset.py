"""Tests of a dataset in an SQLite file."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hubcli.cache import sqlite_dataset, store
from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


@pytest.fixture
def datasets(tmp_path: Path) -> tuple[Dataset, Dataset]:
    """The built-in dataset from an SQLite file, and as loaded."""
    loaded = load([builtin_path()])
    db = sqlite3.connect(tmp_path / "dataset.sqlite", check_same_thread=False)
    sqlite_dataset.write_dataset(db, loaded)
    return sqlite_dataset.open_dataset(db, loaded.files), loaded


@pytest.mark.parametrize("kind", ["sources", "topics", "hubs", "actors"])
def test_records_are_those_of_the_loaded_dataset(
    datasets: tuple[Dataset, Dataset], kind: str
) -> None:
    """The mappings have the same ids, length and records, and no others."""
    stored, loaded = (getattr(dataset, kind) for dataset in datasets)
    assert set(stored) == set(loaded)
    assert len(stored) == len(loaded)
    for id in loaded:
        assert id in stored
        assert stored[id] == loaded[id] or list(stored[id]) == list(loaded[id])
    assert "nobody" not in stored
    with pytest.raises(KeyError):
        stored["nobody"]


def test_questions_have_the_same_answers(datasets: tuple[Dataset, Dataset]) -> None:
    """Links, components, neighbours and the actors of a hub are the same."""
    stored, loaded = datasets
    for record in loaded.records():
        assert stored.ties_of(record.id) == loaded.ties_of(record.id)
        assert stored.component_of(record.id) == loaded.component_of(record.id)
        assert stored.neighbours(record.id) == loaded.neighbours(record.id)
        assert list(stored.records_quoting(record.id)) == list(loaded.records_quoting(record.id))
    for hub in loaded.hubs:
        assert stored.actors_in(hub) == loaded.actors_in(hub)
        assert stored.count_actors(hub) == loaded.count_actors(hub)
        assert list(stored.actor_facts(hub)) == list(loaded.actor_facts(hub))
    assert any(list(stored.records_quoting(person)) for person in loaded.actors)


def test_layout_changes_with_what_is_written(tmp_path: Path) -> None:
    """An entry of an older hubcli of this version is read: a change must increase `LAYOUT`."""
    db = sqlite3.connect(tmp_path / "dataset.sqlite")
    sqlite_dataset.write_dataset(db, load([Path("small.toml")]))
    tables = {
        "entry": "rowid, names, texts, tags",
        "concept": "words, field, owner, text",
        "record": "*",
        "spelling": "*",
        "vocabulary": "*",
        "item": "*",
        "tie": "*",
        "about": "*",
    }
    written = [
        sorted(map(repr, db.execute(f"SELECT {columns} FROM {table}")))
        for table, columns in tables.items()
    ]
    db.close()
    assert (store.LAYOUT, hashlib.sha256(repr(written).encode()).hexdigest()[:16]) == (
        5,
        "a5f94426dbdb2a89",
    )
