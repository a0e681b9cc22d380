"""Fixtures that search the built-in dataset and small made ones."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Protocol

import pytest

from hubcli.dataset.load import load
from hubcli.model.dataset import Filters
from hubcli.search.engine import SearchAnswer, search
from hubcli.search.index.build import build_in_memory

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner


class SearchIds(Protocol):
    """Returns the ids of the hits of `hubcli search`."""

    def __call__(self, *words: str) -> list[str]:
        """Search the built-in dataset for words as typed in a shell."""


class SearchRecords(Protocol):
    """Searches a dataset of a few records."""

    def __call__(
        self, summaries: dict[str, str], query: str, limit: int | None = None
    ) -> SearchAnswer:
        """Search records given as name → summary."""


@pytest.fixture
def search_ids(run: Runner) -> SearchIds:
    """Return `search_ids("who", "leads")`."""

    def search_builtin(*words: str) -> list[str]:
        return [hit["id"] for hit in json.loads(run("search", "--json", "--", *words).out)]

    return search_builtin


@pytest.fixture
def search_records(tmp_path: Path) -> SearchRecords:
    """Return `search_records({"Town": "Has a harbour."}, "harbour")`."""

    def search_made(
        summaries: dict[str, str], query: str, limit: int | None = None
    ) -> SearchAnswer:
        tables = (
            f'[actors.a{number}]\nname = "{name}"\ntype = "other"\nsummary = "{summary}"\n'
            for number, (name, summary) in enumerate(summaries.items())
        )
        path = tmp_path / "made.toml"
        head = '[dataset]\ntitle = "Made"\nupdated = 2026-01-01\n'
        path.write_text("".join((head, *tables)), encoding="utf-8")
        dataset = load([path])
        with closing(build_in_memory(dataset)) as index:
            return search(dataset, index, query, Filters(), limit)

    return search_made
