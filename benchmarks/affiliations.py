"""How often the organisation that a string means comes first.

    python benchmarks/affiliations.py DATASET.toml QUERIES.json

The queries are a list of {"q": string, "id": ROR id}; `hubcli new DATASET.toml --from-ror DUMP` makes the dataset.
Prints the share found at rank 1 and within 5, as they are, with one random edit in a word of five or more letters, and
without accents.
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
from hubcli.search.engine import Searcher
from hubcli.search.index.build import build_in_memory
from hubcli.search.query import parse_query

if TYPE_CHECKING:
    from collections.abc import Callable


def with_a_slip(text: str) -> str:
    """One letter left out, doubled, replaced or swapped with its neighbour, in a word of five or more letters."""
    words = text.split()
    long = [number for number, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return text
    number = random.choice(long)
    word = words[number]
    at = random.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + random.choice("aeiou") + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    words[number] = random.choice(slips)
    return " ".join(words)


def without_accents(text: str) -> str:
    return "".join(
        char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char)
    )


def main(dataset_file: str, queries_file: str, show: str = "") -> None:
    random.seed(1)
    dataset = load([Path(dataset_file)])
    start = time.perf_counter()
    searcher = Searcher(dataset, build_in_memory(dataset))
    print(f"{len(dataset.actors)} organisations, indexed in {time.perf_counter() - start:.1f} s")
    named = {record.ror: record.name for record in dataset.records()}
    wanted = json.loads(Path(queries_file).read_text())
    changes: dict[str, Callable[[str], str]] = {
        "as they are": lambda text: text,
        "with a slip": with_a_slip,
        "without accents": without_accents,
    }
    for name, change in changes.items():
        first = within = 0
        start = time.perf_counter()
        for one in wanted:
            text = change(one["q"])
            results = searcher.answer(parse_query(dataset, text, Filters()), 5).results
            ids = [result.record.ror for result in results]
            first += ids[:1] == [one["id"]]
            within += one["id"] in ids
            if show and ids[:1] != [one["id"]] and name == "as they are":
                names = [result.record.name for result in results[:2]]
                print(f"  {text!r} wants {named[one['id']]!r}, found {names}")
        taken = (time.perf_counter() - start) / len(wanted)
        shares = f"rank 1: {first / len(wanted):.3f}, within 5: {within / len(wanted):.3f}"
        print(f"{name:16} {shares}, {1000 * taken:.0f} ms each")


if __name__ == "__main__":
    main(*sys.argv[1:])
