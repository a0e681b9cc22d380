"""Generate the examples and tables of the documentation, and its pictures.

`cog -r README.md docs/*.md` calls the functions and rewrites the generated blocks of the pages.
`python docs/generate.py` redraws the pictures. Tests fail if a page or a picture is out of date.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from schema import schema

from hubcli.check.rules import registry
from hubcli.main import main
from hubcli.output.svg import screen_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hubcli.errors import Fault

PICTURES = {  # file → the commands it shows, and the width of the terminal in columns
    Path(__file__).with_name("picture.svg"): (("search neuroscience", "show neurocenter"), 96),
    Path(__file__).with_name("compare.svg"): (("compare kuopio flemingsberg biomedicum",), 112),
}

BROKEN_DATASET = """[dataset]
title = "Mine"
updated = 2026-11-22

[hubs.harbour]
name = "Harbour Campus"
wesbite = "https://harbour.example"
place = { city = "Turku", country = "Finland" }
facts = [{ text = "Almost 2,500 students live here.", cite = 1 }]
"""

DATASET_TO_CHECK = """[dataset]
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


def run_command(command: str, **environ: str) -> str:
    """Return what `hubcli COMMAND` writes to standard output and standard error, in order."""
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


def format_block(command: str, lines: Iterable[str]) -> str:
    """Return a Markdown block with a command and the lines that it writes."""
    return "\n".join(["```console", f"$ hubcli {command}", *lines, "```"])


def console_block(command: str, max_lines: int | None = None) -> str:
    """Return a command and its first `max_lines` lines on a terminal of 80 columns."""
    # JSON is asked for by name; `new` and `export` have no format for a terminal.
    has_own_format = "--json" in command or command.startswith(("new", "export"))
    output = run_command(command if has_own_format else f"{command} --format table")
    lines = [line.rstrip() for line in output.splitlines()]
    if max_lines is not None and len(lines) > max_lines:
        lines = [*lines[:max_lines], "…"]
    return format_block(command, lines)


def load_errors_block() -> str:
    """Return the messages for a dataset with three errors."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mine.toml")
        path.write_text(BROKEN_DATASET, encoding="utf-8")
        output = run_command(f"list --data {shlex.quote(str(path))}")
    lines = output.replace(f"{folder}{os.sep}", "").splitlines()
    return format_block("list --data mine.toml", lines)


def check_block(*options: str) -> str:
    """Return the output of `hubcli check mine.toml` with these options.

    An option `texts` stands for the folder with the text of the source.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mine.toml")
        path.write_text(DATASET_TO_CHECK, encoding="utf-8")
        Path(folder, "leaflet.txt").write_text(LEAFLET, encoding="utf-8")
        arguments = [folder if option == "texts" else option for option in options]
        output = run_command(shlex.join(["check", str(path), *arguments]))
    lines = output.replace(f"{folder}{os.sep}", "").splitlines()
    return format_block(" ".join(["check", "mine.toml", *options]), lines)


def new_block() -> str:
    """Return the output of `hubcli new`, and the actors of the dataset that it writes."""
    with tempfile.TemporaryDirectory() as folder:
        path = shlex.quote(str(Path(folder, "mine.toml")))
        blocks = [console_block(f"new {path}"), console_block(f"list actors --data {path}")]
    return "\n\n".join(blocks).replace(path, "mine.toml")


def rule_table(rules: Sequence[Callable[..., Iterator[Fault]]]) -> str:
    """Return a table of rules, each with the first line of its docstring.

    A leading verb is dropped: `Yield links without a source.` → `Links without a source.`
    """
    rows = ["| rule | finds |", "| --- | --- |"]
    for rule in rules:
        summary = re.sub(r"^(Yield|Find|Report) ", "", (rule.__doc__ or "").splitlines()[0])
        rows.append(f"| `{registry.rule_id(rule)}` | {summary[:1].upper()}{summary[1:]} |")
    return "\n".join(rows)


def field_table(record: type) -> str:
    """Return a table of the keys of a record type, as the JSON Schema describes them."""
    definition = schema()["$defs"][record.__name__]
    rows = ["| key | required | meaning |", "| --- | --- | --- |"]
    for name, field in definition["properties"].items():
        values = [f"`{value}`" for value in field.get("enum", ()) if value]
        choices = f"One of {', '.join(values)}." if values else ""
        meaning = f"{field.get('description', '')} {choices}".strip()
        required = "yes" if name in definition["required"] else ""
        rows.append(f"| `{name}` | {required} | {meaning} |")
    return "\n".join(rows)


def draw_picture(commands: Sequence[str], width: int) -> str:
    """Return an SVG of the output of commands in a dark terminal, `width` columns wide."""
    screens = [
        f"$ hubcli {command}\n{run_command(command, FORCE_COLOR='1', COLUMNS=str(width))}"
        for command in commands
    ]
    title = f"Output of {' and of '.join(f'hubcli {command}' for command in commands)}"
    return screen_svg("\n".join(screens), width, title)


if __name__ == "__main__":
    for path, (commands, width) in PICTURES.items():
        path.write_text(draw_picture(commands, width), encoding="utf-8")
