"""The export geojson in the library geojson."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from exports.export_datasets import any_dataset, few_examples
from exports.export_readers import export_text, library

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


@few_examples
@any_dataset
def test_geojson_is_valid(dataset: Dataset) -> None:
    """The export is valid GeoJSON with a point for each record that has coordinates."""
    geojson = library("geojson")
    text = export_text(dataset, "geojson")

    collection = geojson.loads(text)

    assert collection.is_valid, collection.errors()
    assert [
        (feature["id"], feature["geometry"]["coordinates"], feature["properties"]["name"])
        for feature in json.loads(text)["features"]
    ] == [
        (record.id, [record.place.lon, record.place.lat], record.name)
        for record in dataset.records()
        if record.place and record.place.lat is not None and record.place.lon is not None
    ]
