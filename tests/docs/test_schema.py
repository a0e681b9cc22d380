"""The schema of datasets as the linter of a TOML language server understands it, and the layout that it gives them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from typing import TYPE_CHECKING

import pytest
from support import ROOT, Runner

from hubcli.model.patterns import WEB

if TYPE_CHECKING:
    from pathlib import Path

DATA = ROOT / "data"
TAPLO = shutil.which(
    "taplo", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
)

needs_taplo = pytest.mark.skipif(TAPLO is None, reason="taplo has no binary for this platform")

HEAD = """#:schema hubs.schema.json
[dataset]
title = "Mine"
updated = 2026-11-22
"""


def taplo(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The linter and formatter, without colours and without the schemas of others, which it would fetch."""
    command = [str(TAPLO), *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def complaints(folder: Path, text: str) -> list[str]:
    """What the linter says of a dataset that names the schema beside it."""
    shutil.copy(DATA / "hubs.schema.json", folder)
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    done = taplo("lint", "--no-auto-config", file)
    said = [
        line.partition("error: ")[2]
        for line in done.stderr.splitlines()
        if line.startswith("error: ")
    ]
    assert bool(said) == (done.returncode != 0), done.stderr
    return list(dict.fromkeys(said))  # it says some things once a key of the table


def test_the_schema_beside_the_dataset_is_what_the_command_prints(run: Runner) -> None:
    """`hubcli schema > data/hubs.schema.json` makes it anew, and the dataset's first line names it."""
    result = run("schema")

    assert (result.status, result.err) == (0, "")
    assert (DATA / "hubs.schema.json").read_text(encoding="utf-8") == result.out
    assert (
        (DATA / "hubs.toml").read_text(encoding="utf-8").startswith("#:schema hubs.schema.json\n")
    )


@needs_taplo
def test_the_linter_accepts_the_built_in_dataset() -> None:
    """It reads the schema that the first line names, and finds nothing."""
    done = taplo("lint", "--no-auto-config", DATA / "hubs.toml")

    assert (done.returncode, "error" in done.stderr) == (0, False), done.stderr


@needs_taplo
@pytest.mark.parametrize(
    ("line", "said"),
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
            [rf'"ftp://x" does not match "^({WEB.pattern.pattern})$"'],
        ),
    ],
)
def test_the_linter_flags_what_would_not_load(line: str, said: list[str], tmp_path: Path) -> None:
    """A wrong type, an unknown or a missing key, an id or a text of the wrong form; and what is right passes."""
    assert complaints(tmp_path, f"{HEAD}\n{line}\n") == said


@needs_taplo
@pytest.mark.parametrize(
    "line",
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
def test_the_linter_flags_what_is_wrong_within(run: Runner, line: str, tmp_path: Path) -> None:
    """The linter complains of a word that is none of a vocabulary, or a fault inside a list, wherever loading does."""
    assert complaints(tmp_path, f'{HEAD}\n[actors.ann]\nname = "Ann"\n{line}\n') != []
    assert run("list", "--data", str(tmp_path / "mine.toml")).status == 3


@needs_taplo
def test_the_formatter_has_nothing_to_change() -> None:
    """The dataset is laid out as `taplo fmt` does it, by .taplo.toml."""
    done = taplo("fmt", "--check")

    assert done.returncode == 0, f"{done.stderr}\n'taplo fmt' mends it"
