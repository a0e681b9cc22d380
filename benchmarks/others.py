"""Compare a search with `sqlite-utils search` and `khard list` on the same records.

    python benchmarks/others.py DATASET.toml [PAIRS] [WORD]

Installs the other two in an environment of their own, and writes the dataset's records to an SQLite
database with full-text search and to an address book (a vCard per record). Each is run in turn with
the installed hubcli of this Python's environment, as a whole process, with warm caches. Prints the
median of the ratios and the number of lines that each wrote.
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
MAX_SECONDS = 5  # a command that takes longer is run in 3 pairs only

KHARD = """
[addressbooks]
[[records]]
path = {cards}
[general]
default_action = list
[contact table]
display = formatted_name
"""


def format_card(record: Record) -> str:
    """Return a vCard 3.0 with the record's names and place."""
    name = escape(record.name)
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{record.id}"]
    lines += [f"FN:{name}", f"N:{name};;;;", f"ORG:{name}"]
    lines += [f"NICKNAME:{escape(alias.name)}" for alias in expand_aliases(record.aliases[:1])]
    if record.place:
        lines.append(f"ADR:;;;{escape(record.place.city)};;;{record.place.country}")
    return "\r\n".join((*lines, "END:VCARD", ""))


def escape(text: str) -> str:
    """Return a text as a value of a vCard."""
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", " ")


def write_database(python: str, path: Path, records: Iterable[Record]) -> None:
    """Write a table of the records with a full-text index, by sqlite-utils itself."""
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


def measure(command: list[str], environ: dict[str, str]) -> tuple[float, int]:
    """Run a process; return its time in seconds, and the number of lines it wrote."""
    start = time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ, check=False
    )
    return time.perf_counter() - start, len(done.stdout.splitlines())


def main(dataset_file: str, pairs: str = "15", word: str = "neuroscience") -> None:
    records = list(load([Path(dataset_file)]).records())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environ = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        hubcli = [HUBCLI, "search", word, "--data", dataset_file]
        others = install_others(folder, records, word)
        for _ in range(2):  # the first run writes the cache, the second finds its file at rest
            measure(hubcli, environ)
            time.sleep(0.2)
        for tool, command in others.items():
            seconds, _ = measure(command, environ)
            runs = [
                (measure(hubcli, environ), measure(command, environ))
                for _ in range(int(pairs) if seconds < MAX_SECONDS else 3)
            ]
            print(format_line(tool, runs))


def install_others(folder: Path, records: list[Record], word: str) -> dict[str, list[str]]:
    """Install the other tools and write their data; return the command of each."""
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / "bin"
    python = str(scripts / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "sqlite-utils", "khard"], check=True)
    write_database(python, folder / "records.db", records)
    cards = folder / "cards"
    cards.mkdir()
    for record in records:
        card = format_card(record)
        (cards / f"{record.id}.vcf").write_text(card, encoding="utf-8", newline="")
    config = folder / "khard.conf"
    config.write_text(KHARD.format(cards=cards))
    return {
        "sqlite-utils search": [
            str(scripts / "sqlite-utils"),
            *("search", str(folder / "records.db"), "records", word, "--limit", "50", "--tsv"),
        ],
        "khard list": [str(scripts / "khard"), "-c", str(config), "list", word],
    }


def format_line(tool: str, runs: list[tuple[tuple[float, int], tuple[float, int]]]) -> str:
    ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in runs)
    ours = 1000 * statistics.median(run[0] for run, _ in runs)
    theirs = 1000 * statistics.median(run[0] for _, run in runs)
    lines = f"{runs[0][0][1]} and {runs[0][1][1]} lines, {len(runs)} pairs"
    return f"hubcli / {tool:20} {ours:8.1f} ms / {theirs:9.1f} ms = {ratio:.3f}  ({lines})"


if __name__ == "__main__":
    main(*sys.argv[1:])
