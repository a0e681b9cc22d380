"""A dataset with a hostile text in every field, generated from the types of the model.

Also `unsafe_characters`, which finds what no output may contain.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import cycle
from typing import TYPE_CHECKING, Any

from msgspec import inspect

from hubcli.dataset.source_file import DatasetFile
from hubcli.model.patterns import (
    CITE,
    COUNTRY,
    DATE,
    LANGUAGE,
    ROR,
    TEXT,
    WEB,
    WIKIDATA,
    TextPattern,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PAYLOADS = {
    "formula": '=HYPERLINK("http://x","y")',
    "escape": "\x1b[31mred\x1b]0;title\x07\x1b]52;c;aGk=\x07\x1b]8;;http://x\x1b\\link\x1bPq\x1b[",
    "c1": "\x9b31mred\x90q\x9c\x9d0;t\x85\x7f\x00",
    "markup": "[bold red]x[/bold red] [/] :smile: [link=http://x]y[/link]",
    "bidi": "a\u202eb\u2066c\u200fd\u200be\ufefff\U000e0041g\u061c",
    "unseen": "\u3164\u115f\u1160\uffa0\u034f\u00ad\u180e\u2063\ufe01\U000e0101",
    "private": "\ue000hub\ue0ff \ue001company\ue0ff",
    "html": "<script>alert(1)</script>&amp;<b onclick='x'>",
    "markdown": "# x | `y` ![z](http://x) *a* _b_ [c](javascript:d)",
    "command": "$(touch pwned) `touch pwned` \\$(touch pwned)",
    "graph": '"]; end subgraph x } @misc{x, %% x',
    "lines": "one\ntwo\r\nthree\tfour\x0bfive\u2028six\x0c\n::error::seven",
}
HOSTILE = " ".join(PAYLOADS.values())

# Values for fields with a pattern, as hostile as the pattern allows.
VALID: dict[TextPattern, str] = {
    CITE: "null#1",
    COUNTRY: "FI",
    DATE: "2023-10",
    LANGUAGE: "fi",
    ROR: "040af2s02",
    WEB: "https://x.example/$(touch${IFS}pwned)`x`'\"<b>|;&\\\u202e\u3164",
    WIKIDATA: "Q42",
}
# The ids of each section, which are keywords of some format; and the fields that refer to ids.
IDS = {
    "sources": ("null", "end"),
    "topics": ("class", "o-x"),
    "hubs": ("graph", "true"),
    "actors": ("subgraph", "nan"),
}
REFERENCES = {
    "to": "graph",
    "by": "subgraph",
    "broader": "class",
    "topics": ["class", "o-x"],
    "hubs": ["graph", "true"],
}
SCALARS: dict[type[inspect.Type], object] = {
    inspect.BoolType: True,
    inspect.DateType: "2026-01-01",
    inspect.IntType: 20,
    inspect.FloatType: -20.5,
    inspect.StrType: HOSTILE,
}
LIST_LENGTH = 4  # items in each generated list

Data = dict[str, Any]
KeyPath = tuple[str | int, ...]  # of a value in plain data


def hostile_dataset() -> Data:
    """Return a dataset as plain data with every field filled, with hostile text where possible."""
    file = inspect.type_info(DatasetFile)
    assert isinstance(file, inspect.StructType)
    sections = {field.name: field.type for field in file.fields}
    generator = _Generator()
    data = {"dataset": generator.value(sections.pop("dataset"))}
    for section, records in sections.items():
        assert isinstance(records, inspect.DictType)
        data[section] = {id: generator.value(records.value_type) for id in IDS[section]}
    del data["topics"]["class"]["broader"]  # it is the broader topic of the other one
    data["actors"]["subgraph"]["type"] = "person"
    return data


class _Generator:
    """Generates values for types; successive values take each choice of a vocabulary in turn."""

    def __init__(self) -> None:
        self._choices: dict[tuple[Any, ...], Iterator[Any]] = {}

    def value(self, type_: inspect.Type, number: int = 0) -> Any:
        """Return a value of the type; `number` is its position in a list."""
        match type_:
            case inspect.StructType():
                return {
                    field.name: self._field(type_.cls, field)
                    for field in type_.fields
                    if field.name != "id"
                }
            case inspect.UnionType():
                members = [
                    member for member in type_.types if not isinstance(member, inspect.NoneType)
                ]
                return self.value(members[min(number, len(members) - 1)])
            case inspect.Metadata():
                return self.value(type_.type)
            case inspect.VarTupleType():
                return [self.value(type_.item_type, number) for number in range(LIST_LENGTH)]
            case inspect.LiteralType():
                return next(self._choices.setdefault(type_.values, cycle(type_.values)))
        return SCALARS[type(type_)]  # add a hostile value for a new type of field

    def _field(self, record: Any, field: inspect.Field) -> Any:
        pattern = record.patterns.get(field.name, TEXT)
        if pattern is not TEXT:
            return VALID[pattern]
        return REFERENCES.get(field.name) or self.value(field.type)


def leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Yield each value of plain data that is neither a table nor a list, with its path."""
    if isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path, value


# Visible characters that Unicode counts as format controls: number signs and hieroglyph joiners.
_VISIBLE = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f]"
)
# Invisible characters that Unicode counts as letters or marks.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0d\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)


def unsafe_characters(text: str) -> set[str]:
    r"""Return the characters of a text that a terminal obeys, that reorder text or are invisible.

    They are determined by Unicode's categories and its list of ignorable characters
    (DerivedCoreProperties.txt). Line feeds are safe, and so are the joiners of some scripts and the
    selectors of an emoji's colour.
    """
    safe = "\n\u200c\u200d\ufe0e\ufe0f"
    return {char for char in set(text) if char not in safe and _is_unsafe(char)}


def _is_unsafe(char: str) -> bool:
    if _INVISIBLE.match(char):
        return True
    controls = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return unicodedata.category(char) in controls and not _VISIBLE.match(char)
