"""The export formats, how one is chosen, and a dataset written in it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from hubcli.errors import WrongUse
from hubcli.exports.tables import TABLES
from hubcli.text.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hubcli.model.dataset import Dataset

EXPORTS: dict[str, tuple[str, ...]] = {  # format → the endings of its files
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
CHUNK = 1 << 20  # bytes of a binary export that are read at a time


class ExportRequest(NamedTuple):
    """An export format, and the one table to write, if not all."""

    name: str
    table: str = ""

    @property
    def binary(self) -> bool:
        """True for an export that is not text: a database, or an archive of all tables."""
        return self.name == "sqlite" or (self.name == "csv" and not self.table)


def choose_export(name: str | None, file: Path | None, table: str | None) -> ExportRequest:
    """Return the export that `--format`, `--table` and the file's ending ask for; JSON by default.

    Raises WrongUse for an unknown name or ending, and for options that contradict each other.
    """
    format = _choose_format(name, file, table)
    ending = file.suffix.lower() if file else ""
    if table is not None:
        if format != "csv" or ending == ".zip":
            raise WrongUse("--table is for one table as CSV, and a .zip file holds all of them")
        return ExportRequest("csv", _known("table", table, TABLES))
    if format == "csv" and ending == ".csv":
        raise WrongUse(
            "A .csv file holds one table: name it with --table, or write all to a .zip file",
            hint="hubcli export --table actors --to actors.csv",
        )
    return ExportRequest(format)


def _choose_format(name: str | None, file: Path | None, table: str | None) -> str:
    """Return the format that is named, else that of the file, else CSV for a table or JSON."""
    if name is not None:
        return _known("export", _format_by_ending(f".{name.lower()}") or name, EXPORTS)
    if file and (file.suffix or not table):
        return _format_of_file(file)
    return "csv" if table else "json"


def _known(kind: str, name: str, names: Collection[str]) -> str:
    """Return a name in lower case. Raises WrongUse unless it is among the names of the kind."""
    if name.lower() not in names:
        raise WrongUse(
            f"There is no {kind} '{name}'; there are {', '.join(names)}",
            suggestions=nearest(name, names, limit=1),
        )
    return name.lower()


def _format_by_ending(ending: str) -> str:
    """Return the format whose files may have this ending; "" if there is none."""
    return next((format for format, endings in EXPORTS.items() if ending in endings), "")


def _format_of_file(file: Path) -> str:
    """Return the format that a file's name asks for. Raises WrongUse if it asks for none."""
    format = _format_by_ending(file.suffix.lower())
    if format:
        return format
    known = ", ".join(endings[0] for endings in EXPORTS.values())
    raise WrongUse(
        f"The name '{file}' does not say what to write; end it in one of {known}, or add --format"
    )


def export_pieces(dataset: Dataset, request: ExportRequest) -> Iterator[str]:
    """Yield an export that is text, in pieces."""
    tables = (request.table,) if request.table else ()
    yield from import_module(f"hubcli.exports.{request.name}").write(dataset, *tables)


def export_chunks(dataset: Dataset, request: ExportRequest) -> Iterator[bytes]:
    """Yield an export as bytes, text in UTF-8. Raises OSError.

    A binary export is first written to a temporary file.
    """
    if not request.binary:
        yield from map(str.encode, export_pieces(dataset, request))
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, "export")
        write_export(dataset, request, path)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def write_export(dataset: Dataset, request: ExportRequest, path: Path) -> None:
    """Write an export to a new file. Raises OSError, or CannotWrite if a database refuses."""
    if request.binary:
        name = "zip" if request.name == "csv" else request.name
        import_module(f"hubcli.exports.{name}").write(dataset, path)
        return
    with path.open("wb") as file:
        file.writelines(export_chunks(dataset, request))
