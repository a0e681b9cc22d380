"""GraphML: a graph of the records and their links, for networkx, Gephi, yEd or igraph.

XML cannot hold control characters, so that texts are escaped (`escape_reversibly`).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from hubcli.exports.tables import TABLES, entity_row
from hubcli.text.escape import escape_reversibly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.exports.tables import Value
    from hubcli.model.dataset import Dataset

# Columns of the tables of records and of links that become attributes.
_NODE_KEYS = {
    "name": "string",
    "type": "string",
    "hubs": "string",
    "city": "string",
    "country": "string",
    "lat": "double",
    "lon": "double",
}
_EDGE_KEYS = dict.fromkeys(("rel", "role", "since", "until", "cite"), "string")


def write(dataset: Dataset) -> Iterator[str]:
    """Yield records as nodes, and links as edges from the record that states each."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for element, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key, type in keys.items():
            yield f'  <key id="{key}" for="{element}" attr.name="{key}" attr.type="{type}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for row in map(entity_row, dataset.records()):
        node = dict(zip(TABLES["hubs"].columns, row, strict=True))
        yield f'    <node id="{node["id"]}">{_data(node, _NODE_KEYS)}</node>\n'
    for number, row in enumerate(TABLES["links"].rows(dataset)):
        edge = dict(zip(TABLES["links"].columns, row, strict=True))
        ends = f'source="{edge["record"]}" target="{edge["to"]}"'
        yield f'    <edge id="e{number}" {ends}>{_data(edge, _EDGE_KEYS)}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _data(values: dict[str, Value], keys: Iterable[str]) -> str:
    """Return the values that are known, as elements."""
    return "".join(
        f'<data key="{key}">{escape(escape_reversibly(str(values[key])))}</data>'
        for key in keys
        if values[key] not in (None, "")
    )
