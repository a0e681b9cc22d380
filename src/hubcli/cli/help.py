"""The commands by group, their modules, and the examples that everybody sees first.

A command's own examples stand in its module, as `EXAMPLES`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

Examples = tuple[tuple[str, str], ...]  # a command line without `hubcli`, and what it is for

SUMMARY = "A directory of health and life-science hubs, with the source of every claim."

# What most people do first.
PROGRAM_EXAMPLES: Examples = (
    ("list", "the hubs; also actors, topics"),
    ("show kuopio", "who and what is at a hub"),
    ("search neuroscience", "who works on it, and where"),
)

# The other commands, by group, each with what it does in short.
GROUPS = {
    "Across hubs": {
        "compare": "Compare hubs or actors side by side.",
        "network": "Show the links of a hub or an actor, or all links.",
        "path": "Show how two of them are connected.",
        "topics": "Show the topics as a tree, or who is strong in one.",
        "cite": "Show every claim about a hub or an actor with its source.",
        "stats": "Summarise the dataset on one page.",
    },
    "Your own data": {
        "check": "Check a dataset and report every problem.",
        "new": "Create a dataset, from an example or from ROR.",
        "schema": "Print the JSON Schema of datasets.",
        "export": "Write the dataset for another program.",
        "cache": "Show or clear the cache of large datasets.",
    },
}

COMMANDS = (
    *(example.split()[0] for example, _ in PROGRAM_EXAMPLES),
    *(name for group in GROUPS.values() for name in group),
)


def command_module(name: str) -> Any:
    """Return the module of a command, which has `run` and `EXAMPLES`."""
    return import_module(f"hubcli.commands.{name}")
