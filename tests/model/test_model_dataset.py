"""Tests of the lookups of a dataset, of filters and of shortest paths."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import get_args

import pytest

from hubcli.model.countries import country_name
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.graph import shortest_paths
from hubcli.model.records import About, Actor, Hub, Link, Place, Topic
from hubcli.model.vocabulary import RELATIONS, TYPES, ActorType, Rel


def actor(id: str, *linked: str, hubs: tuple[str, ...] = (), rel: Rel = "partner-of") -> Actor:
    links = tuple(Link(rel=rel, to=other) for other in linked)
    return Actor(id=id, name=id.upper(), type="company", hubs=hubs, links=links)


@pytest.fixture
def dataset() -> Dataset:
    """Return actors a to d linked in a square, e beside it, and two hubs."""
    actors = [
        actor("a", "b", "c", hubs=("north",)),
        actor("b", "d", rel="supports"),
        actor("c", "d"),
        actor("d", "b"),
        actor("e"),
    ]
    place = Place(city="Turku", country="FI")
    hubs = [Hub(id="north", name="North"), Hub(id="south", name="South", place=place)]
    topics = [
        Topic(id="health", name="Health"),
        Topic(id="brain", name="Brain", broader="health"),
        Topic(id="memory", name="Memory", broader="brain"),
    ]
    return Dataset(
        about=About(title="Letters", updated=date(2026, 1, 1)),
        sources={},
        topics={topic.id: topic for topic in topics},
        hubs={hub.id: hub for hub in hubs},
        actors={record.id: record for record in actors},
        files=(),
    )


def path_ids(dataset: Dataset, start: str, goal: str) -> list[list[str]]:
    """Return the shortest paths between two records as relations and ids."""
    return [
        [start, *(word for step in path for word in (step.tie.rel, step.tie.other.id))]
        for path in shortest_paths(dataset, dataset.get(start), dataset.get(goal))
    ]


def test_every_shortest_path_is_found(dataset: Dataset) -> None:
    """Two records with several links have a path for each link; the steps of a path are joined."""
    assert path_ids(dataset, "a", "d") == [
        ["a", "partner-of", "b", "partner-of", "d"],
        ["a", "partner-of", "b", "supports", "d"],
        ["a", "partner-of", "c", "partner-of", "d"],
    ]
    for path in shortest_paths(dataset, dataset.get("a"), dataset.get("d")):
        assert all(step.tie.other.id == next_.start.id for step, next_ in pairwise(path))


def test_records_that_are_not_connected_have_no_path(dataset: Dataset) -> None:
    """A record has one path to itself, which is empty."""
    assert path_ids(dataset, "a", "e") == []
    assert path_ids(dataset, "a", "a") == [["a"]]


def test_ties_are_seen_from_both_records(dataset: Dataset) -> None:
    """First the links that a record states, then those that point to it."""
    ties = [(tie.rel, tie.other.id, tie.stated_here) for tie in dataset.ties_of("d")]
    assert ties == [
        ("partner-of", "b", True),
        ("supported-by", "b", False),
        ("partner-of", "c", False),
    ]
    assert dataset.neighbours("d") == ["b", "c"]
    assert dataset.component_of("d") == ("a", 4)
    assert dataset.component_of("e") == ("e", 1)


def test_filters_must_all_match(dataset: Dataset) -> None:
    """Several values of one filter are alternatives; a hub matches as a member of itself."""
    selected = dataset.select(Filters(hubs=frozenset({"north", "x"})))
    assert [record.id for record in selected] == ["north", "a"]
    finnish = Filters(countries=frozenset({"FI"}))
    assert [record.id for record in dataset.select(finnish)] == ["south"]
    assert list(dataset.select(finnish._replace(types=frozenset({"company"})))) == []
    companies = Filters(types=frozenset({"company"}))
    assert [hub.id for hub in dataset.select_hubs(companies)] == ["north"]
    assert dataset.countries == ("FI",)


def test_a_topic_includes_all_narrower_topics(dataset: Dataset) -> None:
    """At any depth, itself included."""
    assert dataset.with_narrower("health") == {"health", "brain", "memory"}
    assert dataset.with_narrower("memory") == {"memory"}


def test_the_vocabularies_are_complete() -> None:
    """Every type has its words, and each relation is the inverse of its inverse."""
    assert set(TYPES) == {"hub", *get_args(ActorType)}
    assert set(RELATIONS) == set(get_args(Rel))
    assert all(RELATIONS[relation.inverse].inverse == rel for rel, relation in RELATIONS.items())
    assert (country_name("FI"), country_name("XX")) == ("Finland", "XX")
