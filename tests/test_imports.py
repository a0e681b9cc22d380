"""What a run leaves out, and which way the modules of hubcli import each other.

A heavy import costs every run that did not need it, and one in the wrong direction costs whoever changes the code next.
Both creep in unseen, so both are pinned here: the first by looking at what a process of its own has imported, the
second by reading the source.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pytest

from hubcli.cli import COMMANDS

PACKAGE = Path(__file__).parent.parent / "src" / "hubcli"

# What runs.

MEASURED = """
import sys
before = set(sys.modules)
{code}
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""
RUN = "from hubcli.__main__ import main; status = main(sys.argv[1:]); assert status == 0, status"
BARE_TYPER = "import typer; app = typer.Typer(); app.command()(lambda: None); app(standalone_mode=False)"
BARE_CONSOLE = "import rich.console"

EVERY_COMMAND = {
    "list": "list actors --hub kuopio --type company",
    "show": "show kuopio",
    "search": "search neuroscince",  # a typing error: the longest way that a search can take
    "compare": "compare kuopio flemingsberg",
    "network": "network kuopio --depth 2",
    "path": "path ge-healthcare uef",
    "topics": "topics",
    "cite": "cite kuopio",
    "stats": "stats",
    "check": "check --strict",
    "new": "new -",
    "schema": "schema",
    "export": "export --hub kuopio",
    "cache": "cache",
}


@cache
def imported(code: str, *argv: str, terminal: bool = False) -> frozenset[str]:
    """The modules that a process which runs the code has imported at its end, its output in a pipe."""
    env = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "XDG_DATA_HOME") if name in os.environ}
    if terminal:
        env |= {"FORCE_COLOR": "1", "COLUMNS": "80"}
    command = [sys.executable, "-c", MEASURED.format(code=code), *argv]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=env, check=False)
    assert done.returncode == 0, done.stderr
    return frozenset(done.stderr.splitlines()[-1].split())


@cache
def by_typer() -> frozenset[str]:
    """What Typer imports for itself: nothing of interest below our cap on it, more beyond (`nox -s newest_typer`)."""
    beyond = tuple(map(int, version("typer").split(".")[:2])) >= (0, 29)
    return imported(BARE_TYPER) if beyond else frozenset()


def offenders(modules: frozenset[str], unwanted: str) -> list[str]:
    """Those of the modules that are, or are in, one of the unwanted packages, unless Typer has brought them."""
    return sorted(
        module
        for module in modules - by_typer()
        if any(module == package or module.startswith(f"{package}.") for package in unwanted.split())
    )


def test_list_into_a_pipe_needs_no_heavy_library() -> None:
    """`list --json` reads, filters and writes: no drawing, no index, no search for what was meant."""
    modules = imported(RUN, "list", "--json")
    assert offenders(modules, "rich sqlite3 rapidfuzz json") == []
    assert offenders(modules, "hubcli.shape hubcli.locate hubcli.search hubcli.index hubcli.page hubcli.terminal") == []


def test_the_way_in_imports_nothing() -> None:
    """Until `command` runs, Ctrl-C shows Python's traceback: nothing takes time before that."""
    assert imported("import hubcli.__main__") <= {"gc", "hubcli", "hubcli.__main__"}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only the library knows where the folder would be")
def test_without_datasets_of_ones_own_nothing_looks_for_their_folder() -> None:
    """What knows the folders of every system is imported where there is a folder."""
    assert offenders(imported(RUN, "list", "--json"), "platformdirs") == []


def test_show_into_a_pipe_needs_no_heavy_library() -> None:
    """`show` finds a record by its name without SQLite and without rapidfuzz, and writes a page without Rich."""
    modules = imported(RUN, "show", "kuopio")
    assert offenders(modules, "rich sqlite3 rapidfuzz json hubcli.index hubcli.search hubcli.shape hubcli.locate") == []


def test_show_on_a_terminal_draws_without_tables() -> None:
    """A page on a terminal takes Rich's console and not its tables, nor anything that only a search needs."""
    modules = imported(RUN, "show", "kuopio", terminal=True)
    assert "rich.console" in modules
    modules -= imported(BARE_CONSOLE)  # which brings the tables along before Rich 15
    assert offenders(modules, "rich.table rich.markdown rich.syntax rich.traceback sqlite3 rapidfuzz") == []


def test_a_sound_dataset_is_checked_without_its_sources() -> None:
    """`check` of a dataset without a fault needs nobody who finds faults, and no texts unless they are given."""
    modules = imported(RUN, "check")
    assert offenders(modules, "rich sqlite3 rapidfuzz json hubcli.shape hubcli.locate hubcli.evidence") == []


def test_an_export_costs_only_its_own_form() -> None:
    """JSON takes no database, no CSV and no archive, nor what is needed where something is wrong."""
    modules = imported(RUN, "export", "--hub", "kuopio")
    assert (
        offenders(modules, "rich sqlite3 rapidfuzz csv zipfile json html hubcli.locate hubcli.shape hubcli.page") == []
    )
    assert sorted(module for module in modules if module.startswith("hubcli.exports.")) == ["hubcli.exports.json"]


def test_an_exact_search_needs_only_sqlite() -> None:
    """Only a word that is not in the dataset needs rapidfuzz, and only a terminal Rich."""
    modules = imported(RUN, "search", "neuroscience")
    assert "sqlite3" in modules
    assert offenders(modules, "rich rapidfuzz json hubcli.shape hubcli.locate") == []


def test_a_search_with_a_typing_error_takes_rapidfuzz() -> None:
    """The test above would pass as well if rapidfuzz were never used; it is, where it has to be."""
    assert "rapidfuzz" in imported(RUN, "search", "neuroscince")


def test_every_command_is_run_here() -> None:
    """A new command gets its line in EVERY_COMMAND, so that the next test sees it."""
    assert sorted(EVERY_COMMAND) == sorted(COMMANDS)


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("line", EVERY_COMMAND.values())
def test_no_command_imports_what_hubcli_does_without(line: str, terminal: bool) -> None:
    """No second validation library or TOML reader, no click beside Typer's own, no event loop, no network."""
    modules = imported(RUN, *line.split(), terminal=terminal)
    assert offenders(modules, "pydantic pydantic_core click asyncio tomllib requests urllib3 webbrowser") == []


OFFLINE = """import sys
import socket
def refuse(*anything, **more): raise AssertionError("uses the network")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.mark.parametrize("line", EVERY_COMMAND.values())
def test_no_command_uses_the_network(line: str) -> None:
    """With every socket refused, each command does what it does."""
    done = subprocess.run([sys.executable, "-c", OFFLINE + RUN, *line.split()], capture_output=True, check=False)
    assert (done.returncode, b"network" in done.stderr) == (0, False), done.stderr


# What is written.


class Import(NamedTuple):
    """One import of one module by a module of hubcli, at the top of its file or further in."""

    by: str
    """The importing module, without the package's name: `formats.csv`."""

    of: str
    """The full name of what is imported: `hubcli.report`, `typer.exceptions`."""

    line: int

    def __str__(self) -> str:
        return f"{self.by}:{self.line} imports {self.of}"


def _sources() -> dict[str, ast.Module]:
    """Each module's name without the package's, `formats` for `formats/__init__.py`, and its syntax tree."""
    names = {path: ".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*.py")}
    return {
        name.removesuffix(".__init__"): ast.parse(path.read_text(encoding="utf-8"))
        for path, name in sorted(names.items())
    }


SOURCES = _sources()


def _imports() -> Iterator[Import]:
    for by, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (Import(by, name.name, node.lineno) for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                package = f"{'.' * node.level}{node.module or ''}"
                for name in node.names:
                    # `from hubcli import cli` is of the module, `from hubcli.cli import run` of something in it.
                    whole = f"{package}.{name.name}"
                    is_module = whole.removeprefix("hubcli.") in SOURCES or package == "typer"
                    yield Import(by, whole if is_module else package, node.lineno)


IMPORTS = tuple(_imports())


def within(module: str, packages: str) -> bool:
    """Whether a module is, or is in, one of the packages."""
    return any(module == package or module.startswith(f"{package}.") for package in packages.split())


def broken(rule: Callable[[Import], bool]) -> list[str]:
    """The imports that break a rule."""
    return [str(each) for each in IMPORTS if not rule(each)]


@pytest.mark.parametrize(
    ("room", "may_import"),
    [
        ("errors", ""),
        ("text", ""),
        ("toml", "text"),
        ("files", "errors"),
        ("starter", "toml"),
        ("vocabulary", ""),
        ("countries", ""),
        ("locate", ""),
        ("forms", ""),
        ("model", "forms vocabulary"),
        ("references", "model text"),
        ("checks", "countries model references text vocabulary"),
        ("evidence", "checks model references text"),
        ("report", "model"),
        ("formats", "report text"),
        ("terminal", "report text"),
        ("jsonfile", "locate"),
        ("narrow", "filters model vocabulary"),
        ("exports", "errors exports formats listing model page report text vocabulary"),
    ],
)
def test_a_room_imports_only_what_stands_before_it(room: str, may_import: str) -> None:
    """What a room may know of hubcli. Writers know Reports, never the records that these were made from."""
    assert room in SOURCES
    allowed = " ".join(f"hubcli.{name}" for name in may_import.split())
    ours = "hubcli"
    assert broken(lambda each: not within(each.by, room) or not within(each.of, ours) or within(each.of, allowed)) == []


def test_imports_point_one_way() -> None:
    """No module imports, over however many others, itself: not even inside a function."""
    graph: dict[str, set[str]] = {name: set() for name in SOURCES}
    for each in IMPORTS:
        graph[each.by] |= {each.of.removeprefix("hubcli.")} & set(SOURCES)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


def test_imports_name_the_whole_module() -> None:
    """No relative imports: a line says the same wherever it stands, and the rules here can read it."""
    assert broken(lambda each: not each.of.startswith(".")) == []


def test_only_the_way_in_imports_the_command_line() -> None:
    """`cli` is the end of the line: nothing of hubcli is built on it."""
    assert broken(lambda each: each.of not in ("hubcli.cli", "hubcli.__main__") or each.by == "__main__") == []


def test_only_the_command_line_knows_typer() -> None:
    """Nothing but `cli` and its `options` imports Typer, and only what it makes public; click is its own business."""
    assert broken(lambda each: not within(each.of, "typer") or each.by in ("cli", "options")) == []
    private = "click typer._click typer.core typer.main typer.rich_utils typer.completion"
    assert broken(lambda each: not within(each.of, private) and not each.of.startswith("typer._")) == []


def test_only_the_terminal_draws_with_rich() -> None:
    """And pictures, and the bar of a long work; how wide a text is the plain writer has to know as well."""
    draws = ("terminal", "picture", "progress")
    assert broken(lambda each: not within(each.of, "rich") or each.by in draws or each.of == "rich.cells") == []


def test_only_the_command_line_writes() -> None:
    """`cli` prints answers and notes, `__main__` errors; every other module returns what it has to say."""
    writing = []
    for name, tree in SOURCES.items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id="print")):
                    what = "calls print"
                case ast.Attribute(value=ast.Name(id="sys"), attr=attr) if attr.strip("_") in ("stdout", "stderr"):
                    what = f"uses sys.{attr}"
                case ast.ImportFrom(module="sys", names=names) if {each.name for each in names} & {"stdout", "stderr"}:
                    what = "imports a standard stream"
                case _:
                    continue
            if name not in ("cli", "__main__"):
                writing.append(f"{name}:{node.lineno} {what}")
    assert writing == []
