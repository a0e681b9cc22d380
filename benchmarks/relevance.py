"""How many of a file's queries find what they must: `python benchmarks/relevance.py QUERIES.json [DATASET.toml …]`.

The file is a list of {"q": query, "want": [patterns of names], "k": within the first k, "any": one of them is enough}.
A query with an empty `want` must find nothing. Prints those that fail, and the count.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Filters
from hubcli.search.engine import search
from hubcli.search.index.build import build_in_memory


def answered(wanted: dict[str, Any], names: list[str]) -> bool:
    if not wanted["want"]:
        return not names
    hits = [
        any(re.search(pattern, name, re.IGNORECASE) for name in names[: wanted["k"]])
        for pattern in wanted["want"]
    ]
    return any(hits) if wanted.get("any") else all(hits)


def main(queries: str, *datasets: str) -> None:
    dataset = load([Path(name) for name in datasets] or [builtin_path()])
    index = build_in_memory(dataset)
    wanted = json.loads(Path(queries).read_text())
    right = 0
    for one in wanted:
        names = [
            result.record.name for result in search(dataset, index, one["q"], Filters()).results
        ]
        if answered(one, names):
            right += 1
        else:
            print(f"missed: {one['q']!r} wants {one['want']} within {one['k']}, found {names[:5]}")
    print(f"{right} of {len(wanted)} answered")


if __name__ == "__main__":
    main(*sys.argv[1:])
