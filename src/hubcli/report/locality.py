"""The hubs and actors in a city or a country (`hubcli show helsinki`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.records import Hub
from hubcli.report.columns import RECORD_COLUMNS
from hubcli.report.document import Part, Report, line, table_of
from hubcli.report.rows import hub_names, summary_row
from hubcli.text.plural import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record


def locality_report(dataset: Dataset, name: str, records: Sequence[Record]) -> Report:
    """Return the list of the records in a place, headed `In Helsinki: 1 hub, 9 actors`."""
    hubs = sum(isinstance(record, Hub) for record in records)
    counts = (count(hubs, "hub"), count(len(records) - hubs, "actor"))
    amounts = ", ".join(text for text in counts if not text.startswith("0 "))
    rows = [summary_row(record) for record in records]
    names = [", ".join(hub_names(dataset, record)) for record in records]
    table = table_of(
        RECORD_COLUMNS, ({**row, "hubs": hub} for row, hub in zip(rows, names, strict=True))
    )
    return Report(line(Part(f"In {name}", "name"), f": {amounts}"), table, rows)
