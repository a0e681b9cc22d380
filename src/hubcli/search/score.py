"""What a record is worth as an answer to a query, and why.

For each slot of the query it is worth the best place where it has it, weighted by how rare that is (inverse document
frequency: K. Sparck Jones, 1972). More when one text has all of the query, when a name of it stands in the query beside
other words, and most when the name is the query itself. Every figure of the judgement is here, and none of the looking.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from hubcli.model.records import Record, citation_list
from hubcli.search.fts import tag
from hubcli.search.index.layout import NAME_FIELDS, Field
from hubcli.search.index.reader import Concept, Index, MatchedRecord, MatchedText, MatchKind
from hubcli.search.index.texts import record_texts
from hubcli.search.query import FUNCTION_WORDS, Clause, Query, Term, without_function_words
from hubcli.text.words import find_spans, same_stem
from hubcli.text.words import split_words as words_of

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset

MatchMethod = Literal["exact", "stem", "prefix", "topic", "typo"]

# Names before topics before facts. Only the order and the rough distances matter; `benchmarks/relevance.py` shows
# what a change does.
FIELD_WEIGHTS: dict[Field, float] = {
    "name": 12,
    "alias": 12,
    "topic": 6,
    "type": 5,
    "place": 5,
    "link": 4,
    "summary": 3,
    "fact": 2.5,
}
METHOD_WEIGHTS: dict[MatchMethod, float] = {
    "exact": 1.0,
    "stem": 0.9,
    "prefix": 0.7,
    "topic": 0.9,
    "typo": 0.8,
}

PART_OF_TOPIC = (
    0.3  # a query word that is only one of the words of a topic's name: "cell" in "cell therapy"
)
BESIDE_KNOWN = 0.75  # a correction of a word that the dataset knows is worth less than its beginnings (`prefix`)
BY_FACT_ONLY = 0.7  # a topic that one of the record's facts has, and the record itself does not
BY_NARROWER = 0.8  # a topic below the one that was asked for
MEANT_AS_TYPE = (
    14.0  # being of the type that a word means is worth more than having the word in the name, …
)
NOT_OF_TYPE = 0.3  # … and of those that only have it in the name, this much is left
TOGETHER = (
    0.5  # what a text with all of the query adds, as a share of what its weakest word is worth
)
ASKED_LINK = (
    3.0  # the same for a link, when the query has a word for links: "who leads …", "members of …"
)
SOMEBODY = 3.0  # for a person when the query asks who
WHOLE_NAME = 1000.0  # above any sum of words: a name typed in full is what was meant, first what has most names
NAME_INSIDE = (
    10.0  # a name whose words all stand in the query, beside others; more when they stand in a row
)
SAME_NAME_START = 3.0  # the name begins with the query

LEAST_BESIDE = 3  # words of a query from which a name can be a part of it
IN_PIECES = (
    0.4  # what a name in the query is worth that is one word, or whose words do not stand in a row
)


class Match(NamedTuple):
    """One text of a record that answers part of the query."""

    field: Field
    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the words stand: `text[start:end]`."""
    how: MatchMethod
    cite: tuple[str, ...]
    worth: float
    distance: int = 0
    """How many edits away from what was typed, where it was corrected."""
    topic: str = ""
    """The id of the topic, where the field is one."""


class Result(NamedTuple):
    """A record that answers the query, its worth, and why: the most telling match first."""

    record: Record
    score: float
    parts: tuple[tuple[str, float], ...]
    """What the score is the sum of, each part with what it is for."""
    matches: tuple[Match, ...]


class ExpandedTerm(NamedTuple):
    """A term as it is looked up, and how far that is from what was typed."""

    term: Term
    distance: int
    concepts: tuple[tuple[Concept, Mapping[str, float]], ...]
    """The topics and types that it is a word for, each with the tags that show it, and the share that each tag gets."""
    share: float = 1.0
    """What is left of its worth."""


class TermHit(NamedTuple):
    """What one slot is worth to one record by one of its texts, or by a word for what it is."""

    worth: float
    where: MatchedText | Concept
    how: MatchMethod
    words: frozenset[str]
    distance: int = 0


HitsByClause = Mapping[
    int, Sequence[TermHit]
]  # number of the slot → everything that it is worth something for


class TermMatcher:
    """A term of a query, to be found in rows."""

    def __init__(
        self,
        spelled: ExpandedTerm,
        index: Index,
        said: Sequence[str],
        marked: frozenset[str],
        slots: int,
    ) -> None:
        """`said` are all words of the query in its `slots`, `marked` all that the index found for any of them."""
        self.term, self.distance, concepts, self.share = spelled
        self.slots = slots
        words = self.term.words
        self.forms: list[Mapping[str, MatchKind]] = [
            index.forms(word, prefix=self.term.prefix and number == len(words) - 1, among=marked)
            for number, word in enumerate(words)
        ]
        self.tagged: list[tuple[TermHit, Mapping[str, float]]] = []
        if self.term.type:
            type = Concept("type", self.term.type, self.term.type, frozenset({self.term.type}))
            self.tagged.append(
                (TermHit(MEANT_AS_TYPE, type, "exact", type.words), {tag("type", type.owner): 1.0})
            )
        for concept, shares in concepts:
            how: MatchMethod = "typo" if self.distance else _how_matched(self.term, concept.words)
            worth = self.share * FIELD_WEIGHTS[concept.field] * METHOD_WEIGHTS[how]
            if not all(
                any(same_stem(word, other) for other in said) for word in words_of(concept.text)
            ):
                worth *= PART_OF_TOPIC
            how = "topic" if concept.field == "topic" else how
            self.tagged.append((TermHit(worth, concept, how, concept.words, self.distance), shares))

    def found(self, row: MatchedRecord) -> Iterator[TermHit]:
        """Everything of a record that the term is worth something for."""
        for line in () if self.forms[0].keys().isdisjoint(row.marked) else row.lines:
            hit = self._hit(line)
            if not hit or (self.term.type and line.field not in NAME_FIELDS):
                continue
            how: MatchMethod = (
                "typo" if self.distance else max(hit.values(), key=METHOD_WEIGHTS.__getitem__)
            )
            worth = self.share * FIELD_WEIGHTS[line.field] * METHOD_WEIGHTS[how]
            if self.term.type:
                worth *= NOT_OF_TYPE
            if (
                line.field in NAME_FIELDS
            ):  # of two names with the word the shorter is nearer to what was typed
                worth *= 0.6 + 0.4 * min(1, self.slots / len(line.words))
            yield TermHit(worth, line, how, frozenset(hit), self.distance)
        for found, shares in self.tagged:
            if its := row.tags & shares.keys():
                yield found._replace(worth=found.worth * max(map(shares.__getitem__, its)))

    def _hit(self, line: MatchedText) -> Mapping[str, MatchKind]:
        """The words of the line that are the term, each with how."""
        first, *others = self.forms
        if first.keys().isdisjoint(line.marked):
            return {}
        if not others:
            return {word: first[word] for word in line.marked if word in first}
        for begin in range(len(line.words) - len(others)):
            run = line.words[begin : begin + len(self.forms)]
            if all(word in forms for word, forms in zip(run, self.forms, strict=True)):
                return {word: forms[word] for word, forms in zip(run, self.forms, strict=True)}
        return {}


def _how_matched(term: Term, matched: frozenset[str]) -> MatchMethod:
    """How a term matched the words that the index marked for it."""
    if set(term.words) <= matched:
        return "exact"
    last = term.words[-1]
    if any(same_stem(word, last) for word in matched):
        return "stem"
    return "prefix" if any(word.startswith(last) for word in matched) else "stem"


def name_inside(by_slot: HitsByClause, rarity: Sequence[float], query: Query) -> float:
    """How telling the words of the record's name are that the query has in it, whole, beside others: 0 for none."""
    if len(query.slots) < LEAST_BESIDE:
        return 0.0
    slots_of: dict[MatchedText | Concept, set[int]] = {}
    matched: dict[MatchedText | Concept, set[str]] = {}
    for number, all_found in by_slot.items():
        for one in all_found:
            if one.where.field in NAME_FIELDS and one.how != "prefix":
                slots_of.setdefault(one.where, set()).add(number)
                matched.setdefault(one.where, set()).update(one.words)
    best = 0.0
    asked = f" {' '.join(query.words)} "
    for name, numbers in slots_of.items():
        words = tuple(name.words)
        if all(word in matched[name] or word in FUNCTION_WORDS for word in words):
            share = 1.0 if len(words) > 1 and f" {' '.join(words)} " in asked else IN_PIECES
            best = max(best, share * sum(rarity[number] for number in numbers))
    return best


def score_parts(
    row: MatchedRecord,
    by_slot: HitsByClause,
    rarity: Sequence[float],
    inside: float,
    query: Query,
    *,
    whole: bool,
) -> Iterator[tuple[str, float]]:
    """What a record's score is the sum of, each part with what it is for.

    `rarity` is a weight a slot, `inside` what `name_inside` gives for the record, `whole` whether the query is a name
    of it.
    """
    total = sum(rarity)
    for number, all_found in sorted(by_slot.items()):
        yield _shown(query.slots[number]), rarity[number] * max(one.worth for one in all_found)
    if len(query.slots) > 1 and (
        together := _together(by_slot, len(query.slots), asks_link=query.link)
    ):
        yield "in one text", together * total
    if query.person and row.type == "person":
        yield "somebody", SOMEBODY * total
    if inside:
        yield "a name in it", NAME_INSIDE * inside
    if whole:
        yield "the whole name", WHOLE_NAME + row.known
    else:
        asked = without_function_words(query.words)
        if any(
            line.field in NAME_FIELDS and " ".join(line.words).startswith(asked)
            for line in row.lines
        ):
            yield "the beginning of the name", SAME_NAME_START


def _shown(slot: Clause) -> str:
    return " OR ".join(" ".join(term.words) for term in slot)


def _together(by_slot: HitsByClause, slots: int, *, asks_link: bool) -> float:
    """What the best text that has something for every slot adds, a unit of the slots' weight."""
    if len(by_slot) < slots:
        return 0.0
    common = set.intersection(*({one.where for one in all_found} for all_found in by_slot.values()))
    best = 0.0
    for where in common:
        factor = ASKED_LINK if where.field == "link" and asks_link else TOGETHER
        if where.field in NAME_FIELDS:  # in a long name the words are among many
            factor *= min(1, slots / len(where.words))
        weakest = min(
            one.worth for all_found in by_slot.values() for one in all_found if one.where == where
        )
        best = max(best, factor * weakest)
    return best


def matches(
    dataset: Dataset, record: Record, by_slot: HitsByClause, rarity: Sequence[float]
) -> tuple[Match, ...]:
    """The texts of a record that answer part of the query, the most telling first."""
    places: dict[MatchedText | Concept, list[tuple[int, TermHit]]] = {}
    for number, all_found in sorted(by_slot.items()):
        for one in all_found:
            places.setdefault(one.where, []).append((number, one))
    texts = list(record_texts(dataset, record))
    found = []
    for where, its in places.items():
        worth = round(sum(rarity[number] * one.worth for number, one in its), 3)
        words = frozenset(word for _, one in its for word in one.words)
        weakest = min((one for _, one in its), key=lambda one: METHOD_WEIGHTS[one.how])
        if isinstance(where, MatchedText):
            text, cite, topic = texts[where.number].text, texts[where.number].cite, ""
        else:
            text, topic = where.text, where.owner if where.field == "topic" else ""
            facts = record.facts_on(dataset.with_narrower(topic)) if topic else ()
            cite = citation_list(facts[0].cite if facts else record.cite)
        found.append(
            Match(
                where.field,
                text,
                find_spans(text, words),
                weakest.how,
                cite,
                worth,
                weakest.distance,
                topic,
            )
        )
    return tuple(sorted(found, key=lambda match: -match.worth))
