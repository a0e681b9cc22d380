"""`hubcli topics`."""

from typing import Annotated

import typer

from hubcli.cli.answer import Answer
from hubcli.cli.options import completer
from hubcli.cli.origin import Origin
from hubcli.errors import NothingFound
from hubcli.report.page import page_report
from hubcli.report.topic_tree import topic_tree_report
from hubcli.resolve.filters import resolve_topic

EXAMPLES = (
    ("topics", "the vocabulary as a tree"),
    ("topics innovation", "who is strong in a topic, and which source says so"),
)


def run(
    origin: Origin,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC]",
            help="A topic; all topics if left out.",
            autocompletion=completer("topics"),
        ),
    ] = None,
) -> Answer:
    """Show the topics as a tree, or the records of a topic.

    The tree gives the number of records by hub. A record with a narrower topic counts for the
    broader ones too.
    """
    dataset = origin.dataset()
    if name:
        topic = dataset.topics[resolve_topic(dataset, " ".join(name))]
        return Answer(page_report(dataset, topic), "plain")
    report = topic_tree_report(dataset)
    return Answer(report, "plain", NothingFound("There are no topics") if report.empty else None)
