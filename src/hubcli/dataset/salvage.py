"""Conversion of the valid parts of a file with faults, so that they can still be checked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from hubcli.dataset.source_file import MAX_FAULTS, SECTIONS, DatasetFile, SourceFile
from hubcli.model.records import About, Actor, Hub, Source, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from hubcli.errors import Fault, KeyPath

UNKNOWN_ABOUT = About(title="unknown", updated=date.max)
# Each section: the type of its records, and values for the keys that it requires beside the id.
REQUIRED: Mapping[str, tuple[type[Source | Topic | Hub | Actor], Mapping[str, str]]] = {
    "sources": (Source, {"title": "unknown"}),
    "topics": (Topic, {"name": "unknown"}),
    "hubs": (Hub, {"name": "unknown"}),
    "actors": (Actor, {"name": "unknown", "type": "other"}),
}


def salvage(name: str, text: str, data: Any, faults: Sequence[Fault]) -> SourceFile:
    """Return a file with faults: its valid records, and faulty ones with their valid keys alone."""
    tables = data if isinstance(data, dict) else {}  # JSON may be a list
    faulty_keys = {where[:3] for where, _ in faults}  # ("hubs", "north", "name")
    records: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    broken = set()
    partial = tables is not data or len(faults) > MAX_FAULTS
    for section in SECTIONS:
        table = tables.get(section, {})
        if not isinstance(table, dict):
            partial = True
            continue
        for id, record in table.items():
            try:
                records[section][id] = msgspec.convert(record, REQUIRED[section][0])
            except msgspec.ValidationError:
                broken.add((section, id))
                records[section][id] = _replacement(section, id, record, faulty_keys)
    content = DatasetFile(dataset=_about(tables), **records)
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


def _about(tables: dict[str, Any]) -> About:
    try:
        return msgspec.convert(tables.get("dataset"), About)
    except msgspec.ValidationError:
        return UNKNOWN_ABOUT
