"""BibTeX: an entry for each source, under the id by which it is cited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Source

# BibTeX counts braces even after a backslash, so that each is written as a command.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_SPECIAL = re.compile(f"[{re.escape(''.join(_LATEX))}]")
# Characters that a web address does not have, or that mean something to BibTeX.
_NOT_IN_ADDRESS = re.compile(r"[^!#-;=?-\[\]_a-z~]")


def write(dataset: Dataset) -> Iterator[str]:
    """Yield an entry for each source, with texts that LaTeX shows as they are."""
    for source in dataset.sources.values():
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(source) if value)
        yield f"@misc{{{source.id},\n{fields}}}\n\n"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    # A second pair of braces keeps the capitals of a title, and the name of a publisher in one.
    yield "title", f"{{{_latex(source.title)}}}"
    if display_line(source.publisher):
        yield "publisher", f"{{{_latex(source.publisher)}}}"
    yield "date", source.date
    yield "year", source.date[:4]
    yield "url", _NOT_IN_ADDRESS.sub(lambda match: quote(match[0], safe=""), source.url)


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _LATEX[match[0]], display_line(text))
