"""Tests of questions: the record that is meant, and the text that answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hubcli.search.question import read_question

if TYPE_CHECKING:
    from support import Runner


def first_answer(run: Runner, query: str) -> tuple[str, str]:
    """Return the id of the first hit and the text that is shown for it."""
    answer = run("search", "--json", "--columns", "id,excerpt", "--", query)
    best = json.loads(answer.out)[0]
    return best["id"], best["excerpt"]


@pytest.mark.parametrize(
    ("query", "id", "excerpt"),
    [
        ("where is FIMM", "fimm", "Located in Biomedicum Helsinki"),
        ("where is VTT based?", "vtt", "Espoo, Finland"),
        ("where is Biomedicum Helsinki", "biomedicum", "Haartmaninkatu 8, Helsinki, Finland"),
        (
            "Where is Neurocenter Finland?",
            "neurocenter-finland",
            "Located in Kuopio (headquarters)",
        ),
        ("where can I find FinVector", "finvector", "Kuopio, Finland"),
        ("where is minerva", "minerva-foundation", "Helsinki, Finland"),
        (
            "where is Karolinska University Hospital",
            "karolinska-university-hospital",
            "Huddinge, Sweden",
        ),
    ],
)
def test_where_something_is(run: Runner, query: str, id: str, excerpt: str) -> None:
    """The address answers, without one what houses the record, without that its city."""
    assert first_answer(run, query) == (id, excerpt)


@pytest.mark.parametrize(
    ("query", "id", "excerpt"),
    [
        (
            "how many students in flemingsberg",
            "campus-flemingsberg",
            "Has grown over time to almost 20,000 students.",
        ),
        (
            "how many students of medicine and dentistry",
            "biomedicum",
            "Has more than 300 students of medicine and dentistry in residence.",
        ),
        (
            "how many researchers at biomedicum",
            "biomedicum",
            "Provides about 2,300 researchers, support staff and graduate students with working"
            " facilities.",
        ),
        (
            "how many homes in flemingsberg",
            "flemingsberg",
            "Urban development is dynamic: around 10,000 new homes, a university town and the"
            " Stockholm South Business District are planned.",
        ),
        (
            "how many research programmes at biomedicum",
            "biomedicum-research-programmes",
            "Six large programmes, each of several research groups.",
        ),
    ],
)
def test_how_many_there_are(run: Runner, query: str, id: str, excerpt: str) -> None:
    """The figure that counts what is asked for answers."""
    assert first_answer(run, query) == (id, excerpt)


@pytest.mark.parametrize(
    ("query", "id", "excerpt"),
    [
        (
            "since when is Flemingsberg a pioneer of advanced therapies",
            "flemingsberg",
            "A pioneer of advanced therapy medicinal products (ATMP) since 1996, owing to"
            " Karolinska Institutet and Karolinska University Hospital in Huddinge.",
        ),
        (
            "when was the Minerva Foundation established?",
            "minerva-foundation",
            "Established in 1959.",
        ),
        ("in which year was minerva established", "minerva-foundation", "Established in 1959."),
        ("what year was minerva established", "minerva-foundation", "Established in 1959."),
        (
            "when was stockholm south business district announced",
            "stockholm-south-business-district",
            "Announced on 13 August 2018.",
        ),
    ],
)
def test_when_something_was(run: Runner, query: str, id: str, excerpt: str) -> None:
    """A text with a year answers."""
    assert first_answer(run, query) == (id, excerpt)


@pytest.mark.parametrize(
    ("query", "id", "excerpt"),
    [
        (
            "who leads Neurocenter Finland",
            "mikael-von-und-zu-fraunberg",
            "Leads Neurocenter Finland (director 2017–2021)",
        ),
        (
            "who is the director of neurocenter?",
            "mikael-von-und-zu-fraunberg",
            "Leads Neurocenter Finland (director 2017–2021)",
        ),
        (
            "who leads flemingsberg science",
            "johnny-hogberg",
            "Leads Flemingsberg Science (chief executive since 2021-11-01)",
        ),
    ],
)
def test_who_leads(run: Runner, query: str, id: str, excerpt: str) -> None:
    """The person comes first, with the years of the office."""
    assert first_answer(run, query) == (id, excerpt)


@pytest.mark.parametrize(
    ("query", "id", "excerpt"),
    [
        (
            "who said advanced therapies are a revolution",
            "johnny-hogberg",
            "Flemingsberg: Cures diseases once held to be incurable; advanced therapies, which"
            " offer remedies for them, have proved a revolution in healthcare.",
        ),
        (
            "who said that world-class research is not enough?",
            "mikael-von-und-zu-fraunberg",
            "Kuopio: World-class research is not enough by itself: communal support and ecosystems"
            " are needed too.",
        ),
        (
            "who is quoted on Neurocenter Finland",
            "mikael-von-und-zu-fraunberg",
            "Neurocenter Finland: A critical mass of researchers, and the university hospital, were"
            " an important factor in its placement.",
        ),
    ],
)
def test_who_said(run: Runner, query: str, id: str, excerpt: str) -> None:
    """What a person is quoted on answers, whatever name stands in the question."""
    assert first_answer(run, query) == (id, excerpt)


def test_a_quotation_is_a_text_of_the_person(run: Runner) -> None:
    """Without a question it is a hit of the field `quote`, after the record that it is about."""
    hits = json.loads(run("search", "--json", "world-class").out)
    assert [hit["id"] for hit in hits] == ["kuopio", "mikael-von-und-zu-fraunberg"]
    assert [match["field"] for hit in hits for match in hit["matches"]] == ["fact", "quote"]


def test_a_figure_is_a_text_too(run: Runner) -> None:
    """A fact with a figure matches as a fact, and what it counts as a figure."""
    hits = json.loads(run("search", "--json", "how many homes").out)
    assert {match["field"] for match in hits[0]["matches"]} >= {"fact", "figure"}


@pytest.mark.parametrize(
    ("text", "kind", "size"),
    [
        ("since when is", "time", 2),
        ("when was", "time", 1),
        ("in which year was", "time", 3),
        ("what year", "time", 2),
        ("how many students", "number", 2),
        ("how much space", "number", 2),
        ("how to", "", 0),
        ("who said that", "quote", 2),
        ("who is quoted on", "quote", 3),
        ("who leads", "person", 1),
        ("where is", "place", 1),
        ("whereabouts of", "", 0),
        ("whenever", "", 0),
        ("students how many", "", 0),
        ("", "", 0),
    ],
)
def test_a_question_is_known_by_its_first_words(text: str, kind: str, size: int) -> None:
    """The longest opening decides; a word within a query is none."""
    assert read_question(text.split()) == (kind, size)


@pytest.mark.parametrize("query", ["who", "where", "when", "how many", "who said", "in what year"])
def test_a_question_without_a_subject_is_words(run: Runner, query: str) -> None:
    """An opening alone asks for nothing."""
    assert run("search", query).status in (0, 1)
    assert run("search", query, "--json").out.count('"answer": {') == 0


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("partner of Karolinska University Hospital", "karolinska-institutet"),
        ("foundation in Biomedicum Helsinki", "minerva-foundation"),
    ],
)
def test_a_name_that_is_asked_about_is_not_the_answer(run: Runner, query: str, first: str) -> None:
    """A query that asks for a type, or begins with a link, asks for others than the one named."""
    assert json.loads(run("search", "--json", "--", query).out)[0]["id"] == first
