"""Several files as one dataset, and ids that they use twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from dataset.dataset_files import MINIMAL, MINIMAL_LISTED, SAMPLES, write_text

from hubcli.dataset.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from dataset.dataset_files import Reader


def test_two_files_are_one_dataset(second: Path, read: Reader) -> None:
    """Records of one file may refer to those of the other."""
    expected = "clinic\tClinic\thealthcare\tnorth\t\t\nward\tWard\thealthcare\tnorth, south\t\t\n"
    assert read("actors", MINIMAL, second) == (0, expected, "")


def test_the_order_of_files_does_not_matter(second: Path, read: Reader) -> None:
    """A file may refer to records of a later file."""
    expected = "north\tNorth\t\t\t2\tBrain\t\nsouth\tSouth\t\t\t1\tBrain\t\n"
    assert read(second, MINIMAL) == (0, expected, "")


def test_a_merged_dataset_has_all_titles_and_the_latest_date(second: Path) -> None:
    """The `[dataset]` tables of several files are merged as well."""
    about = load([second, MINIMAL]).about
    assert (about.title, about.updated) == ("Second + Sample", date(2026, 11, 22))


@pytest.mark.parametrize(
    ("record", "place", "line"),
    [
        ('[hubs.north]\nname = "South"', "hubs.north: the id 'north'", 12),
        (
            '[actors.north]\nname = "North"\ntype = "person"\nhubs = ["north"]',
            "actors.north: the id 'north'",
            12,
        ),
        ('[hubs.clinic]\nname = "Clinic"', "hubs.clinic: the id 'clinic'", 16),
        ('[sources.report]\ntitle = "Another"', "sources.report: the id 'report'", 5),
        ('[topics.brain]\nname = "Brains"', "topics.brain: the id 'brain'", 9),
    ],
)
def test_an_id_used_twice(record: str, place: str, line: int, tmp_path: Path, read: Reader) -> None:
    """The problem is at the second record, and its message has the position of the first."""
    about = '[dataset]\ntitle = "More"\nupdated = 2026-11-22'
    path = write_text(tmp_path / "more.toml", f"{about}\n\n{record}\n")
    expected = f"{path}:5:1: error: {place} is already used at {MINIMAL}:{line}\n"
    assert read(MINIMAL, path) == (3, "", expected)


def test_the_same_record_in_two_files(read: Reader) -> None:
    """Two equal records are one, and no problem."""
    assert read(MINIMAL, SAMPLES / "byte-order-mark.toml") == (0, MINIMAL_LISTED, "")
