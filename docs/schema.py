"""The JSON Schema of dataset files, which `hubcli schema` prints: `python docs/schema.py` writes it, a test checks it.

Made of the types that load a file, so that both say the same. What the types leave unsaid is put in from where it is
decided: what texts look like (`forms`), and what a field means (the docstring below it in `model`). That whatever a
record names exists is beyond a schema.
"""

from __future__ import annotations

import ast
import inspect
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from hubcli.dataset.source_file import SECTIONS, DatasetFile
from hubcli.model import records
from hubcli.model.patterns import ID, TEXT, TextPattern, ValidatedStruct
from hubcli.output.render import format_report
from hubcli.report.document import empty_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Schema = dict[str, Any]

SCHEMA = Path(__file__).parents[1] / "data" / "hubs.schema.json"

HEAD = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:hubcli:hubs.schema.json",  # absolute: with a relative one taplo checks nothing, without a word
    "title": "A dataset of hubcli",
}


def schema() -> Schema:
    """The schema as plain data, for whoever writes JSON."""
    types: dict[str, Schema] = msgspec.json.schema(DatasetFile)["$defs"]
    file = types.pop(DatasetFile.__name__)
    for section in SECTIONS:
        file["properties"][section] |= {"propertyNames": _formed(ID)}
    for name, its in types.items():
        _complete(its, getattr(records, name))
    return {**HEAD, **_without(file, "title"), "$defs": types}


def _complete(its: Schema, record: type[ValidatedStruct]) -> None:
    """Puts into the schema of a record what its type does not say."""
    fields = {
        field: _plain(said) for field, said in its["properties"].items() if field != "id"
    }  # the key of its table
    its["properties"] = fields
    its["required"] = [field for field in its["required"] if field != "id"]
    for field, form in record.forms.items():
        for said in _texts(fields.get(field, {})):
            said.update(_formed(form))
    for field, said in fields.items():
        form = record.forms.get(field, TEXT)
        if form != TEXT:
            said["description"] = f"{form.description[0].upper()}{form.description[1:]}."
        if field in _meanings(record):
            said["description"] = _meanings(record)[field]


def _plain(said: Schema) -> Schema:
    """A field without its null, which TOML does not have, and without a default that is no more than its absence."""
    members = [one for one in said.get("anyOf", ()) if one != {"type": "null"}]
    if len(members) == 1:
        return dict(members[0])
    return said if said.get("default") else _without(said, "default")


def _without(said: Schema, key: str) -> Schema:
    return {other: value for other, value in said.items() if other != key}


def _texts(said: Schema) -> Iterator[Schema]:
    """The texts that a field may hold: itself, its items or some of its alternatives."""
    if said.get("type") == "string":
        yield said
    for part in (*said.get("anyOf", ()), said.get("items", {})):
        yield from _texts(part) if part else ()


def _formed(form: TextPattern) -> Schema:
    # A schema's expressions find, and those of `forms` match the whole, in Python's own way where any text will do.
    return {"pattern": r"\S" if form == TEXT else f"^({form.pattern.pattern})$"}


@lru_cache
def _meanings(record: type) -> Mapping[str, str]:
    """Field → the docstring below it, those that the record has from its parents included."""
    found: dict[str, str] = {}
    for node in ast.parse(inspect.getsource(records)).body:
        if isinstance(node, ast.ClassDef) and node.name in [
            parent.__name__ for parent in record.__mro__
        ]:
            for field, below in zip(node.body, node.body[1:], strict=False):
                match field, below:
                    case ast.AnnAssign(target=ast.Name(name)), ast.Expr(
                        value=ast.Constant(str(text))
                    ):
                        found[name] = " ".join(text.split())
    return found


def text() -> str:
    """Return the schema as it is written to `data/hubs.schema.json`."""
    return format_report(empty_report(schema()), "json")


if __name__ == "__main__":
    SCHEMA.write_text(text(), encoding="utf-8")
