"""TODO."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hubcli.cache.store import CacheEntry, cache_folder, list_entries
from hubcli.report.document import Column, Item, Report, Section, Table, flatten, line

if TYPE_CHECKING:
    from collections.abc import Sequence


def cache_report() -> Report:
    """The folder, and what is kept in it."""
    place = cache_folder()
    datasets = list_entries()
    glance = (
        Item("Folder", line(str(place))),
        Item("Datasets", line(f"{len(datasets)}, {_megabytes(datasets)}")),
    )
    data = {
        "folder": str(place),
        "datasets": [
            {
                "title": one.title,
                "files": list(one.of),
                "records": one.records,
                "bytes": one.bytes,
                "written": _moment(one.written),
            }
            for one in datasets
        ],
    }
    columns = (
        Column("title", "Title"),
        Column("records", "Records"),
        Column("size", "Size"),
        Column("written", "Written"),
        Column("files", "Files"),
    )
    rows = tuple(
        (one.title, one.records, _megabytes([one]), _moment(one.written), ", ".join(one.of))
        for one in datasets
    )
    sections = [Section(line(), glance)]
    sections += [Section(line("Datasets"), table=Table(columns, rows))] if rows else []
    return Report((), flatten(sections), data, tuple(sections))


def _megabytes(datasets: Sequence[CacheEntry]) -> str:
    return f"{sum(one.bytes for one in datasets) / 1e6:.1f} MB"


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(seconds))
