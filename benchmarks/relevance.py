"""Count the queries of a file that find what they must.

    python benchmarks/relevance.py QUERIES.json [DATASET.toml …]

The file is a list of {"q": query, "want": [patterns of names], "k": number of hits to look at,
"any": whether one of the patterns is enough}. A query with an empty `want` must find nothing.
Prints the queries that fail, and the count.
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


def is_answered(query: dict[str, Any], names: list[str]) -> bool:
    if not query["want"]:
        return not names
    matches = [
        any(re.search(pattern, name, re.IGNORECASE) for name in names[: query["k"]])
        for pattern in query["want"]
    ]
    return any(matches) if query.get("any") else all(matches)


def main(queries_file: str, *dataset_files: str) -> None:
    dataset = load([Path(file) for file in dataset_files] or [builtin_path()])
    index = build_in_memory(dataset)
    queries = json.loads(Path(queries_file).read_text())
    answered = 0
    for query in queries:
        results = search(dataset, index, query["q"], Filters()).results
        names = [result.record.name for result in results]
        if is_answered(query, names):
            answered += 1
        else:
            wanted = f"{query['want']} within {query['k']}"
            print(f"missed: {query['q']!r} wants {wanted}, found {names[:5]}")
    print(f"{answered} of {len(queries)} answered")


if __name__ == "__main__":
    main(*sys.argv[1:])
