"""`hubcli cache`."""

from typing import Annotated

import typer

from hubcli import console
from hubcli.cache import store
from hubcli.cli.answer import Answer
from hubcli.errors import CannotWrite
from hubcli.report.cache import cache_report

EXAMPLES = (
    ("cache", "what is cached, and where"),
    ("cache --clear", "delete the cache; it is rebuilt on demand"),
)


def run(
    clear: Annotated[
        bool, typer.Option("--clear", help="Delete the cache; it is rebuilt on demand.")
    ] = False,
) -> Answer | None:
    """Show or clear the cache of large datasets.

    A dataset of 256 KiB or more is cached with its search index, until its contents change. The
    built-in dataset is cached when it is first searched. Deleting the folder loses nothing.
    """
    try:
        if not clear:
            return Answer(cache_report(), "plain")
        removed = store.clear_cache()
    except OSError as error:
        what = "cleared" if clear else "shown"
        raise CannotWrite(
            f"The cache cannot be {what}: {error.strerror}: {error.filename}"
        ) from error
    console.say(f"Removed {removed / 1e6:.1f} MB.")
    return None
