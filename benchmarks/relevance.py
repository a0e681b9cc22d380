"""Count the queries of a file that find what they must.

    python benchmarks/relevance.py QUERIES.json [DATASET.toml …]

The file is a list of objects with these keys:

    q        the query
    want     patterns of names; all must be among the first hits, and if there are none, nothing
             may be found
    k        how many hits are the first ones
    cat      the kind of query
    any      true if one of the patterns in `want` is enough
    only     true if no name may be found, at any rank, that none of the patterns matches
    not      patterns of names that must not be among the first hits
    excerpt  a pattern of the text shown for the first hit

The last five are optional. Upper and lower case are the same. Prints the queries that fail with
the reason, how many are answered of each kind, and the count.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Filters
from hubcli.report.document import plain_text
from hubcli.report.search_results import search_report
from hubcli.search.engine import search
from hubcli.search.index.build import build_in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.search.engine import SearchAnswer


def matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def first_excerpt(dataset: Dataset, answer: SearchAnswer) -> str:
    """Return the text shown for the first hit, or nothing if there is no hit."""
    table = search_report(dataset, answer).table
    if not table.rows:
        return ""
    keys = [column.key for column in table.columns]
    cell = table.rows[0][keys.index("excerpt")]
    return plain_text(cell) if isinstance(cell, tuple) else str(cell)


def answer_failures(dataset: Dataset, query: dict[str, Any], answer: SearchAnswer) -> Iterator[str]:
    """Yield what is wrong with an answer, as `failures` does."""
    names = [result.record.name for result in answer.results]
    return failures(query, names, first_excerpt(dataset, answer))


def failures(query: dict[str, Any], names: list[str], excerpt: str) -> Iterator[str]:
    """Yield what is wrong with the names found, and with the text shown for the first one."""
    want = query["want"]
    first = names[: query["k"]]
    if not want and names:
        yield "wants nothing"
    missing = [pattern for pattern in want if not any(matches(pattern, name) for name in first)]
    if len(missing) == len(want) if query.get("any") else missing:
        yield f"wants {want} within {query['k']}"
    if query.get("only"):
        others = [name for name in names if not any(matches(pattern, name) for pattern in want)]
        if others:
            yield f"wants {want} alone, not {others}"
    unwanted = [
        name for name in first if any(matches(pattern, name) for pattern in query.get("not", ()))
    ]
    if unwanted:
        yield f"must not find {unwanted} within {query['k']}"
    if not matches(query.get("excerpt", ""), excerpt):
        yield f"wants the text {query['excerpt']!r}, shown is {excerpt!r}"


def main(queries_file: str, *dataset_files: str) -> None:
    dataset = load([Path(file) for file in dataset_files] or [builtin_path()])
    index = build_in_memory(dataset)
    queries = json.loads(Path(queries_file).read_text(encoding="utf-8"))
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for query in queries:
        answer = search(dataset, index, query["q"], Filters())
        reasons = list(answer_failures(dataset, query, answer))
        kind = query.get("cat", "other")
        asked[kind] += 1
        answered[kind] += not reasons
        if reasons:
            names = [result.record.name for result in answer.results[:5]]
            print(f"missed: {query['q']!r} {'; '.join(reasons)}; found {names}")
    for kind, count in asked.items():
        print(f"{kind:10} {answered[kind]:3}/{count}")
    print(f"{answered.total()} of {len(queries)} answered")


if __name__ == "__main__":
    main(*sys.argv[1:])
