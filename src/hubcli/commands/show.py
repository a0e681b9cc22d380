"""`hubcli show`."""

from typing import Annotated

import typer

from hubcli import console
from hubcli.cli.answer import Answer
from hubcli.cli.options import completer
from hubcli.cli.origin import Origin
from hubcli.errors import NothingFound
from hubcli.report.page import page_report
from hubcli.resolve.record import find_record

EXAMPLES = (
    ("show kuopio", "a hub"),
    ("show folkhalsan", "an actor, typed without its accents"),
    ("show neuroscience", "a topic, and who is strong in it"),
    ("show kuopio-health", "a source, and every claim that cites it"),
    ("show uef --open", "the website of an actor"),
)


def run(
    origin: Origin,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME",
            help="An id, a name, an alias or the beginning of one.",
            autocompletion=completer("names"),
        ),
    ],
    open_: Annotated[
        bool, typer.Option("--open", help="Open its website in the browser instead.")
    ] = False,
) -> Answer | None:
    """Show a hub, an actor, a topic or a source on one page.

    Case, accents, hyphens and the order of words in the name do not matter.
    """
    dataset = origin.dataset()
    record = find_record(dataset, " ".join(name))
    if open_:
        _open(record.name, getattr(record, "website", "") or getattr(record, "url", ""))
        return None
    return Answer(page_report(dataset, record), "plain")


def _open(name: str, address: str) -> None:
    """Open an address in the browser. Raises NothingFound if there is no address or no browser."""
    if not address:
        raise NothingFound(f"No website is known for {name}")
    # Passes the address as one argument, without a shell; a dataset admits only http and https.
    import webbrowser  # noqa: PLC0415  9 ms, for this option alone

    console.say(f"Opening {address}")
    if not webbrowser.open(address):
        raise NothingFound(f"No browser could be started; the address is {address}")
