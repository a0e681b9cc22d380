"""GeoJSON (RFC 7946): a point for each record whose coordinates are known."""

from __future__ import annotations

from collections.abc import Iterator

from hubcli.exports.json import line
from hubcli.model.dataset import Dataset
from hubcli.report.rows import summary_row


def write(dataset: Dataset) -> Iterator[str]:
    """A collection, a line a feature, each with what a list says of the record and what the point is that of."""
    yield '{"type": "FeatureCollection", "features": ['
    comma = "\n"
    for record in dataset.records():
        place = record.place
        if place and place.lat is not None and place.lon is not None:
            feature = {
                "type": "Feature",
                "id": record.id,
                "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
                "properties": {
                    **summary_row(record),
                    "address": place.address,
                    "point": place.point,
                },
            }
            yield comma + line(feature).rstrip("\n")
            comma = ",\n"
    yield "\n]}\n"
