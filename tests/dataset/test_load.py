"""The choice of the files to load, and the problems of all of them together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dataset.dataset_files import MINIMAL, MINIMAL_LISTED, SAMPLES

from hubcli.dataset.paths import builtin_path

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from dataset.dataset_files import Reader

# Names that tests/check imports from here.


def test_the_environment_names_files(
    second: Path, monkeypatch: pytest.MonkeyPatch, read: Reader
) -> None:
    """HUBCLI_DATA is a list of files with the separator of PATH; empty parts are ignored."""
    monkeypatch.setenv("HUBCLI_DATA", os.pathsep.join([str(MINIMAL), "", str(second)]))
    expected = "north\tNorth\t\t\t2\tBrain\t\nsouth\tSouth\t\t\t1\tBrain\t\n"
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
