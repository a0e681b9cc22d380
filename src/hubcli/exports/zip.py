"""All tables as CSV files in a ZIP archive."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hubcli.exports import csv
from hubcli.exports.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from hubcli.model.dataset import Dataset

MIN_YEAR, MAX_YEAR = 1980, 2107  # of a file in a ZIP archive


def write(dataset: Dataset, path: Path) -> None:
    """Write a file for each table.

    Files have the date of the dataset, so that the same dataset gives the same archive.
    """
    day = dataset.about.updated
    year = min(max(day.year, MIN_YEAR), MAX_YEAR)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for table in TABLES:
            info = ZipInfo(f"{table}.csv", (year, day.month, day.day, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as file:
                file.writelines(piece.encode() for piece in csv.write(dataset, table))
