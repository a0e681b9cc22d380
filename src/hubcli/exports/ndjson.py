"""Newline-delimited JSON: the dataset's own particulars and each record on a line of its own, with its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.exports.json import fields, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset


def write(dataset: Dataset) -> Iterator[str]:
    """A line for the dataset, then sources, topics, hubs and actors, so that what a record names came before it."""
    yield line({"kind": "dataset", **fields(dataset.about)})
    for section in (dataset.sources, dataset.topics, dataset.hubs, dataset.actors):
        for record in section.values():
            yield line({"kind": record.kind, **fields(record)})
