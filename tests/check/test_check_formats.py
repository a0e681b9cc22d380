"""The output of `hubcli check` in each format."""

from __future__ import annotations

import json
from pathlib import Path

from check.check_samples import RULES, SAMPLES, SOUND
from support import Run, Runner

FAULTY = Path("dataset/samples")
POSITION = RULES / "half-a-position.toml"


def test_json_is_an_array_of_problems(run: Runner) -> None:
    """Each problem has the keys of the contract; without problems the array is empty."""
    path = POSITION
    assert json.loads(run("check", str(path), "--json").out) == [
        {
            "file": str(path),
            "line": 20,
            "column": 1,
            "severity": "warning",
            "rule": "half-a-position",
            "record": "clinic",
            "message": "actors.clinic.place: a position without its 'lon'",
        }
    ]
    assert run("check", str(SOUND), "--json").out == "[]\n"
    problems = json.loads(run("check", str(SAMPLES / "everything.toml"), "--json").out)
    rules = {problem["rule"] for problem in problems}
    assert {"reference", "shape", "uncited", "no-full-stop"} == rules - {"no-summary"}


def test_a_problem_names_its_record(run: Runner) -> None:
    """A problem of a record, or of a part of it, has its id; one of the whole file has none."""
    names = (
        "minimal.toml",
        "missing-hub-name.toml",
        "bad-url.toml",
        "bad-updated.toml",
        "not-toml.toml",
    )
    problems = [json.loads(run("check", str(FAULTY / name), "--json").out)[0] for name in names]
    assert [(problem["rule"], problem["record"]) for problem in problems] == [
        ("unused-source", "report"),
        ("shape", "north"),
        ("shape", "report"),
        ("shape", ""),
        ("unreadable", ""),
    ]


def test_without_problems_nothing_is_written(run: Runner) -> None:
    """Every format is empty without problems, but for the header of CSV and the array of JSON."""
    formats = ("text", "table", "tsv", "markdown", "github", "csv", "json")
    assert [run("check", str(SOUND), "--format", format).out for format in formats] == [
        "",
        "",
        "",
        "",
        "",
        "file,line,column,severity,rule,record,message\r\n",
        "[]\n",
    ]


def test_plain_text_is_the_default(run: Runner) -> None:
    """The name `text` means `plain`; other formats are those of every command, and github."""
    path = str(POSITION)
    assert (
        run("check", path)
        == run("check", path, "--format", "text")
        == run("check", path, "--format", "plain")
    )
    message = "actors.clinic.place: a position without its 'lon'"
    row = f"{path}\t20\t1\twarning\thalf-a-position\tclinic\t{message}\n"
    assert run("check", path, "--format", "tsv").out == row
    assert run("check", path, "--format", "xml") == Run(
        2,
        "",
        "error: There is no format 'xml'; there are table, plain, tsv, csv, json, markdown, "
        "github.\nhint: hubcli check --help\n",
    )


def test_github_gets_workflow_commands(run: Runner, tmp_path: Path) -> None:
    """Texts of a dataset and names of files cannot end a command or one of its properties."""
    path = tmp_path / "50%,a:b.toml"
    path.write_bytes(
        b'[dataset]\ntitle = "M"\nupdated = 2026-11-22\n'
        b'[hubs.h]\nname = "100%\\r\\n::error::\\u001b[1m"\ncolour = 1\n'
    )
    file = f"{tmp_path}/50%25%2Ca%3Ab.toml"
    assert run("check", str(path), "--format", "github").out == (
        f"::error file={file},line=6,col=1,title=shape::hubs.h.colour: unknown key 'colour'\n"
    )
    path.write_bytes(path.read_bytes().replace(b"colour = 1\n", b'summary = "\\u001b[1m"\n'))
    out = run("check", str(path), "--format", "github").out
    assert "\x1b" not in out
    assert all(line.startswith("::warning file=") for line in out.splitlines())
    absent = run("check", "absent.toml", "--format", "github").out
    assert absent == "::error file=absent.toml,title=unreadable::there is no such file\n"


def test_control_characters_are_escaped(run: Runner, tmp_path: Path) -> None:
    """No format has a character that a terminal obeys, and a problem is one line."""
    path = tmp_path / "mine.toml"
    path.write_text(
        '[dataset]\ntitle = "M"\nupdated = 2026-11-22\n[topics."\\u001b[31m\\nx"]\nname = "x"\n'
    )
    for format in ("text", "table", "github", "tsv", "csv", "markdown", "json"):
        out = run("check", str(path), "--format", format).out
        assert "\x1b" not in out
        assert out
    assert len(run("check", str(path)).out.splitlines()) == 1


def test_a_file_may_have_any_name(run: Runner) -> None:
    """A name that is not valid in the system's encoding is written with escapes."""
    name = "x\udcff.toml"
    assert run("check", name).out == "x\\udcff.toml: error: there is no such file\n"
    out = run("check", name, "--json").out
    assert (json.loads(out)[0]["file"], out[:30]) == (name, '[\n  {\n    "file": "x\\udcff.tom')
