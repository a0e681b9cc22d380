"""Checks of the project, each in its own environment: `nox -l` lists them."""

from __future__ import annotations

import re

import nox

nox.options.reuse_venv = "yes"

PROJECT = nox.project.load_toml("pyproject.toml")


@nox.session(python=nox.project.python_versions(PROJECT))
def tests(session: nox.Session) -> None:
    """Run the tests on every supported Python."""
    session.install("-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and types."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Look up known vulnerabilities of the dependencies in the Python Package Index."""
    session.install("pip-audit>=2.10")
    session.run("pip-audit", ".")


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Change the code line by line and list the changes that no test detects.

    `mutmut show NAME` shows a change. Takes minutes to hours.
    """
    session.install("-e", ".[dev]", "mutmut>=3.8")
    session.run("mutmut", "run", *session.posargs)
    if not session.posargs:  # with names, `mutmut run` prints the results itself
        session.run("mutmut", "results")


@nox.session
def newest_typer(session: nox.Session) -> None:
    """Run the tests on the newest Typer, which pyproject.toml excludes for its start-up time."""
    session.install("-e", ".[dev]")
    session.install("--upgrade", "typer>=0.29")  # pip warns about the cap in pyproject.toml
    session.run("pytest", *session.posargs)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """Run the tests on the oldest version of each dependency that pyproject.toml allows."""
    oldest = [
        re.sub(r">=([^,]+).*", r"==\1", requirement)
        for requirement in PROJECT["project"]["dependencies"]
    ]
    session.install("-e", ".[dev]", *oldest)
    session.run("pytest", *session.posargs)
