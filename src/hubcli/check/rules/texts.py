"""TODO."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hubcli.check.numbers import states_figure
from hubcli.check.rules.walk import located_aliases, located_figures, located_prose, located_records
from hubcli.text.escape import escape_char, escape_controls
from hubcli.text.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.errors import Fault
    from hubcli.model.dataset import Dataset

# Texts and figures -------------------------------------------------------------------------------------------


def no_summary(dataset: Dataset) -> Iterator[Fault]:
    """A hub or an actor that lists can say nothing of, where others have a summary: a registry has none."""
    if any(record.summary for _, record in located_records(dataset)):
        without = (where for where, record in located_records(dataset) if not record.summary)
        yield from ((where, "no 'summary' tells it in a line") for where in without)


_CLOSING = "\"')]»\u201d\u2019"  # quotation marks and brackets after a full stop


def no_full_stop(dataset: Dataset) -> Iterator[Fault]:
    """A text that is not a whole sentence."""
    for where, text in located_prose(dataset):
        if text.strip().rstrip(_CLOSING)[-1:] not in {*".!?…。"}:
            yield where, "the text is no sentence: it does not end in a full stop"


def loose_space(dataset: Dataset) -> Iterator[Fault]:
    """Space around a text, or two spaces in a row."""
    for where, text in located_prose(dataset):
        if re.search(r"^\s|\s\s|\s$", text):
            yield where, "space around the text, or two spaces in a row"


def unseen_character(dataset: Dataset) -> Iterator[Fault]:
    """A character in a name or a text that nobody sees, as copying from a web page brings along."""
    named = [((*where, "name"), record.name) for where, record in located_records(dataset)]
    called = [(where, alias.name) for where, _, alias in located_aliases(dataset)]
    for where, text in (*named, *called, *located_prose(dataset)):
        plain = text.isascii() and text.isprintable()
        shown = (
            text
            if plain
            else text.translate(
                {ord(char): escape_char(char) for char in set(text) if _is_unseen(char)}
            )
        )
        if shown != text:
            yield where, f"a character that is not seen is written out here: '{shown}'"


def _is_unseen(char: str) -> bool:
    """Whether it is written out wherever it is shown, or is a control or format character, but for white space.

    The joiners that some scripts write with are none of these.
    """
    return escape_controls(char) != char or (
        unicodedata.category(char)[0] == "C" and char not in "\t\n\r\u200c\u200d"
    )


def figure_not_in_text(dataset: Dataset) -> Iterator[Fault]:
    """A figure, or what limits it, that its own fact does not say."""
    for where, fact, figure in located_figures(dataset):
        if not states_figure(figure, fact.text):
            yield (*where, "value"), f"the text of the fact does not say {figure.value:,}"
        elif figure.qualifier and f" {figure.qualifier.lower()} " not in f" {fact.text.lower()} ":
            yield (*where, "qualifier"), f"the text of the fact does not say '{figure.qualifier}'"


def figure_in_other_words(dataset: Dataset) -> Iterator[Fault]:
    """What is counted, written in another way than in the figures that it compares with."""
    seen: dict[str, str] = {}
    for where, _, figure in located_figures(dataset):
        usual = seen.setdefault(
            " ".join(word.rstrip("s") for word in split_words(figure.of)), figure.of
        )
        if usual != figure.of:
            yield (
                (*where, "of"),
                f"'{figure.of}' is '{usual}' in an earlier figure; one wording makes them compare",
            )
