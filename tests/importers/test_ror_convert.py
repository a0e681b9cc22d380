"""The conversion of ROR's organisations: selection, names, types, links and the source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from importers.ror_samples import ORGANISATIONS, TODAY, write_dump
from support import SHARED, Runner

from hubcli.dataset.load import load
from hubcli.importers.ror.convert import Wanted, convert_dump
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from pathlib import Path

DUMP = SHARED / "ror" / "organizations.ndjson.gz"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ("--country FI", ["A. ", "Uni"]),
        ("--country finland --country Sweden", ["A. ", "Uni", "病院"]),
        ("--city SOLNA", ["病院"]),
        ("--type institute", ["A. "]),
        ("--type university --type other", ["Uni", "病院"]),
        ("--type university --country SE --city Kuopio", []),
    ],
)
def test_filters_select_organisations(
    run: Runner, tmp_path: Path, options: str, names: list[str]
) -> None:
    """Values of one filter are alternatives; an organisation must match every filter.

    If none matches, nothing is written and the status is 1.
    """
    result = run("new", "-", "--from-ror", write_dump(tmp_path, ORGANISATIONS), *options.split())

    actors = tomli.loads(result.out).get("actors", {})
    assert [actor["name"][:3] for actor in actors.values()] == names
    assert (result.status, result.err) == (
        (0, "") if names else (1, "error: None of 3 organisations matches.\n")
    )


def test_an_organisation_of_several_types_gets_the_wanted_one(run: Runner, tmp_path: Path) -> None:
    """A university that is also a funder is a funder only if `--type` asks for funders."""
    dump = write_dump(tmp_path, ORGANISATIONS)
    made = tomli.loads(run("new", "-", "--from-ror", dump, "--type", "funder").out)

    assert [actor["type"] for actor in made["actors"].values()] == ["funder"]


def test_only_active_organisations_are_imported(run: Runner, tmp_path: Path) -> None:
    """Withdrawn and inactive organisations are left out, and so are the links to them."""
    first, second, third = ORGANISATIONS
    records = [{**first, "status": "inactive"}, second, {**third, "status": "withdrawn"}]
    made = tomli.loads(run("new", "-", "--from-ror", write_dump(tmp_path, records)).out)

    (actor,) = made["actors"].values()
    assert (actor["ror"], "links" in actor) == ("05xznzw56", False)


@pytest.mark.parametrize(
    ("name", "id", "source"),
    [
        (
            "v2.9-2026-06-23-ror-data.zip",
            "ror-2026-06-23",
            {"title": "ROR data dump v2.9", "date": "2026-06-23"},
        ),
        (
            "2021-09-23-ror-data.json",
            "ror-2021-09-23",
            {"title": "ROR data dump", "date": "2021-09-23"},
        ),
        ("v2.9-2026-02-31-ror-data.json", "ror-dump", {"title": "ROR data dump"}),
    ],
)
def test_the_source_names_the_release(
    run: Runner, tmp_path: Path, name: str, id: str, source: dict[str, str]
) -> None:
    """If the file name has a valid release date, the source and the dataset have it too."""
    made = tomli.loads(run("new", "-", "--from-ror", write_dump(tmp_path, ORGANISATIONS, name)).out)

    more = {"publisher": "Research Organization Registry", "url": "https://ror.org"}
    assert made["sources"] == {id: {**source, **more}}
    assert made["dataset"]["updated"].isoformat() == source.get("date", TODAY)


@given(name=st.text().filter(str.strip), aliases=st.lists(st.text()), acronyms=st.lists(st.text()))
def test_any_names_can_be_imported(
    tmp_path_factory: pytest.TempPathFactory, name: str, aliases: list[str], acronyms: list[str]
) -> None:
    """The dataset has every name of an organisation once, comparing names by their keys."""
    folder = tmp_path_factory.mktemp("names")
    record = {
        "id": "00cyydd11",
        "name": name,
        "aliases": [[alias] for alias in aliases],
        "acronyms": acronyms,
    }
    write_dump(folder, [record])

    result = convert_dump(folder / "dump", Wanted(), "", lambda *_: None)
    (folder / "made.toml").write_bytes(result.text.encode())

    unique = {name_key(name): name}
    for other in filter(name_key, [*aliases, *acronyms]):
        unique.setdefault(name_key(other), other)
    (actor,) = load([folder / "made.toml"]).actors.values()
    _, *names = actor.names()  # the first is the id
    assert names == list(unique.values())


@pytest.mark.skipif(not DUMP.exists(), reason="the registry's records are not beside this checkout")
def test_a_dump_of_the_registry_is_a_usable_dataset(run: Runner, tmp_path: Path) -> None:
    """Organisations of two countries can be listed, shown, searched and counted."""
    file = tmp_path / "nordic.toml"
    made = run("new", str(file), "--from-ror", str(DUMP), "--country", "FI", "--country", "SE")
    data = ("--data", str(file), "--json")

    assert (made.status, made.err.partition(" organisations")[0]) == (0, "note: Wrote 913")
    rows = json.loads(run("list", "actors", *data).out)
    assert {row["country"] for row in rows} == {"FI", "SE"}
    shown = json.loads(run("show", "karolinska institutet", *data).out)
    assert (shown["ror"], shown["type"], shown["place"]["city"]) == (
        "056d84691",
        "education",
        "Stockholm",
    )
    assert shown["links"]
    hits = json.loads(run("search", "itä-suomen yliopisto", *data).out)
    assert hits[0]["name"] == "University of Eastern Finland"
    counts = json.loads(run("stats", *data).out)
    assert counts["counts"]["actors"] == len(rows) == 913
    assert counts["claims"]["stated"] == counts["claims"]["cited"]
    assert run("list", *data, "--with-builtin").status == 0
    assert run("list", *data).err == "error: There are no hubs.\nhint: hubcli list actors\n"


def test_a_successor_is_not_linked(run: Runner, tmp_path: Path) -> None:
    """A dataset has no relation for organisations that follow each other."""
    first, second, _ = ORGANISATIONS
    records = [
        {**first, "relationships": [["predecessor", second["id"]]]},
        {**second, "relationships": [["successor", first["id"]]]},
    ]
    made = tomli.loads(run("new", "-", "--from-ror", write_dump(tmp_path, records)).out)

    assert ["links" in actor for actor in made["actors"].values()] == [False, False]
