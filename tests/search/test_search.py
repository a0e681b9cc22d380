"""What a query finds in the built-in dataset, in which order, and what it says of each hit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support import SHARED

from hubcli.cli.origin import CACHED_FROM
from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Filters
from hubcli.search.engine import SearchAnswer, search
from hubcli.search.index.build import build_in_memory

if TYPE_CHECKING:
    from support import Runner, Snapshot

QUERIES = SHARED / "relevance.json"


def ids(run: Runner, *words: str) -> list[str]:
    return [hit["id"] for hit in json.loads(run("search", "--json", "--", *words).out)]


def builtin_answer(typed: str) -> SearchAnswer:
    """Search the built-in dataset."""
    dataset = load([builtin_path()])
    return search(dataset, build_in_memory(dataset), typed, Filters())


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("kuopio", ["kuopio"]),
        ("KI", ["karolinska-institutet"]),
        ("hyks", ["hus"]),
        ("Terveyden ja hyvinvoinnin laitos", ["thl"]),
        ("helsinki university central hospital", ["hus"]),
        ("folkhalsan", ["folkhalsan-research-center"]),
        ("Royal Institute of Technology", ["kth"]),
        ("neurocentre", ["neurocenter-finland"]),
        ("neuroscience", ["kuopio", "neurocenter-finland"]),
        ("heart disease", ["kuopio"]),
        ("gene therapies", ["flemingsberg"]),
        ("dentistry", ["biomedicum"]),
        ("kuopio robotics", ["kuopio"]),
        ("director neurocenter", ["mikael-von-und-zu-fraunberg", "neurocenter-finland"]),
    ],
)
def test_the_best_answer_comes_first(run: Runner, query: str, first: list[str]) -> None:
    """Names, native names, acronyms, former names and topics lead to the record that is meant."""
    assert ids(run, query)[: len(first)] == first


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nueroscience", {"nueroscience": "neuroscience"}),
        ("flemingsburg", {"flemingsburg": "flemingsberg"}),
        ("folkhelsan", {"folkhelsan": "folkhalsan"}),
        ("karolinksa hospitl", {"karolinksa": "karolinska", "hospitl": "hospital"}),
        ("neuroscience", {}),
        ("neurosciences", {}),
        ("vtx", {}),
        ("1997", {}),
        ("zzzqqqxx", {}),
    ],
)
def test_slips_of_the_keys_are_corrected_and_nothing_else(
    typed: str, meant: dict[str, str]
) -> None:
    """One edit from four letters, two from eight, a swap counting one; known words, short ones and numbers stay."""
    assert builtin_answer(typed).corrected == meant


def test_a_corrected_word_never_beats_one_that_is_there() -> None:
    """A hit by correction says so, and is worth less than the same hit without it."""
    right, wrong = (builtin_answer(typed).results[0] for typed in ("flemingsberg", "flemingsburg"))

    assert right.record == wrong.record
    assert wrong.score < right.score
    assert {match.how for match in wrong.matches} <= {"typo", "topic"}


def test_records_with_all_the_words_hide_the_rest(run: Runner) -> None:
    """A query that some records answer whole lists only those; else those with the most telling words, and says so."""
    assert set(ids(run, "karolinska hospital")) >= {"karolinska-university-hospital"}
    assert "university-of-helsinki" not in ids(run, "karolinska hospital")

    partial = run("search", "kuopio", "zzzqqqxx")
    assert partial.err == "Nothing matches all words; showing matches of the most specific ones.\n"
    assert partial.out.startswith("kuopio\t")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (
            "who leads neurocenter finland",
            ["mikael-von-und-zu-fraunberg", "neurocenter-finland", "kuopio"],
        ),
        (
            "who is the director of neurocenter?",
            ["mikael-von-und-zu-fraunberg", "neurocenter-finland"],
        ),
        ("companies in kuopio", ["charles-river", "finvector", "ge-healthcare"]),
        ("hospital in huddinge", ["karolinska-university-hospital"]),
        ("hospitals", ["hus", "karolinska-university-hospital", "kuopio-university-hospital"]),
        (
            "universities in kuopio",
            ["savonia", "university-of-eastern-finland", "kuopio-university-hospital"],
        ),
        (
            "members of kuopiohealth",
            [
                "city-of-kuopio",
                "kuopio-university-hospital",
                "savonia",
                "university-of-eastern-finland",
                "kuopiohealth",
            ],
        ),
        ("how many students in flemingsberg", ["flemingsberg", "campus-flemingsberg"]),
    ],
)
def test_questions_are_understood_as_people_type_them(
    run: Runner, query: str, found: list[str]
) -> None:
    """Words for a type, a link, a place or a person act as what they are, and function words as nothing."""
    assert ids(run, query) == found


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("MacauUniversity of Science andTechnology", "macau"),
        ("Universitaet Wien", "vienna"),
        ("Univ. Vienna, Austria", "vienna"),
        ("University of Belgrade Faculty of Mechanical Engineering", "belgrade"),
        ("Univeristy of Belgrade, Faculty of Mechanical Engineering", "belgrade"),
        ("Department of History, University of Belgrade, Serbia", "belgrade"),
        ("Samsung", "samsung-korea"),
        ("samsung canada", "samsung-canada"),
    ],
)
def test_the_organisation_in_an_address_is_found(run: Runner, query: str, first: str) -> None:
    """A name among other words, run together, abbreviated, transliterated or without its qualifier."""
    hits = json.loads(run("search", "--json", "--data", "search/registry.toml", "--", query).out)

    assert hits[0]["id"] == first


def test_a_known_word_may_be_a_slip_of_a_much_commoner_one(run: Runner, tmp_path: Path) -> None:
    """Registries have slips too: where a query has no full answer, the common word is looked up beside the rare one."""
    names = [
        "Instiute of Slips",
        *(f"Institute of Number {number}" for number in range(25)),
        "Institute of Tides",
    ]
    records = (
        f'[actors.a{at}]\nname = "{name}"\ntype = "other"\n' for at, name in enumerate(names)
    )
    file = tmp_path / "slips.toml"
    file.write_text('[dataset]\ntitle = "Slips"\nupdated = 2026-01-01\n' + "".join(records))

    slip = run("search", "instiute", "tides", "--data", str(file), "--json")
    own = run("search", "instiute", "slips", "--data", str(file), "--json")

    assert (json.loads(slip.out)[0]["name"], slip.err) == (
        "Institute of Tides",
        "Showing results for 'institute' instead of 'instiute'.\n",
    )
    assert (json.loads(own.out)[0]["name"], own.err) == ("Instiute of Slips", "")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"advanced therapy medicinal products" since', ["flemingsberg"]),
        ("“data lakes”", ["kuopio", "kuopio-university-hospital"]),
        ('"lakes data"', []),
        ("finvector OR vtt", ["finvector", "vtt"]),
        ("type:company OR", ["charles-river", "finvector", "ge-healthcare"]),
        ("student* -flemingsberg", ["biomedicum", "undergraduate-medical-curriculum"]),
        ('kuopio type:company -"charles river"', ["finvector", "ge-healthcare"]),
        ("university -type:healthcare -country:SE -hub:kuopio", ["university-of-helsinki"]),
        ("type:company -finvector", ["charles-river", "ge-healthcare"]),
        ("OR", []),
        ("topic:brain -hub", ["neurocenter-finland"]),
        ("c++ (x", []),
        ('"', []),
        ('-""', []),
        ('"health care" health care', ["ge-healthcare"]),
    ],
)
def test_phrases_alternatives_exclusions_and_filters(
    run: Runner, query: str, found: list[str]
) -> None:
    """Quotes, OR, a minus and `field:value` are what they are elsewhere; what is malformed is plain words."""
    assert ids(run, query)[: len(found) or None] == found


def test_an_exclusion_may_stand_among_the_words(run: Runner) -> None:
    """`-kuopio` after other words is no option, and options after it are still options."""
    assert run("search", "innovation", "-kuopio", "--json", "-n", "2") == run(
        "search", "-n", "2", "--json", "--", "innovation -kuopio"
    )


def test_nothing_but_filters_lists_what_passes(run: Runner) -> None:
    """Hubs first, then by name, none better than another; an exclusion that is no filter is told."""
    found = run("search", "type:company", "-hub:kuopo", "--json")
    assert [(hit["name"], hit["score"], hit["parts"]) for hit in json.loads(found.out)] == [
        ("Charles River", 0, []),
        ("FinVector", 0, []),
        ("GE HealthCare", 0, []),
    ]
    assert (
        found.err == "There is no hub 'kuopo'. Did you mean 'kuopio'? Searching for it as words.\n"
    )


def test_explain_gives_the_sum_and_its_parts(run: Runner, snapshot: Snapshot) -> None:
    """The score is the sum of what is said of it, in words and in JSON."""
    snapshot(
        "search-explain.txt",
        run("search", "nueroscience", "finland", "--explain", "--format", "table").out,
    )
    for hit in json.loads(run("search", "neurocenter finland", "--json").out):
        assert hit["score"] == pytest.approx(sum(part["worth"] for part in hit["parts"]), abs=0.001)


def test_a_word_may_be_the_beginning_of_one(run: Runner) -> None:
    """The last word, or one with a star, stands for what begins with it."""
    assert ids(run, "neurocen")[0] == "neurocenter-finland"
    assert ids(run, "neuroc* finland")[0] == "neurocenter-finland"


def test_each_match_tells_where_and_how_and_who_says_so(run: Runner) -> None:
    """Field, text, spans that cut the matched words out of it, how they matched, and a citation that exists."""
    cites = {row["id"] for row in json.loads(run("list", "sources", "--json").out)}
    hits: list[dict[str, Any]] = json.loads(run("search", "neurological diseases", "--json").out)

    assert hits[0]["id"] == "kuopio"
    for hit in hits:
        for match in hit["matches"]:
            assert match["field"] in (
                "name",
                "alias",
                "type",
                "place",
                "topic",
                "link",
                "summary",
                "fact",
            )
            assert match["how"] in ("exact", "stem", "prefix", "topic", "typo")
            assert {cite.partition("#")[0] for cite in match["cite"]} <= cites
            words = {match["text"][start:end].lower() for start, end in match["spans"]}
            assert words
            assert all(re.match("neuro|disease", word) for word in words)


def test_scores_fall_and_filters_keep_the_order(run: Runner) -> None:
    """Best first; a filter takes hits away and changes nothing else."""
    every = json.loads(run("search", "university", "--json").out)
    finnish = json.loads(run("search", "university", "--country", "FI", "--json").out)

    assert [hit["score"] for hit in every] == sorted((hit["score"] for hit in every), reverse=True)
    assert [hit["id"] for hit in finnish] == [hit["id"] for hit in every if hit["country"] == "FI"]


SHARED = json.loads(QUERIES.read_text()) if QUERIES.exists() else []


@pytest.mark.skipif(not SHARED, reason="the shared list of queries is not beside this checkout")
@pytest.mark.parametrize("wanted", [pytest.param(one, id=one["q"]) for one in SHARED])
def test_the_shared_queries_are_answered(run: Runner, wanted: dict[str, Any]) -> None:
    """Each query of the shared list finds what it must within its first `k` hits."""
    names = [hit["name"] for hit in json.loads(run("search", "--json", "--", wanted["q"]).out)]
    found = [
        any(re.search(name, one, re.IGNORECASE) for one in names[: wanted["k"]])
        for name in wanted["want"]
    ]

    assert (any(found) if wanted.get("any") else all(found)) if found else names == []


@pytest.fixture
def many(tmp_path: Path) -> str:
    """A dataset with ninety clinics, of which one has a shorter name than all others and one no other word in it."""
    names = [f"Harbour Clinic of the District {number}" for number in range(88)]
    records = (
        f'[actors.clinic-{at}]\nname = "{name}"\ntype = "healthcare"'
        for at, name in enumerate(names)
    )
    best = '[actors.best]\nname = "Clinic"\ntype = "other"\n[actors.short]\nname = "Old Clinic"\ntype = "other"'
    path = tmp_path / "many.toml"
    path.write_text(
        "\n".join(('[dataset]\ntitle = "Many"\nupdated = 2026-01-01', *records, best)),
        encoding="utf-8",
    )
    return str(path)


def test_only_the_best_are_shown_of_many(run: Runner, many: str) -> None:
    """Fifty, and how many there are, unless a limit says how many."""
    some = run("search", "clinic", "--data", many)
    assert [line.split("\t")[0] for line in some.out.splitlines()[:2]] == ["best", "short"]
    assert (len(some.out.splitlines()), some.err) == (
        50,
        "Showing the best 50 of 90; --limit shows more.\n",
    )

    more = run("search", "clinic", "--limit", "1000", "--data", many)
    assert (len(more.out.splitlines()), more.err) == (90, "")
    assert run("search", "clinic", "--limit", "1", "--data", many).err == ""
    assert len(run("search", "type:healthcare", "--data", many).out.splitlines()) == 50


def test_a_name_that_many_go_by_lists_some(run: Runner, many: str) -> None:
    """Twenty of them, and what to do about the rest."""
    asked = run("show", "harbour", "--data", many)
    lines = asked.err.splitlines()
    assert (asked.status, asked.out, len(lines)) == (1, "", 22)
    assert lines[0] == "'harbour' is the name of several records:"
    assert lines[-1] == "  and 68 more; 'hubcli search' ranks them."


def test_suggestions_come_from_a_part_of_many_names(
    run: Runner, many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a kept dataset those that begin as what was typed does."""
    with Path(many).open("a", encoding="utf-8") as file:
        file.write(f"\n# {'.' * CACHED_FROM}\n")
    monkeypatch.setattr("hubcli.cache.sqlite_dataset.MAX_SIMILAR", 50)
    assert (
        run("show", "clinix", "--data", many).err
        == "Nothing is called 'clinix'. Did you mean 'Clinic'?\n"
    )


def answered(
    folder: Path, records: dict[str, str], query: str, limit: int | None = None
) -> SearchAnswer:
    """What is answered from a dataset of records, by their names, with what each says."""
    texts = (
        f'[actors.a{at}]\nname = "{name}"\ntype = "other"\nsummary = "{said}"\n'
        for at, (name, said) in enumerate(records.items())
    )
    path = folder / "made.toml"
    path.write_text(
        "".join(('[dataset]\ntitle = "Made"\nupdated = 2026-01-01\n', *texts)), encoding="utf-8"
    )
    dataset = load([path])
    return search(dataset, build_in_memory(dataset), query, Filters(), limit)


def names(answer: SearchAnswer) -> list[str]:
    return [result.record.name for result in answer.results]


@pytest.mark.parametrize(
    "query", ["institute of tides", "institute tides", "institute of tidse", "tidse"]
)
def test_a_name_typed_in_full_comes_first(tmp_path: Path, query: str) -> None:
    """Before a shorter one of the same words, with a slip in it or without its function words."""
    records = {
        "Tides Institute": "Measures tides.",
        "Institute of Tides": "Has boats.",
        "Tides": "Has an institute.",
    }
    first = answered(tmp_path, records, query).results[0]

    assert first.record.name == ("Tides" if query == "tidse" else "Institute of Tides")
    assert first.parts[-1] == ("the whole name", 1000.0)


def test_a_name_may_have_a_word_twice(tmp_path: Path) -> None:
    """It is typed in full only with both."""
    first = answered(
        tmp_path, {"Baden Academy": "In Baden.", "Baden Baden": "A town."}, "baden baden"
    ).results[0]
    assert (first.record.name, first.parts[-1]) == ("Baden Baden", ("the whole name", 1000.0))


@pytest.mark.parametrize(
    "query",
    ["harbour institute tides", "tides harbour institute", "a town of tides and harbour institute"],
)
@pytest.mark.parametrize("name", ["Harbour Institute", "Harbour"])
def test_a_name_in_a_query_counts_beside_a_text_with_all_of_it(
    tmp_path: Path, query: str, name: str
) -> None:
    """Who is called as a part of the query says is among the answers, whatever has all of its words."""
    records = {
        name: "Has boats.",
        "Town": "An institute at its harbour measures tides.",
        "Tide": "Is high.",
    }
    assert sorted(names(answered(tmp_path, records, query))) == [name, "Town"]


def test_the_best_names_come_first_of_more_than_are_weighed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a query has a great many answers, those with its words in their name are never left out."""
    monkeypatch.setattr("hubcli.search.engine.MIN_SCORED", 5)
    records = {f"Station {number}": "A clinic at the harbour." for number in range(8)}
    found = answered(
        tmp_path,
        {**records, "The Old Harbour Clinic of the North": "It is old."},
        "harbour clinic",
        limit=2,
    )
    assert (names(found), found.total) == (["The Old Harbour Clinic of the North", "Station 0"], 9)


def test_rare_words_tell_more_than_common_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing has all the words, a rare one is not crowded out, nor a name that stands in the query."""
    monkeypatch.setattr("hubcli.search.engine.MAX_PARTIAL", 4)
    records = {
        "Station 1": "A clinic at the harbour.",
        "Station 2": "A clinic at the harbour.",
        "Station 3": "A clinic at the harbour.",
        "The Old House of the North": "Measures tides.",
        "The Old House of the South": "Measures waves.",
        "The Clinic of the Harbour": "It is old.",
    }
    assert names(answered(tmp_path, records, "clinic tides")) == ["The Old House of the North"]
    assert names(answered(tmp_path, records, "tides waves")) == [
        "The Old House of the North",
        "The Old House of the South",
    ]
    assert names(answered(tmp_path, records, "the clinic of the harbour tides")) == [
        "The Clinic of the Harbour",
        "The Old House of the North",
    ]


def test_a_pasted_page_is_a_query(run: Runner) -> None:
    """Of two thousand words, the first that carry weight are looked for."""
    text = builtin_path().read_text(encoding="utf-8")
    assert run("search", *text.replace('"', " ").replace("-", " ").split()[:2000]).status == 0
