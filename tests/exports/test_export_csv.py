"""The export csv: single tables, and the archive of all of them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

from exports.export_datasets import any_dataset, few_examples
from exports.export_readers import builtin, export_text, library, unescape
from hostile_texts import unsafe_characters

from hubcli.exports.tables import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner

    from hubcli.model.dataset import Dataset


@few_examples
@any_dataset
def test_a_csv_reader_gets_each_cell(dataset: Dataset) -> None:
    """Python's csv reads each table. No cell is a formula, and unescaping gives the value."""
    for name, table in TABLES.items():
        rows = list(csv.reader(io.StringIO(export_text(dataset, "csv", name), newline="")))

        assert rows[0] == list(table.columns)
        assert_inert(rows)
        values = [
            ["" if value is None else str(value) for value in row] for row in table.rows(dataset)
        ]
        assert [[unescape(cell.removeprefix("'")) for cell in row] for row in rows[1:]] == values


def assert_inert(rows: list[list[str]]) -> None:
    """Assert that no cell but a number is run by a spreadsheet, and that a terminal obeys none."""
    cells = [cell for row in rows for cell in row if not re.fullmatch(r"-?[0-9.e+-]+", cell)]
    assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))] == []
    assert unsafe_characters("".join(cells)) <= {"\t"}


def test_pandas_reads_each_table(run: Runner, tmp_path: Path) -> None:
    """The library pandas reads every table of the archive, with all rows and columns."""
    pandas = library("pandas")
    path = tmp_path / "hubs.zip"
    assert run("export", "--to", str(path)).status == 0
    dataset = builtin()

    with zipfile.ZipFile(path) as archive:
        frames = {name: pandas.read_csv(archive.open(name)) for name in archive.namelist()}

    assert list(frames) == [f"{name}.csv" for name in TABLES]
    for name, table in TABLES.items():
        assert frames[f"{name}.csv"].shape == (len(list(table.rows(dataset))), len(table.columns))
    figures = frames["figures.csv"]
    students_of_campus = figures[
        (figures["record"] == "campus-flemingsberg") & (figures["of"] == "students")
    ]
    (students,) = students_of_campus["value"]
    assert students == 20000
