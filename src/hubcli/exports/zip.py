"""All tables as CSV files in one archive."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hubcli.exports import csv
from hubcli.exports.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from hubcli.model.dataset import Dataset


def write(dataset: Dataset, path: Path) -> None:
    """A file a table. Its time is the day of the dataset, so that the same dataset gives the same archive."""
    day = dataset.about.updated
    date = min(max(day.year, 1980), 2107), day.month, day.day  # years that an archive can hold
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for table in TABLES:
            info = ZipInfo(f"{table}.csv", (*date, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as file:
                file.writelines(piece.encode() for piece in csv.write(dataset, table))
