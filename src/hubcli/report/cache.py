"""The contents of the cache (`hubcli cache`)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hubcli.cache.store import CacheEntry, cache_folder, list_entries
from hubcli.report.document import Column, Item, Report, Section, Table, flatten, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.report.rows import JsonObject

COLUMNS = (
    Column("title", "Title"),
    Column("records", "Records"),
    Column("size", "Size"),
    Column("written", "Written"),
    Column("files", "Files"),
)


def cache_report() -> Report:
    """Return the folder of the cache, its size, and the datasets in it."""
    folder = cache_folder()
    entries = list_entries()
    items = (
        Item("Folder", line(str(folder))),
        Item("Datasets", line(f"{len(entries)}, {_megabytes(entries)}")),
    )
    sections = [Section((), items)]
    if entries:
        sections.append(Section(line("Datasets"), table=_entries_table(entries)))
    data = {"folder": str(folder), "datasets": [_entry_data(entry) for entry in entries]}
    return Report((), flatten(sections), data, tuple(sections))


def _entries_table(entries: Sequence[CacheEntry]) -> Table:
    rows = []
    for entry in entries:
        size, written, files = (
            _megabytes([entry]),
            _local_time(entry.written),
            ", ".join(entry.files),
        )
        rows.append((entry.title, entry.records, size, written, files))
    return Table(COLUMNS, tuple(rows))


def _entry_data(entry: CacheEntry) -> JsonObject:
    return {
        "title": entry.title,
        "files": list(entry.files),
        "records": entry.records,
        "bytes": entry.bytes,
        "written": _local_time(entry.written),
    }


def _megabytes(entries: Sequence[CacheEntry]) -> str:
    return f"{sum(entry.bytes for entry in entries) / 1e6:.1f} MB"


def _local_time(seconds: float) -> str:
    """Return a time in seconds since 1970 as local time: `2026-01-31T12:00:00`."""
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(seconds))
