"""TODO."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from hubcli.check.evidence import Evidence, Mention, contains_words
from hubcli.check.numbers import numbers_in, states_figure
from hubcli.check.rules.walk import (
    located_aliases,
    located_citations,
    located_figures,
)
from hubcli.model.records import citation_list, split_citation
from hubcli.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hubcli.errors import Fault


def no_such_paragraph(evidence: Evidence) -> Iterator[Fault]:
    """A citation beyond the end of its text, or a source that counts its paragraphs in another way."""
    for id, paragraphs in evidence.texts.items():
        stated = evidence.dataset.sources[id].paragraphs
        if stated is not None and stated != len(paragraphs):
            yield (
                ("sources", id, "paragraphs"),
                f"its text has {len(paragraphs)} paragraphs, not {stated}",
            )
    for where, cite in located_citations(evidence.dataset):
        for one in citation_list(cite):
            id, number = split_citation(one)
            if id in evidence.texts and number and number > len(evidence.texts[id]):
                there = len(evidence.texts[id])
                yield (
                    (*where, "cite"),
                    f"'{one}' names a paragraph that is not in its text, which has {there}",
                )


def number_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A number in a claim that the paragraphs it cites do not have, but for `one`, which seldom counts anything."""
    for claim in evidence.claims():
        text = re.sub(r"\b[Oo]ne\b", " ", claim.text)
        named = dict.fromkeys(mention.shown for mention in evidence.mentions(claim.text))
        for name in filter(numbers_in, named):  # the 2 of `Biomedicum Helsinki 2` belongs to a name
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
        for number in sorted(numbers_in(text) - numbers_in(evidence.cited(claim.cite))):
            has = partial(_counts, number)
            yield claim.where, evidence.lacking(claim.cite, f"{number:.15g}", has)


def _counts(number: float, text: str) -> bool:
    return number in numbers_in(text)


def figure_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A figure, or what limits it, that the paragraphs which its fact cites do not have."""
    for where, fact, figure in located_figures(evidence.dataset):
        if not evidence.here(fact.cite):
            continue
        said = evidence.cited(fact.cite)
        if not states_figure(figure, said) and not states_figure(
            figure, fact.text
        ):  # else told of the text already
            has = partial(states_figure, figure)
            yield (*where, "value"), evidence.lacking(fact.cite, f"{figure.value:.15g}", has)
        elif figure.qualifier and not contains_words(said, figure.qualifier):
            limits = partial(contains_words, name=figure.qualifier)
            yield (
                (*where, "qualifier"),
                evidence.lacking(fact.cite, f"'{figure.qualifier}'", limits),
            )


def name_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A name in a claim that the paragraphs it cites do not have in any of its forms.

    A paragraph need not repeat what its text is about, so hubs and who is quoted may stand anywhere in it; and of the
    record itself a word is enough, as in `the hospital`.
    """
    for claim in evidence.claims():
        own = [id for id in claim.named if id in evidence.names]
        mentions = [
            *evidence.mentions(claim.text),
            *(
                Mention(evidence.names[id][0], fold_words(evidence.names[id][0]), frozenset({id}))
                for id in own
            ),
        ]
        for mention in dict.fromkeys(mentions):
            text = (evidence.cited if claim.about.isdisjoint(mention.ids) else evidence.around)(
                claim.cite
            )
            referred = claim.named[0] in mention.ids and evidence.refers(text, claim.named[0])
            if not referred and not evidence.says(text, mention):
                has = partial(evidence.says, mention=mention)
                yield claim.where, evidence.lacking(claim.cite, f"'{mention.shown}'", has)


def alias_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """An alias that the paragraphs it cites do not have."""
    for where, _, alias in located_aliases(evidence.dataset):
        if evidence.here(alias.cite) and not contains_words(evidence.cited(alias.cite), alias.name):
            has = partial(contains_words, name=alias.name)
            yield where, evidence.lacking(alias.cite, f"'{alias.name}'", has)


SOURCE_RULES: tuple[Callable[[Evidence], Iterator[Fault]], ...] = (
    no_such_paragraph,
    number_not_in_source,
    figure_not_in_source,
    name_not_in_source,
    alias_not_in_source,
)
