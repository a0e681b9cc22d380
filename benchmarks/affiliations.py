"""Measure how often the organisation in an affiliation is found first.

    python benchmarks/affiliations.py DATASET.toml QUERIES.json [show]

The queries are a list of {"q": affiliation, "id": ROR id}; `hubcli new DATASET.toml --from-ror
DUMP` makes the dataset. Prints the share found at rank 1 and among the first 5, for the queries as
they are, with a typing error, and without accents. With `show`, prints the queries that fail.
"""

from __future__ import annotations

import json
import random
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from hubcli.dataset.load import load
from hubcli.model.dataset import Filters
from hubcli.search.engine import search
from hubcli.search.index.build import build_in_memory

if TYPE_CHECKING:
    from collections.abc import Callable


def with_typing_error(text: str) -> str:
    """Return a text with one letter of a word of five or more letters changed.

    The letter is left out, doubled, replaced, or swapped with its neighbour.
    """
    words = text.split()
    long = [number for number, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return text
    number = random.choice(long)
    word = words[number]
    at = random.randrange(1, len(word) - 1)
    misspelt = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + random.choice("aeiou") + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    words[number] = random.choice(misspelt)
    return " ".join(words)


def without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


# Variant of the queries → function. The order matters, as they share one random generator.
VARIANTS: dict[str, Callable[[str], str]] = {
    "as they are": lambda text: text,
    "with a slip": with_typing_error,
    "without accents": without_accents,
}


def main(dataset_file: str, queries_file: str, show: str = "") -> None:
    random.seed(1)
    dataset = load([Path(dataset_file)])
    start = time.perf_counter()
    index = build_in_memory(dataset)
    print(f"{len(dataset.actors)} organisations, indexed in {time.perf_counter() - start:.1f} s")
    names = {record.ror: record.name for record in dataset.records()}
    queries = json.loads(Path(queries_file).read_text())
    for variant, change in VARIANTS.items():
        first = among_five = 0
        start = time.perf_counter()
        for query in queries:
            results = search(dataset, index, change(query["q"]), Filters(), 5).results
            ids = [result.record.ror for result in results]
            first += ids[:1] == [query["id"]]
            among_five += query["id"] in ids
            if show and ids[:1] != [query["id"]] and variant == "as they are":
                best = [result.record.name for result in results[:2]]
                print(f"  {query['q']!r} means {names[query['id']]!r}, found {best}")
        seconds = (time.perf_counter() - start) / len(queries)
        shares = f"rank 1: {first / len(queries):.3f}, within 5: {among_five / len(queries):.3f}"
        print(f"{variant:16} {shares}, {1000 * seconds:.0f} ms each")


if __name__ == "__main__":
    main(*sys.argv[1:])
