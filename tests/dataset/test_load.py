"""Loading datasets: what every broken file is told, how files join, and that nothing a file says raises."""

from __future__ import annotations

import copy
import errno
import io
import os
import subprocess
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).parent / "samples"
MINIMAL = SAMPLES / "minimal.toml"

# Files that are fine → what `list` prints.
LISTED = {
    "byte-order-mark.toml": "north\tNorth\t\t\tBrain\t1\t\n",
    "minimal.toml": "north\tNorth\t\t\tBrain\t1\t\n",
}

# Broken files → what is said of them.
FAULTS = {
    "bad-actor-id.toml": (
        "{path}:16:1: error: actors.clinic-: 'clinic-' is not an id: lower-case words and digits joined by hyphens"
    ),
    "bad-alias-kind.toml": (
        "{path}:20:27: error: actors.clinic.aliases[0].kind: 'acronim' is none of acronym, former, source; "
        "did you mean 'acronym'?"
    ),
    "bad-alias-language.toml": (
        "{path}:20:33: error: actors.clinic.aliases[0].lang: 'Finnish' is not an ISO 639 language code, as in fi"
    ),
    "bad-cite-of-fact.toml": (
        "{path}:20:32: error: actors.clinic.facts[0].cite: 'report#0' is not a citation: SOURCE#PARAGRAPH, or "
        "SOURCE for a public record"
    ),
    "bad-cite-of-link.toml": (
        "{path}:20:43: error: actors.clinic.links[0].cite: 'report#' is not a citation: SOURCE#PARAGRAPH, or "
        "SOURCE for a public record"
    ),
    "bad-cite.toml": (
        "{path}:20:1: error: actors.clinic.cite: 'report, p. 1' is not a citation: SOURCE#PARAGRAPH, or "
        "SOURCE for a public record"
    ),
    "bad-country.toml": (
        "{path}:20:28: error: actors.clinic.place.country: 'fi' is not an ISO 3166-1 country code, as in FI"
    ),
    "bad-date.toml": "{path}:8:1: error: sources.report.date: '31.10.2023' is not a date: 2023, 2023-10 or 2023-10-31",
    "bad-hub-id.toml": (
        "{path}:12:1: error: hubs.'the north': 'the north' is not an id: lower-case words and digits joined by hyphens"
    ),
    "bad-latitude.toml": "{path}:20:44: error: actors.clinic.place.lat: 628.9 is not degrees from -90 to 90",
    "bad-longitude.toml": "{path}:20:56: error: actors.clinic.place.lon: -181 is not degrees from -180 to 180",
    "bad-paragraphs.toml": "{path}:7:1: error: sources.report.paragraphs: 0 is not a number from 1 to 1,000,000",
    "bad-point.toml": "{path}:20:44: error: actors.clinic.place.point: 'town' is none of site, city, station",
    "bad-rel.toml": (
        "{path}:20:12: error: actors.clinic.links[0].rel: 'part-off' is none of part-of, has-part, member-of, "
        "has-member, located-in, houses, present-in, hosts, partner-of, established-with, supports, "
        "supported-by, leads, led-by, affiliated-with; did you mean 'part-of'?"
    ),
    "bad-ror.toml": (
        "{path}:20:1: error: actors.clinic.ror: 'https://ror.org/040af2s02' is not a ROR id, as in 040af2s02"
    ),
    "bad-since.toml": (
        "{path}:20:43: error: actors.clinic.links[0].since: 'May 2023' is not a date: 2023, 2023-10 or 2023-10-31"
    ),
    "bad-source-id.toml": (
        "{path}:5:1: error: sources.Report: 'Report' is not an id: lower-case words and digits joined by hyphens"
    ),
    "bad-topic-id.toml": (
        "{path}:9:1: error: topics.brain_disease: 'brain_disease' is not an id: lower-case words and "
        "digits joined by hyphens"
    ),
    "bad-type-near.toml": (
        "{path}:18:1: error: actors.clinic.type: 'helthcare' is none of education, healthcare, company, "
        "facility, government, nonprofit, funder, archive, other, network, programme, district, person; did "
        "you mean 'healthcare'?"
    ),
    "bad-type.toml": (
        "{path}:18:1: error: actors.clinic.type: 'hospital' is none of education, healthcare, company, "
        "facility, government, nonprofit, funder, archive, other, network, programme, district, person; did "
        "you mean 'healthcare'?"
    ),
    "bad-until.toml": (
        "{path}:20:43: error: actors.clinic.links[0].until: 'now' is not a date: 2023, 2023-10 or 2023-10-31"
    ),
    "bad-updated.toml": "{path}:3:1: error: dataset.updated: '22.11.2026' is not a date, as in 2026-11-22",
    "bad-url.toml": (
        "{path}:8:1: error: sources.report.url: 'www.example.org' is not a web address that starts with "
        "https:// or http://"
    ),
    "bad-website.toml": (
        "{path}:20:1: error: actors.clinic.website: 'javascript:alert(1)' is not a web address that starts "
        "with https:// or http://"
    ),
    "bad-wikidata.toml": "{path}:20:1: error: actors.clinic.wikidata: '28695' is not a Wikidata id, as in Q28695",
    "broader-in-a-circle.toml": (
        "{path}:11:1: error: topics.brain.broader: 'brain' is broader than itself, by way of 'medicine'\n"
        "{path}:15:1: error: topics.medicine.broader: 'medicine' is broader than itself, by way of 'brain'\n"
        "2 problems; nothing was read."
    ),
    "broader-than-itself.toml": (
        "{path}:11:1: error: topics.brain.broader: 'brain' is broader than itself"
    ),
    "empty-actor-name.toml": "{path}:17:1: error: actors.clinic.name: the text is empty",
    "empty-alias.toml": "{path}:20:14: error: actors.clinic.aliases[0].name: the text is empty",
    "empty-alias-of-topic.toml": "{path}:11:1: error: topics.brain.aliases: the text is empty",
    "empty-city.toml": "{path}:20:11: error: actors.clinic.place.city: the text is empty",
    "empty-dataset-title.toml": "{path}:2:1: error: dataset.title: the text is empty",
    "empty-fact.toml": "{path}:20:12: error: actors.clinic.facts[0].text: the text is empty",
    "empty-figure-of.toml": "{path}:20:46: error: actors.clinic.facts[0].figure.of: the text is empty",
    "empty-hub-name.toml": "{path}:13:1: error: hubs.north.name: the text is empty",
    "empty-source-title.toml": "{path}:6:1: error: sources.report.title: the text is empty",
    "empty-topic-name.toml": "{path}:10:1: error: topics.brain.name: the text is empty",
    "kind-actor-hubs.toml": "{path}:19:1: error: actors.clinic.hubs: expected a list, found a text",
    "kind-actor-name.toml": "{path}:17:1: error: actors.clinic.name: expected a text, found a date; put it in quotes",
    "kind-actor-type.toml": "{path}:18:1: error: actors.clinic.type: expected a text, found a list",
    "kind-alias-name.toml": "{path}:20:14: error: actors.clinic.aliases[0].name: expected a text, found a whole number",
    "kind-alias.toml": (
        "{path}:20:26: error: actors.clinic.aliases[1]: expected a text or a table, found a whole number"
    ),
    "kind-aliases.toml": "{path}:20:1: error: actors.clinic.aliases: expected a list, found a text",
    "kind-cite.toml": "{path}:20:1: error: actors.clinic.cite: expected a text or a list, found a whole number",
    "kind-dataset-title.toml": "{path}:2:1: error: dataset.title: expected a text, found a whole number",
    "kind-dataset-updated.toml": "{path}:3:1: error: dataset.updated: expected a date, found a whole number",
    "kind-dataset.toml": "{path}:1:1: error: dataset: expected a table, found a text",
    "kind-established.toml": (
        "{path}:20:1: error: actors.clinic.established: expected a whole number, found a number with decimals"
    ),
    "kind-fact-cite.toml": "{path}:20:32: error: actors.clinic.facts[0].cite: expected a text or a list, found a table",
    "kind-fact-text.toml": (
        "{path}:20:12: error: actors.clinic.facts[0].text: expected a text, found a time; put it in quotes"
    ),
    "kind-fact.toml": "{path}:20:10: error: actors.clinic.facts[0]: expected a table, found a text",
    "kind-facts.toml": "{path}:20:1: error: actors.clinic.facts: expected a list, found a table",
    "kind-figure-value.toml": (
        "{path}:20:59: error: actors.clinic.facts[0].figure.value: expected a number, found a text"
    ),
    "kind-figure.toml": "{path}:20:35: error: actors.clinic.facts[0].figure: expected a table, found a whole number",
    "kind-hub-topic.toml": "{path}:14:20: error: hubs.north.topics[1]: expected a text, found a table",
    "kind-hub-topics.toml": "{path}:14:1: error: hubs.north.topics: expected a list, found a text",
    "kind-hub.toml": "{path}:13:1: error: hubs.north: expected a table, found a text",
    "kind-latitude.toml": "{path}:20:44: error: actors.clinic.place.lat: expected a number, found a text",
    "kind-link-since.toml": (
        "{path}:20:43: error: actors.clinic.links[0].since: expected a text, found a date with a time; put it in quotes"
    ),
    "kind-link.toml": "{path}:20:10: error: actors.clinic.links[0]: expected a table, found a text",
    "kind-links.toml": "{path}:20:1: error: actors.clinic.links: expected a list, found a text",
    "kind-place.toml": "{path}:20:1: error: actors.clinic.place: expected a table, found a text",
    "kind-source-date.toml": "{path}:8:1: error: sources.report.date: expected a text, found a date; put it in quotes",
    "kind-source-paragraphs.toml": (
        "{path}:7:1: error: sources.report.paragraphs: expected a whole number, found a text"
    ),
    "kind-source-title.toml": "{path}:6:1: error: sources.report.title: expected a text, found a list",
    "kind-topic-name.toml": "{path}:10:1: error: topics.brain.name: expected a text, found true or false",
    "kind-topics.toml": "{path}:9:1: error: topics: expected a table, found a list",
    "missing-actor-name.toml": "{path}:16:1: error: actors.clinic: the key 'name' is missing",
    "missing-actor-type.toml": "{path}:16:1: error: actors.clinic: the key 'type' is missing",
    "missing-alias-name.toml": "{path}:20:12: error: actors.clinic.aliases[0]: the key 'name' is missing",
    "missing-dataset-title.toml": "{path}:1:1: error: dataset: the key 'title' is missing",
    "missing-dataset-updated.toml": "{path}:1:1: error: dataset: the key 'updated' is missing",
    "missing-dataset.toml": "{path}:1:1: error: the key 'dataset' is missing",
    "missing-fact-text.toml": "{path}:20:10: error: actors.clinic.facts[0]: the key 'text' is missing",
    "missing-figure-of.toml": "{path}:20:35: error: actors.clinic.facts[0].figure: the key 'of' is missing",
    "missing-figure-value.toml": "{path}:20:35: error: actors.clinic.facts[0].figure: the key 'value' is missing",
    "missing-hub-name.toml": "{path}:12:1: error: hubs.north: the key 'name' is missing",
    "missing-link-rel.toml": "{path}:20:10: error: actors.clinic.links[0]: the key 'rel' is missing",
    "missing-link-to.toml": "{path}:20:10: error: actors.clinic.links[0]: the key 'to' is missing",
    "missing-place-city.toml": "{path}:20:1: error: actors.clinic.place: the key 'city' is missing",
    "missing-place-country.toml": "{path}:20:1: error: actors.clinic.place: the key 'country' is missing",
    "missing-source-title.toml": "{path}:5:1: error: sources.report: the key 'title' is missing",
    "missing-topic-name.toml": "{path}:9:1: error: topics.brain: the key 'name' is missing",
    "no-paragraph.toml": (
        "{path}:20:43: error: actors.clinic.links[0].cite: 'report' names no paragraph; write 'report#1' to 'report#3'"
    ),
    "no-such-broader.toml": "{path}:11:1: error: topics.brain.broader: there is no topic 'medicine'",
    "no-such-hub.toml": "{path}:19:18: error: actors.clinic.hubs[1]: there is no hub 'south'",
    "no-such-link-target.toml": (
        "{path}:20:29: error: actors.clinic.links[0].to: there is no hub or actor 'nort'; did you mean 'north'?"
    ),
    "no-such-paragraph.toml": (
        "{path}:20:32: error: actors.clinic.facts[0].cite: 'report#4' names a paragraph that is not there: "
        "'report' has 3"
    ),
    "no-such-person.toml": (
        "{path}:20:32: error: actors.clinic.facts[0].by: there is no actor 'clinics'; did you mean 'clinic'?"
    ),
    "no-such-source-of-alias.toml": "{path}:20:33: error: actors.clinic.aliases[0].cite: there is no source 'book'",
    "no-such-source.toml": "{path}:15:1: error: hubs.north.cite: there is no source 'reports'; did you mean 'report'?",
    "no-such-topic-of-actor.toml": "{path}:20:11: error: actors.clinic.topics[0]: there is no topic 'heart'",
    "no-such-topic-of-fact.toml": "{path}:20:42: error: actors.clinic.facts[0].topics[0]: there is no topic 'heart'",
    "no-such-topic-of-hub.toml": (
        "{path}:14:20: error: hubs.north.topics[1]: there is no topic 'brains'; did you mean 'brain'?"
    ),
    "not-toml-key-twice.toml": "{path}:14:15: error: not TOML: Cannot overwrite a value",
    "not-toml-table-twice.toml": "{path}:21:12: error: not TOML: Cannot declare ('hubs', 'north') twice",
    "not-toml-unclosed-text.toml": "{path}:2:16: error: not TOML: Illegal character '\\n'",
    "not-toml.toml": "{path}:2:9: error: not TOML: Invalid value",
    "not-utf-8.toml": "{path}:13:9: error: not UTF-8 (byte 0xc5); save the file as UTF-8",
    "own-id.toml": "{path}:20:1: error: actors.clinic.id: unknown key 'id': the key of its table is the record's id",
    "same-id.toml": "{path}:21:1: error: actors.north: the id 'north' is already used at {path}:12",
    "several-dangling.toml": (
        "{path}:8:18: error: actors.clinic.hubs[1]: there is no hub 'south'\n"
        "{path}:9:29: error: actors.clinic.links[0].to: there is no hub or actor 'east'\n"
        "{path}:9:42: error: actors.clinic.links[0].cite: there is no source 'report'\n"
        "{path}:10:1: error: actors.clinic.cite: there is no source 'report'\n"
        "{path}:14:11: error: hubs.north.topics[0]: there is no topic 'brain'\n"
        "{path}:18:1: error: topics.heart.broader: there is no topic 'medicine'\n"
        "6 problems; nothing was read."
    ),
    "several-faults.toml": (
        "{path}:2:1: error: actors.clinic.name: the text is empty\n"
        "{path}:3:1: error: actors.clinic.type: 'hospital' is none of education, healthcare, company, "
        "facility, government, nonprofit, funder, archive, other, network, programme, district, person; did "
        "you mean 'healthcare'?\n"
        "{path}:7:3: error: actors.clinic.facts[1]: the key 'text' is missing\n"
        "{path}:7:5: error: actors.clinic.facts[1].cite: 'report#0' is not a citation: SOURCE#PARAGRAPH, or "
        "SOURCE for a public record\n"
        "{path}:10:1: error: hubs.north: the key 'name' is missing\n"
        "{path}:11:1: error: hubs.north.title: unknown key 'title'\n"
        "6 problems; nothing was read."
    ),
    "unknown-key-at-top.toml": "{path}:1:1: error: colour: unknown key 'colour'",
    "unknown-key-in-actor.toml": (
        "{path}:20:1: error: actors.clinic.web-site: unknown key 'web-site'; did you mean 'website'?"
    ),
    "unknown-key-in-alias.toml": (
        "{path}:20:33: error: actors.clinic.aliases[0].language: unknown key 'language'; did you mean 'lang'?"
    ),
    "unknown-key-in-dataset.toml": "{path}:3:1: error: dataset.licence: unknown key 'licence'; did you mean 'license'?",
    "unknown-key-in-fact.toml": (
        "{path}:20:32: error: actors.clinic.facts[0].cites: unknown key 'cites'; did you mean 'cite'?"
    ),
    "unknown-key-in-figure.toml": (
        "{path}:20:71: error: actors.clinic.facts[0].figure.units: unknown key 'units'; did you mean 'unit'?"
    ),
    "unknown-key-in-hub.toml": "{path}:14:1: error: hubs.north.sumary: unknown key 'sumary'; did you mean 'summary'?",
    "unknown-key-in-link.toml": (
        "{path}:20:12: error: actors.clinic.links[0].relation: unknown key 'relation'; did you mean 'rel'?"
    ),
    "unknown-key-in-place.toml": (
        "{path}:20:44: error: actors.clinic.place.latitude: unknown key 'latitude'; did you mean 'lat'?"
    ),
    "unknown-key-in-source.toml": (
        "{path}:7:1: error: sources.report.published: unknown key 'published'; did you mean 'publisher'?"
    ),
    "unknown-key-in-topic.toml": (
        "{path}:11:1: error: topics.brain.broder: unknown key 'broder'; did you mean 'broader'?"
    ),
    "unknown-table.toml": "{path}:21:1: error: hub: unknown key 'hub'; did you mean 'hubs'?",
}

SECOND = """\
[dataset]
title = "Second"
updated = 2025-01-31

[hubs.south]
name = "South"
topics = ["brain"]
cite = "report#1"

[actors.ward]
name = "Ward"
type = "healthcare"
hubs = ["north", "south"]
links = [{ rel = "part-of", to = "clinic" }]
"""


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the machine that runs the tests changes what is read or printed."""
    monkeypatch.delenv("HUBCLI_DATA", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A dataset that needs the minimal one beside it."""
    return written(tmp_path / "second.toml", SECOND)


def written(path: Path, text: str) -> Path:
    """The file with the text in it, byte by byte."""
    path.write_bytes(text.encode())
    return path


def changed(**changes: str) -> str:
    """The minimal dataset with one text for another: `changed(North='"South"')`."""
    text = MINIMAL.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(f'"{old}"') == 1
        text = text.replace(f'"{old}"', new)
    return text


def ran(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """The exit status, standard output and standard error of a command line."""
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


# One file --------------------------------------------------------------------------------------------------


def test_every_sample_has_its_expectation() -> None:
    """The files in the folder are those that the two tables name."""
    assert sorted(path.name for path in SAMPLES.glob("*.toml")) == sorted([*LISTED, *FAULTS])


@pytest.mark.parametrize("name", LISTED)
def test_a_sound_file_is_read(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of the least that a dataset needs is fine, with a byte-order mark or without."""
    assert ran(capsys, "list", "--data", SAMPLES / name) == (0, LISTED[name], "")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_place(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken file ends with status 3, an empty answer, and all its faults with line and column, in that order."""
    path = SAMPLES / name
    message = FAULTS[name].replace("{path}", str(path))
    assert ran(capsys, "list", "--data", path) == (3, "", f"{message}\n")


def test_lines_may_end_as_on_windows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A carriage return before each line feed moves no place."""
    path = written(
        tmp_path / "crlf.toml", changed(healthcare='"person"\nsummary = 1').replace("\n", "\r\n")
    )
    expected = f"{path}:19:1: error: actors.clinic.summary: expected a text, found a whole number\n"
    assert ran(capsys, "list", "--data", path) == (3, "", expected)


def test_columns_count_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A column is counted in characters, not in bytes."""
    path = written(
        tmp_path / "wide.toml", changed(Clinic='"Clinic"\naliases = ["Hyvän mielen 🙂", 1]')
    )
    expected = f"{path}:18:30: error: actors.clinic.aliases[1]: expected a text or a table, found a whole number\n"
    assert ran(capsys, "list", "--data", path) == (3, "", expected)


def test_what_a_terminal_would_obey_is_written_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A message shows control and bidirectional characters of the file as escapes."""
    path = written(tmp_path / "red.toml", changed(Clinic='"Clinic"\nror = "\\u001b[31m\\u202e"'))
    expected = f"{path}:18:1: error: actors.clinic.ror: '\\x1b[31m\\u202e' is not a ROR id, as in 040af2s02\n"
    assert ran(capsys, "list", "--data", path) == (3, "", expected)


def test_a_fault_is_told_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line feed in the file does not start a line that reads like another message."""
    path = written(
        tmp_path / "lines.toml", changed(Clinic='"Clinic"\nror = "x\\nother.toml:1:1: error: y"')
    )
    status, _, err = ran(capsys, "list", "--data", path)
    assert (status, err.count("\n")) == (3, 1)


def test_an_absent_file_is_said_to_be_absent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not there is a dataset that cannot be read."""
    path = tmp_path / "absent.toml"
    assert ran(capsys, "list", "--data", path) == (3, "", f"{path}: error: there is no such file\n")


def test_a_folder_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder is no dataset."""
    expected = f"{tmp_path}: error: this is a folder; name a dataset file in it\n"
    assert ran(capsys, "list", "--data", tmp_path) == (3, "", expected)


def test_a_file_that_appears_in_between_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever took the name after it was looked for keeps it."""
    monkeypatch.setattr("hubcli.files.refuse_taken", lambda *_, **__: None)
    path = written(tmp_path / "mine.toml", "mine")
    assert ran(capsys, "new", path) == (2, "", f"'{path}' is there already; --force replaces it.\n")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]


def test_a_file_that_may_not_be_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the system says of a file that it does not open is passed on."""

    def refuse(path: str, _flags: int) -> int:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("hubcli.files._opened", refuse)
    expected = f"{MINIMAL}: error: cannot be read: Permission denied\n"
    assert ran(capsys, "list", "--data", MINIMAL) == (3, "", expected)


@pytest.mark.parametrize(
    ("size", "bytes"), [("1000", "1,000"), ("1k", "1,024"), ("2M", "2,097,152")]
)
def test_no_more_is_read_than_may_be(
    size: str,
    bytes: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A file that is larger is not read, and a device that never ends or a pipe no further."""
    large = tmp_path / "large.toml"
    large.touch()
    os.truncate(large, 1 << 40)
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    for path in (large, Path("/dev/zero"), pipe):
        expected = f"{path}: error: cannot be read: it has more than {bytes} bytes; --max-filesize takes more\n"
        with endless(pipe) if path == pipe else nullcontext():
            assert ran(capsys, "list", "--data", path, "--max-filesize", size) == (3, "", expected)
    monkeypatch.setenv("HUBCLI_MAX_FILESIZE", size)
    assert ran(capsys, "check", "/dev/zero") == (
        1,
        f"{expected}".replace(str(pipe), "/dev/zero"),
        "/dev/zero: 1 error.\n",
    )
    assert ran(capsys, "list", "--max-filesize", "1G")[0] == 0


@contextmanager
def endless(pipe: Path) -> Iterator[None]:
    """Somebody who writes into the pipe for as long as somebody reads."""
    writer = subprocess.Popen(
        ["sh", "-c", 'exec cat /dev/zero >"$0"', pipe], stderr=subprocess.DEVNULL
    )
    yield
    assert writer.wait(10) != 0  # nobody reads any more


@pytest.mark.parametrize("size", ["", "M", "x", "1x", "-1", "1.5M", "²", "1" * 30])
def test_a_size_that_is_none_is_refused(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With what a size looks like."""
    expected = (
        f"--max-filesize takes a number of bytes, or one with K, M or G as in 200M, not '{size}'.\n"
    )
    assert ran(capsys, "list", f"--max-filesize={size}") == (2, "", expected)


def test_a_pipe_is_a_dataset_like_any_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written into it, whenever that is: `--data <(…)`."""
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with subprocess.Popen(
        ["sh", "-c", '(sleep 0.1; head -5 "$0"; sleep 0.1; tail -n +6 "$0") >"$1"', MINIMAL, pipe]
    ):
        assert ran(capsys, "list", "--data", pipe) == ran(capsys, "list", "--data", MINIMAL)


def test_a_terminal_is_a_dataset_that_somebody_types(capsys: pytest.CaptureFixture[str]) -> None:
    """However long that takes: Ctrl-D is its end."""
    parent, child = os.openpty()
    typing = Timer(0.1, os.write, (parent, MINIMAL.read_bytes() + b"\x04"))
    typing.start()
    typed = ran(capsys, "list", "--data", os.ttyname(child))
    typing.join()
    os.close(parent)
    os.close(child)
    assert typed == ran(capsys, "list", "--data", MINIMAL)


def test_a_pipe_that_nobody_writes_to_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr("hubcli.files.PATIENCE", 0.1)
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    expected = (
        f"{pipe}: error: cannot be read: nothing has come through this pipe for 0.1 seconds\n"
    )
    assert ran(capsys, "list", "--data", pipe) == (3, "", expected)


def test_a_link_to_itself_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Links are followed as far as the system follows them."""
    link = tmp_path / "link.toml"
    link.symlink_to(link)
    expected = f"{link}: error: cannot be read: {os.strerror(errno.ELOOP)}\n"
    assert ran(capsys, "list", "--data", link) == (3, "", expected)


def test_a_file_of_just_the_size_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    """What is said to be the most may be there."""
    size = str(MINIMAL.stat().st_size)
    assert ran(capsys, "list", "--data", MINIMAL, "--max-filesize", size) == (
        0,
        LISTED["minimal.toml"],
        "",
    )


def test_bytes_that_are_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of something else altogether is told by its first byte that is not UTF-8."""
    path = tmp_path / "hubs.toml"
    path.write_bytes(b"\x1f\x8b\x08\x00\xff\xfe")
    expected = f"{path}:1:2: error: not UTF-8 (byte 0x8b); save the file as UTF-8\n"
    assert ran(capsys, "list", "--data", path) == (3, "", expected)


def test_an_empty_file_has_no_dataset(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing at all lacks what every dataset has."""
    expected = f"{os.devnull}:1:1: error: the key 'dataset' is missing\n"
    assert ran(capsys, "list", "--data", os.devnull) == (3, "", expected)


def test_nesting_without_end_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of brackets is refused, not followed until the stack ends."""
    path = written(tmp_path / "deep.toml", "x = " + "[" * 100_000)
    expected = f"{path}: error: not a dataset: nested too deeply\n"
    assert ran(capsys, "list", "--data", path) == (3, "", expected)


# Several files ---------------------------------------------------------------------------------------------


def test_two_files_are_one_dataset(second: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The records of both files are there, and one file may name those of the other."""
    expected = "clinic\tClinic\thealthcare\tnorth\t\t\nward\tWard\thealthcare\tnorth, south\t\t\n"
    assert ran(capsys, "list", "actors", "--data", MINIMAL, "--data", second) == (0, expected, "")


def test_the_order_of_files_does_not_matter(
    second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file may name records of a file after it."""
    expected = "north\tNorth\t\t\tBrain\t2\t\nsouth\tSouth\t\t\tBrain\t1\t\n"
    assert ran(capsys, "list", "--data", second, "--data", MINIMAL) == (0, expected, "")


def test_a_joined_dataset_is_as_new_as_its_newest_file(second: Path) -> None:
    """Several files together have the titles of all, and the latest of their dates."""
    about = load([second, MINIMAL]).about
    assert (about.title, about.updated) == ("Second + Sample", date(2026, 11, 22))


def test_the_environment_names_files_as_it_names_paths(
    second: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """HUBCLI_DATA is a list of files, separated as PATH is; empty parts are none."""
    monkeypatch.setenv("HUBCLI_DATA", os.pathsep.join([str(MINIMAL), "", str(second)]))
    assert ran(capsys, "list") == (
        0,
        "north\tNorth\t\t\tBrain\t2\t\nsouth\tSouth\t\t\tBrain\t1\t\n",
        "",
    )


def test_the_option_wins_over_the_environment(
    second: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --data, HUBCLI_DATA is not read."""
    monkeypatch.setenv("HUBCLI_DATA", str(second))
    assert ran(capsys, "list", "--data", MINIMAL) == (0, LISTED["minimal.toml"], "")


def test_the_built_in_dataset_may_be_joined(capsys: pytest.CaptureFixture[str]) -> None:
    """With --with-builtin the hubs of the built-in dataset are there as well."""
    _, alone, _ = ran(capsys, "list", "--data", builtin_path())
    together = ran(capsys, "list", "--data", MINIMAL, "--with-builtin")
    assert together == (0, alone + LISTED["minimal.toml"], "")


@pytest.mark.parametrize(
    ("stated", "place", "first"),
    [
        ('[hubs.north]\nname = "South"', "hubs.north: the id 'north'", 12),
        (
            '[actors.north]\nname = "North"\ntype = "person"\nhubs = ["north"]',
            "actors.north: the id 'north'",
            12,
        ),
        ('[hubs.clinic]\nname = "Clinic"', "hubs.clinic: the id 'clinic'", 16),
        ('[sources.report]\ntitle = "Another"', "sources.report: the id 'report'", 5),
        ('[topics.brain]\nname = "Brains"', "topics.brain: the id 'brain'", 9),
    ],
)
def test_an_id_in_two_files_is_told_with_both_places(
    stated: str, place: str, first: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two files with different records of one id: the message is at the second and names the first."""
    path = written(
        tmp_path / "more.toml", f'[dataset]\ntitle = "More"\nupdated = 2026-11-22\n\n{stated}\n'
    )
    expected = f"{path}:5:1: error: {place} is already used at {MINIMAL}:{first}\n"
    assert ran(capsys, "list", "--data", MINIMAL, "--data", path) == (3, "", expected)


def test_the_same_record_in_two_files_is_no_conflict(capsys: pytest.CaptureFixture[str]) -> None:
    """What two files say alike is said once."""
    arguments = ("list", "--data", MINIMAL, "--data", SAMPLES / "byte-order-mark.toml")
    assert ran(capsys, *arguments) == (0, LISTED["minimal.toml"], "")


def test_an_absence_is_told_in_the_file_that_names_it(
    second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An id that no file has is a fault of the file that names it, in the order of that file."""
    expected = (
        f"{second}:7:11: error: hubs.south.topics[0]: there is no topic 'brain'\n"
        f"{second}:8:1: error: hubs.south.cite: there is no source 'report'\n"
        f"{second}:13:9: error: actors.ward.hubs[0]: there is no hub 'north'\n"
        f"{second}:14:29: error: actors.ward.links[0].to: there is no hub or actor 'clinic'\n"
        "4 problems; nothing was read.\n"
    )
    assert ran(capsys, "list", "--data", second) == (3, "", expected)


def test_the_faults_of_all_files_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be read, one that is not TOML and one that breaks a rule are all told, in their order."""
    absent, syntax, shape = (
        SAMPLES / name for name in ("absent", "not-toml.toml", "missing-hub-name.toml")
    )
    expected = (
        f"{absent}: error: there is no such file\n"
        f"{syntax}:2:9: error: not TOML: Invalid value\n"
        f"{shape}:12:1: error: hubs.north: the key 'name' is missing\n"
        "3 problems; nothing was read.\n"
    )
    assert ran(capsys, "list", "--data", absent, "--data", syntax, "--data", shape) == (
        3,
        "",
        expected,
    )


# Any file --------------------------------------------------------------------------------------------------

VALID: dict[str, Any] = {
    "dataset": {"title": "Sample", "updated": date(2026, 11, 22)},
    "sources": {
        "report": {
            "title": "Report",
            "paragraphs": 3,
            "url": "https://example.org",
            "date": "2023-10",
        }
    },
    "topics": {"brain": {"name": "Brain", "aliases": ["brains", {"name": "aivot", "lang": "fi"}]}},
    "hubs": {"north": {"name": "North", "topics": ["brain"], "cite": ["report#1", "report#2"]}},
    "actors": {
        "clinic": {
            "name": "Clinic",
            "type": "healthcare",
            "hubs": ["north"],
            "place": {"city": "Kuopio", "country": "FI", "lat": 62.9, "lon": 27.7},
            "established": 1996,
            "facts": [
                {"text": "Has 20 beds.", "cite": "report#3", "figure": {"of": "beds", "value": 20}}
            ],
            "links": [{"rel": "part-of", "to": "north", "cite": "report#1"}],
        }
    },
}

Step = str | int

scalars = (
    st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("ab.-\n é", max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


def places(value: object, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The path of everything in `value`."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, inner in items:
        yield (*path, step)
        yield from places(inner, (*path, step))


def toml(value: Any) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return (
            '"' + "".join(char if char.isalnum() else f"\\U{ord(char):08x}" for char in value) + '"'
        )
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml(key)} = {toml(inner)}' for key, inner in value.items())}}}"
    return repr(value) if isinstance(value, (int, float)) else str(value.isoformat())


def replaced(path: tuple[Step, ...], value: object) -> str:
    """The valid dataset as TOML, with `value` at `path`."""
    document = copy.deepcopy(VALID)
    inside: Any = document
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return "".join(f"{toml(key)} = {toml(table)}\n" for key, table in document.items())


def at(path: tuple[Step, ...]) -> object:
    found: Any = VALID
    for step in path:
        found = found[step]
    return found


def listed_quietly(path: Path) -> tuple[int, str, str]:
    """As `ran`, where a test runs many times."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["list", "--data", str(path)])
    out.seek(0)
    err.seek(0)
    return status, out.read(), err.read()


def test_the_dataset_to_be_broken_is_valid(tmp_path: Path) -> None:
    """What the next test breaks is whole before."""
    text = replaced(("dataset", "title"), "Sample")
    assert listed_quietly(written(tmp_path / "valid.toml", text)) == (
        0,
        "north\tNorth\t\t\tBrain\t1\t\n",
        "",
    )


@settings(deadline=None)
@given(data=st.data())
def test_a_value_of_another_kind_never_raises(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands where something else belongs, the file is read, or refused with a place in it and no answer."""
    path = data.draw(st.sampled_from(list(places(VALID))))
    value = data.draw(values.filter(lambda value: type(value) is not type(at(path))))
    file = written(tmp_path_factory.getbasetemp() / "broken.toml", replaced(path, value))
    status, out, err = listed_quietly(file)
    told = (status, bool(out), err.startswith(f"{file}:"))
    assert told in ((0, True, False), (3, False, True))
    assert "not TOML" not in err  # else the file was wrong in another way than it was meant to be
