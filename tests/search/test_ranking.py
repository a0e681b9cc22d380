"""Tests of which records answer a query, and which come first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hubcli.cli.origin import CACHED_FROM

if TYPE_CHECKING:
    from search.conftest import SearchIds, SearchRecords
    from support import Runner

    from hubcli.search.engine import SearchAnswer


def names(answer: SearchAnswer) -> list[str]:
    return [result.record.name for result in answer.results]


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
def test_best_answer_comes_first(search_ids: SearchIds, query: str, first: list[str]) -> None:
    """Names, native names, acronyms, former names and topics lead to the record that is meant."""
    assert search_ids(query)[: len(first)] == first


def test_records_with_all_words_hide_the_rest(run: Runner, search_ids: SearchIds) -> None:
    """Other records are listed only if none has all words, and a message says so."""
    assert set(search_ids("karolinska hospital")) >= {"karolinska-university-hospital"}
    assert "university-of-helsinki" not in search_ids("karolinska hospital")

    partial = run("search", "kuopio", "zzzqqqxx")
    assert partial.err == "note: Nothing matches all words; showing results without 'zzzqqqxx'.\n"
    assert partial.out.startswith("kuopio\t")


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
def test_organisation_in_an_address_comes_first(run: Runner, query: str, first: str) -> None:
    """Its name may stand among other words, be abbreviated, misspelt or written without spaces."""
    hits = json.loads(run("search", "--json", "--data", "search/registry.toml", "--", query).out)

    assert hits[0]["id"] == first


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("KI", ["karolinska-institutet"]),
        ("FIMM", ["fimm"]),
        ("KYS", ["kuopio-university-hospital"]),
        ("hus", ["hus", "biomedicum", "university-of-helsinki"]),
        ("VTT", ["vtt", "kuopio"]),
        ("Minerva Foundation", ["minerva-foundation", "biomedicum"]),
    ],
)
def test_exact_name_is_no_beginning(search_ids: SearchIds, query: str, ids: list[str]) -> None:
    """Beside the record with the name there are those with it as words, not as a beginning."""
    assert search_ids(query)[: max(len(ids), 3)] == ids


def test_names_that_begin_with_an_exact_name_need_a_star(search_records: SearchRecords) -> None:
    """`HBR` means the record of this name; `HBR*` means longer ones as well."""
    records = {"HBR": "A station.", "HBRX Group": "Old.", "Mill": "Owned by HBR."}
    assert names(search_records(records, "hbr")) == ["HBR", "Mill"]
    assert names(search_records(records, "hbr*")) == ["HBR", "HBRX Group", "Mill"]


def test_words_of_a_summary_beat_those_of_a_longer_name(search_records: SearchRecords) -> None:
    """All words in one summary count more than in a name of many other words."""
    records = {
        "Old Mill of the Harbour Clinic and of the Tides of the North": "Is red.",
        "House": "A place of tides at the harbour.",
        "Harbour Tides": "Low.",
        "Harbour Tides Lab": "High.",
    }
    assert names(search_records(records, "tides harbour")) == [
        "Harbour Tides",
        "Harbour Tides Lab",
        "House",
        "Old Mill of the Harbour Clinic and of the Tides of the North",
    ]


def test_summary_that_begins_with_the_query_counts_more(search_records: SearchRecords) -> None:
    """Of summaries with the same words, the one that begins with them comes first."""
    records = {
        "A House": "In spring it measures tides.",
        "B House": "Measures the tides in spring.",
        "C House": "Measures tides in spring.",
    }
    answer = search_records(records, "measures tides")
    assert names(answer) == ["C House", "A House", "B House"]
    assert answer.results[0].parts[-1][0] == "the beginning of the summary"


TIES = """
[dataset]
title = "Ties"
updated = 2026-01-01
[topics.tides]
name = "Tides"
[actors.a-alias]
name = "Almond"
aliases = ["Mill"]
type = "other"
[actors.b-poor]
name = "Mill (Oulu)"
type = "other"
[actors.c-linked]
name = "Mill (Turku)"
type = "other"
[actors.d-linking]
name = "Zinc"
type = "other"
links = [{ rel = "partner-of", to = "c-linked" }]
[actors.e-poor]
name = "Mill (Espoo)"
type = "other"
[hubs.f-hub]
name = "Mill (Vaasa)"
topics = ["tides"]
"""


def test_equal_scores_are_ordered_by_name_kind_and_links(run: Runner, tmp_path: Path) -> None:
    """Own names come before aliases, then hubs, then who is linked to most, then the alphabet."""
    path = tmp_path / "ties.toml"
    path.write_text(TIES, encoding="utf-8")
    hits = json.loads(run("search", "mill", "--json", "--data", str(path)).out)

    ids = [hit["id"] for hit in hits if hit["score"] == 1000]
    assert ids == ["f-hub", "c-linked", "e-poor", "b-poor", "a-alias"]


@pytest.fixture
def clinics(tmp_path: Path) -> str:
    """A dataset of ninety clinics: `Clinic`, `Old Clinic` and 88 with longer names."""
    records = (
        f"[actors.clinic-{number}]\n"
        f'name = "Harbour Clinic of the District {number}"\ntype = "healthcare"'
        for number in range(88)
    )
    text = "\n".join(
        (
            '[dataset]\ntitle = "Many"\nupdated = 2026-01-01',
            *records,
            '[actors.best]\nname = "Clinic"\ntype = "other"',
            '[actors.short]\nname = "Old Clinic"\ntype = "other"',
        )
    )
    path = tmp_path / "many.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_only_the_best_of_many_hits_are_shown(run: Runner, clinics: str) -> None:
    """Without a limit fifty hits are shown, and a message gives the total."""
    default = run("search", "clinic", "--data", clinics)
    assert [line.split("\t")[0] for line in default.out.splitlines()[:2]] == ["best", "short"]
    assert (len(default.out.splitlines()), default.err) == (
        50,
        "note: Showing the best 50 of 90; --limit shows more.\n",
    )

    more = run("search", "clinic", "--limit", "1000", "--data", clinics)
    assert (len(more.out.splitlines()), more.err) == (90, "")
    assert run("search", "clinic", "--limit", "1", "--data", clinics).err == ""
    assert len(run("search", "type:healthcare", "--data", clinics).out.splitlines()) == 50


def test_ambiguous_name_lists_twenty_candidates(run: Runner, clinics: str) -> None:
    """A name of many records lists twenty of them."""
    answer = run("show", "harbour", "--data", clinics)
    lines = answer.err.splitlines()
    assert (answer.status, answer.out, len(lines)) == (1, "", 23)
    assert lines[0] == "error: 'harbour' is part of the name of several records:"
    assert lines[-2] == "  and 68 more"


def test_suggestions_in_a_large_dataset_begin_as_typed(
    run: Runner, clinics: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a cached dataset with too many names, suggestions come from those that begin alike."""
    with Path(clinics).open("a", encoding="utf-8") as file:
        file.write(f"\n# {'.' * CACHED_FROM}\n")
    monkeypatch.setattr("hubcli.cache.sqlite_dataset.MAX_SIMILAR", 50)
    assert (
        run("show", "clinix", "--data", clinics).err
        == "error: Nothing is called 'clinix'. Did you mean 'Clinic'?\nhint: hubcli search clinix\n"
    )
