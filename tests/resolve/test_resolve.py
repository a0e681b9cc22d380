"""Tests of finding records, filters and relations by what a user typed."""

from __future__ import annotations

from datetime import date

import pytest

from hubcli.errors import Ambiguous, NothingFound, WrongUse
from hubcli.model.dataset import Dataset
from hubcli.model.records import About, Actor, Hub, Source, Topic
from hubcli.resolve.filters import resolve_filters, resolve_relations
from hubcli.resolve.record import find_hub_or_actor, find_record

DATASET = Dataset(
    about=About(title="Names", updated=date(2026, 1, 1)),
    sources={
        "harbour-report": Source(id="harbour-report", title="Harbour"),
        "survey": Source(id="survey", title="Survey of Institutes"),
    },
    topics={
        "harbour-topic": Topic(id="harbour-topic", name="Harbour"),
        "brain": Topic(id="brain", name="Brain research", aliases=("Neuroscience",)),
    },
    hubs={"harbour": Hub(id="harbour", name="Harbour Campus", aliases=("Harbour Side",))},
    actors={
        "sea": Actor(id="sea", name="Sea Institute", type="facility"),
        "sky": Actor(
            id="sky", name="Sky Institute", type="facility", aliases=("Institute of Sky",)
        ),
    },
    files=(),
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("survey", "survey"),  # the exact id
        ("HARBOUR", "harbour"),  # a whole name: a hub before a topic and a source
        ("neuroscience", "brain"),
        ("Campus Harbour", "harbour"),  # the same words in another order
        ("Sea Inst", "sea"),  # the beginning of a name
        ("of institutes", "survey"),  # words that are all in a name
        ("of institute", "sky"),  # before the source, which is preferred last
    ],
)
def test_a_record_is_found_by_the_strictest_rule_that_matches(name: str, id: str) -> None:
    """The rules are tried in the order of the cases, and each prefers some kinds of record."""
    assert find_record(DATASET, name, print).id == id


def test_a_name_of_several_records_is_ambiguous() -> None:
    """The candidates are the preferred records of the first rule that matches: no source here."""
    with pytest.raises(Ambiguous) as caught:
        find_record(DATASET, "S", print)
    assert caught.value.lines()[1:] == [
        ("", "  sea  Sea Institute (facility)"),
        ("", "  sky  Sky Institute (facility)"),
        ("hint", "hubcli show sea"),
    ]


@pytest.mark.parametrize("name", ["Harbuor Campus", "", "--", "\udcff"])
def test_an_unknown_name_is_not_found(name: str) -> None:
    """Similar names are suggested; a text without words matches nothing."""
    with pytest.raises(NothingFound) as caught:
        find_record(DATASET, name, print)
    assert caught.value.suggestions == (("Harbour Campus",) if name.startswith("H") else ())


def test_a_topic_is_not_a_hub_or_an_actor() -> None:
    """Commands that need a hub or an actor refuse it."""
    assert find_hub_or_actor(DATASET, "sea", print).id == "sea"
    with pytest.raises(WrongUse, match="'brain' is a topic"):
        find_hub_or_actor(DATASET, "brain", print)


def test_filters_take_ids_and_names() -> None:
    """A type may be given by any of its words, in any spelling."""
    filters = resolve_filters(
        DATASET, hubs=["harbour side"], types=["Lab", "people"], topics=["neuroscience"]
    )
    assert filters.hubs == {"harbour"}
    assert filters.types == {"facility", "person"}
    assert filters.topics == {"brain"}
    assert filters.countries == set()


def test_an_unknown_value_of_a_filter_has_suggestions() -> None:
    """They are ids, the nearest first."""
    with pytest.raises(WrongUse) as caught:
        resolve_filters(DATASET, topics=["nuroscience"])
    assert caught.value.suggestions == ("brain",)


def test_relations_may_be_written_with_spaces_and_capitals() -> None:
    """They are returned in the spelling of the vocabulary, each with the other direction."""
    assert resolve_relations(["Led by", "part_of"]) == {"led-by", "leads", "part-of", "has-part"}
    with pytest.raises(WrongUse) as caught:
        resolve_relations(["ledby"])
    assert caught.value.suggestions == ("led-by",)
