"""Random queries: `python benchmarks/fuzz.py [QUERIES] [DATASET.toml]`, by default 100,000 on the built-in dataset.

Hypothesis makes them of the dataset's words, whole, cut short and misspelt, of every sign of the query language, and of
any text at all. Fails at the first exception, and when a query takes more than 10 times as long as the median one; such
a query is asked again before it counts, as a machine may have been busy with something else.
"""

from __future__ import annotations

import gc
import sqlite3
import statistics
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Filters
from hubcli.search.engine import Searcher
from hubcli.search.index.build import build_index
from hubcli.search.index.reader import Index
from hubcli.search.index.texts import record_texts
from hubcli.search.query import parse_query
from hubcli.text.words import tokens

SLOW = 10


def main(queries: str = "100000", dataset_file: str = "") -> None:
    gc.disable()
    dataset = load([Path(dataset_file) if dataset_file else builtin_path()])
    db = sqlite3.connect(":memory:")
    build_index(db, dataset)
    said = sorted(
        {
            t.word
            for r in list(dataset.records())[:2000]
            for e in record_texts(dataset, r)
            for t in tokens(e.text)
        }
    )
    word = st.sampled_from(said)
    slip = st.tuples(word, st.integers(0, 12), st.sampled_from("aeiounrst")).map(
        lambda it: it[0][: it[1]] + it[2] + it[0][it[1] + 1 :]
    )
    begun = st.tuples(word, st.integers(1, 6)).map(lambda it: it[0][: it[1]])
    sign = st.sampled_from(
        [
            "OR",
            "-",
            '"',
            "*",
            "hub:kuopio",
            "type:company",
            "topic:",
            "country:fi",
            "who",
            "in",
            "AND",
        ]
    )
    anything = st.text(max_size=12)
    piece = st.one_of(word, word, slip, begun, sign, anything)
    query = st.lists(piece, min_size=1, max_size=12).map(" ".join)
    times: list[tuple[float, str]] = []

    def seconds(text: str) -> float:
        start = time.perf_counter()
        Searcher(dataset, Index(db)).answer(parse_query(dataset, text, Filters()), 50)
        return time.perf_counter() - start

    @settings(
        max_examples=int(queries),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(query)
    def ask(text: str) -> None:
        times.append((seconds(text), text))

    ask()
    median = statistics.median(taken for taken, _ in times)
    slow = [
        (min(seconds(text) for _ in range(5)), text)
        for taken, text in times
        if taken > SLOW * median
    ]
    worst, text = max(slow, default=max(times))
    print(
        f"{len(times)} queries, median {1000 * median:.2f} ms, slowest {1000 * worst:.2f} ms = {worst / median:.1f}"
    )
    if slow and worst > SLOW * median:
        sys.exit(f"too slow: {text!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])
