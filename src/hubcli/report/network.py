"""TODO."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from hubcli.model.graph import Step
from hubcli.model.records import Record, Tie, citation_list
from hubcli.model.vocabulary import RELATIONS
from hubcli.report.document import Column, Item, Line, Part, Report, Section, Table, line
from hubcli.report.rows import subtitle, summary_row, tie_row
from hubcli.report.sources import number_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hubcli.model.dataset import Dataset

MANY = 50  # ties of one record: a page lists so many, and says how many more there are

BRANCHES = ("├── ", "└── ", "│   ", "    ")


# --- a record's ties as a tree ----------------------------------------------------------------------------------------


def tree_report(
    dataset: Dataset, root: Record, *, depth: int = 1, rels: frozenset[str] = frozenset()
) -> Report:
    """The ties of a record, and of those that it is tied to, `depth` steps far; of the relations `rels`, if any.

    A record is opened once; where it comes again it is only named.
    """
    steps: list[tuple[int, Step]] = []
    items = list(_branches(dataset, root, depth, rels, steps))
    numbers, foot, sources = number_sources(dataset, (one for item in items for one in item.cite))
    title = line(Part(root.name, "name"), Part(f"  {subtitle(dataset, root)} · {root.id}", "dim"))
    sections = [Section((), tuple(items)), foot] if items else []
    data = {
        "record": summary_row(root),
        "ties": [
            {"depth": level, "from": step.start.id, **tie_row(step.tie)} for level, step in steps
        ],
        "sources": sources,
    }
    return Report(title, steps_table(steps), data, tuple(sections), numbers)


def _branches(
    dataset: Dataset, root: Record, depth: int, rels: frozenset[str], steps: list[tuple[int, Step]]
) -> Iterator[Item]:
    opened = {root.id}

    def below(record: Record, level: int, indent: str, came: Tie | None) -> Iterator[Item]:
        ties = [
            tie
            for tie in sorted(dataset.ties_of(record.id), key=attrgetter("order"))
            if _wanted(tie, rels) and not _back(tie, came)
        ]
        shown = ties if level == 1 else ties[:MANY]
        for number, tie in enumerate(shown):
            last = number == len(shown) - 1 and len(shown) == len(ties)
            fork, beyond = (BRANCHES[1], BRANCHES[3]) if last else (BRANCHES[0], BRANCHES[2])
            again = tie.other.id in opened
            steps.append((level, Step(record, tie)))
            yield Item(
                "", line(Part(indent + fork, "tree"), *tie_parts(tie)), citation_list(tie.link.cite)
            )
            if level < depth and not again:
                opened.add(tie.other.id)
                yield from below(tie.other, level + 1, indent + beyond, tie)
        if len(ties) > len(shown):
            yield Item(
                "",
                line(
                    Part(indent + BRANCHES[1], "tree"),
                    Part(f"and {len(ties) - len(shown)} more", "dim"),
                ),
            )

    yield from below(root, 1, "", None)


def _wanted(tie: Tie, rels: frozenset[str]) -> bool:
    return not rels or tie.rel in rels


def _back(tie: Tie, came: Tie | None) -> bool:
    """Whether the tie is the very link by which the tree came here, seen from its other end."""
    return came is not None and tie.link == came.link and tie.stated_here != came.stated_here


def tie_parts(tie: Tie) -> Iterator[Part]:
    yield Part(f"{RELATIONS[tie.rel].label} ", "dim")
    yield Part(tie.other.name, "name")
    if tie.notes:
        yield Part(f" ({tie.notes})", "dim")


_COLUMNS = tuple(
    Column(key, title)
    for key, title in (
        ("depth", "Depth"),
        ("from", "From"),
        ("rel", "Relation"),
        ("to", "To"),
        ("name", "Name"),
        ("role", "Role"),
        ("cite", "Cite"),
    )
)


def steps_table(steps: Iterable[tuple[int, Step]]) -> Table:
    rows = (
        (
            level,
            start.id,
            tie.rel,
            tie.other.id,
            tie.other.name,
            tie.link.role,
            " ".join(citation_list(tie.link.cite)),
        )
        for level, (start, tie) in steps
    )
    return Table(_COLUMNS, tuple(rows))


def network_report(dataset: Dataset, rels: frozenset[str] = frozenset()) -> Report:
    """All links of the dataset, each once as its record states it, grouped by hub; then those of no hub."""
    groups: dict[str, list[Step]] = {id: [] for id in (*dataset.hubs, "")}
    for record in dataset.records():
        for tie in map(dataset.own_tie, record.links):
            if _wanted(tie, rels) or (rels and RELATIONS[tie.rel].inverse in rels):
                home = next(iter(record.hubs), "")
                groups[home].append(Step(record, tie))
    steps = [(1, step) for its in groups.values() for step in its]
    numbers, foot, sources = number_sources(
        dataset, (one for _, step in steps for one in citation_list(step.tie.link.cite))
    )
    sections = [
        Section(
            _heading(dataset.hubs[id].name if id else "Of no hub", its),
            tuple(_link(step) for step in its),
        )
        for id, its in groups.items()
        if its
    ]
    data = {
        "links": [{"from": step.start.id, **tie_row(step.tie)} for _, step in steps],
        "sources": sources,
    }
    return Report(
        (), steps_table(steps), data, (*sections, *((foot,) if sections else ())), numbers
    )


def _heading(name: str, its: Sequence[Step]) -> Line:
    return line(name, Part(f"  {len(its)}", "dim"))


def _link(step: Step) -> Item:
    said = tie_parts(step.tie)
    return Item(
        "", line(Part(step.start.name, "name"), " — ", *said), citation_list(step.tie.link.cite)
    )
