"""Readers of exports that the tests share: libraries, programs, and what undoes our escapes.

A test whose reader is not installed is skipped; with HUBCLI_READERS=all it fails instead. MERMAID
names the folder of node_modules that has mermaid and jsdom.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from support import ALL_READERS, missing

from hubcli.dataset import load, paths
from hubcli.exports.request import ExportRequest, export_pieces

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


def library(name: str) -> Any:
    """Return a library of the `readers` extra."""
    if not ALL_READERS:
        pytest.importorskip(name, reason=f"{name} is not installed: pip install -e '.[readers]'")
    return importlib.import_module(name)


def run_program(*command: str, stdin: str, **environ: str) -> str:
    """Return what a program writes that reads `stdin`."""
    if not shutil.which(command[0]):
        missing(command[0])
    done = subprocess.run(
        command,
        input=stdin.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, **environ},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def parse_mermaid(chart: str) -> Any:
    """Return the nodes and edges that Mermaid's parser finds in a flowchart."""
    folder = os.environ.get("MERMAID", "")
    if not folder:
        missing("mermaid (MERMAID names no folder)")
    out = run_program("node", "exports/mermaid.mjs", stdin=json.dumps([chart]), MERMAID=folder)
    (parsed,) = json.loads(out)
    return parsed


def export_text(dataset: Dataset, format: str, table: str = "") -> str:
    """Return an export that is text."""
    return "".join(export_pieces(dataset, ExportRequest(format, table)))


def builtin() -> Dataset:
    """Return the built-in dataset."""
    return load.load([paths.builtin_path()])


def load_json(text: str) -> Dataset:
    """Return the dataset that a JSON file with this text holds, without the name of the file."""
    dataset = load.load([Path("x.json")], lambda _: text.encode())
    return msgspec.structs.replace(dataset, files=())


def unescape(cell: str) -> str:
    """Return the text that was escaped for a cell or for GraphML, as docs/export.md says."""

    def char(match: re.Match[str]) -> str:
        return "\\" if match[0] == "\\\\" else chr(int(match[0].lstrip(r"\xuU"), 16))

    return re.sub(r"\\\\|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}", char, cell)


def collapse_spaces(text: str) -> str:
    """Return a text with single spaces, as readers show it."""
    return " ".join(text.split())
