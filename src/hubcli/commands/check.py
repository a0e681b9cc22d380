"""`hubcli check`."""

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from hubcli.check.run import check_files
from hubcli.cli.answer import Answer
from hubcli.cli.origin import Origin
from hubcli.errors import ProblemsFound, WrongUse
from hubcli.report.problems import problem_report

EXTRA_FORMATS = ("github",)

EXAMPLES = (
    ("check mine.toml", "every problem of a dataset"),
    ("check mine.toml --sources texts/", "compare it with its sources"),
    ("check mine.toml --strict --format github", "annotate a pull request"),
    ("check", "the built-in dataset"),
)


def run(
    origin: Origin,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="The files of one dataset; if left out, HUBCLI_DATA or the built-in dataset.",
        ),
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources",
            metavar="DIR",
            exists=True,
            file_okay=False,
            help="Compare the claims with the texts they cite: SOURCE-ID.txt in this folder.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
) -> Answer:
    """Check a dataset and report every problem.

    A problem has its file, line and column, and says what to do. An error keeps the dataset from
    being read: a wrong key or value, a reference to a missing record. A warning is for its editors:
    a claim without a citation, a name that two records share, a link stated at both ends.

    The exit status is 1 if there are errors, or with --strict errors or warnings. The format
    github writes annotations for GitHub workflows.
    """
    paths = replace(origin, data=(*(files or ()), *origin.data)).paths()
    try:
        result = check_files(paths, origin.read, sources)
    except OSError as error:
        raise WrongUse(f"{error.filename} cannot be read: {error.strerror}") from error
    report = problem_report(result.problems)
    if result.errors or (strict and result.warnings):
        return Answer(report, "plain", ProblemsFound(result.summary), screen="plain")
    return Answer(report, "plain", notes=(f"{result.summary}.",), screen="plain")
