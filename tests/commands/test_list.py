"""Tests of `hubcli list`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support import Runner

SMALL = "small.toml"  # in the folder in which tests run


@pytest.mark.parametrize(
    ("argv", "ids"),
    [
        ([], ["harbour", "hill"]),
        (["--country", "norway"], ["hill"]),
        (["--topic", "brain research"], ["harbour"]),
        (["--type", "companies"], ["harbour", "hill"]),
        (["--type", "facility"], ["harbour"]),
        (["--sort", "actors", "--limit", "1"], ["harbour"]),
        (["--sort", "PLACE"], ["hill", "harbour"]),
        (["actors"], ["ann-oneil", "sea-institute", "tram-works"]),
        (["actors", "--hub", "hill"], ["tram-works"]),
        (["actors", "--type", "person", "--type", "company"], ["ann-oneil", "tram-works"]),
        (["actors", "--topic", "research", "--hub", "Hafen"], ["sea-institute"]),
        (["actors", "--country", "FI"], ["sea-institute"]),
        (["actors", "--sort", "type"], ["tram-works", "sea-institute", "ann-oneil"]),
        (["topics", "--hub", "harbour"], ["housing", "neuroscience", "research"]),
        (["topics", "--type", "facility"], ["research"]),
        (["sources", "--hub", "hill"], ["leaflet", "register"]),
    ],
)
def test_filters_and_order(run: Runner, argv: list[str], ids: list[str]) -> None:
    """A record matches one value of each filter; a topic includes the narrower topics."""
    result = run("list", *argv, "--data", SMALL, "--json")

    assert [row["id"] for row in json.loads(result.out)] == ids


@pytest.mark.parametrize(
    ("argv", "err"),
    [
        (["--hub", "kuopoi"], "error: There is no hub 'kuopoi'. Did you mean 'kuopio'?\n"),
        (["--country", "Swedn"], "error: There is no country 'Swedn'. Did you mean 'SE'?\n"),
        (
            ["actors", "--type", "compny"],
            "error: There is no type 'compny'. Did you mean 'company'?\n",
        ),
        (
            ["--topic", "nuroscience"],
            "error: There is no topic 'nuroscience'. Did you mean 'neuroscience'?\n",
        ),
        (
            ["--sort", "nam"],
            "error: There is no column 'nam' in hubs; there are id, name, city, country, topics, "
            "actors, figures. Did you mean 'name'?\n",
        ),
        (
            ["actor"],
            "error: 'actor' cannot be listed; hubs, actors, topics, sources can. "
            "Did you mean 'actors'?\n",
        ),
        (
            ["--format", "xml"],
            "error: There is no format 'xml'; there are table, plain, tsv, csv, json, markdown.\n",
        ),
        (["--format", "csv", "--json"], "error: --json and --format csv do not go together.\n"),
        (
            ["--with-builtin"],
            "error: --with-builtin adds to the datasets of --data or HUBCLI_DATA; name one.\n",
        ),
        (
            ["--limit", "0"],
            "error: Invalid value for '--limit' / '-n': 0 is not in the range x>=1.\n"
            "hint: hubcli list --help\n",
        ),
        (
            ["--jsn"],
            "error: No such option: --jsn. Did you mean '--json' or '--svg'?\n"
            "hint: hubcli list --help\n",
        ),
    ],
)
def test_wrong_use_is_one_message(run: Runner, argv: list[str], err: str) -> None:
    """Wrong use is status 2 with one message and the way out, and nothing on standard output."""
    assert run("list", *argv) == (2, "", err)


def test_no_match(run: Runner) -> None:
    """If no record matches, the status is 1 with a message; in JSON the answer is `[]`."""
    assert run("list", "--type", "archive") == (1, "", "error: No hubs match.\n")
    result = run("list", "--type", "archive", "--json")
    assert (result.status, result.out) == (1, "[]\n")
