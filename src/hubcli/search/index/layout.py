"""TODO."""

from __future__ import annotations

from typing import Literal

from hubcli.search.fts import TOKENIZE

Field = Literal["name", "alias", "type", "place", "topic", "link", "summary", "fact"]

# The beginning of a line says what its text is; none of these is part of a word.
FIELD_MARKERS: dict[Field, str] = {
    "name": "= ",
    "alias": "~ ",
    "place": "@ ",
    "link": "> ",
    "summary": ": ",
    "fact": "* ",
}
MARKER_FIELDS = {sign.strip(): field for field, sign in FIELD_MARKERS.items()}
NAME_FIELDS: tuple[Field, ...] = ("name", "alias")
TABLES = f"""
    CREATE TABLE record(number INTEGER PRIMARY KEY, id TEXT, type TEXT, name TEXT, known INTEGER);
    CREATE VIRTUAL TABLE entry USING fts5(names, texts, tags, columnsize = 0, {TOKENIZE});
    CREATE VIRTUAL TABLE concept USING fts5(words, field UNINDEXED, owner UNINDEXED, text UNINDEXED, {TOKENIZE});
    CREATE TABLE spelling(key TEXT, number INTEGER);
    CREATE TABLE vocabulary(length INTEGER PRIMARY KEY, words TEXT);
"""
