"""A report in GitHub-flavoured Markdown: contents, the page of each hub and its actors, and citations as footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hubcli.formats.markdown import escaped, sections
from hubcli.model import Actor, Dataset, Record, full, split_cite
from hubcli.page import described, entity
from hubcli.report import plain


class _Footnotes:
    """The number of each paragraph that is cited, by the order in which they are."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def marks(self, cite: Iterable[str]) -> str:
        """What stands in the text."""
        return "".join(f"[^{self._numbers.setdefault(one, len(self._numbers) + 1)}]" for one in cite)

    def foot(self, dataset: Dataset) -> Iterator[str]:
        """What stands at the foot."""
        for cite, number in self._numbers.items():
            source, paragraph = split_cite(cite)
            told = plain(described(dataset.sources[source])[:1])
            yield f"[^{number}]: {escaped(told)}{f' ¶{paragraph}' if paragraph else ''}\n"


def write(dataset: Dataset) -> Iterator[str]:
    """The whole report."""
    about = dataset.about
    yield f"# {escaped(about.title)}\n\n"
    if about.description.strip():
        yield f"{escaped(about.description)}\n\n"
    yield f"Updated {about.updated}.{f' License: {escaped(about.license)}.' if about.license.strip() else ''}\n\n"
    yield "## Contents\n\n"
    for record in _ordered(dataset):
        indent = "  " if isinstance(record, Actor) and dataset.hubs else ""
        yield f"{indent}- [{escaped(record.name)}](#{record.id})\n"
    notes = _Footnotes()
    for record in _ordered(dataset):
        beside, its = entity(dataset, record)
        # An anchor of our own: those made from headings differ from reader to reader.
        yield f'\n<a id="{record.id}"></a>\n\n## {escaped(record.name)}\n\n*{escaped(beside)}*\n\n'
        lines = sections((one for one in its if one.items), notes.marks, 3)
        yield "\n".join(lines).rstrip("\n") + "\n"
    if dataset.topics:
        yield "\n## Topics\n\n"
    for topic in dataset.topics.values():
        also = ", ".join(alias.name for alias in full(topic.aliases))
        part = f"part of {dataset.topics[topic.broader].name}" if topic.broader else ""
        told = "; ".join(escaped(text) for text in (also, part) if text)
        yield f"- **{escaped(topic.name)}**{f' ({told})' if told else ''}\n"
    yield "\n"
    yield from notes.foot(dataset)


def _ordered(dataset: Dataset) -> Iterator[Record]:
    """Each hub, followed by the actors whose first hub it is; then the actors without one."""
    for hub in dataset.hubs.values():
        yield hub
        yield from (actor for actor in dataset.actors_of[hub.id] if actor.hubs[0] == hub.id)
    yield from (actor for actor in dataset.actors.values() if not actor.hubs)
