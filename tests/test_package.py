"""Tests of the wheel and the sdist: their contents, and that the installed wheel works."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from venv import EnvBuilder

import pytest
from support import ROOT

import hubcli

if TYPE_CHECKING:
    from collections.abc import Sequence

# The files of the wheel beside the modules of `src/hubcli`.
OTHER_FILES = """
hubcli-VERSION.data/data/share/man/man1/hubcli.1
hubcli-VERSION.dist-info/METADATA
hubcli-VERSION.dist-info/RECORD
hubcli-VERSION.dist-info/WHEEL
hubcli-VERSION.dist-info/entry_points.txt
hubcli-VERSION.dist-info/licenses/LICENSE
hubcli/data/hubs.schema.json
hubcli/data/hubs.toml
hubcli/dataset/starter.toml
hubcli/py.typed
"""

SDIST = """
.gitignore
.taplo.toml
CHANGELOG.md
CONTRIBUTING.md
LICENSE
PKG-INFO
README.md
SECURITY.md
benchmarks
data
docs
noxfile.py
pyproject.toml
src
tests
"""


class Distributions(NamedTuple):
    """The files that `python -m build` writes."""

    wheel: Path
    sdist: Path


class Installation(NamedTuple):
    """A virtual environment with the wheel installed."""

    folder: Path
    python: str
    script: str

    def run(self, *command: str, ok: Sequence[int] = (0,)) -> subprocess.CompletedProcess[str]:
        """Run a command outside the checkout, with a minimal environment."""
        env = {
            name: os.environ[name]
            for name in ("PATH", "SYSTEMROOT", "XDG_DATA_HOME")
            if name in os.environ
        }
        process = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            env={**env, "COLUMNS": "80"},
            cwd=self.folder,
            check=False,
        )
        assert process.returncode in ok, process.stderr
        return process


def ignored_files(_folder: str, names: list[str]) -> list[str]:
    """Return the names that are not copied: caches, and hidden files that the sdist lacks."""
    included = (".gitignore", ".taplo.toml")
    return [
        name
        for name in names
        if name == "__pycache__" or (name.startswith(".") and name not in included)
    ]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """Return the sdist of a copy of the project, and the wheel built from it without network."""
    tree, dist = tmp_path_factory.mktemp("source") / "tree", tmp_path_factory.mktemp("dist")
    shutil.copytree(ROOT, tree, ignore=ignored_files)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(dist), str(tree)]
    process = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert process.returncode == 0, process.stdout + process.stderr
    (wheel,) = dist.glob("*.whl")
    (sdist,) = dist.glob("*.tar.gz")
    return Distributions(wheel, sdist)


@pytest.fixture(scope="session")
def installed(built: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Return an environment with the wheel, which takes its dependencies from the running one."""
    folder = tmp_path_factory.mktemp("installed")
    builder = EnvBuilder(symlinks=os.name != "nt")
    builder.create(folder / "env")
    context = builder.ensure_directories(folder / "env")
    pip = [sys.executable, "-m", "pip", "--isolated", "--python", context.env_exe]
    install = ["install", "--quiet", "--no-deps", "--no-index", str(built.wheel)]
    subprocess.run([*pip, *install], check=True, cwd=folder)
    environment = Installation(folder, context.env_exe, str(Path(context.bin_path, "hubcli")))
    packages = environment.run(
        environment.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"
    ).stdout.strip()
    # Folders named in a .pth file come after the environment's own, and .pth files inside them,
    # such as that of an editable hubcli, are not read.
    borrowed = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    Path(packages, "borrowed.pth").write_text(
        "".join(f"{path}\n" for path in borrowed), encoding="utf-8"
    )
    return environment


def test_wheel_contains_the_package_and_nothing_else(built: Distributions) -> None:
    """The wheel has every module, the dataset with its schema, the manual and the licence."""
    source = ROOT / "src"
    modules = [path.relative_to(source).as_posix() for path in source.rglob("*.py")]
    with zipfile.ZipFile(built.wheel) as wheel:
        files = sorted(wheel.namelist())

    assert files == sorted([*modules, *OTHER_FILES.replace("VERSION", hubcli.__version__).split()])


def test_sdist_contains_the_project(built: Distributions) -> None:
    """The sdist has everything that is needed to build, test and read the project."""
    with tarfile.open(built.sdist) as sdist:
        files = [name.partition("/")[2] for name in sdist.getnames()]

    assert sorted({name.partition("/")[0] for name in files}) == SDIST.split()
    assert {
        "data/hubs.toml",
        "src/hubcli/cli/app.py",
        "tests/test_package.py",
        "docs/design.md",
    } <= set(files)


def test_wheel_contains_the_dataset_unchanged(built: Distributions) -> None:
    """The dataset in the wheel is that of the checkout, byte for byte."""
    with zipfile.ZipFile(built.wheel) as wheel:
        dataset = wheel.read("hubcli/data/hubs.toml")

    assert dataset == (ROOT / "data" / "hubs.toml").read_bytes()


def test_installed_wheel_works(installed: Installation) -> None:
    """Outside a checkout the installed package finds a hub in the dataset that it contains."""
    location = installed.run(
        installed.python, "-c", "import hubcli; print(hubcli.__file__)"
    ).stdout.strip()
    assert Path(location).is_relative_to(installed.folder)
    process = installed.run(installed.python, "-m", "hubcli", "show", "kuopio", "--json")
    assert (json.loads(process.stdout)["name"], process.stderr) == ("Kuopio", "")


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (("show", "kuopio"), 0),
        (("list", "--json"), 0),
        (("show", "no-such-record"), 1),
        (("show",), 2),
        (("list", "--data", "no-such-file.toml"), 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_script_and_module_behave_alike(
    installed: Installation, argv: tuple[str, ...], status: int
) -> None:
    """`hubcli` and `python -m hubcli` have the same output and the same exit status."""
    script = installed.run(installed.script, *argv, ok=[status])
    module = installed.run(installed.python, "-m", "hubcli", *argv, ok=[status])

    assert (script.stdout, script.stderr) == (module.stdout, module.stderr)
    assert bool(script.stderr) == bool(status)


def test_version_is_that_of_the_wheel(built: Distributions, installed: Installation) -> None:
    """`hubcli --version` prints the version of the wheel's metadata."""
    with zipfile.ZipFile(built.wheel) as wheel:
        metadata = wheel.read(f"hubcli-{hubcli.__version__}.dist-info/METADATA").decode()
    version = Parser().parsestr(metadata)["Version"]

    assert installed.run(installed.script, "--version").stdout == f"hubcli {version}\n"
