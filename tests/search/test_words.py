"""Tests of words as they are typed: together, apart, elided, swapped, or beside function words."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from search.conftest import SearchRecords

    from hubcli.search.engine import SearchAnswer

NAMES = (
    "University of Oulu",
    "Oulu University of Applied Sciences",
    "Biomedicum",
    "Hôpital de l'Archet",
    "Università dell'Aquila",
    "Universidad de México",
    "Zeiss Optik und Licht",
    "Die Brücke",
    "La Fe",
    "Charles River",
    "Harbour Institute for Tides",
    "CamelCase Institute",
    "Data R&D Lab",
    "Acme",
)
RECORDS = dict.fromkeys(NAMES, "A place.")


def first_name(answer: SearchAnswer) -> tuple[str, float]:
    """Return the name of the first hit, and the share that it has of the score of a whole name."""
    best = answer.results[0]
    is_whole = best.parts == (("the whole name", best.score),)
    return best.record.name, best.score / 1000 if is_whole else 0.0


@pytest.mark.parametrize(
    ("query", "name", "share"),
    [
        ("universityofoulu", "University of Oulu", 1.0),
        ("universityOfoulu", "University of Oulu", 1.0),
        ("UniversityOfOulu", "University of Oulu", 1.0),
        ("oulu universityofapplied sciences", "Oulu University of Applied Sciences", 1.0),
        ("ouluuniversityofappliedsciences", "Oulu University of Applied Sciences", 1.0),
        ("ouluuniversity", "University of Oulu", 0.95),
        ("charlesriver", "Charles River", 1.0),
        ("zeissoptikundlicht", "Zeiss Optik und Licht", 1.0),
    ],
)
def test_words_typed_together_are_taken_apart(
    search_records: SearchRecords, query: str, name: str, share: float
) -> None:
    """A name without spaces is cut in several places, into words that records have."""
    answer = search_records(RECORDS, query)
    assert first_name(answer) == (name, share)
    assert answer.missing == ()


def test_words_are_taken_apart_into_a_limited_number(search_records: SearchRecords) -> None:
    """Of many joined words, the first are taken apart, until the query has 50 parts."""
    records = {"Alpha Beta": "Gamma delta epsilon."}
    parts = ["alpha", "beta", "gamma", "delta", "epsilon"]
    joined = ["".join(words) for words in permutations(parts)]
    answer = search_records(records, " ".join(joined[:50]))
    assert list(answer.corrected) == joined[:10]


def test_function_words_are_parts_in_any_dataset(search_records: SearchRecords) -> None:
    """A word such as `of` separates two words although no record has it."""
    answer = search_records({"Oulu Clinic": "Old."}, "clinicofoulu")
    assert answer.corrected == {"clinicofoulu": "clinic oulu"}


def test_words_taken_apart_are_named(search_records: SearchRecords) -> None:
    """The answer says which words were looked up, without those that carry no meaning."""
    assert search_records(RECORDS, "universityofoulu").corrected == {
        "universityofoulu": "university oulu"
    }


def test_a_known_word_is_not_taken_apart(search_records: SearchRecords) -> None:
    """A word of a record, and one that is a slip of it, stay whole although their parts exist."""
    records = {"Fin Vector": "A fin and a vector.", "Finvector": "A company."}
    for query in ("finvector", "finvectr"):
        assert first_name(search_records(records, query))[0] == "Finvector"
    assert search_records(records, "finvector").corrected == {}


@pytest.mark.parametrize(
    ("query", "name", "share"),
    [
        ("bio medicum", "Biomedicum", 1.0),
        ("camel case institute", "CamelCase Institute", 1.0),
        ("uni versity oulu", "University of Oulu", 1.0),
        ("zeiss op tik licht", "Zeiss Optik und Licht", 1.0),
    ],
)
def test_a_word_typed_in_two_is_joined(
    search_records: SearchRecords, query: str, name: str, share: float
) -> None:
    """Neighbours that the dataset has as one word are this word."""
    assert first_name(search_records(RECORDS, query)) == (name, share)


def test_a_word_that_its_neighbour_completes_is_not_taken_apart(
    search_records: SearchRecords,
) -> None:
    """`medicum` stays whole after `bio`, although it consists of two words of the dataset."""
    records = {"Biomedicum": "One.", "Medi Lab": "Two.", "Cum Laude": "Three."}
    assert first_name(search_records(records, "bio medicum")) == ("Biomedicum", 1.0)


def test_neighbours_may_be_two_words_and_one(search_records: SearchRecords) -> None:
    """Records with the words apart and those with them joined are found."""
    records = {"Tideworks": "A harbour.", "Old Works": "Uses the tide.", "Tide": "Low."}
    names = [result.record.name for result in search_records(records, "tide works").results]
    assert names == ["Tideworks", "Old Works"]
    names = [result.record.name for result in search_records(records, "works tide").results]
    assert names == ["Old Works"]


@pytest.mark.parametrize(
    "query",
    [
        "hopital de l'archet",
        "HÔPITAL DE L’ARCHET",
        "hôpital de l´archet",
        "hopital de l archet",
        "hopital de archet",
        "hopital l'archet",
        "hopital archet",
    ],
)
def test_an_elided_article_may_be_typed_in_any_way(
    search_records: SearchRecords, query: str
) -> None:
    """With any apostrophe, with a space, or not at all, it is the whole name."""
    answer = search_records(RECORDS, query)
    assert first_name(answer) == ("Hôpital de l'Archet", 1.0)
    assert (answer.corrected, answer.missing) == ({}, ())


def test_an_elided_article_may_be_run_together_with_the_word(
    search_records: SearchRecords,
) -> None:
    """`larchet` is a slip of `archet`."""
    answer = search_records(RECORDS, "hopital de larchet")
    assert first_name(answer) == ("Hôpital de l'Archet", 0.9)
    assert answer.corrected == {"larchet": "archet"}


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("universidad mexico", "Universidad de México"),
        ("universidad en mexico", "Universidad de México"),
        ("universita aquila", "Università dell'Aquila"),
        ("universita della aquila", "Università dell'Aquila"),
        ("universita dell aquila", "Università dell'Aquila"),
        ("zeiss optik licht", "Zeiss Optik und Licht"),
        ("zeiss der optik zum licht", "Zeiss Optik und Licht"),
        ("acme inc", "Acme"),
        ("the acme", "Acme"),
        ("acme oy ab", "Acme"),
        ("Acme GmbH", "Acme"),
        ("the Charles River Ltd", "Charles River"),
        ("die brücke", "Die Brücke"),
        ("la fe", "La Fe"),
    ],
)
def test_words_without_meaning_are_left_out(
    search_records: SearchRecords, query: str, name: str
) -> None:
    """Function words between words, English ones and legal forms do not keep a name from fitting.

    At the beginning, `die` and `la` are words of a name.
    """
    assert first_name(search_records(RECORDS, query)) == (name, 1.0)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("brücke", ["Die Brücke"]),
        ("die", ["Die Brücke"]),
        ("la", ["La Fe"]),
        ("fe", ["Fe", "La Fe"]),
        ("la fe", ["La Fe"]),
        ("und licht", ["Zeiss Optik und Licht"]),
        ("inc", []),
        ("the", ["The Who"]),
        ("who", ["The Who"]),
        ("the who", ["The Who"]),
    ],
)
def test_a_query_of_light_words_is_searched_for_them(
    search_records: SearchRecords, query: str, names: list[str]
) -> None:
    """Function words at either end of a query, and those that are all of it, count as words."""
    records = {**RECORDS, "The Who": "A band.", "Fe": "Iron."}
    assert [result.record.name for result in search_records(records, query).results] == names


@pytest.mark.parametrize(
    ("query", "name", "share"),
    [
        ("oulu university", "University of Oulu", 0.95),
        ("oulu, university of", "University of Oulu", 0.95),
        ("river charles", "Charles River", 0.95),
        ("tides harbour institute", "Harbour Institute for Tides", 0.95),
        ("tidse harbour institute", "Harbour Institute for Tides", 0.855),
        ("harbour institute tides", "Harbour Institute for Tides", 1.0),
        ("tides harbour", "Harbour Institute for Tides", 0.0),
    ],
)
def test_words_of_a_name_may_be_swapped(
    search_records: SearchRecords, query: str, name: str, share: float
) -> None:
    """A name with its words in another order is nearly the name; some of its words are not."""
    first, first_share = first_name(search_records(RECORDS, query))
    assert first == name
    assert first_share == pytest.approx(share)


def test_a_name_in_order_stands_before_a_swapped_one(search_records: SearchRecords) -> None:
    """Of two names of the same words, the one with the order that was typed comes first."""
    records = {"Tide Mill": "Old.", "Mill Tide": "New."}
    for query in ("tide mill", "mill tide"):
        results = search_records(records, query).results
        assert results[0].record.name.lower() == query
        assert [result.score for result in results] == [1000.0, 950.0]


@pytest.mark.parametrize(
    "query",
    [
        "universidad de M&eacute;xico",
        "universidad de M&#233;xico",
        "universidad de M&#xe9;xico",
        "Universidad&nbsp;de México",
    ],
)
def test_entities_of_pages_are_read(search_records: SearchRecords, query: str) -> None:
    """Text that was copied from the source of a page is the text that it shows."""
    assert first_name(search_records(RECORDS, query)) == ("Universidad de México", 1.0)


def test_an_escaped_ampersand_separates_words(search_records: SearchRecords) -> None:
    """`R&amp;D` has no word `amp`."""
    answer = search_records(RECORDS, "data R&amp;D lab")
    assert first_name(answer) == ("Data R&D Lab", 1.0)
    assert answer.missing == ()


@pytest.mark.parametrize("sign", ["?", "\ufffd"])
def test_a_lost_letter_is_corrected(search_records: SearchRecords, sign: str) -> None:
    """A sign that stands for a letter inside a word is taken for a missing letter."""
    answer = search_records(RECORDS, f"universidad de M{sign}xico")
    assert first_name(answer) == ("Universidad de México", 0.9)
    assert answer.corrected == {"mxico": "mexico"}


def test_a_question_mark_at_the_end_is_no_lost_letter(search_records: SearchRecords) -> None:
    """Only a sign between letters stands for one."""
    assert first_name(search_records(RECORDS, "Universidad de México?"))[1] == 1.0
