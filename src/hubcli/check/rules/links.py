"""Rules on the ties between records: links, quoted persons and the hubs of actors."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hubcli.check.rules.walk import located_facts, located_links
from hubcli.model.vocabulary import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.errors import Fault
    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Link


def link_to_itself(dataset: Dataset) -> Iterator[Fault]:
    """A link from a record to itself."""
    for where, record, link in located_links(dataset):
        if link.to == record.id:
            yield (*where, "to"), f"the link leads from '{record.id}' to itself"


def repeated_link(dataset: Dataset) -> Iterator[Fault]:
    """A link that both of its records state, or one of them twice with the same role and dates."""
    stated: defaultdict[tuple[str, str, str], list[tuple[str, Link]]] = defaultdict(list)
    for where, record, link in located_links(dataset):
        forward = (record.id, link.rel, link.to)
        backward = (link.to, RELATIONS[link.rel].inverse, record.id)
        earlier = stated[min(forward, backward)]
        for id, other in earlier:
            if id != record.id:
                yield where, f"'{id}' states this link as '{other.rel}'; state it at one end only"
                break
            if (other.role, other.since, other.until) == (link.role, link.since, link.until):
                yield where, "the link is stated twice; once is enough"
                break
        earlier.append((record.id, link))


def quoted_but_no_person(dataset: Dataset) -> Iterator[Fault]:
    """A fact `by` an actor that is not a person."""
    for where, fact in located_facts(dataset):
        quoted = dataset.actors.get(fact.by)
        if quoted and quoted.type != "person":
            message = f"'{fact.by}' is of type '{quoted.type}'; only a person can be quoted"
            yield (*where, "by"), message


def no_hub(dataset: Dataset) -> Iterator[Fault]:
    """An actor that is in no hub, in a dataset that has hubs."""
    for id, actor in dataset.actors.items():
        if dataset.hubs and not actor.hubs:
            yield ("actors", id), "in no hub; name one in 'hubs'"
