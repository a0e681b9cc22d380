"""The names in a command line that takes several records, `kuopio vs flemingsberg`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Words between names. Where one of the first group is used, the others are parts of names.
_CONNECTIVES = (frozenset(("to", "vs", "vs.", "versus")), frozenset((",", "and")))


def split_operands(words: Sequence[str]) -> list[str]:
    """Return the names in the arguments of a command.

    Each argument is a name, unless connectives stand between the names: `to`, `vs` or `versus`,
    otherwise `and` or commas. Then the words between two connectives are one name:
    `neurocenter finland to uef` → `neurocenter finland`, `uef`. An argument with spaces was quoted,
    so it is read as it is. A first or last word is no connective.
    """
    for connectives in _CONNECTIVES:
        parts = list(words)
        if "," in connectives:
            parts = [part for word in words for part in _split_commas(word)]
        inner = range(1, len(parts) - 1)
        marks = [
            part.lower() in connectives and (n in inner or part == ",")
            for n, part in enumerate(parts)
        ]
        if any(marks):
            groups = groupby(zip(parts, marks, strict=True), key=lambda pair: pair[1])
            return [" ".join(part for part, _ in group) for mark, group in groups if not mark]
    return list(words)


def _split_commas(word: str) -> list[str]:
    """Return an argument with each comma as a part of its own: `a,b` → `a`, `,`, `b`."""
    quoted = any(map(str.isspace, word))
    return word.replace(",", " , ").split() if "," in word and not quoted else [word]
