"""TODO."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from hubcli.dataset.source_file import MAX_FAULTS, SECTIONS, DatasetFile, SourceFile
from hubcli.model.records import About, Actor, Hub, Source, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping


UNKNOWN_ABOUT = About(title="unknown", updated=date.max)
REQUIRED: Mapping[str, tuple[type[Source | Topic | Hub | Actor], Mapping[str, str]]] = {
    "sources": (Source, {"title": "unknown"}),
    "topics": (Topic, {"name": "unknown"}),
    "hubs": (Hub, {"name": "unknown"}),
    "actors": (Actor, {"name": "unknown", "type": "other"}),
}


def salvage(part: SourceFile, raw: Any) -> SourceFile:
    """The part with what is sound in a file that as a whole is not: of a broken record the keys that are."""
    if not isinstance(raw, dict):  # a list, of JSON
        return part._replace(partial=True)
    faulty = {where[:3] for where, _ in part.faults}
    sections: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    broken = set()
    for section, (kind, required) in REQUIRED.items():
        table = raw.get(section)
        for key, record in table.items() if isinstance(table, dict) else ():
            try:
                sections[section][key] = msgspec.convert(record, kind)
                continue
            except msgspec.ValidationError:
                broken.add((section, key))
            fields = record.items() if isinstance(record, dict) else ()
            sound = {field: value for field, value in fields if (section, key, field) not in faulty}
            sections[section][key] = msgspec.convert({**required, "id": "unknown"}, kind)
            with suppress(msgspec.ValidationError):  # its id is no id
                sections[section][key] = msgspec.convert({**required, **sound, "id": key}, kind)
    about = UNKNOWN_ABOUT
    with suppress(msgspec.ValidationError):
        about = msgspec.convert(raw.get("dataset"), About)
    partial = len(part.faults) > MAX_FAULTS or not all(
        isinstance(raw.get(section, {}), dict) for section in SECTIONS
    )
    return part._replace(
        file=DatasetFile(dataset=about, **sections), broken=frozenset(broken), partial=partial
    )
