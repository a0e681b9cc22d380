"""The layout of the help: which commands there are, in which group, and how examples are shown.

A command's own examples stand in its module, as `EXAMPLES`.
"""

from __future__ import annotations

Examples = tuple[tuple[str, str], ...]  # a command line without `hubcli`, and what it is for

PANELS = {
    "Look up": ("list", "show", "search"),
    "Across hubs": ("compare", "network", "path", "topics", "cite", "stats"),
    "Your own data": ("check", "new", "schema", "export", "cache"),
}

PROGRAM_EXAMPLES: Examples = (
    ("list", "the hubs"),
    ("show kuopio", "one hub, with its figures, people and sources"),
    ("search neuroscience", "who works on it, and where"),
)


def format_examples(examples: Examples) -> str:
    """Return examples as the foot of a help page, in Rich markup."""
    lines = (
        f"[bold]hubcli {command.replace('[', chr(92) + '[')}[/]\n[dim]    {use}[/]"
        for command, use in examples
    )
    return "Examples\n\n" + "\n".join(lines)


def unwrap_docstring(doc: str | None) -> str:
    """Return a docstring with each paragraph on one line: the help wraps lines itself."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in (doc or "").split("\n\n"))
