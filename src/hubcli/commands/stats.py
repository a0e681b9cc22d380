"""`hubcli stats`."""

from hubcli.cli.answer import Answer
from hubcli.cli.origin import Origin
from hubcli.report.statistics import statistics_report

EXAMPLES = (
    ("stats", "the built-in dataset"),
    ("stats --data mine.toml --with-builtin", "yours and the built-in one"),
)


def run(origin: Origin) -> Answer:
    """Summarise the dataset.

    Sizes, claims and sources; types and topics by hub; figures side by side.
    """
    return Answer(statistics_report(origin.dataset()), "plain")
