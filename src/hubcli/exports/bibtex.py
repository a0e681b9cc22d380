"""BibTeX: the sources, under the ids by which they are cited, in texts that LaTeX shows as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Source

# Braces are counted even behind a backslash, so that none may stand alone.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_SPECIAL = re.compile(f"[{re.escape(''.join(_LATEX))}]")
# An address is written as it is, but for what no address has and what ends or begins something.
_ADDRESS = re.compile(r"[^!#-;=?-\[\]_a-z~]")


def write(dataset: Dataset) -> Iterator[str]:
    """An entry a source. Two pairs of braces keep capitals as they are, and a publisher from being taken apart."""
    for source in dataset.sources.values():
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(source) if value)
        yield f"@misc{{{source.id},\n{fields}}}\n\n"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_latex(source.title)}}}"
    if display_line(source.publisher):
        yield "publisher", f"{{{_latex(source.publisher)}}}"
    yield "date", source.date
    yield "year", source.date[:4]
    yield "url", _ADDRESS.sub(lambda char: quote(char[0], safe=""), source.url)


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda char: _LATEX[char[0]], display_line(text))
