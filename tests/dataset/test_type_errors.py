"""Values of any type anywhere in a dataset: an error with a position, and never a traceback."""

from __future__ import annotations

import copy
import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from dataset.dataset_files import MINIMAL_LISTED, all_paths, write_text
from hypothesis import given, settings
from hypothesis import strategies as st

from hubcli.dataset.type_errors import type_errors
from hubcli.main import main
from hubcli.model.records import Alias, Figure, Place, Source

if TYPE_CHECKING:
    from pathlib import Path

    from hubcli.errors import KeyPath

VALID: dict[str, Any] = {
    "dataset": {"title": "Sample", "updated": date(2026, 11, 22)},
    "sources": {
        "report": {
            "title": "Report",
            "paragraphs": 3,
            "url": "https://example.org",
            "date": "2023-10",
        }
    },
    "topics": {"brain": {"name": "Brain", "aliases": ["brains", {"name": "aivot", "lang": "fi"}]}},
    "hubs": {"north": {"name": "North", "topics": ["brain"], "cite": ["report#1", "report#2"]}},
    "actors": {
        "clinic": {
            "name": "Clinic",
            "type": "healthcare",
            "hubs": ["north"],
            "place": {"city": "Kuopio", "country": "FI", "lat": 62.9, "lon": 27.7},
            "established": 1996,
            "facts": [
                {"text": "Has 20 beds.", "cite": "report#3", "figure": {"of": "beds", "value": 20}}
            ],
            "links": [{"rel": "part-of", "to": "north", "cite": "report#1"}],
        }
    },
}

scalars = (
    st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("ab.-\n é", max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


def toml(value: Any) -> str:
    """Return a value as TOML on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = (char if char.isalnum() else f"\\U{ord(char):08x}" for char in value)
        return f'"{"".join(escaped)}"'
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml(key)} = {toml(inner)}' for key, inner in value.items())}}}"
    return repr(value) if isinstance(value, (int, float)) else str(value.isoformat())


def valid_with(path: KeyPath, value: object) -> str:
    """Return the valid dataset as TOML, with `value` at `path`."""
    document: Any = copy.deepcopy(VALID)
    table = document
    for step in path[:-1]:
        table = table[step]
    table[path[-1]] = value
    return "".join(f"{toml(key)} = {toml(inner)}\n" for key, inner in document.items())


def value_at(path: KeyPath) -> object:
    value: Any = VALID
    for step in path:
        value = value[step]
    return value


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
        (Figure, {"of": "beds", "value": 1e16}, "1e+16 is not a number that somebody counted"),
        (Figure, {"of": "beds", "value": None}, "expected a number, found null"),
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
