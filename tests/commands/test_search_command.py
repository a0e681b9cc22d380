"""Tests of `hubcli search` as a command: filters, messages and unusual input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support import Runner

BROADEST = "the broadest topics are Medical research, Health technology, Treatment, Innovation"
SMALL = "small.toml"  # in the folder in which tests run


@pytest.mark.parametrize(
    ("argv", "ids"),
    [
        (["type:company"], ["tram-works"]),
        (["hub:hill", "trams"], ["tram-works", "hill"]),
        (["sea", "--type", "person"], ["ann-oneil"]),
        (["sea", "--hub", "harbour", "hub:hill"], []),
    ],
)
def test_filters(run: Runner, argv: list[str], ids: list[str]) -> None:
    """Filters among the words and filters as options both limit the hits."""
    result = run("search", *argv, "--data", SMALL, "--json")

    assert [row["id"] for row in json.loads(result.out)] == ids


@pytest.mark.parametrize(
    ("argv", "status", "err"),
    [
        (["zzzqqqxx"], 1, f"error: Nothing matches 'zzzqqqxx'; {BROADEST}.\nhint: hubcli topics\n"),
        (
            ["nuerocenterfinland"],
            1,
            "error: Nothing matches 'nuerocenterfinland'. Did you mean 'Neurocenter Finland'?\n"
            "hint: hubcli topics\n",
        ),
        ([], 2, "error: Type what to search for.\nhint: hubcli search neuroscience\n"),
    ],
)
def test_a_search_without_hits(run: Runner, argv: list[str], status: int, err: str) -> None:
    """If nothing matches or nothing is asked, one message, and nothing on standard output."""
    assert run("search", *argv) == (status, "", err)


def test_no_hits_are_an_empty_array_in_json(run: Runner) -> None:
    """A program reads `[]`, and the status is 1."""
    result = run("search", "zzzqqqxx", "--json")

    assert (result.status, result.out) == (1, "[]\n")


def test_messages_go_to_standard_error(run: Runner) -> None:
    """Corrections, an unknown filter value and a partial match are reported beside the answer."""
    result = run("search", "hub:kuoppio", "nueroscience", "zzzqqqxx")

    assert result.err == (
        "note: There is no hub 'kuoppio'. Did you mean 'kuopio'? Searching for it as words.\n"
        "note: Showing results for 'kuopio' instead of 'kuoppio'.\n"
        "note: Showing results for 'neuroscience' instead of 'nueroscience'.\n"
        "note: Nothing matches all words; showing results without 'zzzqqqxx'.\n"
    )
    assert result.status == 0
    assert [line.split("\t")[0] for line in result.out.splitlines()] == ["kuopio"]


@pytest.mark.parametrize(
    "text", ['"', "O'Brien", "c++ (x", "-", "*", "🙂", "NEAR(a b)", "a AND", "\x00", "{}", "", " "]
)
def test_any_text_can_be_searched(run: Runner, text: str) -> None:
    """Quotes, operators, emoji or nothing at all never cause an error."""
    result = run("search", "--json", "--type", "company", "--", text)

    assert result.status in (0, 1)
    assert isinstance(json.loads(result.out), list)


def test_chosen_columns_are_a_table(run: Runner) -> None:
    """With --columns a search answers with one row a hit, on a terminal too."""
    argv = ("search", "brain", "--columns", "id,cite,excerpt", "--data", SMALL)
    excerpt = "It has studied the brain since 1996."

    assert run(*argv, "--format", "table").out == (
        "Id       Cite                 Excerpt\n"
        "──────────────────────────────────────────────────────────────────\n"
        f"harbour  leaflet#2 leaflet#3  {excerpt}\n"
    )
    assert run(*argv, "--header").out == (
        f"id\tcite\texcerpt\nharbour\tleaflet#2 leaflet#3\t{excerpt}\n"
    )
    assert json.loads(run(*argv, "--json").out) == [
        {"id": "harbour", "cite": ["leaflet#2", "leaflet#3"], "excerpt": excerpt}
    ]


def test_wrong_columns(run: Runner) -> None:
    """A message names the columns of hits; --explain has no columns."""
    assert run("search", "brain", "--columns", "excerp", "--data", SMALL) == (
        2,
        "",
        "error: There is no column 'excerp' in the hits of a search; there are id, name, type, "
        "hubs, excerpt, cite, city, country, topics, summary, website, score, kind. "
        "Did you mean 'excerpt'?\nhint: hubcli search --help\n",
    )
    assert run("search", "brain", "--columns", "id", "--explain") == (
        2,
        "",
        "error: --columns and --explain do not go together.\nhint: hubcli search --help\n",
    )
