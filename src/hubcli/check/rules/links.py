"""TODO."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hubcli.check.rules.walk import located_facts, located_links
from hubcli.model.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.errors import Fault
    from hubcli.model.dataset import Dataset
    from hubcli.model.records import (
        Link,
    )

# Links -------------------------------------------------------------------------------------------------------


def link_to_itself(dataset: Dataset) -> Iterator[Fault]:
    """A link that leads back to the record that states it."""
    for where, record, link in located_links(dataset):
        if link.to == record.id:
            yield (*where, "to"), f"the link leads from '{record.id}' to itself"


def repeated_link(dataset: Dataset) -> Iterator[Fault]:
    """A link that its other end states too, or its own end twice. Several terms or roles are no repetition."""
    stated: defaultdict[tuple[str, str, str], list[tuple[str, Link]]] = defaultdict(list)
    for where, record, link in located_links(dataset):
        ends = (record.id, link.rel, link.to), (link.to, RELATIONS[link.rel].inverse, record.id)
        before = stated[min(ends)]
        for by, other in before:
            if by != record.id:
                yield where, f"'{by}' states this link as '{other.rel}'; state it at one end only"
                break
            if (other.role, other.since, other.until) == (link.role, link.since, link.until):
                yield where, "the link is stated twice; once is enough"
                break
        before.append((record.id, link))


def quoted_but_no_person(dataset: Dataset) -> Iterator[Fault]:
    """A fact `by` somebody who is no person."""
    for where, fact in located_facts(dataset):
        quoted = dataset.actors.get(fact.by)
        if quoted and quoted.type != "person":
            yield (
                (*where, "by"),
                f"'{fact.by}' is of type '{quoted.type}'; only a person says something",
            )


def no_hub(dataset: Dataset) -> Iterator[Fault]:
    """An actor that is in no hub, where there are hubs: a registry has none."""
    for id, actor in dataset.actors.items():
        if dataset.hubs and not actor.hubs:
            yield ("actors", id), "in no hub; name one in 'hubs'"
