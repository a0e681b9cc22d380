"""What the help shows beside the flags: under which heading each command stands, and examples of its use.

An example is a command line without `hubcli`, and what it is for.
"""

from __future__ import annotations

from typing import NamedTuple

Examples = tuple[tuple[str, str], ...]


class Help(NamedTuple):
    """A command as the help presents it."""

    panel: str
    examples: Examples


PROGRAM: Examples = (
    ("list", "the hubs"),
    ("show kuopio", "one of them, with figures, people and sources"),
    ("search neuroscience", "who does it, and where"),
)

COMMANDS = {
    "list": Help(
        "Look up",
        (
            ("list", "the hubs"),
            ("list actors --hub kuopio --type company", "the companies of one"),
            ("list topics --sort actors", "the vocabulary, what most do first"),
            ("list sources --json | jq -r '.[].url'", "where it all comes from"),
        ),
    ),
    "show": Help(
        "Look up",
        (
            ("show kuopio", "a hub, whole"),
            ("show folkhalsan", "an actor, without its accents"),
            ("show neuroscience", "a topic, and who is strong in it"),
            ("show kuopio-health", "a source, and every claim that rests on it"),
            ("show uef --open", "its website"),
        ),
    ),
    "search": Help(
        "Look up",
        (
            ("search neuroscience", "who does it, and where that is said"),
            ("search university hospital --country FI", "within a country"),
            ("search digital health hub:kuopio type:nonprofit", "filters among the words"),
            ("search who leads neurocenter finland", "a question"),
            ("search open innovation -city", "without a word"),
            ("search nueroscience --explain", "why something was found, and where it stands"),
        ),
    ),
    "stats": Help(
        "Across hubs",
        (("stats", "the built-in dataset"), ("stats --data mine.toml --with-builtin", "yours and that together")),
    ),
    "export": Help(
        "Your own data",
        (
            ("export | jq '.hubs | keys'", "the whole dataset as JSON"),
            ("export --to hubs.sqlite", "a database for SQLite or Datasette"),
            ("export --hub kuopio --to kuopio.md", "a report on one hub, with its sources"),
            ("export --table figures --to figures.csv", "a table for a spreadsheet"),
            ("export --format dot | dot -Tsvg", "a picture of who is linked to whom"),
        ),
    ),
    "cache": Help(
        "Your own data", (("cache", "what is kept, and where"), ("cache --clear", "nothing, from now on until needed"))
    ),
}


def foot(examples: Examples) -> str:
    """Examples as the foot of a help page, in Rich markup."""
    lines = (f"[bold]hubcli {command.replace('[', chr(92) + '[')}[/]\n[dim]    {use}[/]" for command, use in examples)
    return "Examples\n\n" + "\n".join(lines)


def unwrapped(doc: str | None) -> str:
    """A docstring with each paragraph on one line, as the help breaks lines by itself."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in (doc or "").split("\n\n"))
