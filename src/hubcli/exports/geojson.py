"""GeoJSON (RFC 7946): a point for each record with coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubcli.exports.json import array_items, to_line
from hubcli.report.rows import summary_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Place, Record


def write(dataset: Dataset) -> Iterator[str]:
    """Yield a collection with a feature a line, whose properties are those of `list --json`."""
    yield '{"type": "FeatureCollection", "features": ['
    yield from array_items(
        to_line(_feature(record, record.place))
        for record in dataset.records()
        if record.place and record.place.lat is not None and record.place.lon is not None
    )
    yield "\n]}\n"


def _feature(record: Record, place: Place) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": record.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {**summary_row(record), "address": place.address, "point": place.point},
    }
