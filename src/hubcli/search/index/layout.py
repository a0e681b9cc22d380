"""The tables of the full-text index, and the markers that tell the fields in a row apart."""

from __future__ import annotations

from typing import Literal

from hubcli.search.fts import TOKENIZE

Field = Literal[
    "name", "alias", "type", "place", "topic", "link", "summary", "fact", "figure", "quote"
]

# A record is a row of `entry`, and a text a line of the row. The line begins with the marker of
# its field; no marker is part of a word.
FIELD_MARKERS: dict[Field, str] = {
    "name": "= ",
    "alias": "~ ",
    "place": "@ ",
    "link": "> ",
    "summary": ": ",
    "fact": "* ",
    "figure": "# ",
    "quote": "% ",
}
MARKER_FIELDS = {marker.strip(): field for field, marker in FIELD_MARKERS.items()}
NAME_FIELDS: tuple[Field, ...] = ("name", "alias")

# Before the qualifier of a name, which tells records of one name apart: "Samsung (South Korea)".
QUALIFIER_MARKER = "("

# record:     what ranking needs; `links` is the number of links to a record
# entry:      the texts and tags of the record whose number is the rowid
# concept:    the words for types and topics
# spelling:   every key by which a name can be looked up as a whole
# vocabulary: the words of each length, most frequent first; filled by `write_vocabulary`
TABLES = f"""
    CREATE TABLE record(number INTEGER PRIMARY KEY, id TEXT, type TEXT, name TEXT, links INTEGER);
    CREATE VIRTUAL TABLE entry USING fts5(names, texts, tags, columnsize = 0, {TOKENIZE});
    CREATE VIRTUAL TABLE concept USING fts5(
        words, field UNINDEXED, owner UNINDEXED, text UNINDEXED, {TOKENIZE});
    CREATE TABLE spelling(key TEXT, number INTEGER);
    CREATE TABLE vocabulary(length INTEGER PRIMARY KEY, words TEXT);
"""
