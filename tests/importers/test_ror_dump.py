"""Dumps of ROR in any packing, and files that are not dumps."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from importers.ror_samples import (
    DATASET,
    ORGANISATIONS,
    json_array,
    json_lines,
    schema_1,
    schema_2,
    write_dump,
    write_zip,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from support import Runner


@pytest.mark.parametrize(
    "schema", [dict, schema_1, schema_2], ids=["plain", "schema 1", "schema 2"]
)
@pytest.mark.parametrize("packing", ["lines", "array", "gz", "zip"])
def test_every_schema_and_packing_gives_the_same_dataset(
    run: Runner, tmp_path: Path, schema: Callable[..., dict[str, Any]], packing: str
) -> None:
    """Names, types, places, ids and links do not depend on the records' schema or the packing."""
    records = [schema(organisation) for organisation in ORGANISATIONS]
    if packing == "lines":
        dump = write_dump(tmp_path, records)
    elif packing == "array":
        dump = write_dump(tmp_path, json_array(records))
    elif packing == "gz":
        dump = write_dump(tmp_path, gzip.compress(json_lines(records)))
    else:  # of several JSON files in a zip, that of schema 2 is read
        files = {"a.csv": b"id", "a-data.json": b"[]", "a-data_schema_v2.json": json_array(records)}
        dump = str(write_zip(tmp_path, **files))

    assert run("new", "-", "--from-ror", dump) == (0, DATASET, "")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a dump of ROR: it is empty"),
        (
            b"id,name\n1,X\n",
            "not a dump of ROR: record 1: JSON is malformed: invalid character (byte 0)",
        ),
        (b"[{}", "cannot be read: Input data was truncated"),
        (b"[]", "not a dump of ROR: it is empty"),
        (
            gzip.compress(b"{}" * 5000, mtime=0)[:-9],
            "cannot be read: Compressed file ended before the end-of-stream marker was reached",
        ),
        (b"\x1f\x8b" + b"\x00" * 20, "cannot be read: Unknown compression method"),
        (b"PK\x03\x04", "cannot be read: File is not a zip file"),
    ],
)
def test_a_file_that_is_not_a_dump_is_refused(
    run: Runner, tmp_path: Path, content: bytes, message: str
) -> None:
    """The message is one line and the status 3, whatever is in the file."""
    path = write_dump(tmp_path, content)

    assert run("new", "-", "--from-ror", path) == (3, "", f"{path}: error: {message}\n")


@pytest.mark.parametrize("start", [b"", b"[", b"\n\n"])
def test_a_dump_that_unpacks_to_too_much_is_refused(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    """An array and a line are unpacked only up to the limit."""
    monkeypatch.setattr("hubcli.importers.ror.dump.MAX_PIECE", 1000)
    path = write_dump(tmp_path, gzip.compress(start + b" " * 10_000_000))

    message = f"{path}: error: cannot be read: a line or array has more than 1,000 bytes\n"
    assert run("new", "-", "--from-ror", path) == (3, "", message)


def test_a_missing_dump_a_folder_and_an_archive_without_json(run: Runner, tmp_path: Path) -> None:
    """Each of these is refused with its own message."""
    write_zip(tmp_path, **{"readme.txt": b"hello"})

    for name, message in {
        "nowhere": "there is no such file",
        "dump.zip": "cannot be read: there is no JSON in the archive",
        ".": "cannot be read: Is a directory",
    }.items():
        path = tmp_path / name
        assert run("new", "-", "--from-ror", str(path)) == (3, "", f"{path}: error: {message}\n")
