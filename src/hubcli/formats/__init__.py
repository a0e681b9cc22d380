"""Writers: a Report → the whole output as one string, for a program or a pipe. None of them prints.

Each module has one function, `write(report) -> str`, whose result ends in a newline unless it is empty. A module is
imported when its format is asked for, as no run needs two of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Literal, get_args

from hubcli.report import Report

Format = Literal["table", "plain", "tsv", "csv", "json", "markdown", "github"]
SOME: tuple[Format, ...] = ("github",)  # of use to some commands only
FORMATS: tuple[Format, ...] = tuple(name for name in get_args(Format) if name not in SOME)


def write(report: Report, format: Format) -> str:
    """The report in a format other than `table`, which is `terminal`'s."""
    module = import_module(f"hubcli.formats.{format}")
    text: str = module.write(report)
    return text
