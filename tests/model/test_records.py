"""Tests of records: their claims, figures and ties, and the patterns of their texts."""

from __future__ import annotations

from typing import Any

import pytest

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.patterns import InvalidText
from hubcli.model.records import Actor, Alias, Fact, Figure, Hub, Link, Source, Tie

UEF = Actor(
    id="uef",
    name="UEF",
    type="education",
    aliases=("Uni", Alias(name="University", cite="leaflet#3")),
    summary="A university.",
    topics=("health",),
    facts=(
        Fact(text="It teaches.", cite=("leaflet#1", "register"), topics=("teaching", "health")),
        Fact(text="It is large.", figure=Figure(of="students", value=17000)),
    ),
    links=(Link(rel="located-in", to="kuopio", cite="leaflet#2"),),
    cite="register",
)


@pytest.mark.parametrize(
    ("cite", "source", "paragraph"), [("leaflet#4", "leaflet", 4), ("register", "register", None)]
)
def test_a_citation_has_a_source_and_perhaps_a_paragraph(
    cite: str, source: str, paragraph: int | None
) -> None:
    """`citation_list` makes a tuple of a single citation."""
    assert split_citation(cite) == (source, paragraph)
    assert citation_list(cite) == citation_list((cite,)) == (cite,)


def test_claims_are_in_the_order_of_a_page() -> None:
    """The record itself, its aliases, facts and links, each with its path and citations."""
    assert [(claim.kind, claim.text, claim.cite, claim.path) for claim in UEF.claims()] == [
        ("record", "A university.", "register", ()),
        ("alias", "Uni", (), ("aliases", 0)),
        ("alias", "University", "leaflet#3", ("aliases", 1)),
        ("fact", "It teaches.", ("leaflet#1", "register"), ("facts", 0)),
        ("fact", "It is large.", (), ("facts", 1)),
        ("link", "located-in kuopio", "leaflet#2", ("links", 0)),
    ]
    cites = ["register", "leaflet#3", "leaflet#1", "register", "leaflet#2"]
    assert list(UEF.citations()) == cites


def test_a_record_has_the_topics_of_its_facts() -> None:
    """Its own topics come first, and none is repeated."""
    assert UEF.all_topics() == ("health", "teaching")
    assert UEF.facts_on(frozenset({"teaching", "x"})) == [UEF.facts[0]]
    assert list(UEF.figures()) == [(UEF.facts[1], UEF.facts[1].figure)]
    assert list(UEF.names()) == ["uef", "UEF", "Uni", "University"]


@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        (Figure(of="students", value=20000, qualifier="almost"), "almost 20,000"),
        (Figure(of="years", value=1996, qualifier="since", unit="year"), "since 1996"),
        (Figure(of="firms", qualifier="tens of"), "tens of"),
        (Figure(of="beam", value=1.5, unit="GeV"), "1.5 GeV"),
    ],
)
def test_the_amount_of_a_figure_is_words(figure: Figure, amount: str) -> None:
    """A year has no thousands separator, and a figure without a value is its qualifier."""
    assert figure.amount == amount


@pytest.mark.parametrize(
    ("period", "notes"),
    [
        ({}, "director"),
        ({"since": "2019"}, "director since 2019"),
        ({"until": "2021-05"}, "director until 2021-05"),
        ({"since": "2019", "until": "2021"}, "director 2019–2021"),
        ({"since": "2019-02", "until": "2021"}, "director 2019-02 to 2021"),
    ],
)
def test_a_tie_notes_the_role_and_the_years(period: dict[str, Any], notes: str) -> None:
    """Both records of a link note the same, each with the relation as it sees it.

    A search for who leads it reads the same words, so that a past office is told as past.
    """
    hub = Hub(id="kuopio", name="Kuopio")
    link = Link(rel="leads", to="kuopio", role="director", **period)
    tie = Tie("leads", hub, link, True)
    received = Tie.received(link, UEF)

    assert tie.notes == received.notes == notes
    assert tie.description == f"Leads Kuopio ({notes})"
    assert received.description == f"Led by UEF ({notes})"
    assert received.order < tie.order


def test_a_tie_without_a_role_notes_its_years() -> None:
    """Without role and years there are no brackets."""
    hub = Hub(id="kuopio", name="Kuopio")
    dated = Tie("supports", hub, Link(rel="supports", to="kuopio", since="2019"), True)
    bare = Tie("supports", hub, Link(rel="supports", to="kuopio"), True)

    assert (dated.notes, dated.description) == ("since 2019", "Supports Kuopio (since 2019)")
    assert (bare.notes, bare.description) == ("", "Supports Kuopio")


@pytest.mark.parametrize(
    ("type_", "fields", "message"),
    [
        (Hub, {"id": "Kuopio", "name": "Kuopio"}, "id: 'Kuopio' is not an id: "),
        (Hub, {"id": "kuopio", "name": " "}, "name: the text is empty"),
        (Hub, {"id": "kuopio", "name": "K", "aliases": ("",)}, "aliases: the text is empty"),
        (Hub, {"id": "kuopio", "name": "K", "cite": ("a#1", "a#0")}, "cite: 'a#0' is not a cit"),
        (Source, {"id": "a", "title": "A", "url": "ftp://a"}, "url: 'ftp://a' is not a web addr"),
        (Link, {"rel": "leads", "to": "a", "since": "May"}, "since: 'May' is not a date: 2023"),
    ],
)
def test_a_text_that_does_not_match_its_pattern_is_refused(
    type_: type[Hub | Source | Link], fields: dict[str, Any], message: str
) -> None:
    """The message names the field and what is expected."""
    with pytest.raises(InvalidText) as caught:
        type_(**fields)
    assert str(caught.value).startswith(message)
    assert len(caught.value.faults) == 1


def test_a_figure_without_value_and_qualifier_is_refused() -> None:
    """One of the two is needed, and zero is a value."""
    assert Figure(of="beds", value=0).amount == "0"
    with pytest.raises(ValueError, match=r"^the key 'value' or 'qualifier' is missing$"):
        Figure(of="beds")
