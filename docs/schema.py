"""The generator of the JSON Schema of dataset files: `python docs/schema.py`.

It writes data/hubs.schema.json. `msgspec` makes the schema from the types that load a file. The
patterns of texts (`patterns`) and the meaning of each field (the docstring below it in
`model.records`) are added here. A schema cannot say that the records that a record names exist.
"""

from __future__ import annotations

import ast
import inspect
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
    "$id": "urn:hubcli:hubs.schema.json",  # taplo silently ignores a schema with a relative $id
    "title": "A dataset of hubcli",
}


def schema() -> Schema:
    """Return the schema as plain data."""
    types: dict[str, Schema] = msgspec.json.schema(DatasetFile)["$defs"]
    file = types.pop(DatasetFile.__name__)
    del file["title"]
    for section in SECTIONS:
        file["properties"][section]["propertyNames"] = _pattern_schema(ID)
    for name, type_schema in types.items():
        _complete(type_schema, getattr(records, name))
    return {**HEAD, **file, "$defs": types}


def _complete(schema: Schema, record: type[ValidatedStruct]) -> None:
    """Add the patterns and descriptions of a type to its schema, and remove its id.

    In a file, the id of a record is the key of its table.
    """
    fields = {name: _simplify(field) for name, field in schema["properties"].items()}
    fields.pop("id", None)
    schema["properties"] = fields
    schema["required"] = [name for name in schema["required"] if name != "id"]
    if record.alternatives:
        schema["anyOf"] = [{"required": [name]} for name in record.alternatives]
    for name, pattern in record.patterns.items():
        for text_schema in _texts(fields.get(name, {})):
            text_schema.update(_pattern_schema(pattern))
    meanings = _meanings(record)
    for name, field in fields.items():
        pattern = record.patterns.get(name, TEXT)
        if name in meanings:
            field["description"] = meanings[name]
        elif pattern != TEXT:
            field["description"] = f"{pattern.description[0].upper()}{pattern.description[1:]}."


def _simplify(field: Schema) -> Schema:
    """Return the schema of a field without null, which TOML lacks, and without an empty default."""
    members = [member for member in field.get("anyOf", ()) if member != {"type": "null"}]
    if len(members) == 1:
        return dict(members[0])
    if members:
        field = {**field, "anyOf": members}
    return {key: value for key, value in field.items() if key != "default" or value}


def _texts(field: Schema) -> Iterator[Schema]:
    """Yield the schema of each text in a field: its own, its items' or its alternatives'."""
    if field.get("type") == "string":
        yield field
    for part in (*field.get("anyOf", ()), field.get("items", {})):
        if part:
            yield from _texts(part)


def _pattern_schema(pattern: TextPattern) -> Schema:
    # A schema's pattern matches anywhere in a text; that of TEXT uses Python's own syntax.
    return {"pattern": r"\S" if pattern == TEXT else f"^({pattern.regex.pattern})$"}


def _meanings(record: type) -> Mapping[str, str]:
    """Return the docstring below each field of a record, inherited fields included."""
    meanings: dict[str, str] = {}
    classes = {parent.__name__ for parent in record.__mro__}
    for node in ast.parse(inspect.getsource(records)).body:
        if isinstance(node, ast.ClassDef) and node.name in classes:
            for field, docstring in zip(node.body, node.body[1:], strict=False):
                match field, docstring:
                    case (
                        ast.AnnAssign(target=ast.Name(name)),
                        ast.Expr(value=ast.Constant(str(text))),
                    ):
                        meanings[name] = " ".join(text.split())
    return meanings


def text() -> str:
    """Return the text of data/hubs.schema.json."""
    return format_report(empty_report(schema()), "json")


if __name__ == "__main__":
    SCHEMA.write_text(text(), encoding="utf-8")
