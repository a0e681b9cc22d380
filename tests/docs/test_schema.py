"""The JSON Schema of datasets: generated, printed, and applied by taplo to datasets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import schema
from support import ROOT, Runner
from toml_linter import SCHEMA, lint, needs_taplo, taplo

from hubcli.model.patterns import WEB

if TYPE_CHECKING:
    from pathlib import Path

HUBS = ROOT / "data" / "hubs.toml"

HEAD = """#:schema hubs.schema.json
[dataset]
title = "Mine"
updated = 2026-11-22
"""


def test_the_schema_file_is_what_the_generator_writes() -> None:
    """`python docs/schema.py` would not change data/hubs.schema.json."""
    assert SCHEMA.read_text(encoding="utf-8") == schema.text()


def test_the_command_prints_the_schema_that_the_dataset_names(run: Runner) -> None:
    """`hubcli schema` prints the file, and the first line of the built-in dataset names it."""
    assert run("schema") == (0, SCHEMA.read_text(encoding="utf-8"), "")
    assert HUBS.read_text(encoding="utf-8").startswith("#:schema hubs.schema.json\n")


@needs_taplo
def test_the_linter_accepts_the_built_in_dataset() -> None:
    """With the schema that the first line of the dataset names, there are no errors."""
    done = taplo("lint", "--no-auto-config", HUBS)

    assert (done.returncode, "error" in done.stderr) == (0, False), done.stderr


@needs_taplo
@pytest.mark.parametrize(
    ("table", "errors"),
    [
        ('[hubs.harbour]\nname = "Harbour Campus"', []),
        ("[hubs.harbour]\nname = 3", ['3 is not of type "string"']),
        ('[hubs.harbour]\nname = " "', [r'" " does not match "\S"']),
        ("[hubs.harbour]", ['"name" is a required property']),
        (
            '[hubs.harbour]\nname = "H"\nid = "harbour"',
            ["Additional properties are not allowed ('id' was unexpected)"],
        ),
        (
            '[hubs.harbour]\nname = "H"\nwesbite = "https://harbour.example"',
            ["Additional properties are not allowed ('wesbite' was unexpected)"],
        ),
        (
            '[hubs.Harbour]\nname = "H"',
            [r'"Harbour" does not match "^([a-z0-9]+(-[a-z0-9]+)*)$"'],
        ),
        ('[sources.leaflet]\ntitle = "L"\nparagraphs = 0', ["0 is less than the minimum of 1"]),
        (
            '[sources.leaflet]\ntitle = "L"\nurl = "ftp://x"',
            [rf'"ftp://x" does not match "^({WEB.regex.pattern})$"'],
        ),
    ],
)
def test_the_linter_finds_faults_of_a_record(table: str, errors: list[str], tmp_path: Path) -> None:
    """A wrong type, an unknown or missing key, and an id or text of the wrong form are errors."""
    assert lint(tmp_path, f"{HEAD}\n{table}\n") == errors


@needs_taplo
@pytest.mark.parametrize(
    "key",
    [
        'type = "compny"',
        'type = "person"\ncite = "Leaflet#0"',
        'type = "person"\ncite = ["leaflet#1", "leaflet 2"]',
        'type = "person"\nlinks = [{ rel = "knows", to = "harbour" }]',
        'type = "person"\naliases = ["Ann", { name = "A.", kind = "nickname" }]',
        'type = "person"\nfacts = [{ text = "Is.", figure = { of = "years", value = "many" } }]',
        'type = "person"\nplace = { city = "Turku", country = "Finland" }',
        'type = "person"\nplace = { city = "Turku", country = "FI", lat = 96.2 }',
        'type = "person"\nestablished = "1996"',
    ],
)
def test_the_linter_finds_faults_inside_values(run: Runner, key: str, tmp_path: Path) -> None:
    """A word outside a vocabulary and a fault inside a list or table are errors, as in loading."""
    assert lint(tmp_path, f'{HEAD}\n[actors.ann]\nname = "Ann"\n{key}\n') != []
    assert run("list", "--data", str(tmp_path / "mine.toml")).status == 3


@needs_taplo
def test_the_formatter_has_nothing_to_change() -> None:
    """The datasets that .taplo.toml includes have the layout of `taplo fmt`."""
    done = taplo("fmt", "--check")

    assert done.returncode == 0, f"{done.stderr}\n'taplo fmt' corrects it"
