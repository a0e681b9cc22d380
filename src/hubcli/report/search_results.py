"""What `hubcli search` answers: the hits as a page for people, rows for a pipe and objects for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.records import citation_list
from hubcli.report.document import (
    Column,
    Item,
    Line,
    Part,
    Report,
    Section,
    Table,
    flatten,
    highlight,
    line,
)
from hubcli.report.rows import JsonObject, subtitle, summary_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.search.engine import SearchAnswer
    from hubcli.search.score import Result

COLUMNS = (
    Column("id", "Id"),
    Column("name", "Name"),
    Column("type", "Type"),
    Column("hubs", "Hub"),
    Column("excerpt", "Excerpt"),
    Column("cite", "Cite"),
)

EXCERPTS = ("summary", "fact", "link")  # the fields whose texts can be read alone


def search_report(dataset: Dataset, answer: SearchAnswer, *, explain: bool = False) -> Report:
    """The results; with `explain`, what each owes its place to."""
    results = answer.results
    excerpts = [_excerpt(dataset, result) for result in results]
    rows = tuple(
        (
            one.record.id,
            one.record.name,
            one.record.type,
            ", ".join(one.record.hubs),
            item.text,
            " ".join(item.cite),
        )
        for one, item in zip(results, excerpts, strict=True)
    )
    sections = tuple(
        Section(_title(dataset, one), (item, *(_why(one) if explain else ())))
        for one, item in zip(results, excerpts, strict=True)
    )
    table = flatten(sections) if explain else Table(COLUMNS, rows)
    return Report(title=(), table=table, data=[_row(one) for one in results], sections=sections)


def _why(result: Result) -> Iterator[Item]:
    """The score as a sum, then each text that matched, with its field, how it matched and its share."""
    total = " + ".join(f"{what} {worth:.1f}" for what, worth in result.parts)
    yield Item("score", line(f"{result.score:.1f}", Part(f" = {total}", "dim")))
    for match in result.matches:
        how = f"{match.how}, {match.distance} off" if match.distance else match.how
        about = Part(f"  {how}, {match.worth:.1f}", "dim")
        yield Item(match.field, line(*highlight(match.text, match.spans), about), match.cite)


def _row(result: Result) -> JsonObject:
    return {
        **summary_row(result.record),
        "score": result.score,
        "parts": [{"for": what, "worth": worth} for what, worth in result.parts],
        "matches": [
            {
                "field": match.field,
                "topic": match.topic,
                "text": match.text,
                "spans": [list(span) for span in match.spans],
                "how": match.how,
                "distance": match.distance,
                "worth": match.worth,
                "cite": list(match.cite),
            }
            for match in result.matches
        ],
    }


def _title(dataset: Dataset, result: Result) -> Line:
    """Name, type and hub, with what was found in the name marked."""
    record = result.record
    spans = [span for match in result.matches if match.field == "name" for span in match.spans]
    title = list(_named(record.name, spans))
    also = [match for match in result.matches if match.field == "alias" and not spans][:1]
    tail: list[Part | str] = [Part(f"  {subtitle(dataset, record)}", "dim")]
    for match in also:
        tail += [Part("  also ", "dim"), *highlight(match.text, match.spans)]
    return line(*title, *tail)


def _named(name: str, spans: list[tuple[int, int]]) -> Iterator[Part]:
    for part in highlight(name, spans):
        yield part if part.role else Part(part.text, "name")


def _excerpt(dataset: Dataset, result: Result) -> Item:
    """The most telling text that can be read alone, else what the record says on the topic that it was found by."""
    record = result.record
    texts = [match for match in result.matches if match.field in EXCERPTS]
    if texts:
        # Most words of the query first; a bare link says less than a sentence.
        best = min(
            texts, key=lambda match: (-len(match.spans), match.field == "link", -match.worth)
        )
        return Item("", tuple(highlight(best.text, best.spans)), best.cite)
    for match in result.matches:
        if match.topic:
            below = dataset.with_narrower(match.topic)
            facts = record.facts_on(below)
            text, topics = (
                (facts[0].text, facts[0].topics) if facts else (record.summary, record.topics)
            )
            names = ", ".join(dataset.topics[id].name for id in topics if id in below)
            return Item("", line(text, Part(f" ({names})" if names else "", "dim")), match.cite)
    return Item("", line(record.summary), citation_list(record.cite))
