"""Tests of `hubcli list`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support import Runner, Snapshot

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
        (["people"], ["ann-oneil"]),
        (["laboratories"], ["sea-institute"]),
        (["hill"], ["tram-works"]),
        (["HARBOUR", "campus", "companies"], ["tram-works"]),
        (["companies", "and", "people", "in", "Hafen"], ["ann-oneil", "tram-works"]),
        (["companies", "--hub", "harbour"], ["tram-works"]),
        (["hill", "sources"], ["leaflet", "register"]),
        (["cluster", "hill"], ["hill"]),
        (["actor"], ["ann-oneil", "sea-institute", "tram-works"]),
        (["actors", "--type", "person", "--type", "company"], ["ann-oneil", "tram-works"]),
        (["actors", "--topic", "research", "--hub", "Hafen"], ["sea-institute"]),
        (["actors", "--country", "FI"], ["sea-institute"]),
        (["--sort", "Website"], ["hill", "harbour"]),
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
            "error: There is no column 'nam' in hubs; there are id, name, city, country, actors, "
            "topics, figures, type, hubs, website, summary, kind. Did you mean 'name'?\n",
        ),
        (
            ["sources", "--columns", "id,titel"],
            "error: There is no column 'titel' in sources; there are id, title, publisher, date, "
            "claims, url, paragraphs, kind. Did you mean 'title'?\n",
        ),
        (
            ["kuopio", "compnies"],
            "error: 'compnies' cannot be listed; hubs, actors, topics, sources can, and the actors"
            " of a type, such as companies, or of a hub. Did you mean 'companies'?\n",
        ),
        (["hubs", "actors"], "error: One list has one kind of record, not hubs and actors.\n"),
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
            ["--jsn"],
            "error: No such option: --jsn. Did you mean '--json' or '--svg'?\n",
        ),
    ],
)
def test_wrong_use_is_one_message(run: Runner, argv: list[str], err: str) -> None:
    """Wrong use is status 2 with one message and the way out, and nothing on standard output."""
    assert run("list", *argv) == (2, "", f"{err}hint: hubcli list --help\n")


def test_a_limit_below_one(run: Runner) -> None:
    """The message names the option; Typer words the rest, in its own way in each version."""
    result = run("list", "--limit", "0")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("error: Invalid value for '--limit' / '-n': ")
    assert result.err.endswith("1.\nhint: hubcli list --help\n")


def test_no_match(run: Runner) -> None:
    """If no record matches, the status is 1 with a message; in JSON the answer is `[]`."""
    assert run("list", "--type", "archive") == (
        1,
        "",
        "error: No hubs match.\nhint: hubcli list hubs\n",
    )
    result = run("list", "--type", "archive", "--json")
    assert (result.status, result.out) == (1, "[]\n")


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("what", ["hubs", "actors", "topics", "sources"])
def test_a_list_on_a_terminal(
    run: Runner, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, what: str, width: int
) -> None:
    """Each record is one line, and the list is the reviewed one."""
    monkeypatch.setenv("COLUMNS", str(width))

    out = run("list", what, "--format", "table").out

    heading = 3 if what == "topics" else 2
    assert out.count("\n") == heading + len(json.loads(run("list", what, "--json").out))
    snapshot(f"built-in-{what}-{width}.txt", out)


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        (
            "table",
            "Website                  Actors  Place\n"
            "──────────────────────────────────────\n"
            "https://harbour.example       3  Åbo\n"
            "                              1  Oslo\n",
        ),
        (
            "plain",
            "Website                  Actors  Place\n"
            "https://harbour.example  3       Åbo\n"
            "                         1       Oslo\n",
        ),
        ("tsv", "https://harbour.example\t3\tÅbo\n\t1\tOslo\n"),
        ("csv", "website,actors,city\r\nhttps://harbour.example,3,Åbo\r\n,1,Oslo\r\n"),
        (
            "markdown",
            "| Website | Actors | Place |\n"
            "| --- | --- | --- |\n"
            "| https://harbour.example | 3 | Åbo |\n"
            "|  | 1 | Oslo |\n",
        ),
        (
            "json",
            "[\n"
            '  {\n    "website": "https://harbour.example",\n'
            '    "actors": 3,\n    "city": "Åbo"\n  },\n'
            '  {\n    "website": "",\n    "actors": 1,\n    "city": "Oslo"\n  }\n'
            "]\n",
        ),
    ],
)
def test_chosen_columns(run: Runner, format: str, expected: str) -> None:
    """Every format has the chosen columns, named by key or title, in the order given."""
    argv = ("list", "--columns", "website,Actors, place", "--data", SMALL, "--format", format)

    assert run(*argv) == (0, expected, "")


def test_columns_may_be_repeated(run: Runner) -> None:
    """--columns may be given several times, and no column comes twice; lists stay lists in JSON."""
    argv = ("list", "actors", "-C", "hubs", "-C", "id,hubs", "--hub", "hill", "--data", SMALL)
    rows = json.loads(run(*argv, "--json").out)

    assert [list(row.items()) for row in rows] == [
        [("hubs", ["harbour", "hill"]), ("id", "tram-works")]
    ]


def test_every_column_can_be_chosen(run: Runner) -> None:
    """Each key of a JSON row whose value is a text, a number or a list of ids is a column."""
    for what in ("hubs", "actors", "topics", "sources"):
        rows = json.loads(run("list", what, "--json").out)
        columns = ",".join(rows[0])
        assert json.loads(run("list", what, "--json", "--columns", columns).out) == rows


def test_chosen_columns_without_room_are_counted(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line below the table tells how many of the chosen columns are not shown."""
    monkeypatch.setenv("COLUMNS", "40")
    argv = ("list", "-C", "id,name,website,summary,topics", "--data", SMALL, "--format", "table")

    assert run(*argv).out == (
        "Id       Name            Website\n"
        "────────────────────────────────────────\n"
        "harbour  Harbour Campus  https://harbou…\n"
        "hill     Hill Park\n"
        "2 more columns in a wider terminal, or\n"
        "with --format csv\n"
    )


def test_header_of_tsv(run: Runner) -> None:
    """--header names the columns by their keys; other formats have their own headings."""
    argv = ("list", "--data", SMALL, "--limit", "1", "--columns", "id,actors")

    assert run(*argv, "--header").out == "id\tactors\nharbour\t3\n"
    assert run(*argv, "--header", "--format", "csv").out == "id,actors\r\nharbour,3\r\n"
    assert run("show", "no-such-hub", "--header", "--format", "tsv").out == ""


def test_a_count_of_topics_includes_narrower_topics(run: Runner) -> None:
    """`list topics` and `topics` count the same: each record once, with the narrower topics."""
    listed = {row["id"]: row for row in json.loads(run("list", "topics", "--json").out)}
    tree = {row["id"]: row for row in json.loads(run("topics", "--json").out)}

    counts = {id: row["hubs"] + row["actors"] for id, row in listed.items()}
    assert counts == {id: row["records"] for id, row in tree.items()}
    assert counts["medical-research"] > counts["biomedical-research"]
