"""`hubcli network`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from hubcli import console
from hubcli.cli.answer import Answer
from hubcli.cli.options import completer
from hubcli.cli.origin import Origin
from hubcli.dataset.subset import subset
from hubcli.errors import NothingFound
from hubcli.exports.request import ExportRequest, export_chunks
from hubcli.model.dataset import Dataset
from hubcli.model.records import Record
from hubcli.model.vocabulary import RELATIONS
from hubcli.report.network import network_report, tree_report
from hubcli.resolve.filters import resolve_relations
from hubcli.resolve.record import find_hub_or_actor

EXPORT_FORMATS = ("dot", "mermaid", "graphml")

EXAMPLES = (
    ("network neurocenter finland", "its links"),
    ("network kuopio --depth 2", "links up to two steps away"),
    ("network --rel led-by", "all links of one relation"),
    ("network kuopio --format dot | dot -Tsvg", "a drawing with Graphviz"),
)


def run(
    origin: Origin,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]",
            help="A hub or an actor; all links if left out.",
            autocompletion=completer("records"),
        ),
    ] = None,
    depth: Annotated[
        int,
        typer.Option(
            "--depth", min=1, metavar="N", help="Show links up to N steps away; 1 if left out."
        ),
    ] = 1,
    rel: Annotated[
        list[str] | None,
        typer.Option(
            "--rel",
            metavar="RELATION",
            help="Only links of this relation, in both directions; repeatable.",
            autocompletion=completer("relations"),
        ),
    ] = None,
) -> Answer:
    """Show the links of a record, or all links.

    The links of a record are a tree; those of the whole dataset are grouped by hub. A link is shown
    from both of its ends, with its relation and its source. The formats dot, mermaid and graphml
    draw the records shown and the links among them.
    """
    dataset = origin.dataset()
    rels = resolve_relations(rel)
    if not name:
        report = network_report(dataset, rels)
        error = NothingFound("There are no such links") if report.empty else None
        ends = (end for link in report.data["links"] for end in (link["from"], link["to"]))
        ids = dict.fromkeys(ends)
    else:
        record = find_hub_or_actor(dataset, " ".join(name), console.say)
        report = tree_report(dataset, record, depth=depth, rels=rels)
        error = None if report.table.rows else _no_links(dataset, record, rel or ())
        ids = dict.fromkeys((record.id, *(tie["to"] for tie in report.data["ties"])))
    return Answer(
        report,
        "plain" if name else "tsv",
        error,
        export=lambda name: export_chunks(
            subset(dataset, map(dataset.get, ids), rels), ExportRequest(name)
        ),
    )


def _no_links(dataset: Dataset, record: Record, rel: Sequence[str]) -> NothingFound:
    """Return the error for a record without links, or without those of the wanted relations."""
    there_are = {tie.rel for tie in dataset.ties_of(record.id)}
    if not there_are:
        return NothingFound(f"{record.name} has no links")
    relations = ", ".join(relation for relation in RELATIONS if relation in there_are)
    return NothingFound(
        f"{record.name} has no links with the relation {' or '.join(rel)}, only with {relations}",
        hint=f"hubcli network {record.id}",
    )
