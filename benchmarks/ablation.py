"""Measure what each constant and some rules of the ranking are worth.

    python benchmarks/ablation.py DATASET.toml AFFILIATIONS.json QUERIES.json … [SAMPLE]

The arguments are those of `affiliations.py`, files of `relevance.py`, whose queries are asked of
the built-in dataset, and the number of names (60) that are spoiled in each way of `names.py`. The
queries of `known_items.py` are asked too.

Each constant of `hubcli.search.weights` in turn is set to the value with which its rule disappears
(`NEUTRAL`), or a function is replaced (`RULES`), and all queries are asked again. Prints a Markdown
table: how many queries fail then that succeeded (-), and succeed that failed (+). The last column
is the difference, "within 5" aside; what is worth most comes first. In the row "bm25() alone", one
SQL query ranks the records, and nothing chooses the texts that are shown.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from affiliations import VARIANTS
from known_items import known_items
from msgspec.structs import replace
from names import KINDS, read_names, spoiled
from relevance import answer_failures

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Dataset, Filters
from hubcli.search import candidates, engine, expand, score, weights
from hubcli.search.candidates import CandidateFinder
from hubcli.search.engine import SearchAnswer
from hubcli.search.expand import QueryExpander, clause_match
from hubcli.search.fts import all_of, any_of
from hubcli.search.index.build import build_index, write_vocabulary
from hubcli.search.index.reader import Index, WordFinder
from hubcli.search.matcher import TermMatcher
from hubcli.search.matches import Result
from hubcli.search.query import parse_query

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    Change = Callable[[], AbstractContextManager[object]]
    Judgements = dict[str, dict[str, list[bool]]]

AFFILIATIONS = {"affiliations": "as they are", "with a slip": "with a slip"}
WITHIN = ", within 5"  # ends the title of a count that is not of rank 1
SAMPLED = ("slips", "joins", "swaps", "elisions")  # groups of `names.KINDS`

# Constant → the value with which its rule disappears.
NEUTRAL: dict[str, float] = {
    "NAME_WEIGHT": weights.TEXT_WEIGHT,
    "TAG_WEIGHT": weights.TEXT_WEIGHT,
    "LINK_WEIGHT": weights.TEXT_WEIGHT,
    "TEXT_WEIGHT": weights.TEXT_WEIGHT,  # the unit of the others
    "TYPE_WEIGHT": weights.TAG_WEIGHT,
    "TYPE_NAME_WEIGHT": weights.NAME_WEIGHT * weights.PART_OF_NAME_SHARE,
    "INEXACT_SHARE": 1.0,
    "NAME_LENGTH_SHARE": 0.0,
    "PART_OF_NAME_SHARE": 1.0,
    "SAME_TEXT_FACTOR": 0.0,
    "SAME_SUMMARY_FACTOR": weights.SAME_TEXT_FACTOR,
    "SAME_LINK_FACTOR": weights.SAME_TEXT_FACTOR,
    "START_BONUS": 0.0,
    "ANSWER_FACTOR": 0.0,
    "NAME_IN_QUERY_FACTOR": 0.0,
    "SCATTERED_NAME_SHARE": 1.0,
    "MIN_CLAUSES_AROUND_NAME": 1,
    "WHOLE_NAME_SCORE": weights.WHOLE_NAME_SCORE,  # see the rule "the whole name"
    "LOOSE_NAME_SHARE": 1.0,
}
BM25 = "bm25() alone"
BM25_WEIGHTS = (10.0, 1.0, 5.0)  # of the columns for names, texts and tags


class Bm25Index(Index):
    """An in-memory index that can be asked for the best records by bm25()."""

    def __init__(self, dataset: Dataset) -> None:
        db = sqlite3.connect(":memory:")
        build_index(db, dataset)
        super().__init__(db, write_vocabulary)

    def best(self, match: str, limit: int) -> list[str]:
        """Return the ids of the best of the records that an expression matches."""
        query = """
            SELECT id FROM entry CROSS JOIN record ON number = entry.rowid
            WHERE entry MATCH ? ORDER BY bm25(entry, ?, ?, ?) LIMIT ?"""
        return self._column(query, match, *BM25_WEIGHTS, limit)


# Functions that read the index, or look for words in it.
READS = (
    *((Index, name) for name in ("concepts", "rows", "rows_of", "matching", "numbers")),
    (expand, "within_edits"),
)


def search_by_bm25(
    dataset: Dataset, index: Bm25Index, text: str, filters: Filters, limit: int | None = None
) -> SearchAnswer:
    """Answer a query with the records that match all its clauses, or else any, by bm25()."""
    query = parse_query(dataset, text, filters)
    expander = QueryExpander(dataset, index)
    query, clauses = expander.expand(query)
    excluded = [clause_match(index, [expander.add_concepts(term)]) for term in query.excluded]
    finder = CandidateFinder(index, query, excluded, 0)
    matches = [match for match in (clause_match(index, c) for c in clauses) if index.count(match)]
    if not matches:
        return SearchAnswer((), 0)
    match = all_of(matches) if finder.count(matches) else any_of(matches)
    ids = index.best(finder.restrict(match), index.size if limit is None else limit)
    results = tuple(Result(dataset.get(id), 0.0, (), ()) for id in ids)
    return SearchAnswer(results, len(results))


def replacing(owner: Any, name: str, function: Callable[..., Any]) -> Change:
    """Return a change that calls a function, with the original first, in place of another."""
    original = getattr(owner, name)

    def call(*args: Any, **options: Any) -> Any:
        return function(original, *args, **options)

    return lambda: patch.object(owner, name, call)


def rank_without_idf(
    original: Any, query: Any, records: Any, hits: Any, idf: Any, needed: Any
) -> Any:
    return original(query, records, hits, [sum(idf) / len(idf)] * len(idf), needed)


# Rule that is no constant → the change that removes it.
RULES: dict[str, Change] = {
    "the whole name": replacing(
        score, "fit_name", lambda original, *args: replace(original(*args), whole=0.0)
    ),
    "own names first among equals": replacing(
        score, "_rank_order", lambda original, ranked: (-ranked.score, *original(ranked)[2:])
    ),
    "links among equals": replacing(
        score, "_rank_order", lambda original, ranked: (*original(ranked)[:3], ranked.record.name)
    ),
    "rarity (idf)": replacing(engine, "rank", rank_without_idf),
    "corrections": replacing(QueryExpander, "_corrections", lambda *_: []),
    "all equally near corrections": replacing(
        QueryExpander, "_corrections", lambda original, *args: original(*args)[:1]
    ),
    "frequent words beside known ones": replacing(
        QueryExpander, "add_frequent", lambda _, __, terms: terms
    ),
    "joined neighbours": replacing(QueryExpander, "_joined_pairs", lambda *_: []),
    "taking words apart": replacing(QueryExpander, "_parts", lambda *_: ()),
    "a type as a word too": replacing(
        QueryExpander, "read_type_as_word", lambda _, __, terms: terms
    ),
    "places count as such": replacing(TermMatcher, "_may_be_where", lambda *_: True),
    "names looked for in a query": replacing(CandidateFinder, "_named_in", lambda *_: set()),
    "texts that answer questions": replacing(engine, "find_answer", lambda *_: None),
}


class Variant(NamedTuple):
    """The ranking with something changed."""

    name: str
    value: str
    neutral: str
    change: Change


@dataclass(frozen=True)
class Probe:
    """A query, and the judgement of an answer: set of queries → True if it succeeds."""

    dataset: Dataset
    index: Bm25Index
    text: str
    limit: int | None
    judge: Callable[[SearchAnswer], Mapping[str, bool]]


def constant_variants() -> Iterator[Variant]:
    """Yield a variant per constant whose value is not neutral."""
    for name, value in vars(weights).items():
        if not name.isupper():
            continue
        if name not in NEUTRAL:
            sys.exit(f"{name} has no neutral value in benchmarks/ablation.py")
        neutral = NEUTRAL[name]
        if value != neutral:
            yield Variant(name, f"{value:g}", f"{neutral:g}", partial(set_constant, name, neutral))


def hashable(value: Any) -> object:
    """Return an argument of a function that is remembered as part of a key."""
    if isinstance(value, Index):
        return id(value)
    if isinstance(value, WordFinder):
        return tuple(vars(value).values())
    return tuple(value) if isinstance(value, list | set) else value


def remembering(memory: dict[object, Any], owner: Any, name: str) -> AbstractContextManager[object]:
    """Return a context in which a function remembers what it returned."""
    original = getattr(owner, name)

    def call(*args: Any, **options: Any) -> Any:
        key = (name, *map(hashable, args), *options.items())
        if key not in memory:
            result = original(*args, **options)
            memory[key] = list(result) if isinstance(result, Iterator) else result
        return memory[key]

    return patch.object(owner, name, call)


def set_constant(name: str, value: float) -> ExitStack:
    """Return a context in which a constant has a value, wherever it was imported."""
    stack = ExitStack()
    for module in (weights, candidates):
        if hasattr(module, name):
            stack.enter_context(patch.object(module, name, value))
    return stack


def judge_failures(
    title: str, failing: Callable[[SearchAnswer], Iterator[str]], answer: SearchAnswer
) -> dict[str, bool]:
    return {title: not any(failing(answer))}


def judge_affiliation(title: str, ror: str, answer: SearchAnswer) -> dict[str, bool]:
    ids = [result.record.ror for result in answer.results]
    return {title: ids[:1] == [ror], f"{title}{WITHIN}": ror in ids}


def judge_first(title: str, ids: Container[str], answer: SearchAnswer) -> dict[str, bool]:
    return {title: any(result.record.id in ids for result in answer.results[:1])}


def read_probes(
    dataset_file: str, affiliations_file: str, query_files: Sequence[str], sample: int
) -> Iterator[Probe]:
    """Yield the queries of all sets."""
    builtin = load([builtin_path()])
    index = Bm25Index(builtin)
    for file in query_files:
        for query in read_json(file):
            failing = partial(answer_failures, builtin, query)
            judge = partial(judge_failures, Path(file).stem, failing)
            yield Probe(builtin, index, query["q"], None, judge)
    for item in known_items(builtin):
        yield Probe(builtin, index, item.text, 5, partial(judge_first, item.kind, item.ids))
    large = load([Path(dataset_file)])
    index = Bm25Index(large)
    random.seed(1)
    for title, variant in AFFILIATIONS.items():
        for query in read_json(affiliations_file):
            text = VARIANTS[variant](query["q"])
            yield Probe(large, index, text, 5, partial(judge_affiliation, title, query["id"]))
    names, owners = read_names(large)
    for group in SAMPLED:
        for kind, spoil in KINDS[group].items():
            for name, text in islice(spoiled(names, owners, kind, spoil), sample):
                yield Probe(large, index, text, 5, partial(judge_first, group, {name.id}))


def read_json(file: str) -> list[dict[str, Any]]:
    queries: list[dict[str, Any]] = json.loads(Path(file).read_text(encoding="utf-8"))
    return queries


def measure(probes: Iterable[Probe], variants: Sequence[Variant]) -> Judgements:
    """Return variant → set of queries → whether each of them succeeds.

    Query after query, as most variants read the same of the index, which is remembered.
    """
    judged: Judgements = {variant.name: defaultdict(list) for variant in variants}
    memory: dict[object, Any] = {}
    with ExitStack() as stack:
        for owner, name in READS:
            stack.enter_context(remembering(memory, owner, name))
        for probe in probes:
            memory.clear()
            for variant in variants:
                with variant.change():
                    answer = engine.search(
                        probe.dataset, probe.index, probe.text, Filters(), probe.limit
                    )
                    for title, success in probe.judge(answer).items():
                        judged[variant.name][title].append(success)
    return judged


def print_table(variants: Sequence[Variant], judged: Judgements) -> None:
    """Print the first variant with its counts, and the others with the differences from it."""
    baseline = judged[variants[0].name]
    print_row("without", "value", "neutral", *baseline, "worth")
    print_row(*["---"] * 3, *["--:"] * (len(baseline) + 1))
    counts = [f"{sum(successes)}/{len(successes)}" for successes in baseline.values()]
    print_row(variants[0].name, "", "", *counts, "")
    rows = []
    for variant in variants[1:]:
        worth = 0
        cells = []
        for title, before in baseline.items():
            pairs = list(zip(before, judged[variant.name][title], strict=True))
            lost, gained = pairs.count((True, False)), pairs.count((False, True))
            worth += 0 if title.endswith(WITHIN) else lost - gained
            changes = (f"-{lost}" if lost else "", f"+{gained}" if gained else "")
            cells.append(" ".join(filter(None, changes)))
        rows.append((worth, (variant.name, variant.value, variant.neutral, *cells, str(worth))))
    for _, row in sorted(rows, key=lambda pair: -pair[0]):
        print_row(*row)


def print_row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |")


def main(dataset_file: str, affiliations_file: str, *options: str) -> None:
    query_files = [option for option in options if not option.isdecimal()]
    (sample,) = [int(option) for option in options if option.isdecimal()] or [60]
    variants = [
        Variant("nothing: the count", "", "", nullcontext),
        Variant(BM25, "", "", lambda: patch.object(engine, "search", search_by_bm25)),
        *constant_variants(),
        *(Variant(name, "rule", "", change) for name, change in RULES.items()),
    ]
    probes = read_probes(dataset_file, affiliations_file, query_files, sample)
    print_table(variants, measure(probes, variants))


if __name__ == "__main__":
    main(*sys.argv[1:])
