"""Records of ROR that are not valid; valid ones are in test_ror_dump.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.ror_samples import DATASET, ORGANISATIONS, json_lines, write_dump

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner


def test_invalid_records_are_left_out(run: Runner, tmp_path: Path) -> None:
    """One line says how many records were left out, and why the first."""
    broken = [
        b"[]",
        b"not JSON",
        b'{"id": "1"}',
        b'{"id": "1", "names": []}',
        b'{"id": "05xznzw56", "name": "X", "types": "company"}',
        b'{"id": "05xznzw56", "name": " "}',
        b'{"id": "05xznzw56", "name": "X", "city": "Y", "country": "Finland"}',
        b'{"id": "05xznzw56", "name": "X", "lat": 200, "lon": 0, "city": "Y", "country": "FI"}',
        b'{"id": "05xznzw56", "name": "\\ud800"}',
        b'{"id": "05xznzw56", "name": "\xff"}',
        b"[" * 100_000,
    ]
    # The first line is a record: a file that starts with a bracket would be read as an array.
    first, *others = ORGANISATIONS
    content = json_lines([first]) + b"\n".join(broken) + b"\n\n" + json_lines(others)

    result = run("new", "-", "--from-ror", write_dump(tmp_path, content))

    assert (result.status, result.out) == (0, DATASET)
    assert (
        result.err == "note: Left out 11 of 14 records; the first is record 2: not a JSON object.\n"
    )
