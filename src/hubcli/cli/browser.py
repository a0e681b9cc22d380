"""The option `--open`, and the browser that it starts."""

from typing import Annotated

import typer

from hubcli import console
from hubcli.errors import NothingFound

Open = Annotated[
    bool,
    typer.Option("--open", "-w", help="Open its website in a browser instead."),
]
OpenFirst = Annotated[
    bool,
    typer.Option("--open", "-w", help="Open the website of the first hit instead."),
]


def open_address(address: str, message: str) -> None:
    """Say the message and open an address. Raises NothingFound if there is no browser."""
    # Passes the address as one argument, without a shell; a dataset admits only http and https.
    import webbrowser  # noqa: PLC0415  9 ms, for this option alone

    console.say(message)
    if not webbrowser.open(address):
        raise NothingFound(f"No browser could be started; the address is {address}")
