"""`hubcli check`: which files are checked, and problems of several records and files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from check.check_samples import SAMPLES, SOUND, TEXTS
from support import SHARED, Run, Runner, Snapshot

from hubcli.dataset.paths import builtin_path

FAULTY = Path("dataset/samples")
DOCUMENTS = SHARED / "sources"


def test_the_built_in_dataset_is_sound(run: Runner) -> None:
    """Without a file the built-in dataset is checked, and it has no problem."""
    assert run("check", "--strict") == Run(0, "", f"note: {builtin_path()}: no problems.\n")


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not here")
def test_the_built_in_dataset_is_supported_by_its_documents(run: Runner) -> None:
    """The claims of the built-in dataset are in the paragraphs they cite, if these are here."""
    summary = (
        f"note: {builtin_path()}: no problems; 19 of 22 sources without a text in {DOCUMENTS}.\n"
    )
    assert run("check", "--strict", "--sources", str(DOCUMENTS)) == Run(0, "", summary)


def test_a_sound_dataset_has_no_problems(run: Runner) -> None:
    """The dataset that the samples break is sound, and its text supports it."""
    assert run("check", str(SOUND), "--strict", "--sources", str(TEXTS)) == Run(
        0, "", f"note: {SOUND}: no problems.\n"
    )


def test_the_environment_may_name_the_dataset(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """HUBCLI_DATA is checked if no file is named, as an argument or with --data."""
    monkeypatch.setenv("HUBCLI_DATA", str(SOUND))
    assert run("check").err == f"note: {SOUND}: no problems.\n"
    assert run("check", "small.toml").err == "note: small.toml: 3 warnings.\n"
    assert run("check", "--data", "small.toml") == run("check", "small.toml")


def test_several_files_are_checked_as_one_dataset(run: Runner, tmp_path: Path) -> None:
    """A record may name a record of another file, or of the built-in dataset."""
    path = tmp_path / "more.toml"
    path.write_text(
        '[dataset]\ntitle = "More"\nupdated = 2026-11-22\n\n'
        '[actors.ward]\nname = "Ward"\ntype = "healthcare"\n'
        'hubs = ["kuopio"]\nsummary = "A ward."\ncite = "ror"\n'
    )
    alone = f"{path}:8:9: error: actors.ward.hubs[0]: there is no hub 'kuopio'\n"
    alone += f"{path}:10:1: error: actors.ward.cite: there is no source 'ror'\n"
    assert run("check", str(path)) == Run(1, alone, f"error: {path}: 2 errors.\n")
    assert run("check", str(path), "--with-builtin") == Run(0, "", "note: 2 files: no problems.\n")


def test_all_problems_are_reported_at_once(run: Runner, snapshot: Snapshot) -> None:
    """A fault hides no other fault of its record, and no problem of other records.

    A broken record has no warnings, and counts as one that may use any topic.
    """
    path = SAMPLES / "everything.toml"
    result = run("check", str(path))
    snapshot("check-everything.txt", result.out)
    assert (result.status, result.err) == (1, f"error: {path}: 3 errors, 5 warnings.\n")
    errors = "".join(line for line in result.out.splitlines(keepends=True) if ": error: " in line)
    assert run("list", "--data", str(path)).err == f"{errors}error: 3 problems; nothing was read.\n"


def test_the_sound_parts_of_a_broken_record_are_known(run: Runner, tmp_path: Path) -> None:
    """Only the key at fault of a broken record is ignored, however deep the fault is."""
    path = tmp_path / "mine.toml"
    path.write_text(
        '[dataset]\ntitle = "M"\nupdated = 2026-11-22\n\n'
        '[hubs.north]\nname = "North"\ncite = "book"\nestablished = 2027\n\n'
        '[hubs.south]\nname = "South"\n\n'
        '[actors.ann]\nname = "Ann"\ntype = "person"\nhubs = ["south", "east"]\n'
        "facts = [{ text = 1 }]\n"
    )
    result = run("check", str(path))
    assert result.out == (
        f"{path}:7:1: error: hubs.north.cite: there is no source 'book'\n"
        f"{path}:8:1: warning: hubs.north.established: "
        "'2027' is after 'updated' of the dataset; one of them is wrong\n"
        f"{path}:10:1: warning: hubs.south: no 'cite' says where its name and other "
        "particulars are from\n"
        f"{path}:16:18: error: actors.ann.hubs[1]: there is no hub 'east'\n"
        f"{path}:17:12: error: actors.ann.facts[0].text: expected a text, found a whole number\n"
    )


def test_a_record_of_two_files_is_that_of_the_first(run: Runner, tmp_path: Path) -> None:
    """A problem of such a record has its place in the first file; the second repeats an id."""
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    head = '[dataset]\ntitle = "M"\nupdated = 2026-11-22\n'
    first.write_text(
        f'{head}[topics.brain]\nname = "Brain"\n[hubs.north]\nname = "North"\ncite = "book"\n'
    )
    second.write_text(
        f'{head}[topics.brain]\nname = "Brains"\n[hubs.north]\nname = "Norths"\ncite = "book"\n'
    )
    assert run("check", str(first), str(second)).out == (
        f"{first}:8:1: error: hubs.north.cite: there is no source 'book'\n"
        f"{second}:4:1: error: topics.brain: the id 'brain' is already used at {first}:4\n"
        f"{second}:6:1: error: hubs.north: the id 'north' is already used at {first}:6\n"
    )
    problems = json.loads(run("check", str(first), str(second), "--json").out)
    assert [problem["rule"] for problem in problems] == ["reference", "same-id", "same-id"]


def test_an_unreadable_file_hides_no_other(run: Runner) -> None:
    """The other files are checked, and may name records that the unreadable file may have."""
    absent, small = str(FAULTY / "absent.toml"), str(FAULTY / "several-dangling.toml")
    result = run("check", absent, small)
    assert result.status == 1
    assert result.out.startswith(f"{absent}: error: there is no such file\n{small}:")
    assert "there is no hub" not in result.out


def test_records_may_be_in_a_file_that_is_no_dataset(run: Runner, tmp_path: Path) -> None:
    """No record is missing while a file of another shape may be meant to hold it."""
    path = tmp_path / "list.json"
    path.write_text("[]")
    problem = f"{path}:1:1: error: expected a table, found a list\n"
    assert [
        line
        for line in run("check", "dataset/samples/several-dangling.toml", str(path)).out.splitlines(
            True
        )
        if ": error: " in line
    ] == [problem]


def test_a_file_named_twice_is_checked_once(run: Runner) -> None:
    """A problem of the file is reported once."""
    assert run("check", "small.toml", "small.toml").out == run("check", "small.toml").out


def test_sources_must_be_a_folder(run: Runner) -> None:
    """A file for --sources is wrong use."""
    result = run("check", "--sources", "small.toml")
    assert (result.status, result.out) == (2, "")
    assert "'small.toml' is a file" in result.err
