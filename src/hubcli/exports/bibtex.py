"""BibTeX: an entry for each source, under the id by which it is cited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset

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
        publisher = _latex(source.publisher)
        # A second pair of braces keeps the capitals of a title, and the name of a publisher in one.
        fields = {
            "title": f"{{{_latex(source.title)}}}",
            "publisher": f"{{{publisher}}}" if publisher else "",
            "date": source.date,
            "year": source.date[:4],
            "url": _NOT_IN_ADDRESS.sub(lambda match: quote(match[0], safe=""), source.url),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        yield f"@misc{{{source.id},\n{lines}}}\n\n"


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _LATEX[match[0]], display_line(text))
