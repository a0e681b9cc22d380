"""`hubcli compare`."""

from typing import Annotated

import typer

from hubcli.cli.answer import Answer
from hubcli.cli.options import completer
from hubcli.cli.origin import Origin
from hubcli.errors import WrongUse
from hubcli.report.comparison import comparison_report
from hubcli.resolve.filters import resolve_filters
from hubcli.resolve.record import find_hub_or_actor

EXAMPLES = (
    ("compare kuopio flemingsberg", "two hubs, and what they share"),
    ("compare kuopio flemingsberg biomedicum", "all three"),
    ("compare uef karolinska-institutet", "two actors"),
    ("compare kuopio flemingsberg --topic digital-health", "on one topic, with the claims"),
)

ComparedTopics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        "-T",
        metavar="TOPIC",
        help="Compare only what is stated on this topic or a narrower one; repeatable.",
        autocompletion=completer("topics"),
    ),
]


def run(
    origin: Origin,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="A B...",
            help="Hubs or actors, each as one word or in quotes.",
            autocompletion=completer("names"),
        ),
    ],
    topic: ComparedTopics = None,
) -> Answer:
    """Compare hubs or actors side by side.

    Place, figures, strengths and members, what they have in common and where they differ. A value
    that a record lacks is shown as "not stated". Bars compare only figures that count the same
    thing.
    """
    dataset = origin.dataset()
    filters = resolve_filters(dataset, topics=topic)
    records = [find_hub_or_actor(dataset, name) for name in names]
    if len({record.id for record in records}) < 2:
        raise WrongUse("Name two or more to compare", hint="hubcli compare kuopio flemingsberg")
    return Answer(comparison_report(dataset, records, filters.topics), "plain")
