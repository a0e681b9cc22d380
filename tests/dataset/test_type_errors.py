"""Values of any type anywhere in a dataset: an error with a position, and never a traceback."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

import pytest
from dataset.dataset_files import MINIMAL_LISTED, all_paths, write_text
from dataset.valid_dataset import VALID, valid_with, value_at, values
from hypothesis import given, settings
from hypothesis import strategies as st

from hubcli.dataset.type_errors import type_errors
from hubcli.main import main
from hubcli.model.records import Alias, Figure, Place, Source

if TYPE_CHECKING:
    from pathlib import Path


def list_dataset(path: Path) -> tuple[int, str, str]:
    """Return what the fixture `read` does, which cannot be used in a test of many examples."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["list", "--data", str(path)])
    out.seek(0)
    err.seek(0)
    return status, out.read(), err.read()


@pytest.mark.parametrize(
    ("type_", "value", "message"),
    [
        (Source, {"id": "x", "title": "X", "paragraphs": 2.5}, "expected a whole number, found"),
        (
            Source,
            {"id": "x", "title": "X", "paragraphs": 10**6 + 1},
            "1000001 is not a number from",
        ),
        (Source, {"id": "x", "title": "X", "paragraphs": 10**31}, "so large a number is not a"),
        (Place, {"city": "C", "country": "FI", "lat": float("inf")}, "inf is not degrees from"),
        (Place, {"city": "C", "country": "FI", "lat": 91}, "91 is not degrees from -90 to 90"),
        (Place, {"city": "C", "country": "FI", "lat": True}, "expected a number, found true or"),
        (Figure, {"of": "beds", "value": 1e16}, "1e+16 is not a number from -10^15 to 10^15"),
        (Figure, {"of": "beds", "value": None}, "the key 'value' or 'qualifier' is missing"),
        (Alias, {"name": "A", "kind": None}, "expected a text, found null"),
    ],
)
def test_a_number_or_null_that_does_not_fit(type_: type, value: object, message: str) -> None:
    """A number outside the range and one of the wrong type have different messages."""
    ((_, text),) = type_errors(value, type_)
    assert text.startswith(message)


def test_a_valid_value_has_no_errors() -> None:
    """Without a mismatch, nothing is yielded."""
    assert list(type_errors({"name": "A"}, Alias)) == []


def test_the_dataset_is_valid_before_it_is_changed(tmp_path: Path) -> None:
    """The next test changes one value of a dataset that has no problem."""
    text = valid_with(("dataset", "title"), "Sample")
    assert list_dataset(write_text(tmp_path / "valid.toml", text)) == (0, MINIMAL_LISTED, "")


@settings(deadline=None)
@given(data=st.data())
def test_a_value_of_another_type_never_raises(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A dataset with one value of another type is read, or refused with a position."""
    path = data.draw(st.sampled_from(list(all_paths(VALID))))
    value = data.draw(values.filter(lambda value: type(value) is not type(value_at(path))))
    file = write_text(tmp_path_factory.getbasetemp() / "broken.toml", valid_with(path, value))
    status, out, err = list_dataset(file)
    outcome = (status, bool(out), err.startswith(f"{file}:"))
    assert outcome in ((0, True, False), (3, False, True))
    assert "not TOML" not in err  # the test itself wrote invalid TOML
