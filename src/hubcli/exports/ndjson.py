"""Newline-delimited JSON: the dataset's particulars and each record, with its kind, on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hubcli.exports.json import to_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset


def write(dataset: Dataset) -> Iterator[str]:
    """Yield a line for the dataset, then one for each source, topic, hub and actor.

    Sources and topics come first, so that a reader knows them when a record names them.
    """
    yield f"{to_line({'kind': 'dataset', **msgspec.to_builtins(dataset.about)})}\n"
    for section in (dataset.sources, dataset.topics, dataset.hubs, dataset.actors):
        for record in section.values():
            yield f"{to_line({'kind': record.kind, **msgspec.to_builtins(record)})}\n"
