"""Tests of the index: the words that it has, and when it makes its temporary tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from hubcli.cache.sqlite_dataset import SqliteDataset, open_dataset, write_dataset
from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Filters
from hubcli.search.engine import search
from hubcli.search.index.build import build_in_memory
from hubcli.search.index.reader import Index

if TYPE_CHECKING:
    from pathlib import Path

    from hubcli.model.dataset import Dataset


@pytest.fixture
def loaded() -> Dataset:
    """The built-in dataset."""
    return load([builtin_path()])


@pytest.fixture
def cached(loaded: Dataset, tmp_path: Path) -> SqliteDataset:
    """The built-in dataset, from a file that can only be read."""
    path = tmp_path / "cached.sqlite"
    with closing(sqlite3.connect(path)) as db:
        write_dataset(db, loaded)
    path.chmod(0o400)
    db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    return open_dataset(db, loaded.files)


def test_size_is_the_number_of_records(loaded: Dataset, cached: SqliteDataset) -> None:
    """The index of a file and one in memory count the records, and none in an empty dataset."""
    with closing(build_in_memory(loaded)) as index:
        assert cached.index.size == index.size == len(loaded.hubs) + len(loaded.actors)


def test_an_empty_dataset_has_no_records(tmp_path: Path) -> None:
    """The size is 0, and a search finds nothing."""
    path = tmp_path / "empty.toml"
    path.write_text('[dataset]\ntitle = "Empty"\nupdated = 2026-01-01\n', encoding="utf-8")
    dataset = load([path])
    with closing(build_in_memory(dataset)) as index:
        assert index.size == 0
        assert search(dataset, index, "openinnovation lab", Filters()).results == ()


def test_tables_of_words_are_made_by_a_search(cached: SqliteDataset) -> None:
    """Other commands do without, and a second index of the same connection uses them."""
    tables = "SELECT count(*) FROM temp.sqlite_master"
    assert cached.count_actors("kuopio") > 0
    assert cached.db.execute(tables).fetchone() == (0,)

    answers = [search(cached, Index(cached.db), "nueroscience", Filters()) for _ in range(2)]
    assert answers[0] == answers[1]
    assert cached.db.execute(tables).fetchone() > (0,)


@pytest.mark.parametrize(
    "query",
    [
        "neuroscience",
        "nueroscience finlnd",
        "openinnovation",
        "bio medicum",
        "who leads neurocenter finland",
        'karolinska OR uppsala -"open innovation"',
        "life science companies in oslo",
    ],
)
def test_answers_are_those_of_the_loaded_dataset(
    loaded: Dataset, cached: SqliteDataset, query: str
) -> None:
    """A search of the file and one of the index in memory have equal results."""
    with closing(build_in_memory(loaded)) as index:
        assert search(cached, cached.index, query, Filters()) == search(
            loaded, index, query, Filters()
        )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("neurocenterfinland", ["neuro", "neurocenter"]),
        ("neuroscience", ["neuro", "neuroscience"]),
        ("kuop", []),
        ("zzz", []),
        ("\U0010ffff", []),
    ],
)
def test_words_that_a_text_begins_with(cached: SqliteDataset, text: str, words: list[str]) -> None:
    """These are words of records, types and topics, the text itself among them."""
    beginning = list(cached.index.words_beginning(text))
    assert [word for word in beginning if len(word) > 4] == words
    assert all(map(cached.index.frequency, beginning))


def test_forms_do_not_depend_on_where_the_stem_ends(cached: SqliteDataset) -> None:
    """A letter has no other form, and a word of few letters none that is much longer."""
    assert set(cached.index.forms("a")) <= {"a"}
    assert set(cached.index.forms("s")) <= {"s"}
    assert dict(cached.index.forms("hospitals"))["hospital"] == "stem"
