"""Citations, and the claims of a record that carry them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from hubcli.model.patterns import ValidatedStruct

Cite = str | tuple[str, ...]  # "kuopio-health#4", or several of them


class Claim(Struct, frozen=True):
    """A statement of a record, with the sources that it cites."""

    kind: Literal["record", "alias", "fact", "link"]
    """`record` stands for the summary, the name and the other particulars."""
    text: str
    """The summary, the alias, the text of the fact, or the relation and the id of a link."""
    cite: Cite
    path: tuple[str | int, ...] = ()
    """The path within the record: `("facts", 0)`; empty for the record itself."""
    part: ValidatedStruct | None = None
    """The alias, fact or link; None for the record itself."""


def citation_list(cite: Cite) -> tuple[str, ...]:
    """Return the citations as a tuple, even a single one."""
    return (cite,) if isinstance(cite, str) else cite


def split_citation(cite: str) -> tuple[str, int | None]:
    """Return the source and the paragraph of a citation: `health#4` → (`health`, 4).

    The paragraph is None if the citation names only a source.
    """
    source, _, paragraph = cite.partition("#")
    return source, int(paragraph) if paragraph else None
