"""The checks, each in an environment of its own: `nox` runs all of them, `nox -s lint` one, `nox -l` lists them."""

from __future__ import annotations

import re

import nox

nox.options.reuse_venv = "yes"

PROJECT = nox.project.load_toml("pyproject.toml")


@nox.session(python=nox.project.python_versions(PROJECT))
def tests(session: nox.Session) -> None:
    """The tests, on every Python that the project says it supports."""
    session.install("-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Rules of style, format and types."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Whether a vulnerability is known of what hubcli depends on; asks the Python Package Index."""
    session.install("pip-audit>=2.10")
    session.run("pip-audit", ".")


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Changes line after line, and names those changes that no test noticed; `mutmut show NAME` shows one."""
    session.install("-e", ".[dev]", "mutmut>=3.8")
    session.run("mutmut", "run", *session.posargs)
    if not session.posargs:  # of those that were named it lists all by itself
        session.run("mutmut", "results")


@nox.session
def newest_typer(session: nox.Session) -> None:
    """The tests on the newest Typer, beyond the cap of pyproject.toml: the cap is about speed, not about what works."""
    session.install("-e", ".[dev]")
    session.install(
        "--upgrade", "typer>=0.29"
    )  # pip says that this breaks the cap, which is the point
    session.run("pytest", *session.posargs)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """The tests on the oldest version of each dependency that pyproject.toml allows."""
    oldest = [
        re.sub(r">=([^,]+).*", r"==\1", requirement)
        for requirement in PROJECT["project"]["dependencies"]
    ]
    session.install("-e", ".[dev]", *oldest)
    session.run("pytest", *session.posargs)
