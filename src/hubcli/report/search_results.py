"""The hits of a search (`hubcli search`), each with an excerpt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list, split_citation
from hubcli.report.columns import (
    KIND,
    RECORD_COLUMNS,
    SUMMARY,
    TOPICS,
    WEBSITE,
    find_columns,
    keep_columns,
)
from hubcli.report.document import (
    Column,
    Item,
    Line,
    Part,
    Report,
    Section,
    flatten,
    highlight,
    line,
    note,
    plain_text,
    table_of,
)
from hubcli.report.rows import JsonObject, record_heading, summary_row, topic_names
from hubcli.text.plural import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record
    from hubcli.search.engine import SearchAnswer
    from hubcli.search.matches import Match, Result

COLUMNS = (
    *RECORD_COLUMNS[:4],
    Column("excerpt", "Excerpt", width=40),
    Column("cite", "Cite", width=20),
)
# All columns that --columns offers.
ALL_COLUMNS = (
    *COLUMNS,
    *RECORD_COLUMNS[4:],
    TOPICS,
    SUMMARY,
    WEBSITE,
    Column("score", "Score", width=6),
    KIND,
)

EXCERPT_FIELDS = (
    "summary",
    "fact",
    "figure",
    "quote",
    "link",
)  # fields with texts that can be read on their own


def search_report(
    dataset: Dataset, answer: SearchAnswer, *, columns: Sequence[str] = (), explain: bool = False
) -> Report:
    """Return the hits; with `explain`, also the matches and the sum that each score consists of.

    With `columns`, keys or titles separated by commas, people read a table of these as well.
    Raises WrongUse if there is no such column.
    """
    chosen = find_columns(columns, ALL_COLUMNS, "the hits of a search")
    data = [_hit_data(result) for result in answer.results]
    excerpts = [_excerpt(dataset, result) for result in answer.results]
    rows = [
        {
            **hit,
            "hubs": ", ".join(hit["hubs"]),
            "excerpt": item.text,
            "cite": " ".join(item.cite),
        }
        for hit, item in zip(data, excerpts, strict=True)
    ]
    if chosen:
        rows = [{**row, "topics": topic_names(dataset, row["topics"])} for row in rows]
        data = [
            {**hit, "excerpt": plain_text(item.text), "cite": item.cite}
            for hit, item in zip(data, excerpts, strict=True)
        ]
        return Report((), table_of(chosen, rows, mention_hidden=True), keep_columns(data, chosen))
    sections = tuple(
        Section(_title(dataset, result), (excerpt, *(_explanation(result) if explain else ())))
        for result, excerpt in zip(answer.results, excerpts, strict=True)
    )
    table = flatten(sections) if explain else table_of(COLUMNS, rows)
    foot = tuple(_foot(answer, excerpts))
    return Report(title=(), table=table, data=data, sections=sections, foot=foot)


def _foot(answer: SearchAnswer, excerpts: list[Item]) -> Iterator[Line]:
    """Yield the number of hits, how to see one, and the first citation of a paragraph explained."""
    shown, total = len(answer.results), answer.total
    if not shown:
        return
    hits = f"{shown:,} of {total:,}" if shown < total else count(total, "hit")
    yield line(Part(f"{hits} · hubcli show ID", "dim"))
    cited = (split_citation(cite) for item in excerpts for cite in item.cite)
    if example := next((citation for citation in cited if citation[1]), None):
        id, paragraph = example
        text = f"[{id} ¶{paragraph}] is paragraph {paragraph} of a source · hubcli show {id}"
        yield line(Part(text, "dim"))


def _explanation(result: Result) -> Iterator[Item]:
    """Yield the score as a sum, then each matching text with its field, match kind and score."""
    total = " + ".join(f"{clause} {score:.1f}" for clause, score in result.parts)
    yield Item("score", line(f"{result.score:.1f}", Part(f" = {total}", "dim")))
    for match in result.matches:
        kind = f"{match.how}, {match.distance} off" if match.distance else match.how
        text = line(*highlight(match.text, match.spans), note(f"{kind}, {match.worth:.1f}"))
        yield Item(match.field, text, match.cite)


def _hit_data(result: Result) -> JsonObject:
    return {
        **summary_row(result.record),
        "score": result.score,
        "answer": result.answer and _match_data(result.answer),
        "parts": [{"for": clause, "worth": score} for clause, score in result.parts],
        "matches": list(map(_match_data, result.matches)),
    }


def _match_data(match: Match) -> JsonObject:
    return {
        "field": match.field,
        "topic": match.topic,
        "text": match.text,
        "spans": match.spans,
        "how": match.how,
        "distance": match.distance,
        "worth": match.worth,
        "cite": match.cite,
    }


def _title(dataset: Dataset, result: Result) -> Line:
    """Return name, type, hubs and id with the matches highlighted.

    If the name does not match, the first matching alias is added.
    """
    spans = [span for match in result.matches if match.field == "name" for span in match.spans]
    title = [
        part if part.role else Part(part.text, "name")
        for part in highlight(result.record.name, spans)
    ]
    title += record_heading(dataset, result.record)[1:]
    alias = next((match for match in result.matches if match.field == "alias"), None)
    if alias and not spans:
        title += [Part("  also ", "dim"), *highlight(alias.text, alias.spans)]
    return tuple(title)


def _excerpt(dataset: Dataset, result: Result) -> Item:
    """Return the text that shows best why the record is a hit, with its citations.

    This is the answer to a question, otherwise the best match in `EXCERPT_FIELDS`, otherwise what
    the record states on a matching topic, otherwise its summary.
    """
    if answer := result.answer:
        return Item("", tuple(highlight(answer.text, answer.spans)), answer.cite)
    matches = [match for match in result.matches if match.field in EXCERPT_FIELDS]
    if matches:
        # Most words of the query first; a link alone says less than a sentence.
        best = min(
            matches, key=lambda match: (-len(match.spans), match.field == "link", -match.worth)
        )
        return Item("", tuple(highlight(best.text, best.spans)), best.cite)
    match = next((match for match in result.matches if match.topic), None)
    if match is None:
        return Item("", line(result.record.summary), citation_list(result.record.cite))
    return Item("", _topic_text(dataset, result.record, match.topic), match.cite)


def _topic_text(dataset: Dataset, record: Record, topic: str) -> Line:
    """Return the first fact on a topic, or the summary.

    The topic follows in brackets, or the narrower ones that the text has, if it does not say them.
    """
    topics = dataset.with_narrower(topic)
    facts = record.facts_on(topics)
    text, text_topics = (
        (facts[0].text, facts[0].topics) if facts else (record.summary, record.topics)
    )
    matching = (topic,) if topic in text_topics else (id for id in text_topics if id in topics)
    names = topic_names(
        dataset,
        (id for id in matching if dataset.topics[id].name.casefold() not in text.casefold()),
    )
    return line(text, Part(f" ({names})" if names else "", "dim"))
