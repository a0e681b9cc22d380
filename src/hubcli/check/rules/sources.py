"""Rules on claims and the texts that they cite: numbers, figures, names and aliases."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from hubcli.check.evidence import CitedClaim, Evidence, Mention, contains_words
from hubcli.check.numbers import numbers_in, states_figure
from hubcli.check.rules.walk import located_aliases, located_citations, located_figures
from hubcli.model.claims import citation_list, split_citation
from hubcli.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hubcli.errors import Fault


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
    for claim in evidence.claims():
        text = re.sub(r"\b[Oo]ne\b", " ", claim.text)
        names = dict.fromkeys(mention.name for mention in evidence.mentions(claim.text))
        for name in filter(numbers_in, names):  # the 2 of `Biomedicum Helsinki 2` is no number
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
        for number in sorted(numbers_in(text) - numbers_in(evidence.cited_text(claim.cite))):
            is_in = partial(_has_number, number)
            yield claim.where, evidence.missing_message(claim.cite, f"{number:.15g}", is_in)


def _has_number(number: float, text: str) -> bool:
    return number in numbers_in(text)


def figure_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A figure, or its qualifier, that is not in the paragraphs that its fact cites."""
    for where, fact, figure in located_figures(evidence.dataset):
        if not evidence.has_texts(fact.cite):
            continue
        text = evidence.cited_text(fact.cite)
        # A number in the text of the fact is left to `number_not_in_source`.
        if not states_figure(figure, text) and not states_figure(figure, fact.text):
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
    for claim in evidence.claims():
        for mention in dict.fromkeys(_mentions(evidence, claim)):
            is_subject = not claim.subjects.isdisjoint(mention.ids)
            text = (evidence.full_text if is_subject else evidence.cited_text)(claim.cite)
            referred = claim.record in mention.ids and evidence.refers_to(text, claim.record)
            if not referred and not evidence.has_mention(text, mention):
                is_in = partial(evidence.has_mention, mention=mention)
                message = evidence.missing_message(claim.cite, f"'{mention.name}'", is_in)
                yield claim.where, message


def _mentions(evidence: Evidence, claim: CitedClaim) -> Iterator[Mention]:
    """Yield the names in the text of a claim, then those of the records at its ends."""
    yield from evidence.mentions(claim.text)
    for id in (claim.record, claim.other_end):
        if id in evidence.names:
            name = evidence.names[id][0]
            yield Mention(name, fold_words(name), frozenset({id}))


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
