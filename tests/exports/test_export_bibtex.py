"""The export bibtex in pybtex."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exports.export_datasets import any_dataset, few_examples
from exports.export_readers import collapse_spaces, export_text, library

from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset

LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{char}": char for char in "&%$#_"},
}


@few_examples
@any_dataset
def test_pybtex_reads_bibtex(dataset: Dataset) -> None:
    """Each source is an entry under its id, whose fields LaTeX shows as the source has them."""
    database = library("pybtex.database")

    def decode(field: str) -> str:
        assert field[0] == "{"
        assert field[-1] == "}"
        return re.sub("|".join(map(re.escape, LATEX)), lambda match: LATEX[match[0]], field[1:-1])

    entries = database.parse_string(export_text(dataset, "bibtex"), "bibtex").entries

    titles = {id: collapse_spaces(decode(entry.fields["title"])) for id, entry in entries.items()}
    assert titles == {
        id: collapse_spaces(display_line(source.title)) for id, source in dataset.sources.items()
    }
    for id, entry in entries.items():
        source = dataset.sources[id]
        assert entry.fields.get("date", "") == source.date
        publisher = collapse_spaces(decode(entry.fields.get("publisher", "{}")))
        assert publisher == collapse_spaces(display_line(source.publisher))
        assert not re.search(r"[{}\\\s]", entry.fields.get("url", ""))
