"""The export graphml in networkx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from exports.export_datasets import any_dataset, few_examples
from exports.export_readers import export_text, library, unescape

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


@few_examples
@any_dataset
def test_networkx_reads_graphml(dataset: Dataset) -> None:
    """Every record is a node and every link an edge, with their exact texts."""
    networkx = library("networkx")

    graph = networkx.read_graphml(
        io.BytesIO(export_text(dataset, "graphml").encode()), force_multigraph=True
    )

    assert {id: unescape(values["name"]) for id, values in graph.nodes(data=True)} == {
        record.id: record.name for record in dataset.records()
    }
    edges = [
        (source, target, values["rel"], unescape(values.get("role", "")))
        for source, target, values in graph.edges(data=True)
    ]
    assert sorted(edges) == sorted(
        (record.id, link.to, link.rel, link.role)
        for record in dataset.records()
        for link in record.links
    )
