"""Tests that files of the project agree: pyproject.toml, the workflows, the changelog."""

from __future__ import annotations

import re
from typing import Any

import pytest
import tomli
from support import ROOT

import hubcli

PROJECT: dict[str, Any] = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REPOSITORY = PROJECT["project"]["urls"]["Source"]
WORKFLOWS = ROOT / ".github" / "workflows"

needs_workflows = pytest.mark.skipif(not WORKFLOWS.exists(), reason="an sdist has no workflows")


@needs_workflows
def test_workflow_tests_every_supported_python() -> None:
    """The Pythons in the matrix of the tests are those of the classifiers."""
    prefix = "Programming Language :: Python :: "
    supported = [
        classifier.removeprefix(prefix)
        for classifier in PROJECT["project"]["classifiers"]
        if classifier.startswith(f"{prefix}3.")
    ]
    workflow = (WORKFLOWS / "ci.yml").read_text(encoding="utf-8")
    matrix = re.findall(r"^ +python: \[(.*)\]$", workflow, flags=re.MULTILINE)

    assert matrix == [", ".join(f'"{version}"' for version in supported)]
    assert PROJECT["project"]["requires-python"] == f">={supported[0]}"


@needs_workflows
def test_workflows_pin_actions_to_a_major_version() -> None:
    """Every action is used at a major version, and nothing may be written by default."""
    for path in WORKFLOWS.glob("*.yml"):
        workflow = path.read_text(encoding="utf-8")
        actions = re.findall(r"uses: (\S+)", workflow)

        assert actions
        assert [name for name in actions if not re.search(r"@(release/)?v\d+$", name)] == []
        assert re.search(r"^permissions:( \{\}|\n  contents: read)$", workflow, re.MULTILINE)


def test_dependency_group_mirrors_the_extra() -> None:
    """`pip install --group dev` installs what `pip install -e '.[dev]'` does."""
    extra = PROJECT["project"]["optional-dependencies"]["dev"]

    assert PROJECT["dependency-groups"]["dev"] == extra


def test_changelog_describes_the_current_version() -> None:
    """The newest version in the changelog is `hubcli.__version__`, and every version has a link."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(.+?)\](?: - \d{4}-\d{2}-\d{2})?$", changelog, re.MULTILINE)
    links = re.findall(rf"^\[(.+?)\]: {re.escape(REPOSITORY)}/", changelog, re.MULTILINE)

    assert versions[:2] == ["Unreleased", hubcli.__version__]
    assert links == versions


@pytest.mark.parametrize("page", ["CHANGELOG.md", ".github/ISSUE_TEMPLATE/config.yml"])
def test_addresses_are_those_of_the_repository(page: str) -> None:
    """Addresses on the host of the repository begin with the repository of pyproject.toml."""
    if not (ROOT / page).exists():
        pytest.skip("an sdist has no issue forms")
    host = REPOSITORY.rpartition("/hubcli/")[0]
    addresses = re.findall(rf"{host}\S+", (ROOT / page).read_text(encoding="utf-8"))

    assert addresses
    assert [address for address in addresses if not address.startswith(REPOSITORY)] == []
