"""The export sqlite: every row is in the database, and Datasette publishes it."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from exports.export_datasets import any_dataset, few_examples
from exports.export_readers import builtin, library

from hubcli.exports.request import ExportRequest, write_export
from hubcli.exports.tables import TABLES

if TYPE_CHECKING:
    from support import Runner

    from hubcli.model.dataset import Dataset


@few_examples
@any_dataset
def test_sqlite_holds_each_row(dataset: Dataset) -> None:
    """Each table has its rows, every foreign key is valid, and the full-text tables are sound."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "hubs.sqlite")
        write_export(dataset, ExportRequest("sqlite"), path)
        db = sqlite3.connect(path)
        for name, table in TABLES.items():
            columns = ", ".join(f'"{column}"' for column in table.columns)
            rows = db.execute(
                f'SELECT {columns} FROM "{name.replace("-", "_")}" ORDER BY rowid'
            ).fetchall()
            assert rows == list(table.rows(dataset))
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        db.execute("INSERT INTO records_fts(records_fts) VALUES ('integrity-check')")
        db.execute("INSERT INTO facts_fts(facts_fts) VALUES ('integrity-check')")
        db.close()


@pytest.mark.filterwarnings("ignore")  # Datasette's own warnings
def test_datasette_searches_and_counts(run: Runner, tmp_path: Path) -> None:
    """Datasette offers full-text search, facets and links along foreign keys."""
    application = library("datasette.app")
    path = tmp_path / "hubs.sqlite"
    assert run("export", "--to", str(path)).status == 0

    async def get(*addresses: str) -> list[Any]:
        datasette = application.Datasette([str(path)])
        await datasette.invoke_startup()
        answers = [await datasette.client.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [200] * len(answers)
        return [
            answer.json() if ".json" in address else answer.text
            for address, answer in zip(addresses, answers, strict=True)
        ]

    records, facts, faceted, record_page, links_page = asyncio.run(
        get(
            "/hubs/records.json?_search=neurocenter&_shape=array",
            "/hubs/facts.json?_search=spectrum&_shape=array",
            "/hubs/records.json?_facet=type&_facet=country&_size=0",
            "/hubs/records/neurocenter-finland",
            "/hubs/links?to=kuopio",
        )
    )

    assert "Neurocenter Finland" in [record["name"] for record in records]
    assert facts
    facets = faceted["facet_results"]
    facets = facets.get("results", facets)
    counts = {facet["value"]: facet["count"] for facet in facets["type"]["results"]}
    companies = [record for record in builtin().records() if record.type == "company"]
    assert counts["hub"] == 3
    assert counts["company"] == len(companies)
    assert {facet["value"] for facet in facets["country"]["results"]} == {"FI", "SE"}
    assert "Mikael von und zu Fraunberg" in record_page or "Neurocenter Finland" in record_page
    assert '<a href="/hubs/records/kuopio">' in links_page
