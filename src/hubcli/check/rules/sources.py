"""Rules on claims and the texts that they cite: numbers, figures, names and aliases."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from hubcli.check.evidence import Evidence, contains_words, read_texts
from hubcli.check.numbers import numbers_in, states_figure
from hubcli.check.rules.registry import find_problems
from hubcli.check.rules.walk import located_aliases, located_citations, located_figures
from hubcli.model.claims import citation_list, split_citation
from hubcli.model.records import Fact, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hubcli.dataset.source_file import LoadResult
    from hubcli.errors import Fault, Problem
    from hubcli.model.dataset import Dataset


def no_such_paragraph(evidence: Evidence) -> Iterator[Fault]:
    """A citation of a paragraph that its text does not have, or a wrong number of `paragraphs`."""
    for id, paragraphs in evidence.texts.items():
        stated = evidence.dataset.sources[id].paragraphs
        if stated is not None and stated != len(paragraphs):
            message = f"its text has {len(paragraphs)} paragraphs, not {stated}"
            yield ("sources", id, "paragraphs"), message
    for where, cite in located_citations(evidence.dataset):
        for citation in citation_list(cite):
            id, number = split_citation(citation)
            count = len(evidence.texts.get(id, ()))
            if number and id in evidence.texts and number > count:
                message = f"'{citation}' is not in its text, which has {count} paragraphs"
                yield (*where, "cite"), message


def number_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A number in a claim that is not in the cited paragraphs. The word `one` is no number here."""
    for where, _, claim in evidence.claims():
        text = re.sub(r"\b[Oo]ne\b", " ", claim.text)
        names = dict.fromkeys(mention.name for mention in evidence.mentions(claim.text))
        for name in filter(numbers_in, names):  # the 2 of `Biomedicum Helsinki 2` is no number
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
        for number in sorted(numbers_in(text) - numbers_in(evidence.cited_text(claim.cite))):
            is_in = partial(_has_number, number)
            yield where, evidence.missing_message(claim.cite, f"{number:.15g}", is_in)


def _has_number(number: float, text: str) -> bool:
    return number in numbers_in(text)


def figure_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A figure, or its qualifier, that is not in the paragraphs that its fact cites."""
    for where, fact, figure in located_figures(evidence.dataset):
        if not evidence.has_texts(fact.cite):
            continue
        text = evidence.cited_text(fact.cite)
        # A number in the text of the fact is left to `number_not_in_source`.
        unsupported = not states_figure(figure, text) and not states_figure(figure, fact.text)
        if figure.value is not None and unsupported:
            is_in = partial(states_figure, figure)
            message = evidence.missing_message(fact.cite, f"{figure.value:.15g}", is_in)
            yield (*where, "value"), message
        elif figure.qualifier and not contains_words(text, figure.qualifier):
            is_in = partial(contains_words, name=figure.qualifier)
            message = evidence.missing_message(fact.cite, f"'{figure.qualifier}'", is_in)
            yield (*where, "qualifier"), message


def name_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A name in a claim that is not in the cited paragraphs, in any of its forms.

    A paragraph need not repeat the subject of its text: hubs and a quoted person may be named
    anywhere in it. For the record itself a word is enough, as in `the hospital`.
    """
    for where, record, claim in evidence.claims():
        mentions = [*evidence.mentions(claim.text), evidence.own_name(record.id)]
        if isinstance(claim.part, Link) and claim.part.to in evidence.names:
            mentions.append(evidence.own_name(claim.part.to))
        quoted = claim.part.by if isinstance(claim.part, Fact) else ""
        for mention in dict.fromkeys(mentions):
            is_subject = not mention.ids.isdisjoint((*record.hubs, quoted))
            text = (evidence.full_text if is_subject else evidence.cited_text)(claim.cite)
            referred = record.id in mention.ids and evidence.refers_to(text, record.id)
            if not referred and not evidence.has_mention(text, mention):
                is_in = partial(evidence.has_mention, mention=mention)
                yield where, evidence.missing_message(claim.cite, f"'{mention.name}'", is_in)


def alias_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """An alias that is not in the paragraphs that it cites."""
    for where, _, alias in located_aliases(evidence.dataset):
        if evidence.has_texts(alias.cite):
            is_in = partial(contains_words, name=alias.name)
            if not is_in(evidence.cited_text(alias.cite)):
                yield where, evidence.missing_message(alias.cite, f"'{alias.name}'", is_in)


SOURCE_RULES: tuple[Callable[[Evidence], Iterator[Fault]], ...] = (
    no_such_paragraph,
    number_not_in_source,
    figure_not_in_source,
    name_not_in_source,
    alias_not_in_source,
)


def compare_with_texts(
    loaded: LoadResult, dataset: Dataset, folder: Path, read: Callable[[Path], bytes]
) -> tuple[list[Problem], int]:
    """Return the claims that texts in a folder do not support, and how many sources have a text.

    `read` returns the content of a file. Raises OSError.
    """
    texts = read_texts(dataset, folder, read)
    return find_problems(SOURCE_RULES, Evidence(dataset, texts), loaded), len(texts)
