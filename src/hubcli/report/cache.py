"""The contents of the cache (`hubcli cache`)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hubcli.cache.store import cache_folder, list_entries
from hubcli.report.document import Column, Report, Section, flatten, labelled_items, line, table_of

if TYPE_CHECKING:
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
    folder = str(cache_folder())
    datasets: list[JsonObject] = [
        {
            "title": entry.title,
            "files": entry.files,
            "records": entry.records,
            "bytes": entry.bytes,
            "written": time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(entry.written)),
        }
        for entry in list_entries()
    ]
    size = _megabytes(sum(row["bytes"] for row in datasets))
    overview = labelled_items({"Folder": folder, "Datasets": f"{len(datasets)}, {size}"})
    sections = [Section((), overview)]
    if datasets:
        rows = (
            {**row, "size": _megabytes(row["bytes"]), "files": ", ".join(row["files"])}
            for row in datasets
        )
        sections.append(Section(line("Datasets"), table=table_of(COLUMNS, rows)))
    data = {"folder": folder, "datasets": datasets}
    return Report((), flatten(sections), data, tuple(sections))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
