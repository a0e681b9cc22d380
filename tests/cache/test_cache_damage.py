"""Tests that damaged files in the cache are noticed and replaced."""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

import pytest
from cache.cache_helpers import entry_files, settle

from hubcli.cache import store

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner


def damage(content: bytes, how: str) -> bytes | None:
    """Return the contents after some damage; None for no file."""
    at = random.Random(how).randrange(len(content))
    return {
        "removed": None,
        "empty": b"",
        "no database": b"This is no database.",
        "cut short": content[: len(content) // 2],
        "grown": content + b"x",
        "one byte": content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :],
        "overwritten": content[:4096] + bytes(len(content) - 4096),
    }[how]


@pytest.mark.parametrize(
    "how",
    ["removed", "empty", "no database", "cut short", "grown", "one byte", "overwritten", "foreign"],
)
@pytest.mark.parametrize("settled", [False, True], ids=["at once", "later"])
def test_damaged_entry_is_replaced(run: Runner, large: Path, how: str, settled: bool) -> None:
    """After any damage to an entry the answer is right, and the entry is written again."""
    expected = run("search", "neuroscience", "--data", str(large))
    (file,) = entry_files()
    content = file.read_bytes()
    if settled:
        settle()
        run("list", "--data", str(large))
    if how == "foreign":
        file.unlink()
        with sqlite3.connect(file) as db:
            db.execute("CREATE TABLE about(name, data)")
        db.close()
    else:
        changed = damage(content, how)
        file.unlink() if changed is None else file.write_bytes(changed)

    assert run("search", "neuroscience", "--data", str(large)) == expected
    assert entry_files() == [file]
    assert run("search", "neuroscience", "--data", str(large)) == expected


def test_damaged_fingerprints_and_metadata_change_no_answer(run: Runner, large: Path) -> None:
    """They only save time."""
    expected = run("show", "kuopio", "--data", str(large))
    for content in (b"", b"\xff\x00", b'["/elsewhere",[1,2,3,4,5],"0",9999999999999999999]', b"[]"):
        for file in store.cache_folder().iterdir():
            if file.suffix in (".stamp", ".card"):
                file.write_bytes(content)
        assert run("show", "kuopio", "--data", str(large)) == expected
