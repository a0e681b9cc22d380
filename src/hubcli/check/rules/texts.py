"""Rules on texts and on the figures that they state."""

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

    from hubcli.errors import Fault, KeyPath
    from hubcli.model.dataset import Dataset

_ENDINGS = (".", "!", "?", "…", "。")
_CLOSING = "\"')]»\u201d\u2019"  # quotation marks and brackets that may follow


def no_summary(dataset: Dataset) -> Iterator[Fault]:
    """A hub or an actor without a summary, in a dataset where others have one."""
    if any(record.summary for _, record in located_records(dataset)):
        for where, record in located_records(dataset):
            if not record.summary:
                yield where, "no 'summary'; describe it in a sentence"


def no_full_stop(dataset: Dataset) -> Iterator[Fault]:
    """A text that does not end in a full stop or another mark that ends a sentence."""
    for where, text in located_prose(dataset):
        if not text.strip().rstrip(_CLOSING).endswith(_ENDINGS):
            yield where, "the text is not a sentence: it does not end in a full stop"


def loose_space(dataset: Dataset) -> Iterator[Fault]:
    """Space before or after a text, or two spaces in a row."""
    for where, text in located_prose(dataset):
        if re.search(r"^\s|\s\s|\s$", text):
            yield where, "space around the text, or two spaces in a row"


def unseen_character(dataset: Dataset) -> Iterator[Fault]:
    """An invisible character in a name or a text, as one that was copied from a web page."""
    names: list[tuple[KeyPath, str]] = [
        ((*where, "name"), record.name) for where, record in located_records(dataset)
    ]
    aliases = ((where, alias.name) for where, _, alias in located_aliases(dataset))
    for where, text in (*names, *aliases, *located_prose(dataset)):
        if text.isascii() and text.isprintable():
            continue
        unseen = {ord(char): escape_char(char) for char in set(text) if _is_unseen(char)}
        if unseen:
            yield where, f"an invisible character, written out here: '{text.translate(unseen)}'"


def _is_unseen(char: str) -> bool:
    """Return whether a character is invisible: a control or format character, but no white space.

    The two joiners, which some scripts need, are visible in what they do.
    """
    is_control = unicodedata.category(char)[0] == "C" and char not in "\t\n\r\u200c\u200d"
    return is_control or escape_controls(char) != char


def figure_not_in_text(dataset: Dataset) -> Iterator[Fault]:
    """A figure, or its qualifier, that the text of its fact does not state."""
    for where, fact, figure in located_figures(dataset):
        if figure.value is not None and not states_figure(figure, fact.text):
            yield (*where, "value"), f"the text of the fact does not say {figure.value:,}"
        elif figure.qualifier and f" {figure.qualifier.lower()} " not in f" {fact.text.lower()} ":
            yield (*where, "qualifier"), f"the text of the fact does not say '{figure.qualifier}'"


def figure_in_other_words(dataset: Dataset) -> Iterator[Fault]:
    """A figure whose `of` differs from that of an earlier figure only in case or a plural."""
    first_wordings: dict[str, str] = {}
    for where, _, figure in located_figures(dataset):
        key = " ".join(word.rstrip("s") for word in split_words(figure.of))
        first = first_wordings.setdefault(key, figure.of)
        if first != figure.of:
            message = f"'{figure.of}' is '{first}' in an earlier figure; use the same words"
            yield (*where, "of"), message
