"""Tests of what a word stands for: its forms, its beginning, a type of record, a kind of link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Filters
from hubcli.search.query import parse_query

if TYPE_CHECKING:
    from search.conftest import SearchIds, SearchRecords

FORMS = {
    "Head": "One.",
    "Health Mill": "Two.",
    "Member": "Three.",
    "Memory Lab": "Four.",
    "House": "Five.",
    "Housing Office": "Six.",
    "Person": "Seven.",
    "Personalised Care": "Eight.",
    "Diseases": "Nine.",
    "Researchers": "Ten.",
}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("health", ["Health Mill"]),
        ("head", ["Head"]),
        ("memory", ["Memory Lab"]),
        ("memories", ["Memory Lab"]),
        ("member", ["Member"]),
        ("members", ["Member"]),
        ("housing", ["Housing Office"]),
        ("house", ["House"]),
        ("houses", ["House"]),
        ("personalised", ["Personalised Care"]),
        ("personalized", ["Personalised Care"]),
        ("person", ["Person"]),
        ("disease", ["Diseases"]),
        ("research", ["Researchers"]),
    ],
)
def test_forms_of_a_word_are_the_word(
    search_records: SearchRecords, query: str, names: list[str]
) -> None:
    """Plurals and derived words are found, but not every word with the same stem."""
    assert [result.record.name for result in search_records(FORMS, query).results] == names


SHORT = {
    "Aims": "It aims high.",
    "Huddinge": "A town.",
    "HUS": "A hospital.",
    "Catalogue Lab": "A list.",
    "Cat Lab": "For cats.",
}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ai", []),
        ("hud", []),
        ("hus", ["HUS"]),
        ("cat", ["Cat Lab"]),
        ("huddi", ["Huddinge"]),
        ("hudd", ["Huddinge"]),
        ("catalo", ["Catalogue Lab"]),
        ("ai*", ["Aims"]),
        ("hud*", ["Huddinge"]),
        ("cat*", ["Cat Lab", "Catalogue Lab"]),
    ],
)
def test_a_short_word_is_a_beginning_only_with_a_star(
    search_records: SearchRecords, query: str, names: list[str]
) -> None:
    """Words of three letters or fewer are too many beginnings; longer ones need no star."""
    assert [result.record.name for result in search_records(SHORT, query).results] == names


ACRONYMS = {
    "Health IT Group": "Old.",
    "Health Group": "It is new.",
    "Health Company": "Has health.",
    "AT Lab": "Small.",
}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("health IT", ["Health IT Group", "Health Group"]),
        ("Group IT", ["Health IT Group", "Health Group"]),
        ("Health IT Group", ["Health IT Group", "Health Group"]),
        ("lab AT", ["AT Lab"]),
        ("health it", ["Health Company", "Health Group", "Health IT Group"]),
        ("HEALTH IT", ["Health Company", "Health Group", "Health IT Group"]),
    ],
)
def test_capitals_among_small_letters_are_an_acronym(
    search_records: SearchRecords, query: str, names: list[str]
) -> None:
    """`IT` is a word that must match, where `it` and a text all in capitals have none."""
    assert [result.record.name for result in search_records(ACRONYMS, query).results] == names


@pytest.mark.parametrize("query", ["Health IT Group", "Group, Health IT", "AT Lab"])
def test_a_name_with_an_acronym_is_a_whole_name(search_records: SearchRecords, query: str) -> None:
    """The acronym may be spelled like a function word."""
    best = search_records(ACRONYMS, query).results[0]
    assert best.parts == (("the whole name", best.score),)


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        ("members of kuopiohealth", True),
        ("member kuopio", True),
        ("who leads neurocenter", True),
        ("director of neurocenter", True),
        ("partners of karolinska", True),
        ("located in meilahti", True),
        ("supported by kuopio", True),
        ("memory", False),
        ("leading hospital", False),
        ("leadership", False),
        ("housing development", False),
        ("partial", False),
        ("hospital", False),
        ("department of chemistry", False),
        ("based on data", True),
        ("database", False),
        ("presentation", False),
        ("direct", False),
        ("running", False),
    ],
)
def test_a_query_asks_for_links_by_whole_words(query: str, *, asks: bool) -> None:
    """A word with the stem of one for a relation or a role does not ask for a link."""
    dataset = load([builtin_path()])
    assert parse_query(dataset, query, Filters()).asks_link == asks


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("networks", ["neurocenter-finland"]),
        ("research centres", ["folkhalsan-research-center", "vtt"]),
        ("services", ["business-kuopio"]),
        ("institutes", ["karolinska-institutet", "thl", "fimm", "kth"]),
        ("foundations", ["minerva-foundation"]),
        ("programmes", ["biomedicum-research-programmes", "undergraduate-medical-curriculum"]),
    ],
)
def test_a_word_for_a_type_is_a_word_of_texts_too(
    search_ids: SearchIds, query: str, first: list[str]
) -> None:
    """Records with the word in their name come before those that are merely of the type."""
    assert search_ids(query)[: len(first)] == first


def test_a_type_with_few_records_is_looked_up_as_a_word(search_ids: SearchIds) -> None:
    """There is one network; texts with the word alliance count as well."""
    assert search_ids("alliances")[:2] == ["neurocenter-finland", "kuopiohealth"]
    assert "kuopiohealth" in search_ids("innovation alliances")


def test_a_type_with_enough_records_is_a_type(search_ids: SearchIds) -> None:
    """Companies are the records of this type, not those with the word in a text."""
    assert set(search_ids("companies")) == {"charles-river", "finvector", "ge-healthcare"}
    assert "flemingsberg" in search_ids("company")
