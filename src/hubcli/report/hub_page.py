"""The part of a hub's page that says who is there: a line an actor, by relation to the hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.claims import citation_list, split_citation
from hubcli.model.records import expand_aliases
from hubcli.model.vocabulary import RELATIONS
from hubcli.report.document import Item, Part, Section, line, note
from hubcli.text.plural import count
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Actor, Hub, Tie


def actor_sections(dataset: Dataset, hub: Hub) -> Iterator[Section]:
    """Yield the people of a hub, its other actors by relation, and their names in documents.

    Of several links between an actor and the hub, the first counts.
    """
    actors = dataset.actors_in(hub.id)
    if not actors:
        return
    yield Section(line("Who is here", note(count(len(actors), "actor"))))
    ties = {tie.other.id: tie for tie in reversed(dataset.ties_of(hub.id))}
    people = tuple(_actor_item(dataset, person) for person in actors if person.type == "person")
    others = [(actor, ties.get(actor.id)) for actor in actors if actor.type != "person"]
    others.sort(key=lambda other: other[1].order if other[1] else len(RELATIONS))
    items = tuple(_actor_item(dataset, actor, tie, _label(tie)) for actor, tie in others)
    for rows in filter(None, (people, items)):
        width = max(len(item.text[0].text) for item in rows)
        yield Section((), rows, name_width=width, minor=True)
    if in_documents := "; ".join(_names_in_documents(actors)):
        text = line(Part("In the documents: ", "dim"), in_documents)
        yield Section((), (Item("", text),), minor=True)


def _label(tie: Tie | None) -> str:
    """Return the relation of an actor to the hub: `Located in`, `Affiliated`; `Also` for none."""
    if not tie:
        return "Also"
    return RELATIONS[RELATIONS[tie.rel].inverse].label.removesuffix(" with")


def _actor_item(dataset: Dataset, actor: Actor, tie: Tie | None = None, label: str = "") -> Item:
    """Return an actor with its type or a person's offices, then its topics.

    The citations are those of its link to the hub, or its own if that has none: paragraphs if there
    are any, otherwise the first.
    """
    texts = list(_offices(dataset, actor)) if actor.type == "person" else []
    texts = texts or [actor.type]
    offices = (
        Part(f"{'; ' if number else '  '}{text}", "dim") for number, text in enumerate(texts)
    )
    topics = (
        Part(f"{', ' if number else '  '}{dataset.topics[id].name}")
        for number, id in enumerate(actor.topics)
    )
    cite = (citation_list(tie.link.cite) if tie else ()) or citation_list(actor.cite)
    paragraphs = tuple(citation for citation in cite if split_citation(citation)[1])
    text = line(Part(actor.name, "name"), *offices, *topics)
    return Item(label, text, paragraphs or cite[:1])


def _offices(dataset: Dataset, person: Actor) -> Iterator[str]:
    """Yield the roles of a person: `director of Neurocenter Finland 2017–2021`."""
    for tie in dataset.ties_of(person.id):
        if tie.rel == "leads":
            role = f"{tie.link.role or 'leader'} of {tie.other.name}"
            yield " ".join(filter(None, (role, tie.period)))
        elif tie.link.role:
            yield tie.notes


def _names_in_documents(actors: Sequence[Actor]) -> Iterator[str]:
    """Yield names that documents use for actors: `“Helsinki Hospital” (hus)`.

    Descriptions in small letters and names that are a part of today's are left out.
    """
    for actor in actors:
        today = name_key(actor.name)
        for alias in expand_aliases(actor.aliases):
            is_name = alias.kind == "source" and not alias.name[0].islower()
            if is_name and name_key(alias.name) not in today:
                yield f"“{alias.name}” ({actor.id})"
