"""`hubcli export`: which records and formats it writes, and where to."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest
from exports.export_datasets import any_dataset, few_examples
from exports.export_readers import builtin, export_text, load_json
from hostile_texts import unsafe_characters
from support import TESTS

from hubcli.dataset import load
from hubcli.dataset.subset import filter_dataset
from hubcli.exports.request import EXPORTS
from hubcli.exports.tables import TABLES
from hubcli.resolve.filters import resolve_filters

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner, Snapshot

    from hubcli.model.dataset import Dataset

SMALL = TESTS / "small.toml"
TEXT_FORMATS = [format for format in EXPORTS if format not in ("csv", "sqlite")]
COMMAND = [sys.executable, "-m", "hubcli", "export"]


@few_examples
@any_dataset
def test_exports_are_inert_on_a_terminal(dataset: Dataset) -> None:
    """No export of any dataset has a character that a terminal obeys or that hides something."""
    unsafe = [
        format
        for format in TEXT_FORMATS
        if not unsafe_characters(export_text(dataset, format)) <= {"\t"}
    ]
    assert unsafe == []


@pytest.mark.parametrize("format", TEXT_FORMATS)
def test_text_formats_match_their_snapshots(run: Runner, snapshot: Snapshot, format: str) -> None:
    """A small dataset in each text format is as it was reviewed."""
    result = run("export", "--data", str(SMALL), "--format", format)

    assert (result.status, result.err) == (0, "")
    snapshot(f"export.{format}{EXPORTS[format][0]}", result.out)


@pytest.mark.parametrize("table", TABLES)
def test_tables_match_their_snapshots(run: Runner, snapshot: Snapshot, table: str) -> None:
    """Each table of a small dataset is as it was reviewed; --table alone means CSV."""
    result = run("export", "--data", str(SMALL), "--table", table)

    assert (result.status, result.err) == (0, "")
    snapshot(f"export-{table}.csv", result.out)


@pytest.mark.parametrize(
    "filters",
    ["", "--hub kuopio", "--type company", "--topic neuroscience", "--country SE --type education"],
)
def test_filters_select_what_list_shows(run: Runner, filters: str) -> None:
    """The exported records are those of `list`, and their links lead to exported records."""
    out = json.loads(run("export", *filters.split()).out)

    for section in ("hubs", "actors"):
        rows = json.loads(run("list", section, *filters.split(), "--json").out)
        assert sorted(out[section]) == sorted(row["id"] for row in rows)
    if not filters:
        assert load_json(json.dumps(out)) == msgspec.structs.replace(builtin(), files=())
    ids = {*out["hubs"], *out["actors"]}
    records = [*out["hubs"].values(), *out["actors"].values()]
    assert {link["to"] for record in records for link in record.get("links", [])} <= ids


def test_filters_keep_broader_topics_and_cited_sources() -> None:
    """A part has the topics of its records with all broader ones, and only sources it cites."""
    dataset = load.load([SMALL])

    part = filter_dataset(dataset, resolve_filters(dataset, hubs=["hill"]))

    assert list(part.hubs) == ["hill"]
    assert list(part.actors) == ["tram-works"]
    assert part.actors["tram-works"].hubs == ("hill",)
    assert (list(part.topics), list(part.sources)) == ([], ["leaflet", "register"])
    of_topic = filter_dataset(dataset, resolve_filters(dataset, topics=["neuroscience"]))
    assert list(of_topic.topics) == ["research", "neuroscience", "housing"]
    assert [fact.by for fact in of_topic.hubs["harbour"].facts] == ["", "", ""]


@pytest.mark.parametrize(
    ("name", "format"),
    [
        (f"x{ending}", format)
        for format, endings in EXPORTS.items()
        for ending in endings
        if ending != ".csv"
    ],
)
def test_the_ending_chooses_the_format(run: Runner, tmp_path: Path, name: str, format: str) -> None:
    """A known ending gives the same file as --format under any name, and a note says so."""
    path, other = tmp_path / name.upper(), tmp_path / "other"

    result = run("export", "--data", str(SMALL), "--to", str(path))
    same = run("export", "--data", str(SMALL), "--to", str(other), "--format", format)

    assert result == (0, "", f"note: Wrote 2 hubs and 3 actors as {format} to {path}.\n")
    assert same.status == 0
    assert path.read_bytes() == other.read_bytes()
    assert sorted(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (
            "--to x.xlsx",
            "error: The name 'x.xlsx' does not say what to write; end it in one of .json, .nd",
        ),
        ("--to x", "error: The name 'x' does not say what to write"),
        ("--format jsno", "error: There is no export 'jsno'; there are json, ndjson"),
        ("--to x.csv", "error: A .csv file holds one table: name it with --table"),
        ("--table hub", "error: There is no table 'hub'; there are dataset, sources"),
        ("--table hubs --format json", "error: --table is for one table as CSV"),
        ("--table hubs --to x.zip", "error: --table is for one table as CSV"),
        (
            "--to small.toml --format json",
            "error: 'small.toml' already exists; use --force to replace it.",
        ),
        ("--to exports --format json --force", "error: 'exports' is a folder; name a file."),
        ("--type nonsense", "error: There is no type 'nonsense'"),
    ],
)
def test_wrong_use_writes_nothing(run: Runner, argv: str, message: str) -> None:
    """Wrong use ends with status 2 and a message."""
    result = run("export", *argv.split())

    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(message)


def test_an_empty_selection_writes_nothing(run: Runner, tmp_path: Path) -> None:
    """Filters without a match end with status 1 and leave no file."""
    result = run("export", "--hub", "kuopio", "--country", "SE", "--to", str(tmp_path / "x.json"))

    assert result == (1, "", "error: No hubs or actors match; nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_force_replaces_a_whole_file(run: Runner, tmp_path: Path) -> None:
    """With --force a file is replaced, through a link too; a failure changes nothing."""
    file, link = tmp_path / "there.json", tmp_path / "link.json"
    file.write_text("before", encoding="utf-8")
    link.symlink_to(file)

    assert run("export", "--to", str(link)).status == 2
    assert file.read_text(encoding="utf-8") == "before"
    assert run("export", "--to", str(link), "--force").status == 0
    assert link.is_symlink()
    assert "kuopio" in json.loads(file.read_text(encoding="utf-8"))["hubs"]
    missing = tmp_path / "no" / "x.json"
    result = run("export", "--to", str(missing))
    assert result == (74, "", f"error: '{missing}' cannot be written: No such file or directory.\n")
    result = run("export", "--to", str(missing.with_suffix(".sqlite")))
    assert (result.status, result.out) == (74, "")


@pytest.mark.parametrize(("format", "start"), [("csv", b"PK"), ("sqlite", b"SQLite format 3\x00")])
def test_binary_exports_go_to_a_pipe_but_not_to_a_terminal(
    run: Runner, monkeypatch: pytest.MonkeyPatch, format: str, start: bytes
) -> None:
    """A pipe gets the bytes of a binary export; a terminal gets a message instead."""
    done = subprocess.run([*COMMAND, "--format", format], capture_output=True, check=True)
    assert done.stdout.startswith(start)
    assert done.stderr == b""

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("export", "--format", format) == (
        2,
        "",
        f"error: A terminal cannot show {format}; name a file with --to.\n"
        f"hint: hubcli export --to hubs{'.zip' if format == 'csv' else '.sqlite'}\n",
    )


def test_an_output_without_bytes_takes_text(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A binary export needs a file if standard output accepts only text, as in a notebook."""
    replacement = io.StringIO()
    monkeypatch.setattr(sys, "stdout", replacement)
    assert run("export", "--format", "ndjson").status == 0
    assert replacement.getvalue().startswith('{"kind":"dataset"')
    message = "error: This output cannot hold sqlite; name a file with --to.\n"
    message += "hint: hubcli export --help\n"
    assert run("export", "--format", "sqlite") == (2, "", message)


def test_an_export_to_standard_output_is_utf8() -> None:
    """The encoding of standard output does not matter, as programs read an export as UTF-8."""
    done = subprocess.run(
        [*COMMAND, "--format", "graphml"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert "Folkhälsan" in done.stdout.decode("utf-8")
