"""What the documentation shows of the program itself, for cog's blocks in README.md and docs/*.md, and the pictures.

`cog -r README.md docs/*.md` writes the blocks anew, `python docs/generate.py` the pictures; the tests and `.ci/run`
check that all are what the program gives.
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from schema import schema

from hubcli.check.rules import registry
from hubcli.main import main
from hubcli.output.screenshot import screen_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hubcli.errors import Fault

PICTURES = {  # file → the commands that it shows, and the width of the terminal
    Path(__file__).with_name("picture.svg"): (("search neuroscience", "show neurocenter"), 96),
    Path(__file__).with_name("compare.svg"): (("compare kuopio flemingsberg biomedicum",), 112),
}


def output(command: str, **environ: str) -> str:
    """What `hubcli COMMAND` writes, messages included, in the order of writing."""
    out = io.StringIO()
    before = dict(os.environ)
    os.environ.update(
        {"COLUMNS": "80", "TERM": "xterm-256color", "XDG_DATA_HOME": os.devnull, **environ}
    )
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            main(shlex.split(command))
    finally:
        os.environ.clear()
        os.environ.update(before)
    return out.getvalue()


def console(command: str, most: int | None = None) -> str:
    """A block that shows a command and the first `most` lines of what a terminal of 80 columns gets."""
    # What has no format for people, or another one.
    whole = "--json" in command or command.startswith(("new", "export"))
    written = output(command if whole else f"{command} --format table")
    lines = [line.rstrip() for line in written.splitlines()]
    shown = [*lines[:most], "…"] if most is not None and len(lines) > most else lines
    return "\n".join(["```console", f"$ hubcli {command}", *shown, "```"])


def complaint() -> str:
    """A block that shows what a dataset with faults gets."""
    text = """[dataset]
title = "Mine"
updated = 2026-11-22

[hubs.harbour]
name = "Harbour Campus"
wesbite = "https://harbour.example"
place = { city = "Turku", country = "Finland" }
facts = [{ text = "Almost 2,500 students live here.", cite = 1 }]
"""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()) as said:
        path = Path(folder, "mine.toml")
        path.write_text(text, encoding="utf-8")
        main(["list", "--data", str(path)])
    lines = said.getvalue().replace(f"{folder}{os.sep}", "").splitlines()
    return "\n".join(["```console", "$ hubcli list --data mine.toml", *lines, "```"])


CHECKED = """[dataset]
title = "Mine"
updated = 2026-11-22

[sources.leaflet]
title = "The leaflet"
paragraphs = 3

[topics.neuroscience]
name = "Neuroscience"
aliases = ["neurology", "NEUROSCIENCE"]

[hubs.harbour]
name = "Harbour Campus"
summary = "A campus by the sea."
topics = ["nuerology"]
facts = [
  { text = "Almost 2,500 students live on the campus.", cite = "leaflet#3" },
  { text = "Trams have gone to Harbour Campus since 1998.", cite = "leaflet#3" },
  { text = "The campus is older than its trams." },
]
cite = "leaflet#1"
"""
LEAFLET = """The leaflet

Harbour Campus has been by the sea for a while, and there have been trams since 1998.

Almost 2400 students live on the campus.
"""


def checked(*options: str) -> str:
    """A block that shows what `check` says of a file, with the text of its source beside it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "mine.toml").write_text(CHECKED, encoding="utf-8")
        Path(folder, "leaflet.txt").write_text(LEAFLET, encoding="utf-8")
        paths = [
            str(Path(folder, "mine.toml")),
            *(folder if option == "texts" else option for option in options),
        ]
        lines = output(shlex.join(["check", *paths])).replace(f"{folder}{os.sep}", "").splitlines()
    return "\n".join(
        ["```console", f"$ hubcli check mine.toml {' '.join(options)}".rstrip(), *lines, "```"]
    )


def rules(those: Sequence[Callable[..., Iterator[Fault]]]) -> str:
    """A table of rules: each with what it finds, which is its docstring's first line."""
    rows = [
        f"| `{registry.rule_id(rule)}` | {(rule.__doc__ or '').splitlines()[0]} |" for rule in those
    ]
    return "\n".join(["| rule | what it finds |", "| --- | --- |", *rows])


def made() -> str:
    """A block that shows what `hubcli new` says, and the dataset that it makes as it is listed."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "mine.toml"))
        blocks = [
            console(f"new {shlex.quote(path)}"),
            console(f"list actors --data {shlex.quote(path)}"),
        ]
    return "\n\n".join(blocks).replace(path, "mine.toml")


def fields(record: type) -> str:
    """A table of a record's keys: name, whether it must be there, and what it means, as the schema has it."""
    its = schema()["$defs"][record.__name__]
    rows = ["| key | must | what it is |", "| --- | --- | --- |"]
    for field, said in its["properties"].items():
        values = [f"`{value}`" for value in said.get("enum", ()) if value]
        choices = f"One of {', '.join(values)}." if values else ""
        meaning = f"{said.get('description', '')} {choices}".strip()
        rows.append(f"| `{field}` | {'yes' if field in its['required'] else ''} | {meaning} |")
    return "\n".join(rows)


def picture(commands: tuple[str, ...], width: int) -> str:
    """Real output of commands in a dark terminal."""
    screens = (
        f"$ hubcli {command}\n{output(command, FORCE_COLOR='1', COLUMNS=str(width))}"
        for command in commands
    )
    return screen_svg("\n".join(screens), width)


if __name__ == "__main__":
    for path, shown in PICTURES.items():
        path.write_text(picture(*shown), encoding="utf-8")
