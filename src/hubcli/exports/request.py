"""Exports: a Dataset → the whole of it in a form that other programs read. None of them prints, filters or loads.

Each module has one function. That of a text is `write(dataset) -> Iterator[str]`, whose pieces are written as they
come, so that a large dataset is never in memory as a whole; that of a binary form is `write(dataset, path) -> None`.
A module is imported when its form is asked for.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hubcli.errors import WrongUse
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset

# The name of each form, and the endings of files that are of it.
EXPORTS: dict[str, tuple[str, ...]] = {
    "json": (".json",),
    "ndjson": (".ndjson", ".jsonl"),
    "csv": (".csv", ".zip"),
    "markdown": (".md", ".markdown"),
    "sqlite": (".sqlite", ".sqlite3", ".db"),
    "graphml": (".graphml",),
    "dot": (".dot", ".gv"),
    "mermaid": (".mmd", ".mermaid"),
    "geojson": (".geojson",),
    "jsonld": (".jsonld",),
    "bibtex": (".bib",),
}


class ExportRequest(NamedTuple):
    """What was asked for: an export, and the table where it is to be only one."""

    name: str
    table: str = ""

    @property
    def binary(self) -> bool:
        """Whether it is nothing for a terminal."""
        return self.name == "sqlite" or (self.name == "csv" and not self.table)


def choose_export(name: str | None, file: Path | None, table: str | None) -> ExportRequest:
    """The form that `--format`, `--table` or else the ending of the file's name asks for: JSON where none does.

    Raises WrongUse for a name or an ending that means none, and where two of them say different things.
    """
    ending = file.suffix.lower() if file else ""
    if name is not None:
        form = name.lower()
        if form not in EXPORTS:
            raise WrongUse(
                f"There is no export '{name}'; there are {', '.join(EXPORTS)}",
                suggestions=nearest(name, EXPORTS, most=1),
            )
    elif file and not (table and not ending):
        form = next((one for one, endings in EXPORTS.items() if ending in endings), "")
        if not form:
            known = ", ".join(endings[0] for endings in EXPORTS.values())
            raise WrongUse(
                f"The name '{file}' does not say what to write; end it in one of {known}, or add --format"
            )
    else:
        form = "csv" if table else "json"
    if table is None:
        if ending == ".csv" and form == "csv":
            raise WrongUse(
                "A .csv file holds one table: name it with --table, as in --table actors, or write all to a .zip file"
            )
        return ExportRequest(form)
    if form != "csv" or ending == ".zip":
        raise WrongUse("--table is for one table as CSV, and a .zip file holds all of them")
    from hubcli.exports.tables import TABLES  # noqa: PLC0415  one form's own

    if table.lower() not in TABLES:
        raise WrongUse(
            f"There is no table '{table}'; there are {', '.join(TABLES)}",
            suggestions=nearest(table, TABLES, most=1),
        )
    return ExportRequest(form, table.lower())


def export_pieces(dataset: Dataset, form: ExportRequest) -> Iterator[str]:
    """The text of a form that is not binary."""
    module = import_module(f"hubcli.exports.{form.name}")
    text: Iterator[str] = module.write(dataset, form.table) if form.table else module.write(dataset)
    return text


def export_chunks(dataset: Dataset, request: ExportRequest) -> Iterator[bytes]:
    """Return an export as bytes, in UTF-8; a binary format is written to a temporary file first."""
    if not request.binary:
        yield from (piece.encode() for piece in export_pieces(dataset, request))
        return
    from tempfile import TemporaryDirectory  # noqa: PLC0415  8 ms, for a binary format alone

    with TemporaryDirectory() as folder:
        path = Path(folder, "export")
        write_export(dataset, request, path)
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                yield chunk


def write_export(dataset: Dataset, form: ExportRequest, path: Path) -> None:
    """Writes a form to a file of that name, which is not there yet. Raises OSError."""
    if form.binary:
        import_module(f"hubcli.exports.{'zip' if form.name == 'csv' else form.name}").write(
            dataset, path
        )
        return
    with path.open("wb") as file:
        file.writelines(piece.encode() for piece in export_pieces(dataset, form))
