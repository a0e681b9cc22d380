"""A report in GitHub-flavoured Markdown: a table of contents, a page a record, and footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.claims import split_citation
from hubcli.model.records import Actor, Record, expand_aliases
from hubcli.output.markdown import escape_markdown, section_lines
from hubcli.report.record_page import record_page
from hubcli.report.sources import source_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Topic


def write(dataset: Dataset) -> Iterator[str]:
    """Yield the report in pieces of text."""
    numbers: dict[str, int] = {}  # of footnotes, by citation in the order of the text

    def format_citations(cite: Iterable[str]) -> str:
        return "".join(f"[^{numbers.setdefault(citation, len(numbers) + 1)}]" for citation in cite)

    yield from _front_matter(dataset)
    yield "## Contents\n\n"
    for record in _in_order(dataset):
        indent = "  " if isinstance(record, Actor) and dataset.hubs else ""
        yield f"{indent}- [{escape_markdown(record.name)}](#{record.id})\n"
    for record in _in_order(dataset):
        yield from _record_page(dataset, record, format_citations)
    if dataset.topics:
        yield "\n## Topics\n\n"
    yield from (_topic(dataset, topic) for topic in dataset.topics.values())
    yield "\n"
    for citation, number in numbers.items():
        id, paragraph = split_citation(citation)
        source = escape_markdown(source_reference(dataset.sources[id]))
        yield f"[^{number}]: {source}{f' ¶{paragraph}' if paragraph else ''}\n"


def _in_order(dataset: Dataset) -> Iterator[Record]:
    """Yield each hub, followed by the actors whose first hub it is; then actors without a hub."""
    for hub in dataset.hubs.values():
        yield hub
        yield from (actor for actor in dataset.actors_in(hub.id) if actor.hubs[0] == hub.id)
    yield from (actor for actor in dataset.actors.values() if not actor.hubs)


def _front_matter(dataset: Dataset) -> Iterator[str]:
    about = dataset.about
    yield f"# {escape_markdown(about.title)}\n\n"
    if about.description.strip():
        yield f"{escape_markdown(about.description)}\n\n"
    terms = f" License: {escape_markdown(about.license)}." if about.license.strip() else ""
    yield f"Updated {about.updated}.{terms}\n\n"


def _record_page(
    dataset: Dataset, record: Record, format_citations: Callable[[Iterable[str]], str]
) -> Iterator[str]:
    subtitle, sections = record_page(dataset, record)
    # An anchor of our own, as readers differ in those that they derive from headings.
    yield f'\n<a id="{record.id}"></a>\n\n'
    yield f"## {escape_markdown(record.name)}\n\n*{escape_markdown(subtitle)}*\n\n"
    pages = ("\n".join(section_lines(section, format_citations, 3)) for section in sections)
    yield "\n\n".join(pages).rstrip("\n") + "\n"


def _topic(dataset: Dataset, topic: Topic) -> str:
    aliases = ", ".join(alias.name for alias in expand_aliases(topic.aliases))
    broader = f"part of {dataset.topics[topic.broader].name}" if topic.broader else ""
    notes = "; ".join(escape_markdown(text) for text in (aliases, broader) if text)
    return f"- **{escape_markdown(topic.name)}**{f' ({notes})' if notes else ''}\n"
