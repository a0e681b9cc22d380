"""Datasets that the tests of the check share, and a problem as the check prints it."""

from __future__ import annotations

from pathlib import Path

SAMPLES = Path("check/samples")  # in the folder of the tests, where they run
RULES = SAMPLES / "rules"  # a file for each rule
EVIDENCE = SAMPLES / "evidence"  # a file for each rule on sources
TEXTS = SAMPLES / "texts"
SOUND = SAMPLES / "sound.toml"


def printed(path: Path, severity: str, problems: str) -> str:
    """Return the output of the check for problems of a file, each `LINE:COLUMN: MESSAGE`."""
    lines = (problem.split(": ", 1) for problem in problems.splitlines())
    return "".join(f"{path}:{place}: {severity}: {message}\n" for place, message in lines)
