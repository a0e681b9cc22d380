"""What every test shares: a quiet environment, a way to run the command, and snapshots of whole outputs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest
from hypothesis import Phase, settings

from hubcli.__main__ import main

SNAPSHOTS = Path(__file__).parent / "snapshots"


class Run(NamedTuple):
    """What one command line gave."""

    status: int
    out: str
    err: str


# For `nox -s mutants`, where nobody reads a failure: making it small takes minutes.
settings.register_profile("mutants", derandomize=True, database=None, phases=[Phase.explicit, Phase.generate])

Runner = Callable[..., Run]
Snapshot = Callable[[str, str], None]


# Whether every program that a test reads with is there: then a test that has to do without one fails.
ALL_READERS = os.environ.get("HUBCLI_READERS") == "all"


def missing(what: str) -> NoReturn:
    """Skips the test, or fails it where every reader has to be there."""
    reason = f"{what} is not installed"
    if ALL_READERS:
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write what comes out as what is expected")
    parser.addoption(
        "--times", type=int, default=6, help="how often each command is ended, or killed, at a random moment"
    )


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Eighty columns, the folder of the tests, folders of its own, and nothing set that changes what is written."""
    monkeypatch.chdir(Path(__file__).parent)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name in ("HUBCLI_DATA", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """`run("list", "--json")`: the very function that the installed command runs."""

    def runner(*argv: str) -> Run:
        status = main(argv)
        out, err = capsys.readouterr()
        return Run(status, out, err)

    return runner


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """`snapshot("show-kuopio.txt", out)`: the output is what the reviewed file says, to the letter."""

    def compare(name: str, out: str) -> None:
        file = SNAPSHOTS / name
        if request.config.getoption("--update-snapshots"):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(out.encode())
        assert file.read_bytes().decode() == out

    return compare
