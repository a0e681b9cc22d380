"""GraphML: a graph of the records and their links, for networkx, Gephi, yEd or igraph.

XML cannot hold control characters, so that texts are escaped (`escape_reversibly`).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hubcli.exports.tables import join_ids
from hubcli.text.escape import escape_reversibly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Link, Record

_Values = dict[str, str | float | None]

_NODE_KEYS = {
    "name": "string",
    "type": "string",
    "hubs": "string",
    "city": "string",
    "country": "string",
    "lat": "double",
    "lon": "double",
}
_EDGE_KEYS = {
    "rel": "string",
    "role": "string",
    "since": "string",
    "until": "string",
    "cite": "string",
}


def write(dataset: Dataset) -> Iterator[str]:
    """Yield records as nodes, and links as edges from the record that states each."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for element, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key, type in keys.items():
            yield f'  <key id="{key}" for="{element}" attr.name="{key}" attr.type="{type}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for record in dataset.records():
        yield f'    <node id="{record.id}">{_data(_node_values(record))}</node>\n'
    links = ((record.id, link) for record in dataset.records() for link in record.links)
    for number, (source, link) in enumerate(links):
        data = _data(_edge_values(link))
        yield f'    <edge id="e{number}" source="{source}" target="{link.to}">{data}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _node_values(record: Record) -> _Values:
    values: _Values = {"name": record.name, "type": record.type, "hubs": join_ids(record.hubs)}
    if record.place:
        values |= {key: getattr(record.place, key) for key in ("city", "country", "lat", "lon")}
    return values


def _edge_values(link: Link) -> _Values:
    values: _Values = {key: getattr(link, key) for key in ("rel", "role", "since", "until")}
    return values | {"cite": join_ids(link.cite)}


def _data(values: Mapping[str, str | float | None]) -> str:
    """Return the values that are known, as elements."""
    return "".join(
        f'<data key="{key}">{escape(escape_reversibly(str(value)))}</data>'
        for key, value in values.items()
        if value is not None and value != ""
    )
