"""`hubcli path`."""

from typing import Annotated

import typer

from hubcli import console
from hubcli.cli.answer import Answer
from hubcli.cli.options import completer
from hubcli.cli.origin import Origin
from hubcli.errors import WrongUse
from hubcli.report.path import path_report
from hubcli.resolve.operands import split_operands
from hubcli.resolve.record import find_hub_or_actor

EXAMPLES = (
    ("path ge-healthcare uef", "how the two are connected"),
    ("path neurocenter finland to uef", "names of several words"),
    ("path savonia vtt --all", "all shortest paths"),
)


def run(
    origin: Origin,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="A B",
            help="Two hubs or actors: each as one word or in quotes, or with the word to between.",
            autocompletion=completer("records"),
        ),
    ],
    every: Annotated[bool, typer.Option("--all", help="Show all shortest paths.")] = False,
) -> Answer:
    """Show how two records are connected.

    The shortest chain of links between them, each link with its source.
    """
    ends = split_operands(names)
    if len(ends) != 2:
        raise WrongUse(
            "Name two records, with 'to' between names of several words",
            hint="hubcli path neurocenter finland to uef",
        )
    dataset = origin.dataset()
    start, goal = (find_hub_or_actor(dataset, end, console.say) for end in ends)
    return Answer(path_report(dataset, start, goal, every=every), "plain")
