"""`hubcli path`."""

from typing import Annotated

import typer

from hubcli.cli.answer import Answer
from hubcli.cli.options import completer
from hubcli.cli.origin import Origin
from hubcli.report.path import path_report
from hubcli.resolve.record import find_hub_or_actor

EXAMPLES = (
    ("path ge-healthcare uef", "how the two are connected"),
    ("path savonia vtt --all", "all shortest paths"),
)


def run(
    origin: Origin,
    start: Annotated[
        str,
        typer.Argument(metavar="A", help="The first record.", autocompletion=completer("names")),
    ],
    goal: Annotated[
        str,
        typer.Argument(metavar="B", help="The second record.", autocompletion=completer("names")),
    ],
    every: Annotated[bool, typer.Option("--all", help="Show all shortest paths.")] = False,
) -> Answer:
    """Show how two records are connected.

    The shortest chain of links between them, each link with its source.
    """
    dataset = origin.dataset()
    ends = find_hub_or_actor(dataset, start), find_hub_or_actor(dataset, goal)
    return Answer(path_report(dataset, *ends, every=every), "plain")
