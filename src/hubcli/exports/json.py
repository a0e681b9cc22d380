"""JSON in the shape of a dataset file, which `hubcli` reads again as the same dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hubcli.output.json import escape_json, format_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import AnyRecord


def write(dataset: Dataset) -> Iterator[str]:
    """Yield the tables of a dataset file, with the records of each under their ids."""
    yield f'{{\n  "dataset": {_nested(dataset.about, 1)}'
    for section in ("sources", "topics", "hubs", "actors"):
        yield f',\n  "{section}": {{'
        records = getattr(dataset, section)
        yield from array_items(map(_entry, records.values()))
        yield "\n  }" if records else "}"
    yield "\n}\n"


def _entry(record: AnyRecord) -> str:
    fields = msgspec.to_builtins(record)
    return f'    "{fields.pop("id")}": {_nested(fields, 2)}'


def _nested(value: object, depth: int) -> str:
    """Return a value as indented JSON that stands `depth` levels deep in other JSON."""
    # A line break in JSON is never part of a string.
    return format_json(value).replace("\n", "\n" + "  " * depth)


def to_line(value: object) -> str:
    """Return a value as JSON on one line."""
    return escape_json(msgspec.json.encode(value).decode())


def array_items(values: Iterator[str]) -> Iterator[str]:
    """Yield the values of a JSON array, each on a line, with commas between them."""
    separator = "\n"
    for value in values:
        yield separator + value
        separator = ",\n"
