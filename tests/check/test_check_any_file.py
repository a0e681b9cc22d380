"""`hubcli check` of broken files: every fault is a problem, and no file makes the check fail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dataset.dataset_files import all_paths
from dataset.sample_faults import FAULTS
from dataset.valid_dataset import VALID, valid_with, values
from hypothesis import given, settings
from hypothesis import strategies as st

from hubcli import files
from hubcli.check import run as check_run
from hubcli.output import render
from hubcli.output.render import EXTRA_FORMATS, FORMATS
from hubcli.report import problems

if TYPE_CHECKING:
    from support import Runner

FAULTY = Path("dataset/samples")


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_cannot_be_read_has_errors(run: Runner, name: str) -> None:
    """The check reports the errors for which other commands refuse a file, with status 1."""
    path = FAULTY / name
    lines = [
        line
        for line in FAULTS[name].replace("{path}", str(path)).splitlines()
        if "nothing was read" not in line
    ]
    result = run("check", str(path))
    assert result.status == 1
    assert [line for line in result.out.splitlines() if ": error: " in line] == lines
    assert result.err.startswith(f"error: {path}: {len(lines)} error")


def check(path: Path) -> check_run.CheckResult:
    """Return the check of a file, after its problems were rendered in every format."""
    result = check_run.check_files([path], files.read_file, path.parent)
    for format in (*FORMATS, *EXTRA_FORMATS):
        render.render(problems.problem_report(result.problems), format, "utf-8")
    assert all(problem.line > 0 for problem in result.problems if problem.rule != "unreadable")
    return result


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_a_value_of_another_kind_is_a_problem(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """With any value in the place of any other, the check ends, and problems have their place."""
    path = data.draw(st.sampled_from(list(all_paths(VALID))))
    file = tmp_path_factory.getbasetemp() / "broken.toml"
    file.write_bytes(valid_with(path, data.draw(values)).encode())
    (file.parent / "report.txt").write_text("Report\n\nThe Clinic.")
    check(file)


@settings(deadline=None, max_examples=100)
@given(content=st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_file_with_errors(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Bytes of any kind are no dataset, and the check says so."""
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(content)
    assert check(file).errors > 0
