"""A dataset whose every text is hostile, made of the model's types, and what of such texts may be seen: nothing raw."""

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
MEAN = " ".join(PAYLOADS.values())

# What stands where a text has a form of its own: as mean as the form allows.
FITTING: dict[TextPattern, str] = {
    CITE: "null#1",
    COUNTRY: "FI",
    DATE: "2023-10",
    LANGUAGE: "fi",
    ROR: "040af2s02",
    WEB: "https://x.example/$(touch${IFS}pwned)`x`'\"<b>|;&\\\u202e\u3164",
    WIKIDATA: "Q42",
}
# The ids of each section, words that mean something to somebody; and the fields that name them.
IDS = {
    "sources": ("null", "end"),
    "topics": ("class", "o-x"),
    "hubs": ("graph", "true"),
    "actors": ("subgraph", "nan"),
}
NAMING = {
    "to": "graph",
    "by": "subgraph",
    "broader": "class",
    "topics": ["class", "o-x"],
    "hubs": ["graph", "true"],
}
SEVERAL = 4  # tables in each list of tables

Data = dict[str, Any]
Where = tuple[str | int, ...]


def dataset() -> Data:
    """A dataset as plain data: something in every field that the types have, the hostile text where any text may be."""
    file = inspect.type_info(DatasetFile)
    assert isinstance(file, inspect.StructType)
    sections = {field.name: field.type for field in file.fields}
    made = _Maker()
    data = {"dataset": made.value(sections.pop("dataset"))}
    for section, records in sections.items():
        assert isinstance(records, inspect.DictType)
        data[section] = {id: made.value(records.value_type) for id in IDS[section]}
    del data["topics"]["class"]["broader"]  # which is what the other one is part of
    data["actors"]["subgraph"]["type"] = "person"
    return data


class _Maker:
    """Fills types in; each choice of a closed vocabulary has its turn."""

    def __init__(self) -> None:
        self._turns: dict[tuple[Any, ...], Iterator[Any]] = {}

    def value(self, type_: inspect.Type, number: int = 0) -> Any:
        """Something of the type, which is the `number`-th of a list."""
        match type_:
            case inspect.StructType():
                return {
                    field.name: self._field(type_.cls, field)
                    for field in type_.fields
                    if field.name != "id"
                }
            case inspect.UnionType():
                members = [one for one in type_.types if not isinstance(one, inspect.NoneType)]
                return self.value(members[min(number, len(members) - 1)])
            case inspect.Metadata():
                return self.value(type_.type)
            case inspect.VarTupleType():
                return [self.value(type_.item_type, at) for at in range(SEVERAL)]
            case inspect.LiteralType():
                return next(self._turns.setdefault(type_.values, cycle(type_.values)))
            case inspect.DateType():
                return "2026-01-01"
            case inspect.IntType():
                return 20
            case inspect.FloatType():
                return -20.5
            case inspect.StrType():
                return MEAN
        raise NotImplementedError(type_)  # a kind of field that is new: it wants its hostile value

    def _field(self, of: Any, field: inspect.Field) -> Any:
        form = of.forms.get(field.name, TEXT)
        if form is not TEXT:
            return FITTING[form]
        return NAMING.get(field.name) or self.value(field.type)


def leaves(value: Any, path: Where = ()) -> Iterator[tuple[Where, Any]]:
    """Every value of plain data that is no table and no list, with the path to it."""
    if isinstance(value, (dict, list)):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, step))
    else:
        yield path, value


# Signs for numbers and hieroglyphs that Unicode counts among its controls, though they are seen; and what is not seen,
# though it counts as a letter or a mark.
_SHOWN = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f]"
)
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0d\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)


def raw(text: str) -> set[str]:
    r"""The characters of a text that a terminal obeys, that reorder or that nobody sees, but for `\n`.

    By Unicode's own categories, and its list of what is ignorable (DerivedCoreProperties.txt). The joiners that some
    scripts write with are none, nor are the selectors of an emoji's colour.
    """
    return {
        char for char in set(text) if char not in "\n\u200c\u200d\ufe0e\ufe0f" and _is_raw(char)
    }


def _is_raw(char: str) -> bool:
    obeyed = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and not _SHOWN.match(char)
    return obeyed or _UNSEEN.match(char) is not None
