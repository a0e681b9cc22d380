"""The messages for every kind of fault: one broken file for each, in the folder `samples`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dataset.dataset_files import MINIMAL_LISTED, SAMPLES
from dataset.sample_faults import FAULTS

if TYPE_CHECKING:
    from dataset.dataset_files import Reader

VALID = ("byte-order-mark.toml", "minimal.toml")


def test_every_sample_has_an_expectation() -> None:
    """The files in the folder are those in `VALID` and `FAULTS`."""
    assert sorted(path.name for path in SAMPLES.glob("*.toml")) == sorted([*VALID, *FAULTS])


@pytest.mark.parametrize("name", VALID)
def test_a_valid_file_is_read(name: str, read: Reader) -> None:
    """A minimal dataset is valid, with or without a byte-order mark."""
    assert read(SAMPLES / name) == (0, MINIMAL_LISTED, "")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_a_message_and_a_position(name: str, read: Reader) -> None:
    """A broken file ends with status 3, no output, and all its faults in the order of the file."""
    path = SAMPLES / name
    message = FAULTS[name].replace("{path}", str(path))
    assert read(path) == (3, "", f"{message}\n")
