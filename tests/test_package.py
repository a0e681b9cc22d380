"""The wheel and the sdist: what is in them, and that the wheel alone is the whole program."""

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

WHEEL = """
hubcli-VERSION.data/data/share/man/man1/hubcli.1
hubcli-VERSION.dist-info/METADATA
hubcli-VERSION.dist-info/RECORD
hubcli-VERSION.dist-info/WHEEL
hubcli-VERSION.dist-info/entry_points.txt
hubcli-VERSION.dist-info/licenses/LICENSE
hubcli/__init__.py
hubcli/__main__.py
hubcli/cache/__init__.py
hubcli/cache/fingerprint.py
hubcli/cache/lock.py
hubcli/cache/sqlite_dataset.py
hubcli/cache/store.py
hubcli/check/__init__.py
hubcli/check/evidence.py
hubcli/check/numbers.py
hubcli/check/rules/__init__.py
hubcli/check/rules/citations.py
hubcli/check/rules/links.py
hubcli/check/rules/names.py
hubcli/check/rules/particulars.py
hubcli/check/rules/registry.py
hubcli/check/rules/sources.py
hubcli/check/rules/texts.py
hubcli/check/rules/walk.py
hubcli/check/run.py
hubcli/cli/__init__.py
hubcli/cli/answer.py
hubcli/cli/app.py
hubcli/cli/completion.py
hubcli/cli/help.py
hubcli/cli/options.py
hubcli/cli/origin.py
hubcli/cli/progress.py
hubcli/commands/__init__.py
hubcli/commands/cache.py
hubcli/commands/check.py
hubcli/commands/cite.py
hubcli/commands/compare.py
hubcli/commands/export.py
hubcli/commands/list.py
hubcli/commands/network.py
hubcli/commands/new.py
hubcli/commands/path.py
hubcli/commands/schema.py
hubcli/commands/search.py
hubcli/commands/show.py
hubcli/commands/stats.py
hubcli/commands/topics.py
hubcli/console.py
hubcli/data/hubs.schema.json
hubcli/data/hubs.toml
hubcli/dataset/__init__.py
hubcli/dataset/json_reader.py
hubcli/dataset/load.py
hubcli/dataset/merge.py
hubcli/dataset/paths.py
hubcli/dataset/positions.py
hubcli/dataset/references.py
hubcli/dataset/salvage.py
hubcli/dataset/source_file.py
hubcli/dataset/starter.py
hubcli/dataset/starter.toml
hubcli/dataset/subset.py
hubcli/dataset/toml_writer.py
hubcli/dataset/type_errors.py
hubcli/errors.py
hubcli/exports/__init__.py
hubcli/exports/bibtex.py
hubcli/exports/csv.py
hubcli/exports/dot.py
hubcli/exports/geojson.py
hubcli/exports/graphml.py
hubcli/exports/json.py
hubcli/exports/jsonld.py
hubcli/exports/markdown.py
hubcli/exports/mermaid.py
hubcli/exports/ndjson.py
hubcli/exports/request.py
hubcli/exports/sqlite.py
hubcli/exports/tables.py
hubcli/exports/zip.py
hubcli/files.py
hubcli/importers/__init__.py
hubcli/importers/ror/__init__.py
hubcli/importers/ror/convert.py
hubcli/importers/ror/dump.py
hubcli/importers/ror/schemas.py
hubcli/main.py
hubcli/model/__init__.py
hubcli/model/countries.py
hubcli/model/dataset.py
hubcli/model/graph.py
hubcli/model/patterns.py
hubcli/model/records.py
hubcli/model/vocabulary.py
hubcli/output/__init__.py
hubcli/output/csv.py
hubcli/output/github.py
hubcli/output/json.py
hubcli/output/markdown.py
hubcli/output/plain.py
hubcli/output/render.py
hubcli/output/screenshot.py
hubcli/output/terminal.py
hubcli/output/tsv.py
hubcli/py.typed
hubcli/report/__init__.py
hubcli/report/cache.py
hubcli/report/citations.py
hubcli/report/comparison.py
hubcli/report/document.py
hubcli/report/listing.py
hubcli/report/network.py
hubcli/report/page.py
hubcli/report/path.py
hubcli/report/problems.py
hubcli/report/record_page.py
hubcli/report/rows.py
hubcli/report/search_results.py
hubcli/report/source_page.py
hubcli/report/sources.py
hubcli/report/statistics.py
hubcli/report/topic_page.py
hubcli/report/topic_tree.py
hubcli/resolve/__init__.py
hubcli/resolve/filters.py
hubcli/resolve/record.py
hubcli/search/__init__.py
hubcli/search/engine.py
hubcli/search/expand.py
hubcli/search/fts.py
hubcli/search/index/__init__.py
hubcli/search/index/build.py
hubcli/search/index/layout.py
hubcli/search/index/reader.py
hubcli/search/index/texts.py
hubcli/search/query.py
hubcli/search/score.py
hubcli/text/__init__.py
hubcli/text/escape.py
hubcli/text/suggest.py
hubcli/text/words.py
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


class Built(NamedTuple):
    """What `python -m build` made."""

    wheel: Path
    sdist: Path


class Installed(NamedTuple):
    """An environment that has the wheel, and hubcli from nowhere else."""

    folder: Path
    python: str
    script: str

    def run(self, *command: str, ok: Sequence[int] = (0,)) -> subprocess.CompletedProcess[str]:
        """Runs a command far from the checkout, with an environment that says nothing about it."""
        env = {
            name: os.environ[name]
            for name in ("PATH", "SYSTEMROOT", "XDG_DATA_HOME")
            if name in os.environ
        }
        done = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            env={**env, "COLUMNS": "80"},
            cwd=self.folder,
            check=False,
        )
        assert done.returncode in ok, done.stderr
        return done


def _left_out(_folder: str, names: list[str]) -> list[str]:
    return [
        name
        for name in names
        if name == "__pycache__"
        or (name.startswith(".") and name not in (".gitignore", ".taplo.toml"))
    ]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sdist of a copy of this tree, and the wheel that is built from that sdist, without network."""
    tree, dist = tmp_path_factory.mktemp("source") / "tree", tmp_path_factory.mktemp("dist")
    shutil.copytree(ROOT, tree, ignore=_left_out)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(dist), str(tree)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = dist.glob("*.whl")
    (sdist,) = dist.glob("*.tar.gz")
    return Built(wheel, sdist)


@pytest.fixture(scope="session")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an empty environment, which borrows the dependencies, but not hubcli, from the running one."""
    folder = tmp_path_factory.mktemp("installed")
    builder = EnvBuilder(symlinks=os.name != "nt")
    builder.create(folder / "env")
    context = builder.ensure_directories(folder / "env")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--isolated",
        "--python",
        context.env_exe,
        "install",
        "--quiet",
    ]
    subprocess.run([*pip, "--no-deps", "--no-index", str(built.wheel)], check=True, cwd=folder)
    env = Installed(folder, context.env_exe, str(Path(context.bin_path, "hubcli")))
    # What a .pth file names comes after the environment's own, and .pth files there (an editable hubcli's) do nothing.
    packages = env.run(
        env.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"
    ).stdout.strip()
    borrowed = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    Path(packages, "borrowed.pth").write_text(
        "".join(f"{path}\n" for path in borrowed), encoding="utf-8"
    )
    return env


def test_the_wheel_has_these_files_and_no_others(built: Built) -> None:
    """What gets installed is the package, its dataset with the schema, and the licence: no test, no stray file."""
    with zipfile.ZipFile(built.wheel) as wheel:
        files = sorted(wheel.namelist())
    assert files == WHEEL.replace("VERSION", hubcli.__version__).split()


def test_the_sdist_has_all_that_the_project_is(built: Built) -> None:
    """From the sdist alone one can build, test and read everything."""
    with tarfile.open(built.sdist) as sdist:
        files = [name.partition("/")[2] for name in sdist.getnames()]
    assert sorted({name.partition("/")[0] for name in files}) == SDIST.split()
    assert {
        "data/hubs.toml",
        "src/hubcli/cli/app.py",
        "tests/test_package.py",
        "docs/design.md",
    } <= set(files)


def test_the_dataset_is_installed_as_it_is(built: Built) -> None:
    """The data file in the wheel is that of the checkout, byte for byte."""
    with zipfile.ZipFile(built.wheel) as wheel:
        shipped = wheel.read("hubcli/data/hubs.toml")
    assert shipped == (ROOT / "data" / "hubs.toml").read_bytes()


def test_the_wheel_is_the_whole_program(installed: Installed) -> None:
    """With the wheel and its dependencies alone, far from any checkout, a hub is found in the dataset it brought."""
    place = installed.run(
        installed.python, "-c", "import hubcli; print(hubcli.__file__)"
    ).stdout.strip()
    assert Path(place).is_relative_to(installed.folder)
    shown = installed.run(installed.python, "-m", "hubcli", "show", "kuopio", "--json")
    assert (json.loads(shown.stdout)["name"], shown.stderr) == ("Kuopio", "")


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
def test_the_script_and_the_module_are_one_program(
    installed: Installed, argv: tuple[str, ...], status: int
) -> None:
    """`hubcli` and `python -m hubcli` write the same and end with the same status."""
    script = installed.run(installed.script, *argv, ok=[status])
    module = installed.run(installed.python, "-m", "hubcli", *argv, ok=[status])
    assert (script.stdout, script.stderr) == (module.stdout, module.stderr)
    assert bool(script.stderr) == bool(status)


def test_the_version_is_that_of_the_wheel(built: Built, installed: Installed) -> None:
    """`hubcli --version` and the wheel's metadata have it from the same place."""
    with zipfile.ZipFile(built.wheel) as wheel:
        metadata = wheel.read(f"hubcli-{hubcli.__version__}.dist-info/METADATA").decode()
    assert (
        installed.run(installed.script, "--version").stdout
        == f"hubcli {Parser().parsestr(metadata)['Version']}\n"
    )
