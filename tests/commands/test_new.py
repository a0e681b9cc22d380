"""`hubcli new`: the example that it writes, where it writes, and the filters of `--from-ror`."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

from importers.ror_samples import ORGANISATIONS, write_dump
from support import ROOT, Runner, Snapshot
from toml_linter import lint, needs_taplo, taplo

from hubcli.dataset.load import load
from hubcli.dataset.starter import starter_dataset
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TODAY = date.today().isoformat()


def test_the_example_is_a_dataset(run: Runner, snapshot: Snapshot, tmp_path: Path) -> None:
    """Every command reads the example, and a note says what to do next."""
    file = tmp_path / "it's mine.toml"

    result = run("new", str(file), "--title", 'Hubs "of" my region')

    assert (result.status, result.out) == (0, "")
    assert result.err == (
        f"note: Wrote an example to {file}. Edit it, then look at it.\n"
        f"hint: hubcli list --data '{tmp_path}/it'\"'\"'s mine.toml'\n"
    )
    snapshot("new.toml", file.read_text(encoding="utf-8").replace(TODAY, "2026-11-22"))
    assert load([file]).about.title == 'Hubs "of" my region'
    for command in (["list"], ["show", "harbour"], ["search", "disease"], ["stats"]):
        assert run(*command, "--data", str(file)).status == 0


def test_the_example_is_exemplary(tmp_path: Path) -> None:
    """Every claim has a citation, every source and topic is used, and no alias repeats a name."""
    file = tmp_path / "mine.toml"
    file.write_text(starter_dataset(""), encoding="utf-8")
    dataset = load([file])
    records = list(dataset.records())
    claims = [claim for record in records for claim in record.claims()]

    assert [claim for claim in claims if not claim.cite and claim.kind != "alias"] == []
    cited = {cite.partition("#")[0] for record in records for cite in record.citations()}
    assert cited == set(dataset.sources)
    assert {topic for record in records for topic in record.all_topics()} == set(dataset.topics)
    for record in (*records, *dataset.topics.values()):
        _, *names = map(name_key, record.names())  # the first is the id
        assert len(names) == len(set(names))


@needs_taplo
def test_new_datasets_have_the_layout_of_the_formatter(run: Runner, tmp_path: Path) -> None:
    """Taplo's formatter, with this project's configuration, and its linter find no fault."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(ROOT / ".taplo.toml", tmp_path)
    first, *others = ORGANISATIONS
    long = {**first, "aliases": [[f"A name that takes its place {number}"] for number in range(5)]}
    dump = write_dump(tmp_path, [long, *others])
    run("new", str(folder / "mine.toml"))
    run("new", str(folder / "ror.toml"), "--from-ror", dump)

    for file in sorted(folder.glob("*.toml")):
        done = taplo("fmt", "--check", "--config", tmp_path / ".taplo.toml", file)
        assert done.returncode == 0, done.stderr
        text = file.read_text(encoding="utf-8")
        assert lint(tmp_path, f"#:schema hubs.schema.json\n{text}") == []


def test_only_force_replaces_a_file(run: Runner, tmp_path: Path) -> None:
    """An existing file, dangling link or folder is left alone; --force replaces a file."""
    file, link = tmp_path / "mine.toml", tmp_path / "link.toml"
    file.write_text("mine", encoding="utf-8")
    link.symlink_to(tmp_path / "nowhere")

    for path in (file, link):
        assert run("new", str(path)) == (
            2,
            "",
            f"error: '{path}' already exists; use --force to replace it.\n"
            "hint: hubcli new --help\n",
        )
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("new", str(file), "--force").status == 0
    assert file.read_text(encoding="utf-8") == starter_dataset("")
    for options in ((), ("--force",)):
        assert run("new", str(tmp_path), *options) == (
            2,
            "",
            f"error: '{tmp_path}' is a folder; name a file.\nhint: hubcli new --help\n",
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.toml", "mine.toml"]


def test_a_file_created_meanwhile_is_not_replaced(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that appears after the first check is left alone, and no other file remains."""
    monkeypatch.setattr("hubcli.files.refuse_existing", lambda *_, **__: None)
    path = tmp_path / "mine.toml"
    path.write_text("mine", encoding="utf-8")
    assert run("new", str(path)) == (
        2,
        "",
        f"error: '{path}' already exists; use --force to replace it.\nhint: hubcli new --help\n",
    )
    assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]


def test_a_file_in_a_missing_folder_cannot_be_written(run: Runner, tmp_path: Path) -> None:
    """The message is one line, and the folder is not created."""
    file = tmp_path / "nowhere" / "mine.toml"

    message = f"error: '{file}' cannot be written: No such file or directory.\n"
    assert run("new", str(file)) == (74, "", message)


def test_a_hyphen_is_standard_output(run: Runner) -> None:
    """The dataset goes to standard output, and there is no note."""
    assert run("new", "-") == (0, starter_dataset(""), "")


def test_filters_need_a_dump(run: Runner) -> None:
    """The filters are refused without --from-ror."""
    message = "error: --type, --country and --city select organisations of --from-ror; add it.\n"
    assert run("new", "-", "--country", "FI") == (2, "", f"{message}hint: hubcli new --help\n")


def test_an_unknown_country_gets_a_suggestion(run: Runner, tmp_path: Path) -> None:
    """The value of a filter must be a known type or country."""
    dump = write_dump(tmp_path, ORGANISATIONS)
    result = run("new", "-", "--from-ror", dump, "--country", "Swedn")
    message = "error: There is no country 'Swedn'. Did you mean 'SE'?\nhint: hubcli new --help\n"
    assert result == (2, "", message)
