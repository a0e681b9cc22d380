"""A dataset without problems, and values of any type to put into it."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
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
