"""The example dataset of `hubcli new`, from `starter.toml`: every kind of record, explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hubcli.dataset.toml_writer import format_text

_TITLE = "My directory"  # as in starter.toml, like the date
_UPDATED = "2026-01-01"


def starter_dataset(title: str) -> str:
    """Return the example as TOML, with this title, or its own if empty, and today's date."""
    text = Path(__file__).with_name("starter.toml").read_text(encoding="utf-8")
    text = text.replace(_UPDATED, date.today().isoformat(), 1)
    return text.replace(format_text(_TITLE), format_text(title or _TITLE), 1)
