"""A report in GitHub-flavoured Markdown: contents, the page of each hub and its actors, and citations as footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.records import Actor, Record, expand_aliases, split_citation
from hubcli.output.markdown import escape_markdown, section_lines
from hubcli.report.document import plain_text
from hubcli.report.record_page import entity_page
from hubcli.report.sources import describe_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hubcli.model.dataset import Dataset


class _Footnotes:
    """The number of each paragraph that is cited, by the order in which they are."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def marks(self, cite: Iterable[str]) -> str:
        """What stands in the text."""
        return "".join(
            f"[^{self._numbers.setdefault(one, len(self._numbers) + 1)}]" for one in cite
        )

    def foot(self, dataset: Dataset) -> Iterator[str]:
        """What stands at the foot."""
        for cite, number in self._numbers.items():
            source, paragraph = split_citation(cite)
            told = plain_text(describe_source(dataset.sources[source])[:1])
            yield f"[^{number}]: {escape_markdown(told)}{f' ¶{paragraph}' if paragraph else ''}\n"


def write(dataset: Dataset) -> Iterator[str]:
    """The whole report."""
    about = dataset.about
    yield f"# {escape_markdown(about.title)}\n\n"
    if about.description.strip():
        yield f"{escape_markdown(about.description)}\n\n"
    yield f"Updated {about.updated}.{f' License: {escape_markdown(about.license)}.' if about.license.strip() else ''}\n\n"
    yield "## Contents\n\n"
    for record in _ordered(dataset):
        indent = "  " if isinstance(record, Actor) and dataset.hubs else ""
        yield f"{indent}- [{escape_markdown(record.name)}](#{record.id})\n"
    notes = _Footnotes()
    for record in _ordered(dataset):
        beside, its = entity_page(dataset, record)
        # An anchor of our own: those made from headings differ from reader to reader.
        yield f'\n<a id="{record.id}"></a>\n\n## {escape_markdown(record.name)}\n\n*{escape_markdown(beside)}*\n\n'
        lines = section_lines((one for one in its if one.items), notes.marks, 3)
        yield "\n".join(lines).rstrip("\n") + "\n"
    if dataset.topics:
        yield "\n## Topics\n\n"
    for topic in dataset.topics.values():
        also = ", ".join(alias.name for alias in expand_aliases(topic.aliases))
        part = f"part of {dataset.topics[topic.broader].name}" if topic.broader else ""
        told = "; ".join(escape_markdown(text) for text in (also, part) if text)
        yield f"- **{escape_markdown(topic.name)}**{f' ({told})' if told else ''}\n"
    yield "\n"
    yield from notes.foot(dataset)


def _ordered(dataset: Dataset) -> Iterator[Record]:
    """Each hub, followed by the actors whose first hub it is; then the actors without one."""
    for hub in dataset.hubs.values():
        yield hub
        yield from (actor for actor in dataset.actors_in(hub.id) if actor.hubs[0] == hub.id)
    yield from (actor for actor in dataset.actors.values() if not actor.hubs)
