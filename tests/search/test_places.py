"""Tests of places in a query: where the dataset has nothing, and where it has something."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from search.conftest import SearchIds, SearchRecords
    from support import Runner

COMPANIES = {"charles-river", "finvector", "ge-healthcare"}
HOSPITALS = {"hus", "karolinska-university-hospital", "kuopio-university-hospital"}


@pytest.mark.parametrize(
    ("query", "place", "ids"),
    [
        ("life science companies in Stockholm", "in stockholm", COMPANIES),
        ("companies in stockholm", "in stockholm", COMPANIES),
        ("life science companies in Oslo", "in oslo", COMPANIES),
        ("companies near the Oslo", "near oslo", COMPANIES),
        ("clinic at Oslo", "at oslo", HOSPITALS),
        ("hospital in Tampere", "in tampere", HOSPITALS),
        ("neuroscience from Tampere", "from tampere", {"neurocenter-finland", "kuopio"}),
        ("companies in stockholm country:fi", "in stockholm", COMPANIES),
    ],
)
def test_a_place_without_answers_is_named(
    run: Runner, query: str, place: str, ids: set[str]
) -> None:
    """What there is elsewhere is shown, and a message says that it is not in the place."""
    answer = run("search", "--json", query)
    assert {hit["id"] for hit in json.loads(answer.out)} == ids
    assert answer.err == f"note: Nothing matches all words; showing results without '{place}'.\n"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("hospital in solna", "karolinska-university-hospital"),
        ("clinic at solna", "karolinska-university-hospital"),
        ("hospital near huddinge", "karolinska-university-hospital"),
        ("university in joensuu", "university-of-eastern-finland"),
        ("research centre in espoo", "vtt"),
        ("companies in kuopio", "charles-river"),
        ("business district in stockholm", "stockholm-south-business-district"),
        ("hospitals in swedn", "karolinska-university-hospital"),
    ],
)
def test_a_place_in_a_text_is_found(run: Runner, query: str, first: str) -> None:
    """A place that only a text names, after a preposition, or a name, is where something is."""
    answer = run("search", "--json", query)
    assert json.loads(answer.out)[0]["id"] == first
    assert "without" not in answer.err


def test_a_text_that_mentions_a_place_is_not_there(search_records: SearchRecords) -> None:
    """The word for a place counts in a text only after a preposition, or in a name."""
    records = {
        "Tide Mill": "A mill in Solna and Oulu.",
        "Wind Mill": "A mill that Oulu admires.",
        "Oulu Mill": "A mill.",
    }
    names = [result.record.name for result in search_records(records, "mill in oulu").results]
    assert sorted(names) == ["Oulu Mill", "Tide Mill"]
    names = [result.record.name for result in search_records(records, "mill oulu").results]
    assert sorted(names) == ["Oulu Mill", "Tide Mill", "Wind Mill"]


def test_two_places_are_both_places(search_ids: SearchIds) -> None:
    """With nothing in both, what is in one of them is shown."""
    assert set(search_ids("companies in kuopio and oslo")[:3]) == COMPANIES
    assert set(search_ids("companies in kuopio and solna")[:3]) == COMPANIES


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("neuroscience zzzqqqxx", "'zzzqqqxx'"),
        ("neuroscience zzzqqqxx qqzzyy", "'zzzqqqxx' and 'qqzzyy'"),
        ('neuroscience "zzz qqq"', "'zzz qqq'"),
        ("neuroscience zzz OR qqq", "'zzz OR qqq'"),
        ("universities in united kingdom", "'in united' and 'in kingdom'"),
        ("kuopio robotics helsinki", "'helsinki'"),
        ("nueroscience in the zzzqqqxx", "'in zzzqqqxx'"),
    ],
)
def test_every_dropped_word_is_named(run: Runner, query: str, missing: str) -> None:
    """The message lists the words, phrases and alternatives that the best hit lacks."""
    message = f"note: Nothing matches all words; showing results without {missing}.\n"
    assert run("search", query).err.endswith(message)


@pytest.mark.parametrize("query", ["neuroscience", "the neuroscience in kuopio", "robotics kuopio"])
def test_nothing_is_named_if_nothing_is_dropped(run: Runner, query: str) -> None:
    """Function words are not among the words that must match."""
    assert run("search", query).err == ""
