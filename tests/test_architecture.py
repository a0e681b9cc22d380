"""The directions of imports between the packages of hubcli, and the size of its modules.

Read from the source: an import in the wrong direction creeps in unseen and costs whoever changes
the code next.
"""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

import pytest
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGE = ROOT / "src" / "hubcli"

# Each package, or module at the top, and what it may import of hubcli, from the lowest to the
# highest.
LAYERS = {
    "status": "",
    "errors": "",
    "text": "",
    "files": "errors",
    "console": "errors text",
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
    "commands": "cache check cli console dataset errors exports files importers model report"
    " resolve search text",
    "main": "cli console errors status",
    "__main__": "main status",
}

MAX_LINES = 350
DATA = ("model.countries", "exports.tables")  # tables of data may be longer

# Module name without `hubcli.` (`output` for `output/__init__.py`) → file.
PATHS = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in PATHS.items()}
TREES = {name: ast.parse(text) for name, text in TEXTS.items()}


class Import(NamedTuple):
    """An import by a module of hubcli, at the top of its file or inside a function."""

    by: str
    """The importing module without `hubcli.`: `output.csv`."""

    of: str
    """The full name of the imported module: `hubcli.report.rows`, `typer.exceptions`."""

    line: int

    def __str__(self) -> str:
        return f"{self.by}:{self.line} imports {self.of}"


def _find_imports() -> Iterator[Import]:
    for by, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (Import(by, name.name, node.lineno) for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                module = f"{'.' * node.level}{node.module or ''}"
                for name in node.names:
                    # `from hubcli.cli import app` imports a module, `from hubcli.main import main`
                    # something in a module.
                    full = f"{module}.{name.name}"
                    is_module = full.removeprefix("hubcli.") in TREES or module == "typer"
                    yield Import(by, full if is_module else module, node.lineno)


IMPORTS = tuple(_find_imports())


def in_package(module: str, *packages: str) -> bool:
    """Return whether a module is one of the packages or in one of them."""
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def violations(rule: Callable[[Import], bool]) -> list[str]:
    """Return the imports that break a rule."""
    return [str(each) for each in IMPORTS if not rule(each)]


def layer(module: str) -> str:
    """Return the package of a module of hubcli, or the module itself at the top."""
    return module.removeprefix("hubcli.").partition(".")[0]


def test_every_package_has_a_layer() -> None:
    """A new package states what it may import, and may import only what is listed before it."""
    names = list(LAYERS)
    assert sorted(names) == sorted({layer(name) for name in TREES} - {"__init__"})
    assert [
        f"{name} may import {other}"
        for name, allowed in LAYERS.items()
        for other in allowed.split()
        if names.index(other) >= names.index(name)
    ] == []


@pytest.mark.parametrize("name", LAYERS)
def test_a_package_imports_only_its_lower_layers(name: str) -> None:
    """Not even inside a function may an import point upwards."""
    allowed = {name, *LAYERS[name].split()}
    ours = (each for each in IMPORTS if in_package(each.of, "hubcli") and each.of != "hubcli")
    own = (each for each in ours if layer(each.by) == name)
    assert [str(each) for each in own if layer(each.of) not in allowed] == []


def test_modules_do_not_import_each_other() -> None:
    """No module imports itself by way of others."""
    graph: dict[str, set[str]] = {name: set() for name in TREES}
    for each in IMPORTS:
        graph[each.by] |= {each.of.removeprefix("hubcli.")} & set(TREES)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


def test_no_module_is_too_long() -> None:
    """A module that a reader cannot keep in mind is split."""
    lengths = {name: text.count("\n") for name, text in TEXTS.items() if name not in DATA}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


def test_few_modules_are_at_the_top() -> None:
    """A module belongs to a package unless every package needs it."""
    assert len(list(PACKAGE.glob("*.py"))) <= 7


def test_a_package_is_described_in_one_place() -> None:
    """An `__init__` describes its package and has no code."""
    inits = [name for name, path in PATHS.items() if path.name == "__init__.py"]
    assert [name for name in TREES if not ast.get_docstring(TREES[name])] == []
    code = (ast.ImportFrom, ast.Import, ast.FunctionDef, ast.ClassDef)
    assert [name for name in inits for node in TREES[name].body if isinstance(node, code)] == []


def test_docstrings_state_what_something_does() -> None:
    """No docstring begins with a question word: `Return ...` and `The ...` read more plainly."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    questions = ("How ", "What ", "Where ", "Whether ", "Which ", "Who ", "Whose ", "Why ")
    assert [
        f"{name}: {docstring}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, documented)
        if (docstring := ast.get_docstring(node) or "").startswith(questions)
    ] == []


def test_imports_are_absolute() -> None:
    """A full name reads the same everywhere, and these tests can follow it."""
    assert violations(lambda each: not each.of.startswith(".")) == []


def test_only_main_imports_the_application() -> None:
    """The application is the top of the program; it imports commands by name."""
    assert violations(lambda each: each.of != "hubcli.cli.app" or each.by == "main") == []
    assert violations(lambda each: not in_package(each.of, "hubcli.commands")) == []


def test_only_the_command_line_imports_typer() -> None:
    """`cli` and the commands import Typer, by its public names; click belongs to Typer."""
    ours = ("cli", "commands")
    assert violations(lambda each: not in_package(each.of, "typer") or layer(each.by) in ours) == []
    private = ("typer.core", "typer.main", "typer.rich_utils", "typer.completion")
    assert violations(lambda each: not in_package(each.of, "click", *private)) == []
    assert violations(lambda each: not each.of.startswith("typer._")) == []


def test_only_the_output_imports_rich() -> None:
    """Beside it the progress bar; any module may measure the width of characters."""
    allowed = ("output.terminal", "output.terminal_table", "cli.progress")
    ours = [each for each in IMPORTS if in_package(each.of, "rich") and each.of != "rich.cells"]
    assert [str(each) for each in ours if each.by not in allowed] == []


def test_only_the_console_writes() -> None:
    """`console` writes answers and messages; other modules return them."""
    process = ("console", "status", "main", "__main__")
    writing = [name for name, tree in TREES.items() if any(map(_is_output, ast.walk(tree)))]
    assert sorted({*writing} - {*process}) == []


def _is_output(node: ast.AST) -> bool:
    """Return whether a node is `print` or a standard stream: `sys.stdout`, `sys.__stderr__`."""
    match node:
        case ast.Name(id="print"):
            return True
        case ast.Attribute(value=ast.Name(id="sys"), attr=name):
            return name.strip("_") in ("stdout", "stderr")
        case ast.ImportFrom(module="sys"):
            return True
    return False
