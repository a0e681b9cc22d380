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
    "compare": Help(
        "Across hubs",
        (
            ("compare kuopio flemingsberg", "two hubs, and what they share"),
            ("compare kuopio flemingsberg biomedicum", "all three"),
            ("compare uef karolinska-institutet", "two actors"),
            ("compare kuopio flemingsberg --topic digital-health", "on one topic, with the claims"),
        ),
    ),
    "network": Help(
        "Across hubs",
        (
            ("network neurocenter finland", "who it is tied to, and how"),
            ("network kuopio --depth 2", "and who those are tied to"),
            ("network --rel led-by", "who leads what, everywhere"),
            ("network kuopio --format dot | dot -Tsvg", "a drawing of it"),
        ),
    ),
    "path": Help(
        "Across hubs",
        (
            ("path ge-healthcare uef", "how one reaches the other"),
            ("path savonia vtt --all", "every way that is as short"),
        ),
    ),
    "topics": Help(
        "Across hubs",
        (
            ("topics", "what the hubs are strong in, as a tree"),
            ("topics innovation", "who, across hubs, and who says so"),
        ),
    ),
    "cite": Help(
        "Across hubs",
        (
            ("cite neurocenter", "every claim with its source"),
            ("cite kuopio --format markdown", "the same, to paste into a report"),
            ("cite kuopio --format bibtex", "its sources, for a bibliography"),
        ),
    ),
    "stats": Help(
        "Across hubs",
        (("stats", "the built-in dataset"), ("stats --data mine.toml --with-builtin", "yours and that together")),
    ),
    "check": Help(
        "Your own data",
        (
            ("check mine.toml", "every problem of it"),
            ("check mine.toml --sources texts/", "whether the texts say what it claims"),
            ("check mine.toml --strict --format github", "in a workflow, beside the lines of a review"),
            ("check", "the built-in dataset"),
        ),
    ),
    "new": Help(
        "Your own data",
        (
            ("new mine.toml", "an example to begin with, and what to know of it"),
            ("new nordic.toml --from-ror v2.9-2026-06-23-ror-data.zip -c FI -c SE", "from ROR's data dump"),
            ("new - --from-ror ror-data.json --city Kuopio --type company", "to look at first"),
        ),
    ),
    "schema": Help(
        "Your own data", (("schema > hubs.schema.json", "for '#:schema hubs.schema.json' at the top of a dataset"),)
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
