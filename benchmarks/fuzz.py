"""Search for random queries, and fail at an exception or a slow query.

    python benchmarks/fuzz.py [QUERIES] [DATASET.toml]

By default 100,000 queries on the built-in dataset. Hypothesis makes them of the dataset's words
(whole, cut short and misspelt), of the operators of the query language, and of any text at all. A
query is slow if it takes more than 10 times as long as the median one in each of five further runs.
"""

from __future__ import annotations

import gc
import sqlite3
import statistics
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Filters
from hubcli.search.engine import search
from hubcli.search.index.build import build_index
from hubcli.search.index.reader import Index
from hubcli.search.index.texts import record_texts
from hubcli.text.words import split_words

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset

MAX_RATIO = 10  # of the time of a query to the median time
OPERATORS = ("OR", "-", '"', "*", "hub:kuopio", "type:company", "topic:", "country:fi")
WORDS = ("who", "in", "AND")


def dataset_words(dataset: Dataset) -> list[str]:
    """Return the words of the first 2,000 records."""
    words: set[str] = set()
    for record in islice(dataset.records(), 2000):
        for item in record_texts(dataset, record):
            words.update(split_words(item.text))
    return sorted(words)


def queries(words: list[str]) -> st.SearchStrategy[str]:
    word = st.sampled_from(words)
    misspelt = st.builds(
        lambda word, at, letter: word[:at] + letter + word[at + 1 :],
        word,
        st.integers(0, 12),
        st.sampled_from("aeiounrst"),
    )
    prefix = st.builds(lambda word, length: word[:length], word, st.integers(1, 6))
    operator = st.sampled_from((*OPERATORS, *WORDS))
    piece = st.one_of(word, word, misspelt, prefix, operator, st.text(max_size=12))
    return st.lists(piece, min_size=1, max_size=12).map(" ".join)


def main(count: str = "100000", dataset_file: str = "") -> None:
    gc.disable()
    dataset = load([Path(dataset_file) if dataset_file else builtin_path()])
    db = sqlite3.connect(":memory:")
    build_index(db, dataset)
    times: list[tuple[float, str]] = []

    def measure(text: str) -> float:
        start = time.perf_counter()
        search(dataset, Index(db), text, Filters(), 50)
        return time.perf_counter() - start

    @settings(
        max_examples=int(count),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(queries(dataset_words(dataset)))
    def run(text: str) -> None:
        times.append((measure(text), text))

    run()
    median = statistics.median(seconds for seconds, _ in times)
    slow = [text for seconds, text in times if seconds > MAX_RATIO * median]
    # The machine may have been busy with something else: a slow query is run again.
    repeated = [(min(measure(text) for _ in range(5)), text) for text in slow]
    slowest, text = max(repeated, default=max(times))
    print(
        f"{len(times)} queries, median {1000 * median:.2f} ms, "
        f"slowest {1000 * slowest:.2f} ms = {slowest / median:.1f}"
    )
    if repeated and slowest > MAX_RATIO * median:
        sys.exit(f"too slow: {text!r}")


if __name__ == "__main__":
    main(*sys.argv[1:])
