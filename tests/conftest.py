"""Fixtures: a clean environment, a way to run a command line, and snapshots of whole outputs."""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings
from support import TESTS, Run, Runner, Snapshot

from hubcli.main import main

# For `nox -s mutants`, where nobody reads a failure: shrinking an example takes minutes.
settings.register_profile(
    "mutants", derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write the actual outputs as the expected ones",
    )
    parser.addoption(
        "--times", type=int, default=6, help="how often to interrupt or kill each command"
    )


@pytest.fixture(autouse=True)
def clean_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Run in the folder of the tests, 80 columns wide, with empty user folders."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.chdir(TESTS)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    for name in ("HUBCLI_DATA", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return `run("list", "--json")`, which calls the function that the installed command calls."""

    def runner(*argv: str) -> Run:
        status = main(argv)
        out, err = capsys.readouterr()
        return Run(status, out, err)

    return runner


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """Return `snapshot("show.txt", out)`, which compares an output with `snapshots/show.txt`."""

    def compare(name: str, out: str) -> None:
        file = request.path.parent / "snapshots" / name
        if request.config.getoption("--update-snapshots"):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(out.encode())
        assert file.read_bytes().decode() == out

    return compare
