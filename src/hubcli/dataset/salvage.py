"""Conversion of the valid parts of a file with faults, so that they can still be checked."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec

from hubcli.dataset.source_file import (
    MAX_FAULTS,
    SECTIONS,
    DatasetFile,
    SourceFile,
    cap_faults,
    record_tables,
)
from hubcli.dataset.type_errors import type_errors
from hubcli.model.records import About, Actor, Hub, Source, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from hubcli.errors import Fault, KeyPath

# Each section: the type of its records, and values for the keys that it requires beside the id.
REQUIRED: Mapping[str, tuple[type[Source | Topic | Hub | Actor], Mapping[str, str]]] = {
    "sources": (Source, {"title": "unknown"}),
    "topics": (Topic, {"name": "unknown"}),
    "hubs": (Hub, {"name": "unknown"}),
    "actors": (Actor, {"name": "unknown", "type": "other"}),
}


def salvage(name: str, text: str, data: Any, known_faults: Iterable[Fault]) -> SourceFile:
    """Return a file whose data does not fit, with its faults: `known_faults` and all mismatches.

    Its records are the valid ones, and the faulty ones with their valid keys alone.
    """
    faults = cap_faults(chain(known_faults, type_errors(data, DatasetFile)))
    faulty_keys = {where[:3] for where, _ in faults}  # ("hubs", "north", "name")
    file = data if isinstance(data, dict) else {}  # JSON may be a list
    tables = record_tables(data)
    records: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    broken = set()
    for section, table in tables.items():
        for id, record in table.items():
            try:
                records[section][id] = msgspec.convert(record, REQUIRED[section][0])
            except msgspec.ValidationError:
                broken.add((section, id))
                records[section][id] = _replacement(section, id, record, faulty_keys)
    about = About(title="unknown", updated=date.max)
    with suppress(msgspec.ValidationError):
        about = msgspec.convert(file.get("dataset"), About)
    content = DatasetFile(dataset=about, **records)
    unread = any(section in file and section not in tables for section in SECTIONS)
    partial = unread or file is not data or len(faults) > MAX_FAULTS
    return SourceFile(name, text, content, faults, frozenset(broken), partial)


def _replacement(section: str, id: str, record: object, faulty_keys: Set[KeyPath]) -> Any:
    """Return the valid keys of a record as a record; without them if its id is not valid either."""
    type_, required = REQUIRED[section]
    keys = record.items() if isinstance(record, dict) else ()
    valid = {key: value for key, value in keys if (section, id, key) not in faulty_keys}
    try:
        return msgspec.convert({**required, **valid, "id": id}, type_)
    except msgspec.ValidationError:
        return msgspec.convert({**required, "id": "unknown"}, type_)
