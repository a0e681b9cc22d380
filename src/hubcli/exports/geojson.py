"""GeoJSON (RFC 7946): a point for each record whose coordinates are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.exports.json import line
from hubcli.report.rows import summary_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset


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
