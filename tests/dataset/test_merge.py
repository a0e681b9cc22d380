"""Several files as one dataset: merging, ids used twice, and references between files."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import pytest
from dataset.dataset_files import MINIMAL, MINIMAL_LISTED, SAMPLES, write_text

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path

if TYPE_CHECKING:
    from pathlib import Path

    from dataset.dataset_files import Reader


def test_two_files_are_one_dataset(second: Path, read: Reader) -> None:
    """Records of one file may refer to those of the other."""
    expected = "clinic\tClinic\thealthcare\tnorth\t\t\nward\tWard\thealthcare\tnorth, south\t\t\n"
    assert read("actors", MINIMAL, second) == (0, expected, "")


def test_the_order_of_files_does_not_matter(second: Path, read: Reader) -> None:
    """A file may refer to records of a later file."""
    expected = "north\tNorth\t\t\tBrain\t2\t\nsouth\tSouth\t\t\tBrain\t1\t\n"
    assert read(second, MINIMAL) == (0, expected, "")


def test_a_merged_dataset_has_all_titles_and_the_latest_date(second: Path) -> None:
    """The `[dataset]` tables of several files are merged as well."""
    about = load([second, MINIMAL]).about
    assert (about.title, about.updated) == ("Second + Sample", date(2026, 11, 22))


def test_the_environment_names_files(
    second: Path, monkeypatch: pytest.MonkeyPatch, read: Reader
) -> None:
    """HUBCLI_DATA is a list of files with the separator of PATH; empty parts are ignored."""
    monkeypatch.setenv("HUBCLI_DATA", os.pathsep.join([str(MINIMAL), "", str(second)]))
    expected = "north\tNorth\t\t\tBrain\t2\t\nsouth\tSouth\t\t\tBrain\t1\t\n"
    assert read() == (0, expected, "")


def test_the_option_overrides_the_environment(
    second: Path, monkeypatch: pytest.MonkeyPatch, read: Reader
) -> None:
    """With --data, HUBCLI_DATA is ignored."""
    monkeypatch.setenv("HUBCLI_DATA", str(second))
    assert read(MINIMAL) == (0, MINIMAL_LISTED, "")


def test_the_built_in_dataset_can_be_added(read: Reader) -> None:
    """With --with-builtin, the hubs of the built-in dataset come first."""
    _, alone, _ = read(builtin_path())
    together = read(MINIMAL, "--with-builtin")
    assert together == (0, alone + MINIMAL_LISTED, "")


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


def test_missing_records_of_a_single_file(second: Path, read: Reader) -> None:
    """A reference to a record of no file is a problem where it is written."""
    expected = (
        f"{second}:7:11: error: hubs.south.topics[0]: there is no topic 'brain'\n"
        f"{second}:8:1: error: hubs.south.cite: there is no source 'report'\n"
        f"{second}:13:9: error: actors.ward.hubs[0]: there is no hub 'north'\n"
        f"{second}:14:29: error: actors.ward.links[0].to: there is no hub or actor 'clinic'\n"
        "4 problems; nothing was read.\n"
    )
    assert read(second) == (3, "", expected)


def test_the_problems_of_all_files_are_reported(read: Reader) -> None:
    """A file that cannot be read or parsed does not hide the problems of the next."""
    absent, syntax, shape = (
        SAMPLES / name for name in ("absent", "not-toml.toml", "missing-hub-name.toml")
    )
    expected = (
        f"{absent}: error: there is no such file\n"
        f"{syntax}:2:9: error: not TOML: Invalid value\n"
        f"{shape}:12:1: error: hubs.north: the key 'name' is missing\n"
        "3 problems; nothing was read.\n"
    )
    assert read(absent, syntax, shape) == (3, "", expected)
