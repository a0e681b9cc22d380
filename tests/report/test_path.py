"""Tests of `hubcli path`."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from support import Run

from hubcli.errors import NothingFound
from hubcli.model.dataset import Dataset
from hubcli.model.records import About, Actor, Link
from hubcli.report.path import path_report

if TYPE_CHECKING:
    from support import Runner

TWO_HUBS = ("--data", "report/two-hubs.toml")


def path_data(run: Runner, *argv: str) -> Any:
    """Return the JSON object of `hubcli path`."""
    return json.loads(run("path", *argv, "--json").out)


def test_a_path_is_the_shortest(run: Runner) -> None:
    """The path has the fewest links, each with its source; `--all` shows every such path."""
    data = path_data(run, "one", "two", *TWO_HUBS)
    assert (data["length"], [[step["to"] for step in path] for path in data["paths"]]) == (
        2,
        [["c", "two"]],
    )
    assert path_data(run, "a", "two", "--all", *TWO_HUBS)["paths"][0][0]["cite"] == ["report"]
    paths = path_data(run, "a", "c", "--all", *TWO_HUBS)["paths"]
    assert [[step["to"] for step in path] for path in paths] == [["one", "c"]]


def test_a_path_has_the_same_length_in_both_directions(run: Runner) -> None:
    """The length of a path does not depend on the order of its ends."""
    forward = path_data(run, "ge-healthcare", "uef")
    backward = path_data(run, "uef", "ge-healthcare")
    assert forward["length"] == backward["length"]


def test_records_without_a_connection(run: Runner) -> None:
    """Without a path, status 1 and a message with the sizes of the two groups; in JSON `[]`."""
    message = (
        "error: No links connect One and Alone: One is in a group of 5 linked records, "
        "and Alone has no links.\nhint: hubcli network one\n"
    )
    assert run("path", "one", "alone", *TWO_HUBS) == Run(1, "", message)
    assert run("path", "one", "alone", *TWO_HUBS, "--json").out == "[]\n"


def test_a_path_from_a_record_to_itself(run: Runner) -> None:
    """The path from a record to itself has no steps."""
    assert run("path", "one", "one", *TWO_HUBS).out.splitlines() == ["One → One  0 steps", "One"]


@given(
    size=st.integers(2, 7),
    pairs=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
    ends=st.tuples(st.integers(0, 6), st.integers(0, 6)),
)
def test_all_shortest_paths_are_found(
    size: int, pairs: list[tuple[int, int]], ends: tuple[int, int]
) -> None:
    """In any graph the paths are those that an exhaustive search finds."""
    links = sorted({(a % size, b % size) for a, b in pairs if a % size != b % size})
    start, goal = (end % size for end in ends)
    dataset = graph_dataset(size, links)
    expected = walk_exhaustively(size, links, start, goal)

    try:
        report = path_report(dataset, dataset.get(f"n{start}"), dataset.get(f"n{goal}"), every=True)
    except NothingFound:
        assert not expected
    else:
        paths = report.data["paths"]
        visited = [[start, *(int(step["to"][1:]) for step in path)] for path in paths]
        assert sorted(visited) == sorted(expected)
        assert [step["from"] for step in paths[0]] == [f"n{node}" for node in visited[0][:-1]]


def graph_dataset(size: int, links: list[tuple[int, int]]) -> Dataset:
    """Return a dataset of the actors n0, n1, … with links between them."""
    actors = {}
    for node in range(size):
        targets = tuple(Link(rel="part-of", to=f"n{b}") for a, b in links if a == node)
        actors[f"n{node}"] = Actor(id=f"n{node}", name=f"N{node}", type="other", links=targets)
    about = About(title="Any", updated=date(2026, 1, 1))
    return Dataset(about=about, sources={}, topics={}, hubs={}, actors=actors, files=())


def walk_exhaustively(
    size: int, links: list[tuple[int, int]], start: int, goal: int
) -> list[list[int]]:
    """Return the shortest walks from start to goal, with a repetition for each parallel link."""
    neighbours = {
        node: [b if a == node else a for a, b in links if node in (a, b)] for node in range(size)
    }
    walks = [[start]]
    while walks:
        matches = [walk for walk in walks if walk[-1] == goal]
        if matches:
            return matches
        walks = [
            [*walk, node] for walk in walks for node in neighbours[walk[-1]] if node not in walk
        ]
    return []
