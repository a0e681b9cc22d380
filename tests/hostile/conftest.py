"""Fixtures: a folder with a dataset of hostile texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hostile_texts import HOSTILE, hostile_dataset

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with `hostile.json`, and with the text of a source in `texts`."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "hostile.json").write_text(json.dumps(hostile_dataset()), encoding="utf-8")
    (folder / "texts").mkdir()
    text = f"{HOSTILE}\n\nAnn \x9b12 {HOSTILE}".encode() + b"\xff"
    (folder / "texts" / "null.txt").write_bytes(text)
    return folder
