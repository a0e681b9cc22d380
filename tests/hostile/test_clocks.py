"""Tests that the cache does not trust clocks: a change of a file shows whatever its date is."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hostile_processes import write_large_dataset

from hubcli.cache import store

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner

SECONDS_PER_YEAR = 31_556_952


@pytest.mark.parametrize("year", [1950, 1970, 2100, 2300])
def test_files_may_have_any_date(year: int, tmp_path: Path, run: Runner) -> None:
    """Even if the cache is from the future, the content of a file counts, not its date."""
    path = write_large_dataset(tmp_path / "large.toml")
    date = (year - 1970) * SECONDS_PER_YEAR
    expected = run("list")
    for name in ("Kuopio", "Kuopix"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('name = "Kuopio"', f'name = "{name}"'))
        os.utime(path, (date, date))
        for _ in ("cold", "warm"):
            out = run("list", "--data", str(path)).out
            assert out == expected.out.replace("\tKuopio\t", f"\t{name}\t", 1)
            for file in store.cache_folder().iterdir():
                os.utime(file, (date, date))
    assert run("cache").status == 0


def test_the_clock_may_have_been_wrong(
    tmp_path: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that was made in 1970 or 2100 is used, and a later change of the file shows."""
    path = write_large_dataset(tmp_path / "large.toml")
    text = path.read_text(encoding="utf-8")
    expected = run("list")
    for seconds in (0, 4_102_444_800):
        with monkeypatch.context() as patched:
            patched.setattr(time, "time_ns", lambda: seconds * 10**9)  # noqa: B023  used in this turn
            patched.setattr(time, "time", lambda: float(seconds))  # noqa: B023  as above
            assert run("list", "--data", str(path)) == expected
        assert run("list", "--data", str(path)) == expected
        path.write_text(text.replace('name = "Kuopio"', 'name = "Kuopix"'), encoding="utf-8")
        assert "\tKuopix\t" in run("list", "--data", str(path)).out
        path.write_text(text, encoding="utf-8")
