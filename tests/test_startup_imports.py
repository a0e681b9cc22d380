"""The imports of a run: a heavy import slows every run that does not need it."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from importlib.metadata import version

import pytest
from support import EVERY_COMMAND

from hubcli.cli.help import COMMANDS

# Runs CODE and prints the names of the modules that it imported.
LISTING = """
import sys
before = set(sys.modules)
{code}
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""
RUN = "from hubcli.main import main; status = main(sys.argv[1:]); assert status == 0, status"
BARE_TYPER = (
    "import typer; app = typer.Typer(); app.command()(lambda: None); app(standalone_mode=False)"
)
BARE_CONSOLE = "import rich.console"
KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "XDG_CACHE_HOME", "XDG_DATA_HOME")


def imports(code: str, *argv: str, terminal: bool = False) -> frozenset[str]:
    """Return the modules that a new process imports to run the code, its output in a pipe."""
    env = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    if terminal:
        env |= {"FORCE_COLOR": "1", "COLUMNS": "80"}
    command = [sys.executable, "-c", LISTING.format(code=code), *argv]
    process = subprocess.run(command, capture_output=True, encoding="utf-8", env=env, check=False)
    assert process.returncode == 0, process.stderr
    return frozenset(process.stderr.splitlines()[-1].split())


@cache
def imports_of_typer() -> frozenset[str]:
    """Return what Typer imports by itself beyond our cap on its version (`nox -s newest_typer`)."""
    is_beyond = tuple(map(int, version("typer").split(".")[:2])) >= (0, 29)
    return imports(BARE_TYPER) if is_beyond else frozenset()


def unwanted(modules: frozenset[str], *packages: str) -> list[str]:
    """Return the modules that are in one of the packages and were not imported by Typer."""
    return sorted(
        module
        for module in modules - imports_of_typer()
        if any(module == package or module.startswith(f"{package}.") for package in packages)
    )


def test_the_process_imports_nothing_before_it_handles_signals() -> None:
    """Until `command` runs, Ctrl-C shows Python's traceback, so that time must be short."""
    assert imports("import hubcli.__main__") <= {"gc", "hubcli", "hubcli.__main__", "hubcli.status"}


def test_list_in_a_pipe() -> None:
    """`list --json` draws nothing, searches nothing and corrects nothing."""
    modules = imports(RUN, "list", "--json")
    assert unwanted(modules, "rich", "sqlite3", "rapidfuzz", "json") == []
    ours = ("search", "cache", "check", "exports", "output.terminal", "report.page")
    assert unwanted(modules, *(f"hubcli.{name}" for name in ours)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems need platformdirs to look")
def test_list_without_user_datasets() -> None:
    """Only a user with a folder of datasets pays for the library that knows where it is."""
    assert unwanted(imports(RUN, "list", "--json"), "platformdirs") == []


def test_overview_prepares_no_command() -> None:
    """`hubcli`, which newcomers type first, imports none of the commands."""
    assert unwanted(imports(RUN), "hubcli.commands", "hubcli.dataset.load", "sqlite3") == []


def test_show_in_a_pipe() -> None:
    """`show` finds a name without SQLite and rapidfuzz, and writes a page without Rich."""
    modules = imports(RUN, "show", "kuopio")
    assert unwanted(modules, "rich", "sqlite3", "rapidfuzz", "json") == []
    assert unwanted(modules, "hubcli.search", "hubcli.cache", "hubcli.dataset.positions") == []


def test_show_on_a_terminal() -> None:
    """A page on a terminal takes Rich's console, but not its tables."""
    modules = imports(RUN, "show", "kuopio", terminal=True)
    assert "rich.console" in modules
    modules -= imports(BARE_CONSOLE)  # which imports the tables too before Rich 15
    drawing = ("rich.table", "rich.markdown", "rich.syntax", "rich.traceback")
    assert unwanted(modules, *drawing, "sqlite3", "rapidfuzz") == []


def test_check_of_a_valid_dataset() -> None:
    """`check` without a problem needs no positions, and without `--sources` no evidence."""
    modules = imports(RUN, "check")
    assert unwanted(modules, "rich", "sqlite3", "rapidfuzz", "json") == []
    ours = ("dataset.type_errors", "dataset.positions", "check.evidence")
    assert unwanted(modules, *(f"hubcli.{name}" for name in ours)) == []


def test_an_export_imports_its_own_format_only() -> None:
    """JSON takes no database, no CSV and no archive."""
    modules = imports(RUN, "export", "--hub", "kuopio")
    others = ("rich", "sqlite3", "rapidfuzz", "csv", "zipfile", "json", "html")
    assert unwanted(modules, *others, "hubcli.dataset.positions", "hubcli.report.page") == []
    assert sorted(module for module in modules if module.startswith("hubcli.exports.")) == [
        "hubcli.exports.json",
        "hubcli.exports.request",
        "hubcli.exports.tables",
    ]


def test_a_search_reads_the_cached_index() -> None:
    """The second search parses no TOML, builds no index and needs neither rapidfuzz nor Rich."""
    imports(RUN, "search", "neuroscience")
    modules = imports(RUN, "search", "neuroscience")
    assert "sqlite3" in modules
    assert unwanted(modules, "rich", "rapidfuzz", "json", "tomli") == []
    assert unwanted(modules, "hubcli.dataset.load", "hubcli.search.index.build") == []


def test_a_misspelled_search_imports_rapidfuzz() -> None:
    """The test above would pass if rapidfuzz were never used; it is, where it is needed."""
    assert "rapidfuzz" in imports(RUN, "search", "neuroscince")


def test_every_command_is_run_here() -> None:
    """A new command gets its line in EVERY_COMMAND, which the next tests run."""
    assert sorted(EVERY_COMMAND) == sorted(COMMANDS)


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("line", EVERY_COMMAND.values())
def test_no_command_imports_a_needless_library(line: str, terminal: bool) -> None:
    """No second validation library or TOML reader, no click, no event loop, no network."""
    modules = imports(RUN, *line.split(), terminal=terminal)
    second = ("pydantic", "pydantic_core", "click", "asyncio", "tomllib")
    assert unwanted(modules, *second, "requests", "urllib3", "webbrowser") == []


OFFLINE = """import sys
import socket
def refuse(*anything, **more): raise AssertionError("uses the network")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.mark.parametrize("line", EVERY_COMMAND.values())
def test_no_command_uses_the_network(line: str) -> None:
    """With every socket refused, each command succeeds."""
    argv = [sys.executable, "-c", OFFLINE + RUN, *line.split()]
    process = subprocess.run(argv, capture_output=True, check=False)
    assert (process.returncode, b"network" in process.stderr) == (0, False), process.stderr
