"""Rules on citations, and on facts that are stated twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.check.rules.walk import located_citations, located_claims, located_facts, repeated
from hubcli.model.claims import citation_list
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.errors import Fault, KeyPath
    from hubcli.model.dataset import Dataset

_UNCITED = {  # an alias needs no citation of its own
    "record": "no 'cite' says where its name and other particulars are from",
    "fact": "no 'cite' says where the fact is from",
    "link": "no 'cite' says where the link is from",
}


def uncited(dataset: Dataset) -> Iterator[Fault]:
    """A record, a fact or a link without a citation."""
    for where, _, claim in located_claims(dataset):
        if claim.kind in _UNCITED and not citation_list(claim.cite):
            yield where, _UNCITED[claim.kind]


def repeated_cite(dataset: Dataset) -> Iterator[Fault]:
    """A citation given twice for the same claim."""
    for where, cite in located_citations(dataset):
        for citation in repeated(citation_list(cite)):
            yield (*where, "cite"), f"'{citation}' is cited twice; once is enough"


def repeated_fact(dataset: Dataset) -> Iterator[Fault]:
    """A fact in the same words as an earlier fact of any record."""
    first_paths: dict[str, KeyPath] = {}
    for where, fact in located_facts(dataset):
        first = first_paths.setdefault(name_key(fact.text), where)
        if first != where:
            yield where, f"'{first[1]}' has a fact in the same words; state it once"
