"""`hubcli show`."""

from typing import Annotated

import typer

from hubcli import console
from hubcli.cli.answer import Answer
from hubcli.cli.browser import Open, open_address
from hubcli.cli.options import completer
from hubcli.cli.origin import Origin
from hubcli.errors import WrongUse
from hubcli.model.dataset import Filters
from hubcli.report.listing import listing_report
from hubcli.report.locality import locality_report
from hubcli.report.page import page_report
from hubcli.resolve.place import Locality, find_record_or_locality
from hubcli.resolve.website import find_website

EXAMPLES = (
    ("show kuopio", "a hub"),
    ("show folkhalsan", "an actor, typed without its accents"),
    ("show neuroscience", "a topic, and who is strong in it"),
    ("show kuopio-health", "a source, and every claim that cites it"),
    ("show helsinki", "the hubs and actors in a city or a country"),
    ("show uef --open", "the website of an actor"),
)


def run(
    origin: Origin,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="An id, a name, an alias or the beginning of one, a city or a country.",
            autocompletion=completer("names"),
        ),
    ] = None,
    open_: Open = False,
) -> Answer | None:
    """Show a hub, an actor, a topic or a source on one page.

    Case, accents, hyphens and the order of words in the name do not matter. The name of a city or a
    country lists the hubs and actors there. The command may be left out: hubcli kuopio.
    """
    if not name:
        return _hubs(origin)
    dataset = origin.dataset()
    typed = " ".join(name)
    record = find_record_or_locality(dataset, typed, console.say)
    if isinstance(record, Locality):
        if open_:
            raise WrongUse(f"'{typed}' is a place; name a hub or an actor to open")
        return Answer(locality_report(dataset, record.name, record.records), "tsv")
    if open_:
        open_address(*find_website(dataset, record))
        return None
    return Answer(page_report(dataset, record), "plain")


def _hubs(origin: Origin) -> Answer:
    """Return the hubs, from which a person can choose. Raises WrongUse for a program."""
    if not console.is_terminal():
        raise WrongUse("Missing argument 'NAME'", hint="hubcli show --help")
    report = listing_report(origin.dataset(), "hubs", Filters())
    note = "'hubcli show ID' shows one of them, 'hubcli list actors' lists who is there."
    return Answer(report, "tsv", notes=(note,))
