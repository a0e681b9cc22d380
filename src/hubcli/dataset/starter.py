"""The example dataset that `hubcli new` writes, from the template `starter.toml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hubcli.dataset.toml_writer import format_text

# Values in starter.toml to be replaced.
_TITLE = "My directory"
_UPDATED = "2026-01-01"


def starter_dataset(title: str) -> str:
    """Return the example as TOML, with today's date and, unless empty, this title."""
    text = Path(__file__).with_name("starter.toml").read_text(encoding="utf-8")
    text = text.replace(_UPDATED, date.today().isoformat(), 1)
    return text.replace(format_text(_TITLE), format_text(title or _TITLE), 1)
