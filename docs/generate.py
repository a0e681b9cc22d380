"""What the documentation shows of the program itself, for cog's blocks in README.md and docs/*.md, and the picture.

`cog -r README.md docs/*.md` writes the blocks anew, `python docs/generate.py` the picture; the tests and `.ci/run`
check that both are what the program gives.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import os
import re
import shlex
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from hubcli import model
from hubcli.__main__ import main

PICTURE = Path(__file__).with_name("picture.svg")
SHOWN = ("search neuroscience", "show neurocenter")
WIDTH = 96


def output(command: str, **environ: str) -> str:
    """What `hubcli COMMAND` writes, messages included, in the order of writing."""
    out = io.StringIO()
    before = dict(os.environ)
    os.environ.update({"COLUMNS": "80", "TERM": "xterm-256color", **environ})
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            main(shlex.split(command))
    finally:
        os.environ.clear()
        os.environ.update(before)
    return out.getvalue()


def console(command: str, most: int | None = None) -> str:
    """A block that shows a command and the first `most` lines of what a terminal of 80 columns gets."""
    whole = "--json" in command or command.startswith("export")
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


def fields(record: type) -> str:
    """A table of a record's keys: name, whether it must be there, and what it means (its docstring in `model`)."""
    tree = ast.parse(inspect.getsource(model))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    rows = ["| key | must | what it is |", "| --- | --- | --- |"]
    for name in [parent.__name__ for parent in reversed(record.__mro__) if parent.__name__ in classes]:
        body = classes[name].body
        for node, after in zip(body, [*body[1:], None], strict=True):
            if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
                continue
            kind = ast.unparse(node.annotation)
            if kind.startswith("ClassVar") or node.target.id == "id":
                continue
            said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            meaning = " ".join(str(said).split())
            choices = re.match(r"Literal\[(.*)\]", kind)
            if choices:
                values = [value for value in ast.literal_eval(f"[{choices[1]}]") if value]
                meaning = f"{meaning} One of {', '.join(f'`{value}`' for value in values)}.".strip()
            rows.append(f"| `{node.target.id}` | {'' if node.value else 'yes'} | {meaning} |")
    return "\n".join(rows)


def picture() -> str:
    """The picture of the README: real output in a dark terminal, as SVG without anything fetched from elsewhere."""
    theme = TerminalTheme(
        (13, 17, 23),
        (230, 237, 243),
        [
            *[(72, 79, 88), (255, 123, 114), (63, 185, 80), (210, 153, 34)],
            *[(88, 166, 255), (188, 140, 255), (57, 197, 207), (177, 186, 196)],
        ],
    )
    screen = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    for number, command in enumerate(SHOWN):
        screen.print(Text(f"{chr(10) if number else ''}$ hubcli {command}"))
        screen.print(Text.from_ansi(output(command, FORCE_COLOR="1", COLUMNS=str(WIDTH))))
    svg = screen.export_svg(title="hubcli", theme=theme, unique_id="hubcli")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
