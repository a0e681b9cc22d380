"""Tests of `hubcli cite`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner


def test_every_claim_has_its_source(run: Runner) -> None:
    """Each claim and citation is a row with the address; links stated elsewhere are included."""
    rows = [line.split("\t") for line in run("cite", "neurocenter").out.splitlines()]
    assert ["Neurocenter Finland: Supported by City of Kuopio", "kuopio-health", "14"] in [
        row[:3] for row in rows
    ]
    assert {row[4] for row in rows} >= {"https://neurocenterfinland.fi"}
    page = json.loads(run("show", "neurocenter", "--json").out)
    claims = json.loads(run("cite", "neurocenter", "--json").out)["claims"]
    assert {fact["text"] for fact in page["facts"]} <= {claim["claim"] for claim in claims}


def test_claims_without_a_source(run: Runner, tmp_path: Path) -> None:
    """Claims without a citation have a section of their own."""
    path = tmp_path / "bare.toml"
    path.write_text(
        "[dataset]\ntitle = 'Bare'\nupdated = 2026-01-01\n"
        "[hubs.a]\nname = 'A'\nsummary = 'Has boats.'\n"
    )
    assert (
        run("cite", "a", "--format", "plain", "--data", str(path)).out
        == "A  hub · a\n\nNot cited\n  • Has boats.\n"
    )


def test_bibliography_of_a_record(run: Runner) -> None:
    """BibTeX contains the sources of the record and no others."""
    bibliography = run("cite", "neurocenter", "--format", "bibtex").out
    ids = re.findall(r"^@\w+\{([^,]+),", bibliography, re.MULTILINE)
    data = json.loads(run("cite", "neurocenter", "--json").out)
    assert set(ids) == {source["id"] for source in data["sources"]}
