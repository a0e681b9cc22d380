"""The columns of a table of numbers by hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.report.document import Column

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


def count_columns(dataset: Dataset, title: str) -> tuple[Column, ...]:
    """Return the columns of numbers by hub: one for all of them, and one for each hub.

    `title` is that of the first column, which names what is counted.
    """
    first = Column("name", title, width=24), Column("all", "All", width=4)
    return *first, *hub_columns(dataset, width=8)


def hub_columns(dataset: Dataset, width: int) -> tuple[Column, ...]:
    """Return a column for each hub. The hubs with the fewest actors are left out first."""
    by_size = sorted(dataset.hubs, key=dataset.count_actors, reverse=True)
    ranks = {id: rank for rank, id in enumerate(by_size, start=1)}
    return tuple(Column(id, hub.name, ranks[id], width) for id, hub in dataset.hubs.items())
