"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.check.rules.walk import (
    located_citations,
    located_facts,
    located_links,
    located_records,
    repeated,
)
from hubcli.model.records import (
    citation_list,
)
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.errors import Fault, KeyPath
    from hubcli.model.dataset import Dataset

# Citations and claims ----------------------------------------------------------------------------------------


def uncited(dataset: Dataset) -> Iterator[Fault]:
    """A record, a fact or a link that nothing is cited for."""
    for where, record in located_records(dataset):
        if not citation_list(record.cite):
            yield where, "no 'cite' says what its name and particulars rest on"
    for where, fact in located_facts(dataset):
        if not citation_list(fact.cite):
            yield where, "no 'cite' says where the fact is from"
    for where, _, link in located_links(dataset):
        if not citation_list(link.cite):
            yield where, "no 'cite' says where the link is from"


def repeated_cite(dataset: Dataset) -> Iterator[Fault]:
    """One place cited twice for one thing."""
    for where, cite in located_citations(dataset):
        for one in repeated(citation_list(cite)):
            yield (*where, "cite"), f"'{one}' is cited twice; once is enough"


def repeated_fact(dataset: Dataset) -> Iterator[Fault]:
    """A fact in the words of another one, of the same record or of another."""
    seen: dict[str, KeyPath] = {}
    for where, fact in located_facts(dataset):
        first = seen.setdefault(name_key(fact.text), where)
        if first != where:
            yield where, f"'{first[1]}' has a fact in the same words; state it once"
