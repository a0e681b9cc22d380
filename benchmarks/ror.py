"""Organisations of the Research Organization Registry as a dataset.

    python benchmarks/ror.py IN.ndjson[.gz] OUT.toml

Reads one JSON object a line with id, name, types, city, country, lat, lon, aliases ([name, language]), acronyms,
website and wikidata, as they are in ROR's public records (CC0).
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEAD = """[dataset]
title = "Research organisations"
updated = 2026-06-23
license = "CC0-1.0"

[sources.ror]
title = "ROR data dump v2.9"
publisher = "Research Organization Registry"
date = "2026-06-23"
"""


def organisations(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def quoted(text: str) -> str:
    """A text as a TOML string; JSON's escapes are TOML's, but for a raw DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def table(organisation: dict[str, Any]) -> str:
    """The record as TOML: `[actors.ror-040af2s02]` and its keys."""
    names = {organisation["name"]}
    aliases = []
    for name, *language in organisation.get("aliases", []):
        if name not in names:
            lang = f", lang = {quoted(language[0])}" if language and language[0] else ""
            aliases.append(f"{{ name = {quoted(name)}{lang} }}")
            names.add(name)
    for name in organisation.get("acronyms", []):
        if name not in names:
            aliases.append(f'{{ name = {quoted(name)}, kind = "acronym" }}')
            names.add(name)
    lines = [
        f"\n[actors.ror-{organisation['id']}]",
        f"name = {quoted(organisation['name'])}",
        f'type = "{next(iter(organisation["types"]), "other")}"',
        f'cite = "ror"\nror = "{organisation["id"]}"',
    ]
    if aliases:
        lines.append(f"aliases = [{', '.join(aliases)}]")
    if organisation.get("city"):
        place = f"city = {quoted(organisation['city'])}, country = {quoted(organisation['country'])}"
        lines.append(f"place = {{ {place}, lat = {organisation['lat']}, lon = {organisation['lon']} }}")
    if organisation.get("website", "").startswith(("http://", "https://")):
        lines.append(f"website = {quoted(organisation['website'])}")
    if organisation.get("wikidata"):
        lines.append(f"wikidata = {quoted(organisation['wikidata'])}")
    return "\n".join(lines) + "\n"


def main(source: str, target: str) -> None:
    with Path(target).open("w", encoding="utf-8") as out:
        out.write(HEAD)
        out.writelines(map(table, organisations(Path(source))))


if __name__ == "__main__":
    main(*sys.argv[1:])
