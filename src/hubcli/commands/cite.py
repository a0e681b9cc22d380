"""`hubcli cite`."""

from typing import Annotated

import typer

from hubcli import console
from hubcli.cli.answer import Answer
from hubcli.cli.options import completer
from hubcli.cli.origin import Origin
from hubcli.dataset.subset import subset
from hubcli.exports.request import ExportRequest, export_chunks
from hubcli.report.citations import citation_report
from hubcli.resolve.record import find_hub_or_actor

EXPORT_FORMATS = ("bibtex",)

EXAMPLES = (
    ("cite neurocenter", "every claim with its source"),
    ("cite kuopio --format markdown", "as Markdown, to paste into a report"),
    ("cite kuopio --format bibtex", "its sources, for a bibliography"),
)


def run(
    origin: Origin,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME", help="A hub or an actor.", autocompletion=completer("records")
        ),
    ],
) -> Answer:
    """Show every claim about a record with its source.

    Each claim has the paragraph it rests on and the address of the source. Use --format markdown
    for text to paste, and --format bibtex for the sources.
    """
    dataset = origin.dataset()
    record = find_hub_or_actor(dataset, " ".join(name), console.say)
    report = citation_report(dataset, record)
    return Answer(
        report,
        "tsv",
        export=lambda name: export_chunks(subset(dataset, [record]), ExportRequest(name)),
    )
