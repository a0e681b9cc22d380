"""`Match`: a text that says why a record is a hit, and the text that answers a question."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.model.claims import citation_list
from hubcli.model.records import Record
from hubcli.model.vocabulary import RELATIONS
from hubcli.search.hits import MatchMethod
from hubcli.search.index.layout import Field
from hubcli.search.index.reader import MatchedText
from hubcli.search.index.texts import established_text, record_texts
from hubcli.search.question import says
from hubcli.text.words import find_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.search.hits import Hits, TermHit
    from hubcli.search.query import Query


class Match(Struct, frozen=True):
    """One text of a record that answers part of the query."""

    field: Field
    text: str
    spans: tuple[tuple[int, int], ...]
    """The places of the words that matched: `text[start:end]`."""
    how: MatchMethod
    cite: tuple[str, ...]
    worth: float
    """The sum of its weights, each times the idf of the clause."""
    distance: int = 0
    """The number of edits from the typed words to those that matched."""
    topic: str = ""
    """The id of the topic if the field is `topic`."""


class Result(Struct, frozen=True):
    """A record that answers a query, and why."""

    record: Record
    score: float
    parts: tuple[tuple[str, float], ...]
    """The summands of the score, each with what it is for."""
    matches: tuple[Match, ...]
    """The texts that answer the query, those that count most first."""
    answer: Match | None = None
    """The text that says what a question asks for; it need not have a word of the query."""


def find_matches(
    dataset: Dataset, record: Record, hits: Hits, idf: Sequence[float]
) -> tuple[Match, ...]:
    """Return the texts of a record that answer part of the query, most important first."""
    texts = list(record_texts(dataset, record))
    matches = []
    for hits_of_place in _hits_by_subject(hits):
        place = max(hits_of_place, key=lambda hit: hit.weight).where
        weakest = min(hits_of_place, key=lambda hit: hit.method == "exact")
        if isinstance(place, MatchedText):
            text, cite, topic = texts[place.number].text, texts[place.number].cite, ""
        else:
            text, topic = place.text, place.owner if place.field == "topic" else ""
            facts = record.facts_on(dataset.with_narrower(topic)) if topic else ()
            cite = citation_list(facts[0].cite if facts else record.cite)
        matches.append(
            Match(
                field=place.field,
                text=text,
                spans=find_spans(text, frozenset().union(*(hit.words for hit in hits_of_place))),
                how=weakest.method,
                cite=cite,
                worth=round(sum(idf[hit.clause] * hit.weight for hit in hits_of_place), 3),
                distance=weakest.expanded.distance,
                topic=topic,
            )
        )
    return tuple(sorted(matches, key=lambda match: -match.worth))


def _hits_by_subject(hits: Hits) -> Iterable[Hits]:
    """Return the hits of each text, type and topic, whatever the name of the topic."""
    subjects: dict[MatchedText | tuple[str, str], list[TermHit]] = defaultdict(list)
    for hit in hits:
        where = hit.where
        subject = where if isinstance(where, MatchedText) else (where.field, where.owner)
        subjects[subject].append(hit)
    return subjects.values()


def find_answer(
    dataset: Dataset, record: Record, query: Query, matches: Sequence[Match]
) -> Match | None:
    """Return the text of a record that says what a question asks for, if it has one.

    It is the best match that says so. Without one, a question for a place is answered by the
    address, or else by what the record is located in, or by its city; and one for a time by the
    year when it was established.
    """
    if not query.question or (query.question == "person" and not query.asks_link):
        return None
    if query.question != "place":
        answers = (match for match in matches if says(query.question, match.field, match.text))
        if best := next(answers, None):
            return best
    if query.question not in ("place", "time"):
        return None
    texts = [
        text
        for text in record_texts(dataset, record)
        if says(query.question, text.field, text.text)
    ]
    if query.question == "time":
        texts = [text for text in texts if text.text == established_text(record)]
    elif not (record.place and record.place.address):  # a city says less than a building
        texts.sort(key=lambda text: not text.text.startswith(RELATIONS["located-in"].label))
    return next((Match(t.field, t.text, (), "exact", t.cite, 0.0) for t in texts), None)
