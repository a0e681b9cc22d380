"""Positions in TOML text: in a small document, in generated ones and in the built-in dataset."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
import tomli
from dataset.dataset_files import all_paths
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from hubcli.dataset.positions import Position, find_positions, nearest_position

if TYPE_CHECKING:
    from random import Random

    from hubcli.errors import KeyPath

HUBS = ROOT / "data" / "hubs.toml"

DOCUMENT = (
    r'''# [no] = "header"
title = "a # b ] }" # x = 1
"q\u0061\U00000062\n\"" . 'lit.er\al' .  c-1 = 'it = "so"'

[a.b]  # implies a
text = """
[not.a.header]
k = 1 \""" ""still"""""
'''
    r"""raw = '''
x = ['a', ''b'''''
when = 1979-05-27 07:32:00Z # space
[ a ]
list = [ # first
  1, [ 'x,]', [] ],
    # between
  { p.q = [2], r = {} }, 1979-05-27 07:32:00,
]

  [[arr]]
  inline = { x = "}", y.z = -1.5e3, y."" = [true] }
  [[arr.sub]]
  n = +inf
  [[arr.sub]]
  [arr.sub.deep]
[[arr]]
[[arr.sub]]
"""
)


def as_position(text: str, offset: int) -> Position:
    """Return the position of an offset by counting."""
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


EXPECTED = {
    ("title",): (2, 1),
    ('qab\n"',): (3, 1),
    ('qab\n"', "lit.er\\al"): (3, 27),
    ('qab\n"', "lit.er\\al", "c-1"): (3, 42),
    ("a",): (12, 1),
    ("a", "b"): (5, 1),
    ("a", "b", "text"): (6, 1),
    ("a", "b", "raw"): (9, 1),
    ("a", "b", "when"): (11, 1),
    ("a", "list"): (13, 1),
    ("a", "list", 0): (14, 3),
    ("a", "list", 1): (14, 6),
    ("a", "list", 1, 0): (14, 8),
    ("a", "list", 1, 1): (14, 15),
    ("a", "list", 2): (16, 3),
    ("a", "list", 2, "p"): (16, 5),
    ("a", "list", 2, "p", "q"): (16, 7),
    ("a", "list", 2, "p", "q", 0): (16, 12),
    ("a", "list", 2, "r"): (16, 16),
    ("a", "list", 3): (16, 26),
    ("arr",): (19, 3),
    ("arr", 0): (19, 3),
    ("arr", 0, "inline"): (20, 3),
    ("arr", 0, "inline", "x"): (20, 14),
    ("arr", 0, "inline", "y"): (20, 23),
    ("arr", 0, "inline", "y", "z"): (20, 25),
    ("arr", 0, "inline", "y", ""): (20, 39),
    ("arr", 0, "inline", "y", "", 0): (20, 45),
    ("arr", 0, "sub"): (21, 3),
    ("arr", 0, "sub", 0): (21, 3),
    ("arr", 0, "sub", 0, "n"): (22, 3),
    ("arr", 0, "sub", 1): (23, 3),
    ("arr", 0, "sub", 1, "deep"): (24, 3),
    ("arr", 1): (25, 1),
    ("arr", 1, "sub"): (26, 1),
    ("arr", 1, "sub", 0): (26, 1),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_key_and_element_of_a_document_has_its_position(newline: str) -> None:
    """Every form of key, element and table in TOML is found where it starts, with any line end."""
    text = DOCUMENT.replace("\n", newline)
    assert find_positions(text) == EXPECTED
    assert set(all_paths(tomli.loads(text))) == set(EXPECTED)


def test_inline_tables_may_span_lines() -> None:
    r"""An inline table of TOML 1.1 may have newlines, comments, a last comma, \e and \x in keys."""
    text = 't = { # }\n  a = 1, # b = 2,\n  "\\x63\\e" = [ { d = 3, }, ],\n}\n'
    assert find_positions(text) == {
        ("t",): (1, 1),
        ("t", "a"): (2, 3),
        ("t", "c\x1b"): (3, 3),
        ("t", "c\x1b", 0): (3, 16),
        ("t", "c\x1b", 0, "d"): (3, 18),
    }


def test_columns_count_characters() -> None:
    """A character outside ASCII is one column, and only a newline ends a line."""
    key = "ä𝄞\u2028"
    assert find_positions(f"'{key}' = ['ö', 1]") == {
        (key,): (1, 1),
        (key, 0): (1, 10),
        (key, 1): (1, 15),
    }


def test_nearest_position_is_that_of_the_longest_prefix() -> None:
    """A path that is not in the text has the position of the nearest path around it, or 1:1."""
    text = "\n[actors.x]\nfacts = [{}, { cite = 'y' }]\n"
    paths: list[KeyPath] = [
        ("actors", "x", "facts", 1, "cite"),
        ("actors", "x", "facts", 0, "cite"),
        ("hubs", "x"),
        (),
    ]
    assert [nearest_position(find_positions(text), path) for path in paths] == [
        (3, 16),
        (3, 10),
        (1, 1),
        (1, 1),
    ]


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    """Values may be nested more deeply than Python can recurse."""
    positions = find_positions("a = " + "[" * 2000 + "]" * 2000)
    assert nearest_position(positions, ("a", *[0] * 1999)) == (1, 2004)


class Writer:
    """A writer of TOML in random styles, which marks the offset of each key and element."""

    def __init__(self, data: dict[str, Any], random: Random) -> None:
        self.choose = random.choice
        self.text = ""
        self.marks: dict[KeyPath, int] = {}
        self.body((), data)

    def mark(self, path: KeyPath) -> None:
        """Record the end of the text as the offset of `path`, unless it has one already."""
        self.marks.setdefault(path, len(self.text))

    def string(self, text: str, *, key: bool = False) -> str:
        """Return the text in a random form that can hold it."""
        escaped = "".join(
            c if c >= " " and c not in '"\\\x7f' else f"\\u{ord(c):04x}" for c in text
        )
        forms = [f'"{escaped}"']
        if "'" not in text and not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", text):
            forms.append(f"'{text}'")
        if key:
            bare = [text] if re.fullmatch("[A-Za-z0-9_-]+", text) else []
            return self.choose(forms + bare)
        if '"""' not in text:
            forms.append('"""\n' + escaped.replace("\\u000a", "\n").replace("\\u0022", '"') + '"""')
        if "'''" not in text and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
            forms.append(f"'''\n{text}'''")
        return self.choose(forms)

    def punctuation(self, mark: str) -> None:
        """Write a bracket or comma, with white space and comments after it and before a comma."""
        for piece in ("", mark) if mark == "," else (mark,):
            self.text += piece + self.choose(["", " ", "\n", " # ], }\n\t"])

    def value(self, path: KeyPath, value: Any) -> None:
        """Write a scalar, an array or an inline table."""
        if isinstance(value, list):
            self.punctuation("[")
            for i, each in enumerate(value):
                self.mark((*path, i))
                self.value((*path, i), each)
                self.punctuation(",")
            self.text += "]"
        elif isinstance(value, dict):
            self.punctuation("{")
            for key, inner in value.items():
                self.entry(path, key, inner, between=",\n")
                self.punctuation(",")
            self.text += "}"
        elif isinstance(value, str):
            self.text += self.string(value)
        elif isinstance(value, datetime):
            self.text += value.isoformat(self.choose("T "))
        else:
            self.text += str(value).lower() if isinstance(value, bool) else str(value)

    def entry(
        self,
        path: KeyPath,
        key: str,
        value: Any,
        between: str,
        before: tuple[tuple[KeyPath, str], ...] = (),
    ) -> None:
        """Write `key = value`, or a table as dotted keys; `before` are the parts to the left."""
        parts = (*before, ((*path, key), key))
        if isinstance(value, dict) and value and self.choose([True, False]):
            for i, (inner_key, inner) in enumerate(value.items()):
                self.text += between if i else ""
                self.entry((*path, key), inner_key, inner, between, parts)
            return
        for i, (part_path, part) in enumerate(parts):
            self.text += self.choose([".", " . "]) if i else ""
            self.mark(part_path)
            self.text += self.string(part, key=True)
        self.text += self.choose([" = ", "="])
        self.value((*path, key), value)

    def body(self, path: KeyPath, table: dict[str, Any]) -> None:
        """Write the items of a table: values first, then tables with headers."""
        later: list[str] = []
        for key, value in table.items():
            tables = value if isinstance(value, list) else [value]
            if (
                tables
                and all(isinstance(each, dict) for each in tables)
                and self.choose([True, True, False])
            ):
                later.append(key)
                continue
            self.text += self.choose(["", "  ", "# [x]\n"])
            self.entry(path, key, value, between="\n")
            self.text += self.choose(["\n", " # y = [\n\n"])
        for key in later:
            inner_path = (*path, key)
            if isinstance(table[key], dict):
                self.header(inner_path, "[", "]")
                self.body(inner_path, table[key])
                continue
            for i, each in enumerate(table[key]):
                self.mark(inner_path)
                self.mark((*inner_path, i))
                self.header(inner_path, "[[", "]]")
                self.body((*inner_path, i), each)

    def header(self, path: KeyPath, left: str, right: str) -> None:
        """Write the header of the table at `path`, without the indices in the path."""
        self.mark(path)
        parts = [self.string(part, key=True) for part in path if isinstance(part, str)]
        self.text += f"{left}{self.choose(['.', ' . ']).join(parts)}{right}\n"


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.text(
    "ab'\"\\#[]{}=,.\n\t ", max_size=9
)
SCALARS = (
    TEXT
    | st.integers()
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
)
KEYS = st.text("ab-_1", min_size=1, max_size=3) | TEXT
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.lists(st.dictionaries(KEYS, inner, max_size=3), max_size=3)
    ),
    max_leaves=15,
)


@given(
    st.dictionaries(KEYS, VALUES, max_size=5),
    st.randoms(use_true_random=False),
    st.sampled_from(["\n", "\r\n"]),
)
def test_positions_are_those_of_the_writer(
    data: dict[str, Any], random: Random, newline: str
) -> None:
    """In any style, each path of the data, and no other, is where the writer marked it."""
    writer = Writer(data, random)
    text = writer.text.replace("\n", newline)
    assert tomli.loads(text) == data
    assert set(writer.marks) == set(all_paths(data))
    assert find_positions(text) == {
        path: as_position(writer.text, offset) for path, offset in writer.marks.items()
    }


@pytest.mark.skipif(not HUBS.exists(), reason="no data/hubs.toml")
def test_every_path_of_the_built_in_dataset_has_a_position() -> None:
    """At the position of a key is the key or a header."""
    text = HUBS.read_text(encoding="utf-8")
    positions = find_positions(text)
    assert set(positions) == set(all_paths(tomli.loads(text)))
    lines = text.split("\n")
    for path, (line, column) in positions.items():
        if isinstance(path[-1], str):
            rest = lines[line - 1][column - 1 :].lstrip("\"'")
            assert rest.startswith((path[-1], "[")), path
