"""The same search on the same records: hubcli, `sqlite-utils search` and `khard`.

    python benchmarks/others.py DATASET.toml [PAIRS] [WORD]

Installs the two others in an environment of its own, makes an SQLite database with full-text search and an address book
(a vCard a record) of the dataset's records, and runs each of them in turn with the installed hubcli of this Python's
environment, whole processes, warm. Prints the median of the ratios and how many lines each found.
"""

from __future__ import annotations

import csv
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from pathlib import Path
from typing import TYPE_CHECKING

from hubcli.dataset.load import load
from hubcli.model.records import Record, expand_aliases

if TYPE_CHECKING:
    from collections.abc import Iterable

HUBCLI = str(Path(sysconfig.get_path("scripts")) / "hubcli")

KHARD = """
[addressbooks]
[[records]]
path = {cards}
[general]
default_action = list
[contact table]
display = formatted_name
"""


def card(record: Record) -> str:
    """A vCard 3.0 with the record's names and place."""

    def escaped(text: str) -> str:
        return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", " ")

    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{record.id}", f"FN:{escaped(record.name)}"]
    lines += [f"N:{escaped(record.name)};;;;", f"ORG:{escaped(record.name)}"]
    lines += [
        f"NICKNAME:{escaped(alias.name)}" for alias in list(expand_aliases(record.aliases))[:1]
    ]
    if record.place:
        lines.append(f"ADR:;;;{escaped(record.place.city)};;;{record.place.country}")
    return "\r\n".join((*lines, "END:VCARD", ""))


def database(python: str, path: Path, records: Iterable[Record]) -> None:
    """A table with what can be searched, and sqlite-utils' own full-text index on it."""
    rows = path.with_suffix(".csv")
    with rows.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "name", "aliases", "city", "country"))
        for record in records:
            aliases = " ".join(alias.name for alias in expand_aliases(record.aliases))
            place = (record.place.city, record.place.country) if record.place else ("", "")
            writer.writerow((record.id, record.name, aliases, *place))
    tool = [python, "-m", "sqlite_utils"]
    subprocess.run(
        [*tool, "insert", str(path), "records", str(rows), "--csv", "--pk", "id"], check=True
    )
    columns = ("name", "aliases", "city", "country")
    subprocess.run([*tool, "enable-fts", str(path), "records", *columns, "--fts5"], check=True)


def seconds(command: list[str], environ: dict[str, str]) -> tuple[float, int]:
    """How long the whole process takes, and how many lines it wrote."""
    start = time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ, check=False
    )
    return time.perf_counter() - start, len(done.stdout.splitlines())


def main(dataset_file: str, most: str = "15", word: str = "neuroscience") -> None:
    records = list(load([Path(dataset_file)]).records())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "env", with_pip=True)
        scripts = folder / "env" / "bin"
        python = str(scripts / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "sqlite-utils", "khard"], check=True)
        database(python, folder / "records.db", records)
        cards = folder / "cards"
        cards.mkdir()
        for record in records:
            (cards / f"{record.id}.vcf").write_text(card(record), encoding="utf-8", newline="")
        config = folder / "khard.conf"
        config.write_text(KHARD.format(cards=cards))
        others = {
            "sqlite-utils search": [
                str(scripts / "sqlite-utils"),
                *("search", str(folder / "records.db"), "records", word, "--limit", "50", "--tsv"),
            ],
            "khard list": [str(scripts / "khard"), "-c", str(config), "list", word],
        }
        environ = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        ours = [HUBCLI, "search", word, "--data", dataset_file]
        for _ in range(2):  # builds the index, then sees that its file rests
            seconds(ours, environ)
            time.sleep(0.2)
        for tool, command in others.items():
            once, _ = seconds(command, environ)
            runs = [
                (seconds(ours, environ), seconds(command, environ))
                for _ in range(int(most) if once < 5 else 3)
            ]
            ratio = statistics.median(one[0] / other[0] for one, other in runs)
            one, other = (
                1000 * statistics.median(each[0] for each in its) for its in zip(*runs, strict=True)
            )
            found = f"{runs[0][0][1]} and {runs[0][1][1]} lines"
            print(
                f"hubcli / {tool:20} {one:8.1f} ms / {other:9.1f} ms = {ratio:.3f}  ({found}, {len(runs)} pairs)"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
