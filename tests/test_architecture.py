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
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

import pytest
from support import EVERY_COMMAND, ROOT

from hubcli.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PACKAGE = ROOT / "src" / "hubcli"

# What runs.

MEASURED = """
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


@cache
def imported(code: str, *argv: str, terminal: bool = False) -> frozenset[str]:
    """The modules that a process which runs the code has imported at its end, its output in a pipe."""
    env = {
        name: os.environ[name]
        for name in ("PATH", "SYSTEMROOT", "XDG_DATA_HOME")
        if name in os.environ
    }
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
        if any(
            module == package or module.startswith(f"{package}.") for package in unwanted.split()
        )
    )


def test_list_into_a_pipe_needs_no_heavy_library() -> None:
    """`list --json` reads, filters and writes: no drawing, no index, no search for what was meant."""
    modules = imported(RUN, "list", "--json")
    assert offenders(modules, "rich sqlite3 rapidfuzz json") == []
    assert (
        offenders(
            modules,
            "hubcli.search hubcli.cache hubcli.check hubcli.output.terminal hubcli.report.page",
        )
        == []
    )


def test_the_way_in_imports_nothing() -> None:
    """Until `command` runs, Ctrl-C shows Python's traceback: nothing takes time before that."""
    assert imported("import hubcli.__main__") <= {"gc", "hubcli", "hubcli.__main__", "hubcli.main"}


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere only the library knows where the folder would be"
)
def test_without_datasets_of_ones_own_nothing_looks_for_their_folder() -> None:
    """What knows the folders of every system is imported where there is a folder."""
    assert offenders(imported(RUN, "list", "--json"), "platformdirs") == []


def test_show_into_a_pipe_needs_no_heavy_library() -> None:
    """`show` finds a record by its name without SQLite and without rapidfuzz, and writes a page without Rich."""
    modules = imported(RUN, "show", "kuopio")
    assert (
        offenders(
            modules,
            "rich sqlite3 rapidfuzz json hubcli.search hubcli.cache hubcli.dataset.positions",
        )
        == []
    )


def test_show_on_a_terminal_draws_without_tables() -> None:
    """A page on a terminal takes Rich's console and not its tables, nor anything that only a search needs."""
    modules = imported(RUN, "show", "kuopio", terminal=True)
    assert "rich.console" in modules
    modules -= imported(BARE_CONSOLE)  # which brings the tables along before Rich 15
    assert (
        offenders(modules, "rich.table rich.markdown rich.syntax rich.traceback sqlite3 rapidfuzz")
        == []
    )


def test_a_sound_dataset_is_checked_without_its_sources() -> None:
    """`check` of a dataset without a fault needs nobody who finds faults, and no texts unless they are given."""
    modules = imported(RUN, "check")
    assert (
        offenders(
            modules,
            "rich sqlite3 rapidfuzz json hubcli.dataset.type_errors hubcli.dataset.positions hubcli.check.evidence",
        )
        == []
    )


def test_an_export_costs_only_its_own_form() -> None:
    """JSON takes no database, no CSV and no archive, nor what is needed where something is wrong."""
    modules = imported(RUN, "export", "--hub", "kuopio")
    assert (
        offenders(
            modules,
            "rich sqlite3 rapidfuzz csv zipfile json html hubcli.dataset.positions hubcli.report.page",
        )
        == []
    )
    assert sorted(module for module in modules if module.startswith("hubcli.exports.")) == [
        "hubcli.exports.json",
        "hubcli.exports.request",
    ]


def test_an_exact_search_needs_only_sqlite() -> None:
    """Only a word that is not in the dataset needs rapidfuzz, and only a terminal Rich."""
    modules = imported(RUN, "search", "neuroscience")
    assert "sqlite3" in modules
    assert (
        offenders(
            modules, "rich rapidfuzz json hubcli.dataset.positions hubcli.dataset.type_errors"
        )
        == []
    )


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
    assert (
        offenders(
            modules, "pydantic pydantic_core click asyncio tomllib requests urllib3 webbrowser"
        )
        == []
    )


OFFLINE = """import sys
import socket
def refuse(*anything, **more): raise AssertionError("uses the network")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.mark.parametrize("line", EVERY_COMMAND.values())
def test_no_command_uses_the_network(line: str) -> None:
    """With every socket refused, each command does what it does."""
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE + RUN, *line.split()], capture_output=True, check=False
    )
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


def _paths() -> dict[str, Path]:
    """Module name without the package's (`output` for `output/__init__.py`) → file."""
    names = {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    return {name.removesuffix(".__init__"): path for name, path in names.items()}


def _sources() -> dict[str, ast.Module]:
    """Module name, as in `_paths`, → syntax tree."""
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in _paths().items()}


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
    return any(
        module == package or module.startswith(f"{package}.") for package in packages.split()
    )


def broken(rule: Callable[[Import], bool]) -> list[str]:
    """Return the imports that break a rule."""
    return [str(each) for each in IMPORTS if not rule(each)]


# Each package, or module at the top, and what it may import of hubcli. A package stands below all
# that it may be imported by, so imports point one way.
LAYERS = {
    "errors": "",
    "text": "",
    "files": "errors",
    "console": "text",
    "model": "text",
    "resolve": "errors model text",
    "dataset": "errors files model text",
    "importers": "dataset errors model resolve text",
    "search": "errors model resolve text",
    "cache": "dataset errors files model search text",
    "check": "dataset errors model text",
    "report": "cache errors model search text",
    "output": "errors report text",
    "exports": "errors model output report text",
    "cli": "cache console dataset errors exports files model output report search text",
    "commands": "cache check cli console dataset errors exports files importers model report resolve search text",
    "main": "cli console errors",
    "__main__": "main",
}


def room(module: str) -> str:
    """Return the package of a module of hubcli, or the module itself at the top."""
    return module.removeprefix("hubcli.").partition(".")[0]


def test_every_package_is_in_the_layers() -> None:
    """A new package states what it may import, and is imported only by what is above it."""
    assert sorted(LAYERS) == sorted({room(name) for name in SOURCES} - {"__init__"})
    above = list(LAYERS)
    wrong = [
        f"{name} may import {other}"
        for name, allowed in LAYERS.items()
        for other in allowed.split()
        if above.index(other) >= above.index(name)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", LAYERS)
def test_a_package_imports_only_what_is_below_it(name: str) -> None:
    """At the top of a file or inside a function: packages form a line, never a circle."""
    allowed = {name, *LAYERS[name].split()}
    ours = (each for each in IMPORTS if within(each.of, "hubcli") and each.of != "hubcli")
    assert [
        str(each) for each in ours if room(each.by) == name and room(each.of) not in allowed
    ] == []


def test_modules_import_one_way_within_a_package() -> None:
    """No module imports itself over others, not even inside a function."""
    graph: dict[str, set[str]] = {name: set() for name in SOURCES}
    for each in IMPORTS:
        graph[each.by] |= {each.of.removeprefix("hubcli.")} & set(SOURCES)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


MAX_LINES = 350
DATA = ("model.countries", "exports.tables")  # tables of data may be longer


def test_no_module_is_too_long() -> None:
    """A module that a reader cannot hold in mind is two modules."""
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in _paths().items()
        if name not in DATA
    }
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


def test_no_module_has_a_vague_docstring() -> None:
    """A package says in its `__init__`, and nowhere else, what may be in it; every module has a purpose."""
    assert [name for name, tree in SOURCES.items() if not ast.get_docstring(tree)] == []
    inits = {name for name, path in _paths().items() if path.name == "__init__.py"}
    code = [
        name
        for name in inits
        for node in SOURCES[name].body
        if not isinstance(node, (ast.Expr, ast.Assign))
    ]
    assert code == []


def test_imports_name_the_whole_module() -> None:
    """No relative imports: a line says the same wherever it stands, and the rules here can read it."""
    assert broken(lambda each: not each.of.startswith(".")) == []


def test_only_main_imports_the_command_line() -> None:
    """Nothing but `main` is built on `cli.app`, which imports the commands by name."""
    assert broken(lambda each: each.of != "hubcli.cli.app" or each.by == "main") == []
    assert broken(lambda each: not within(each.of, "hubcli.commands")) == []


def test_only_the_command_line_knows_typer() -> None:
    """Only `cli` and the commands import Typer, and only its public names; click belongs to Typer."""
    assert (
        broken(lambda each: not within(each.of, "typer") or room(each.by) in ("cli", "commands"))
        == []
    )
    private = "click typer._click typer.core typer.main typer.rich_utils typer.completion"
    assert (
        broken(lambda each: not within(each.of, private) and not each.of.startswith("typer._"))
        == []
    )


def test_only_the_output_draws_with_rich() -> None:
    """And the progress bar; the plain writer needs the width of characters."""
    draws = ("output.terminal", "output.screenshot", "cli.progress")
    assert (
        broken(
            lambda each: not within(each.of, "rich") or each.by in draws or each.of == "rich.cells"
        )
        == []
    )


def test_only_the_console_writes() -> None:
    """`console` writes answers and messages, and the process handles its own end; the rest returns."""
    writing = []
    for name, tree in SOURCES.items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id="print")):
                    what = "calls print"
                case ast.Attribute(value=ast.Name(id="sys"), attr=attr) if attr.strip("_") in (
                    "stdout",
                    "stderr",
                ):
                    what = f"uses sys.{attr}"
                case ast.ImportFrom(module="sys", names=names) if {each.name for each in names} & {
                    "stdout",
                    "stderr",
                }:
                    what = "imports a standard stream"
                case _:
                    continue
            if name not in ("console", "main", "__main__"):
                writing.append(f"{name}:{node.lineno} {what}")
    assert writing == []
