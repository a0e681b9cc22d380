"""Measure how often an organisation is found by its name, spoiled as people spoil names.

    python benchmarks/names.py DATASET.toml [SAMPLE] [SEED] [show KIND]

`hubcli new DATASET.toml --from-ror DUMP` makes the dataset. For each kind, SAMPLE names (300) are
drawn with SEED (1), spoiled and searched for. Prints the share found at rank 1 and among the first
5, and the time of a query. With `show`, prints the queries of a kind that fail. Names that another
record bears as well, before or after they are spoiled, are left out.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from html.entities import codepoint2name
from itertools import chain, islice
from pathlib import Path
from random import Random
from statistics import mean, quantiles
from string import ascii_lowercase, punctuation
from typing import NamedTuple

from hubcli.dataset.load import load
from hubcli.model.countries import country_name
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.records import Alias, expand_aliases
from hubcli.search.engine import search
from hubcli.search.index.build import build_in_memory
from hubcli.text.words import name_key

LETTER = r"[^\W\d_]"
ELISION = rf"\b(l|d|s|n|qu|un|all|dall|dell|nell|sull|coll)['\u2019]({LETTER})"
OF = r"(University|Institute|College|Hospital|Museum|Academy) of (?:the )?([^\s,]+(?: [^\s,]+)?)"
FORMS = ("Inc", "Ltd", "Oy", "AB", "GmbH")
ENTITIES = {code: f"&{name};" for code, name in codepoint2name.items()}


class Name(NamedTuple):
    """A name of a record, without and with the qualifier in brackets that may end it."""

    bare: str
    text: str
    id: str
    place: str


Spoil = Callable[[Name, Random], "str | None"]


def without_qualifier(text: str) -> str:
    return re.sub(r"(?<=\S)\s*\([^()]*\)$", "", text)


def words_of(name: Name) -> list[str]:
    words = (word.strip(punctuation + "–—“”„«»\u2018\u2019") for word in name.bare.split())
    return [word for word in words if word]


def in_word(
    change: Callable[[str, int, Random], str], at: slice = slice(1, None), length: int = 5
) -> Spoil:
    """Return a function that changes a word of at least that length at one of its letters."""

    def spoil(name: Name, random: Random) -> str | None:
        words = list(re.finditer(rf"{LETTER}{{{length},}}", name.text))
        if not words:
            return None
        word = random.choice(words)
        changed = change(word[0], random.choice(range(len(word[0]))[at]), random)
        return name.text[: word.start()] + changed + name.text[word.end() :]

    return spoil


def delete(word: str, at: int, _: Random) -> str:
    return word[:at] + word[at + 1 :]


def replace(word: str, at: int, random: Random) -> str:
    letter = random.choice(ascii_lowercase.replace(word[at].lower(), ""))
    return word[:at] + (letter.upper() if word[at].isupper() else letter) + word[at + 1 :]


def between(change: Callable[[list[str], list[str]], str]) -> Spoil:
    """Return a function that cuts a name between two words and changes the two parts."""

    def spoil(name: Name, random: Random) -> str | None:
        words = words_of(name)
        at = random.randrange(1, len(words)) if len(words) > 1 else 0
        return change(words[:at], words[at:]) if at else None

    return spoil


def without_of(name: Name, _: Random) -> str | None:
    match = re.fullmatch(OF, name.bare)
    return match and f"{match[2]} {match[1]}"


def shuffle(name: Name, random: Random) -> str | None:
    words = words_of(name)
    shuffled = random.sample(words, len(words))
    return " ".join(shuffled) if shuffled != words else None


def elide(change: Callable[[re.Match[str]], str]) -> Spoil:
    return lambda name, _: re.sub(ELISION, change, name.text, flags=re.IGNORECASE)


def without_accents(name: Name, _: Random) -> str:
    letters = unicodedata.normalize("NFD", name.text)
    return "".join(char for char in letters if not unicodedata.combining(char))


# Group → kind → function. The rows of a group of several are followed by one for all of them.
KINDS: dict[str, dict[str, Spoil]] = {
    "names": {"as it is": lambda name, _: name.text},
    "slips": {
        "deletion": in_word(delete),
        "doubling": in_word(lambda w, at, _: w[:at] + w[at] + w[at:]),
        "swap of neighbours": in_word(
            lambda w, at, _: w[: at - 1] + w[at] + w[at - 1] + w[at + 1 :]
        ),
        "replacement": in_word(replace),
        "wrong first letter": in_word(replace, slice(1)),
        "missing first letter": in_word(delete, slice(1)),
    },
    "joins": {
        "all words joined": between(lambda head, tail: "".join((*head, *tail)).lower()),
        "two words joined": between(
            lambda head, tail: " ".join((*head[:-1], head[-1] + tail[0].lower(), *tail[1:]))
        ),
    },
    "splits": {"word in two": in_word(lambda w, at, _: f"{w[:at]} {w[at:]}", slice(3, -2), 8)},
    "swaps": {
        "X University": without_of,
        "after a comma": between(lambda head, tail: f"{' '.join(tail)}, {' '.join(head)}"),
        "random order": shuffle,
    },
    "elisions": {
        "elision with a space": elide(lambda match: f"{match[1]} {match[2]}"),
        "elision run together": elide(lambda match: match[1] + match[2].lower()),
        "elision left out": elide(lambda match: match[2]),
    },
    "accents": {"without accents": without_accents},
    "entities": {"HTML entities": lambda name, _: name.text.translate(ENTITIES)},
    "forms": {"legal form": lambda name, random: f"{name.bare} {random.choice(FORMS)}"},
    "articles": {
        "the in front": lambda name, _: None if name.text[:4] == "The " else f"the {name.text}"
    },
    "places": {"city and country": lambda name, _: name.place and f"{name.bare}, {name.place}"},
}


def read_names(dataset: Dataset) -> tuple[list[Name], dict[str, set[str]]]:
    """Return the names to search for, and the ids of those that bear each name of all."""
    owners = defaultdict[str, set[str]](set)
    names = dict[tuple[str, str], Name]()
    for record in sorted(dataset.records(), key=lambda record: record.id):
        place = f"{record.place.city}, {country_name(record.place.country)}" if record.place else ""
        for alias in (Alias(record.name), *expand_aliases(record.aliases)):
            name = Name(without_qualifier(alias.name), alias.name, record.id, place)
            owners[name_key(name.bare)].add(record.id)
            letters = (unicodedata.name(char, "") for char in alias.name if char.isalpha())
            if alias.kind != "acronym" and all("LATIN" in letter for letter in letters):
                names.setdefault((name_key(name.bare), record.id), name)
    return [name for (key, _), name in names.items() if len(owners[key]) == 1], owners


def spoiled(
    names: list[Name], owners: Mapping[str, set[str]], kind: str, spoil: Spoil, seed: int = 1
) -> Iterator[tuple[Name, str]]:
    """Yield names in random order, each as it is spoiled; `names` and `owners` as read above."""
    random = Random(f"{seed} {kind}")
    for name in random.sample(names, len(names)):
        text = spoil(name, random) or ""
        others = owners.get(name_key(without_qualifier(text)), set()) - {name.id}
        if text and not others and (text != name.text or kind == "as it is"):
            yield name, text


def print_row(kind: str, found: list[tuple[int, float]]) -> None:
    if found:
        first, five = (mean(rank <= most for rank, _ in found) for most in (1, 5))
        shares = f"rank 1: {first:.3f}, within 5: {five:.3f}"
        milliseconds = 1000 * mean(seconds for _, seconds in found)
        print(f"{kind:21}{len(found):5} queries, {shares}, {milliseconds:.0f} ms each")


def main(dataset_file: str, *options: str) -> None:
    at = options.index("show") if "show" in options else len(options)
    sample, seed = (*map(int, options[:at]), *(300, 1)[at:])
    shown = " ".join(options[at + 1 :])
    dataset = load([Path(dataset_file)])
    index = build_in_memory(dataset)
    names, owners = read_names(dataset)
    print(f"{len(names)} names of {len(dataset.actors)} organisations")

    def run(kind: str, spoil: Spoil) -> Iterator[tuple[int, float]]:
        for name, text in islice(spoiled(names, owners, kind, spoil, seed), sample):
            start = time.perf_counter()
            results = search(dataset, index, text, Filters(), 5).results
            seconds = time.perf_counter() - start
            ids = [result.record.id for result in results]
            rank = ids.index(name.id) + 1 if name.id in ids else 6
            if kind == shown and rank > 1:
                best = [result.record.name for result in results[:2]]
                print(f"  {text!r} means {name.text!r}, found {best}")
            yield rank, seconds

    every: list[float] = []
    for group, kinds in KINDS.items():
        found = {kind: list(run(kind, spoil)) for kind, spoil in kinds.items()}
        if len(kinds) > 1:
            found[f"all {group}"] = [*chain.from_iterable(found.values())]
        for kind, rows in found.items():
            print_row(kind, rows)
        every += (seconds for kind in kinds for _, seconds in found[kind])
    cuts = quantiles((1000 * seconds for seconds in every), n=100)
    print(f"latency in ms: p50 {cuts[49]:.0f}, p90 {cuts[89]:.0f}, p99 {cuts[98]:.0f}, ", end="")
    print(f"maximum {1000 * max(every):.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
