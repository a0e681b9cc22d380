"""Outputs whose encoding cannot hold every character."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from output.pseudo_terminal import REPORT_COMMANDS, run_in_terminal

from hubcli.output.render import FORMATS

if TYPE_CHECKING:
    from support import Runner

SMALL = "small.toml"  # in the folder of the tests, where they run


def test_an_ascii_terminal_gets_lookalikes() -> None:
    """A sign that the encoding lacks becomes one that looks like it; JSON has escapes."""
    ascii_only = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}

    _, page = run_in_terminal("show", "harbour", "--data", SMALL, environ=ascii_only)
    _, data = run_in_terminal("show", "harbour", "--data", SMALL, "--json", environ=ascii_only)

    assert page.splitlines()[0] == "Harbour Campus  hub in ?bo, Finland - harbour"
    assert "  * Almost 2,500 students live here. [1 p1]" in page
    assert '"city": "\\u00c5bo"' in data


@pytest.mark.parametrize("line", REPORT_COMMANDS)
def test_every_format_in_every_encoding(
    run: Runner, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """JSON means the same in every encoding, and other formats have the same number of lines."""
    for format in FORMATS:
        argv = [*line.split(), "--format", format]
        status, out, _ = run(*argv)
        for encoding in ("ascii", "cp1252", "utf-16"):
            with monkeypatch.context() as patched:
                output = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
                patched.setattr(sys, "stdout", output)
                assert run(*argv).status == status == 0
            written = output.buffer.getvalue().decode(encoding)
            assert written.count("\n") == out.count("\n")
            if format == "json":
                assert json.loads(written) == json.loads(out)
