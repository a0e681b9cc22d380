"""`hubcli new`, and the datasets that it makes: the example, and organisations from dumps of every kind."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tomli
from docs.test_schema import complaints, needs_taplo, taplo
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, SHARED, Runner, Snapshot

from hubcli.dataset import starter, toml_writer
from hubcli.dataset.load import load
from hubcli.model.records import Claim
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hubcli.model.dataset import Dataset

DUMP = SHARED / "ror" / "organizations.ndjson.gz"
TODAY = date.today().isoformat()

# The same two organisations, one a part of the other, in the three forms of record.
PLAIN: list[dict[str, Any]] = [
    {
        "id": "00cyydd11",
        "name": "University of Eastern Finland",
        "types": ["education", "funder"],
        "city": "Kuopio",
        "country": "FI",
        "lat": 62.89,
        "lon": 27.67,
        "aliases": [
            ["Itä-Suomen yliopisto", "fi"],
            ["university of Eastern Finland"],
            ["UEF (Finland)"],
        ],
        "acronyms": ["UEF"],
        "website": "https://www.uef.fi",
        "wikidata": "Q1141527",
        "established": 2010,
        "relationships": [
            ["child", "05xznzw56"],
            ["related", "040af2s02"],
            ["parent", "000000a00"],
        ],
    },
    {
        "id": "05xznzw56",
        "name": 'A. "I." Virtanen\nInstitute \u202e\x7f\\',
        "types": ["facility"],
        "city": "Kuopio",
        "country": "FI",
        "website": "gopher://aivi.example",
        "wikidata": "none",
        "relationships": [["parent", "00cyydd11"]],
    },
    {
        "id": "040af2s02",
        "name": "病院",
        "types": ["Hospice"],
        "city": "Solna",
        "country": "SE",
        "relationships": [["related", "00cyydd11"]],
    },
]
MADE = f"""[dataset]
title = "Research organisations"
updated = {TODAY}
license = "CC0-1.0"

[sources.ror-dump]
title = "ROR data dump"
publisher = "Research Organization Registry"
url = "https://ror.org"

[actors.a-i-virtanen-institute-05xznzw56]
name = "A. \\"I.\\" Virtanen\\nInstitute \\u202E\\u007F\\\\"
type = "facility"
cite = "ror-dump"
place = {{ city = "Kuopio", country = "FI" }}
ror = "05xznzw56"
links = [
  {{ rel = "part-of", to = "university-of-eastern-finland-00cyydd11", cite = "ror-dump" }},
]

[actors.university-of-eastern-finland-00cyydd11]
name = "University of Eastern Finland"
aliases = [
  {{ name = "Itä-Suomen yliopisto", lang = "fi" }},
  "UEF (Finland)",
  {{ name = "UEF", kind = "acronym" }},
]
type = "education"
cite = "ror-dump"
place = {{ city = "Kuopio", country = "FI", lat = 62.89, lon = 27.67, point = "city" }}
website = "https://www.uef.fi"
ror = "00cyydd11"
wikidata = "Q1141527"
established = 2010
links = [
  {{ rel = "affiliated-with", to = "ror-040af2s02", cite = "ror-dump" }},
]

[actors.ror-040af2s02]
name = "病院"
type = "other"
cite = "ror-dump"
place = {{ city = "Solna", country = "SE" }}
ror = "040af2s02"
"""


def first(one: dict[str, Any]) -> dict[str, Any]:
    """A record as schema 1 has it."""
    return {
        "id": f"https://ror.org/{one['id']}",
        "name": one["name"],
        "types": [type.capitalize() for type in one["types"]],
        "links": [one["website"]] if "website" in one else [],
        "aliases": [name for name, *lang in one.get("aliases", []) if not lang],
        "labels": [
            {"label": name, "iso639": lang[0]} for name, *lang in one.get("aliases", []) if lang
        ],
        "acronyms": one.get("acronyms", []),
        "status": "active",
        "wikipedia_url": None,
        "established": one.get("established"),
        "addresses": [
            {"city": one["city"], "lat": one.get("lat"), "lng": one.get("lon"), "state": None}
        ],
        "country": {"country_code": one["country"], "country_name": "Somewhere"},
        "external_ids": {
            "Wikidata": {"preferred": None, "all": [one.get("wikidata", "")]},
            "GRID": {"preferred": "grid.1.2", "all": "grid.1.2"},
        },
        "relationships": [
            {"type": type.capitalize(), "id": f"https://ror.org/{id}", "label": "It"}
            for type, id in one.get("relationships", [])
        ],
    }


def second(one: dict[str, Any]) -> dict[str, Any]:
    """A record as schema 2 has it."""
    others = [
        {"value": name, "types": ["label" if lang else "alias"], "lang": lang[0] if lang else None}
        for name, *lang in one.get("aliases", [])
    ]
    return {
        "id": f"https://ror.org/{one['id']}",
        "admin": {"created": {"date": "2018-11-14", "schema_version": "1.0"}},
        "names": [
            *(
                {"value": name, "types": ["acronym"], "lang": None}
                for name in one.get("acronyms", [])
            ),
            *others,
            {"value": one["name"], "types": ["label", "ror_display"], "lang": "en"},
        ],
        "types": one["types"],
        "links": [
            {"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/It"},
            *([{"type": "website", "value": one["website"]}] if "website" in one else []),
        ],
        "status": "active",
        "established": one.get("established"),
        "locations": [
            {
                "geonames_id": 1,
                "geonames_details": {
                    "name": one["city"],
                    "country_code": one["country"],
                    "lat": one.get("lat"),
                    "lng": one.get("lon"),
                },
            }
        ],
        "external_ids": [
            {"type": "fundref", "preferred": None, "all": ["1", "2"]},
            *(
                [{"type": "wikidata", "preferred": one["wikidata"], "all": ["Q1"]}]
                if "wikidata" in one
                else []
            ),
        ],
        "relationships": [
            {"type": type, "id": f"https://ror.org/{id}", "label": "It"}
            for type, id in one.get("relationships", [])
        ],
    }


def lines(records: list[dict[str, Any]]) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def array(records: list[dict[str, Any]]) -> bytes:
    return b"\xef\xbb\xbf" + json.dumps(records, indent=2, ensure_ascii=False).encode()


def zipped(folder: Path, **files: bytes) -> bytes:
    with zipfile.ZipFile(folder / "made.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return (folder / "made.zip").read_bytes()


@pytest.fixture
def dump(tmp_path: Path) -> Callable[..., str]:
    """`dump(content)`: a file with these bytes, or with these records a line each → its path."""

    def made(content: bytes | list[dict[str, Any]], name: str = "dump") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else lines(content))
        return str(path)

    return made


def names(dataset: Dataset) -> Iterator[str]:
    for actor in dataset.actors.values():
        yield actor.name
        yield from (alias if isinstance(alias, str) else alias.name for alias in actor.aliases)


# --- the example ------------------------------------------------------------------------------------------------------


def test_the_example_is_a_dataset(run: Runner, snapshot: Snapshot, tmp_path: Path) -> None:
    """What `new` writes is read by every command, and a note says what to do next."""
    file = tmp_path / "it's mine.toml"

    result = run("new", str(file), "--title", 'Hubs "of" my region')

    assert (result.status, result.out) == (0, "")
    assert result.err == (
        f"Wrote an example to {file}. Next: edit it, and see it with: hubcli list --data "
        f"'{tmp_path}/it'\"'\"'s mine.toml'\n"
    )
    snapshot("new.toml", file.read_text(encoding="utf-8").replace(TODAY, "2026-11-22"))
    assert load([file]).about.title == 'Hubs "of" my region'
    for command in (["list"], ["show", "harbour"], ["search", "disease"], ["stats"]):
        assert run(*command, "--data", str(file)).status == 0


def test_the_example_says_nothing_that_is_not_used_or_not_cited(tmp_path: Path) -> None:
    """Every record and claim is cited, every source and topic used, and no alias says the name again."""
    file = tmp_path / "mine.toml"
    file.write_text(starter.starter_dataset(""), encoding="utf-8")
    dataset = load([file])
    records = list(dataset.records())

    assert [
        one
        for record in records
        for one in (record, *record.claims())
        if not one.cite and not (isinstance(one, Claim) and one.kind == "alias")
    ] == []
    cited = {cite.partition("#")[0] for record in records for cite in record.citations()}
    assert cited == set(dataset.sources)
    assert {topic for record in records for topic in record.all_topics()} == set(dataset.topics)
    for record in (*records, *dataset.topics.values()):
        called = [name_key(name) for name in list(record.names())[1:]]
        assert len(called) == len(set(called))


@needs_taplo
def test_what_is_made_is_laid_out_as_the_formatter_does(
    run: Runner, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """`taplo fmt` by the configuration of this project has nothing to change, and its linter nothing to say."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(ROOT / ".taplo.toml", tmp_path)
    long = {
        **PLAIN[0],
        "aliases": [[f"A name that takes its place {number}"] for number in range(5)],
    }
    run("new", str(folder / "mine.toml"))
    run("new", str(folder / "ror.toml"), "--from-ror", dump([long, *PLAIN[1:]]))

    for file in sorted(folder.glob("*.toml")):
        done = taplo("fmt", "--check", "--config", tmp_path / ".taplo.toml", file)
        assert done.returncode == 0, done.stderr
        assert (
            complaints(tmp_path, f"#:schema hubs.schema.json\n{file.read_text(encoding='utf-8')}")
            == []
        )


def test_nothing_is_overwritten(run: Runner, tmp_path: Path) -> None:
    """A file, a link to nowhere or a folder of that name is left alone; --force replaces a file whole."""
    file, link = tmp_path / "mine.toml", tmp_path / "link.toml"
    file.write_text("mine", encoding="utf-8")
    link.symlink_to(tmp_path / "nowhere")

    for path in (file, link):
        assert run("new", str(path)) == (
            2,
            "",
            f"'{path}' is there already; --force replaces it.\n",
        )
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("new", str(file), "--force").status == 0
    assert file.read_text(encoding="utf-8") == starter.starter_dataset("")
    for options in ((), ("--force",)):
        assert run("new", str(tmp_path), *options) == (2, "", f"'{tmp_path}' is no file.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.toml", "mine.toml"]


def test_what_cannot_be_written_is_said(run: Runner, tmp_path: Path) -> None:
    """A folder that is not there is one line, and nothing is left behind."""
    file = tmp_path / "nowhere" / "mine.toml"

    assert run("new", str(file)) == (
        74,
        "",
        f"'{file}' cannot be written: No such file or directory.\n",
    )


def test_a_hyphen_is_standard_output(run: Runner) -> None:
    """Nothing but the dataset is written there, and nothing elsewhere."""
    assert run("new", "-") == (0, starter.starter_dataset(""), "")


# --- from a dump ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [dict, first, second], ids=["plain", "schema 1", "schema 2"])
@pytest.mark.parametrize("packed", ["lines", "array", "gz", "zip"])
def test_every_form_of_dump_gives_the_same_dataset(
    run: Runner,
    tmp_path: Path,
    dump: Callable[..., str],
    form: Callable[..., dict[str, Any]],
    packed: str,
) -> None:
    """Names, types, places, ids and links come out alike, whatever the records' schema and what they are packed in."""
    records = [form(one) for one in PLAIN]
    content = {
        "lines": lambda: lines(records),
        "array": lambda: array(records),
        "gz": lambda: gzip.compress(lines(records)),
        "zip": lambda: zipped(
            tmp_path,
            **{"a.csv": b"id", "a-data.json": b"[]", "a-data_schema_v2.json": array(records)},
        ),
    }[packed]()

    result = run("new", "-", "--from-ror", dump(content))

    assert (result.status, result.err) == (0, "")
    assert result.out == MADE


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("--country FI", ["A. ", "Uni"]),
        ("--country finland --country Sweden", ["A. ", "Uni", "病院"]),
        ("--city SOLNA", ["病院"]),
        ("--type institute", ["A. "]),
        ("--type university --type other", ["Uni", "病院"]),
        ("--type university --country SE --city Kuopio", []),
    ],
)
def test_filters_choose(
    run: Runner, dump: Callable[..., str], options: str, found: list[str]
) -> None:
    """Values of one filter are alternatives, filters add up; nothing chosen is nothing written and status 1."""
    result = run("new", "-", "--from-ror", dump(PLAIN), *options.split())

    made = tomli.loads(result.out).get("actors", {})
    assert [actor["name"][:3] for actor in made.values()] == found
    assert (result.status, result.err) == (
        (0, "") if found else (1, "None of the 3 organisations fits.\n")
    )


def test_the_type_is_the_one_that_was_asked_for(run: Runner, dump: Callable[..., str]) -> None:
    """An organisation that gives money as well is a funder among funders only."""
    made = run("new", "-", "--from-ror", dump(PLAIN), "--type", "funder").out

    assert [actor["type"] for actor in tomli.loads(made)["actors"].values()] == ["funder"]


def test_only_active_organisations_are_taken(run: Runner, dump: Callable[..., str]) -> None:
    """Withdrawn and inactive ones are passed over, and nothing links to them."""
    records = [{**PLAIN[0], "status": "inactive"}, PLAIN[1], {**PLAIN[2], "status": "withdrawn"}]

    (actor,) = tomli.loads(run("new", "-", "--from-ror", dump(records)).out)["actors"].values()

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
def test_the_source_is_the_release(
    run: Runner, dump: Callable[..., str], name: str, id: str, source: dict[str, str]
) -> None:
    """Where ROR's name for the dump tells its release, the source and the dataset's date are those of the release."""
    made = tomli.loads(run("new", "-", "--from-ror", dump(PLAIN, name)).out)

    more = {"publisher": "Research Organization Registry", "url": "https://ror.org"}
    assert made["sources"] == {id: {**source, **more}}
    assert made["dataset"]["updated"].isoformat() == source.get("date", TODAY)


def test_records_that_are_none_are_counted(run: Runner, dump: Callable[..., str]) -> None:
    """Each is left out, and one line says how many they were and what was wrong with the first."""
    broken = [
        b"[]",
        b"not JSON",
        b'{"id": "1"}',
        b'{"id": "1", "names": []}',
        b'{"id": "05xznzw56", "name": "X", "types": "company"}',
        b'{"id": "05xznzw56", "name": " "}',
        b'{"id": "05xznzw56", "name": "X", "city": "Y", "country": "Finland"}',
        b'{"id": "05xznzw56", "name": "X", "lat": 200, "lon": 0, "city": "Y", "country": "FI"}',
        b'{"id": "05xznzw56", "name": "\\ud800"}',
        b'{"id": "05xznzw56", "name": "\xff"}',
        b"[" * 100_000,
    ]
    content = lines(PLAIN[:1]) + b"\n".join(broken) + b"\n\n" + lines(PLAIN[1:])

    # A file that begins with a bracket would be an array.
    result = run("new", "-", "--from-ror", dump(content))

    assert (result.status, result.out) == (0, MADE)
    assert result.err == "Left out 11 of 14 records, the first for record 2: it is no JSON object\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no dump of ROR: it is empty"),
        (
            b"id,name\n1,X\n",
            "no dump of ROR: record 1: JSON is malformed: invalid character (byte 0)",
        ),
        (b"[{}", "cannot be read: Input data was truncated"),
        (b"[]", "no dump of ROR: it is empty"),
        (
            gzip.compress(b"{}" * 5000, mtime=0)[:-9],
            "cannot be read: Compressed file ended before the end-of-stream marker was reached",
        ),
        (b"\x1f\x8b" + b"\x00" * 20, "cannot be read: Unknown compression method"),
        (b"PK\x03\x04", "cannot be read: File is not a zip file"),
    ],
)
def test_a_dump_that_is_none_is_one_line(
    run: Runner, dump: Callable[..., str], content: bytes, said: str
) -> None:
    """Whatever the file is, the status is that of a dataset that cannot be read, and there is no traceback."""
    path = dump(content)

    assert run("new", "-", "--from-ror", path) == (3, "", f"{path}: error: {said}\n")


@pytest.mark.parametrize("begins", [b"", b"[", b"\n\n"])
def test_a_dump_that_unpacks_to_more_than_anybody_has_is_refused(
    run: Runner, dump: Callable[..., str], monkeypatch: pytest.MonkeyPatch, begins: bytes
) -> None:
    """Whether as an array or as a line, it is not unpacked to its end."""
    monkeypatch.setattr("hubcli.importers.ror.dump.MAX_PIECE", 1000)
    path = dump(gzip.compress(begins + b" " * 10_000_000))

    said = f"{path}: error: cannot be read: there are more than 1,000 bytes in one piece\n"
    assert run("new", "-", "--from-ror", path) == (3, "", said)


def test_a_dump_that_is_not_there_and_an_archive_without_one(run: Runner, tmp_path: Path) -> None:
    """These are told as well, and so is a folder."""
    zipped(tmp_path, **{"readme.txt": b"hello"})

    for name, said in {
        "nowhere": "there is no such file",
        "made.zip": "cannot be read: there is no JSON in the archive",
        ".": "cannot be read: Is a directory",
    }.items():
        path = tmp_path / name
        assert run("new", "-", "--from-ror", str(path)) == (3, "", f"{path}: error: {said}\n")


def test_filters_need_a_dump_and_values_that_mean_something(
    run: Runner, dump: Callable[..., str]
) -> None:
    """They choose among its records; a word that means nothing is told with the nearest."""
    said = "--type, --country and --city select organisations of --from-ror; add it.\n"
    assert run("new", "-", "--country", "FI") == (2, "", said)

    result = run("new", "-", "--from-ror", dump(PLAIN), "--country", "Swedn")
    assert result == (2, "", "There is no country 'Swedn'. Did you mean 'SE'?\n")


@given(st.text(st.characters(codec=None)))
def test_any_text_comes_back(text: str) -> None:
    """What is written as TOML is read as the same text, but for halves of surrogate pairs, which no file can hold."""
    written = f"x = {toml_writer.format_text(text)}"
    whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)

    assert tomli.loads(written) == {"x": whole}
    assert tomli.loads(toml_writer.escape_non_ascii(written)) == {"x": whole}
    assert toml_writer.escape_non_ascii(written).isascii()


@given(name=st.text().filter(str.strip), aliases=st.lists(st.text()), acronyms=st.lists(st.text()))
def test_any_names_come_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, aliases: list[str], acronyms: list[str]
) -> None:
    """An organisation of whatever names has them in the dataset, each once as names are compared."""
    from hubcli.importers.ror import convert  # noqa: PLC0415  what is tried here, without the command line and its output

    folder = tmp_path_factory.mktemp("names")
    record = {
        "id": "00cyydd11",
        "name": name,
        "aliases": [[one] for one in aliases],
        "acronyms": acronyms,
    }
    (folder / "dump").write_bytes(lines([record]))

    made = convert.convert_dump(folder / "dump", convert.Wanted(), "", lambda *_: None)
    (folder / "made.toml").write_bytes(made.text.encode())

    kept = {name_key(name): name}
    for one in filter(name_key, [*aliases, *acronyms]):
        kept.setdefault(name_key(one), one)
    assert list(names(load([folder / "made.toml"]))) == list(kept.values())


@pytest.mark.skipif(not DUMP.exists(), reason="the registry's records are not beside this checkout")
def test_the_research_organisations_of_two_countries(run: Runner, tmp_path: Path) -> None:
    """A directory of Finland's and Sweden's, made from the registry, is listed, shown, searched and counted."""
    file = tmp_path / "nordic.toml"
    made = run("new", str(file), "--from-ror", str(DUMP), "--country", "FI", "--country", "SE")
    data = ("--data", str(file), "--json")

    assert (made.status, made.err.partition(" organisations")[0]) == (0, "Wrote 913")
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
    assert run("list", *data).err == "There are no hubs; 'hubcli list actors' lists the actors.\n"


# --- the user's own folder --------------------------------------------------------------------------------------------


@pytest.fixture
def own() -> Path:
    """The user's folder of datasets, which the environment of the tests has somewhere else."""
    folder = Path(os.environ["XDG_DATA_HOME"], "hubcli", "datasets")
    folder.mkdir(parents=True)
    return folder


def files(run: Runner, *options: str) -> list[str]:
    """The names of the files that `stats` says were read."""
    return [Path(file).name for file in json.loads(run("stats", "--json", *options).out)["files"]]


def test_datasets_of_ones_own_are_read_as_well(run: Runner, own: Path) -> None:
    """Those in the folder are read after the built-in one, by name; what else lies there is not."""
    assert files(run) == ["hubs.toml"]
    run("new", str(own / "b.toml"))
    (own / "a.toml").write_text('[dataset]\ntitle = "A"\nupdated = 2026-01-01\n', encoding="utf-8")
    (own / "notes.txt").write_text("not TOML", encoding="utf-8")

    assert files(run) == ["hubs.toml", "a.toml", "b.toml"]
    assert run("show", "sea institute").status == 0
    assert str(own / "b.toml") in run("stats").out


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere programs have their data in another place"
)
def test_the_folder_is_in_the_home_folder(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no variable says where programs have their data, it is where they have it on Linux."""
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / ".local" / "share" / "hubcli" / "datasets"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text(
        '[dataset]\ntitle = "A"\nupdated = 2026-01-01\n', encoding="utf-8"
    )

    assert files(run) == ["hubs.toml", "a.toml"]


def test_named_datasets_are_read_instead(
    run: Runner, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --data or HUBCLI_DATA the folder is left alone, --with-builtin or not."""
    (own / "broken.toml").write_text("broken", encoding="utf-8")
    mine = str(tmp_path / "mine.toml")
    run("new", mine)

    assert run("list").status == 3
    assert files(run, "--data", mine) == ["mine.toml"]
    assert files(run, "--data", mine, "--with-builtin") == ["hubs.toml", "mine.toml"]
    monkeypatch.setenv("HUBCLI_DATA", mine)
    assert files(run) == ["mine.toml"]


def test_an_id_that_the_built_in_dataset_has_is_told_with_both_places(
    run: Runner, own: Path
) -> None:
    """Two different records under one id are an error that names both files."""
    text = '[dataset]\ntitle = "A"\nupdated = 2026-01-01\n\n[hubs.kuopio]\nname = "Mine"\n'
    (own / "a.toml").write_text(text, encoding="utf-8")

    result = run("list")

    assert (result.status, result.out) == (3, "")
    assert result.err.startswith(
        f"{own / 'a.toml'}:5:1: error: hubs.kuopio: the id 'kuopio' is already used at "
    )
    assert "hubs.toml:" in result.err
