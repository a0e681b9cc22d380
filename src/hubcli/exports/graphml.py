"""GraphML: the network of records and links, for networkx, Gephi, yEd or igraph.

XML has no way to write control characters, so that texts are written as `text.reversible` has it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hubcli.exports.tables import several
from hubcli.text.escape import escape_reversibly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record

_NODE = {
    "name": "string",
    "type": "string",
    "hubs": "string",
    "city": "string",
    "country": "string",
}
_POINT = {"lat": "double", "lon": "double"}
_EDGE = {"rel": "string", "role": "string", "since": "string", "until": "string", "cite": "string"}


def write(dataset: Dataset) -> Iterator[str]:
    """Records as nodes, with their ids; links as edges, from the record that states it."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for of, keys in (("node", _NODE | _POINT), ("edge", _EDGE)):
        for key, type in keys.items():
            yield f'  <key id="{key}" for="{of}" attr.name="{key}" attr.type="{type}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for record in dataset.records():
        yield f'    <node id="{record.id}">{_data(_node(record))}</node>\n'
    number = 0
    for record in dataset.records():
        for link in record.links:
            said = {key: getattr(link, key) for key in ("rel", "role", "since", "until")}
            data = _data({**said, "cite": several(link.cite)})
            yield f'    <edge id="e{number}" source="{record.id}" target="{link.to}">{data}</edge>\n'
            number += 1
    yield "  </graph>\n</graphml>\n"


def _node(record: Record) -> Mapping[str, str | float | None]:
    place = record.place
    where = {key: getattr(place, key) for key in ("city", "country", "lat", "lon")} if place else {}
    return {"name": record.name, "type": record.type, "hubs": several(record.hubs), **where}


def _data(values: Mapping[str, str | float | None]) -> str:
    """What is known, as elements."""
    return "".join(
        f'<data key="{key}">{escape(escape_reversibly(str(value)))}</data>'
        for key, value in values.items()
        if value is not None and value != ""
    )
