"""JSON of the shape of a dataset file: what `load` reads again as the same dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hubcli.output.json import escape_json, format_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset


def write(dataset: Dataset) -> Iterator[str]:
    """The tables of a dataset file, the records by id."""
    yield f'{{\n  "dataset": {nested(fields(dataset.about), 1)}'
    for section in ("sources", "topics", "hubs", "actors"):
        yield f',\n  "{section}": {{'
        comma = ""
        for record in getattr(dataset, section).values():
            its = fields(record)
            yield f'{comma}\n    "{its.pop("id")}": {nested(its, 2)}'
            comma = ","
        yield "\n  }" if comma else "}"
    yield "\n}\n"


def fields(record: msgspec.Struct) -> dict[str, Any]:
    """What a record says, without what it leaves out."""
    its: dict[str, Any] = msgspec.to_builtins(record)
    return its


def nested(value: object, depth: int) -> str:
    """A value as it stands this deep in an indented text: a line break in JSON is never part of a string."""
    return format_json(value).replace("\n", "\n" + "  " * depth)


def line(value: object) -> str:
    """A value on a line of its own."""
    return f"{escape_json(msgspec.json.encode(value).decode())}\n"
