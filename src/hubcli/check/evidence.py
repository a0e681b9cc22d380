"""A dataset beside the texts of its sources: which claims the texts support.

A citation names a paragraph of a text (`leaflet#3`), or the whole text (`leaflet`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from hubcli.check.rules.walk import located_claims
from hubcli.model.claims import Cite, Claim, citation_list, split_citation
from hubcli.model.records import Link
from hubcli.text.words import Token, fold_words, split_words, tokens

if TYPE_CHECKING:
    from pathlib import Path

    from hubcli.errors import KeyPath
    from hubcli.model.dataset import Dataset
    from hubcli.model.records import Record

Paragraphs = Sequence[str]

_OPENING = " \"'(\u201c\u2018"  # what may stand between two sentences
MIN_WORD = 4  # letters of a word that can refer to a record: neither `of` nor `the`


def read_texts(
    dataset: Dataset, folder: Path, read: Callable[[Path], bytes]
) -> dict[str, Paragraphs]:
    """Return source id → the paragraphs of its text, for sources with a text in the folder.

    The text of a source is the file `ID.txt`, or else the only file that has the title of the
    source as a paragraph. `read` returns the content of a file. Raises OSError.
    """
    files: dict[str, Paragraphs] = {}  # name without .txt → paragraphs
    for path in sorted(folder.glob("*.txt")):
        if path.is_file():
            text = read(path).decode("utf-8-sig", "replace").strip()
            files[path.stem] = [part for part in re.split(r"\n\s*\n", text) if part]
    names_by_title: defaultdict[str, list[str]] = defaultdict(list)
    for name, paragraphs in files.items():
        for title in set(map(fold_words, paragraphs)):
            names_by_title[title].append(name)
    texts = {}
    for id, source in dataset.sources.items():
        names = [id] if id in files else names_by_title[fold_words(source.title)]
        if len(names) == 1:
            texts[id] = files[names[0]]
    return texts


class Mention(NamedTuple):
    """A name that a text mentions."""

    name: str
    """The name as it is written."""
    folded: str
    """Its words as they are compared."""
    ids: frozenset[str]
    """The records that have the name; empty if none has."""


class Evidence:
    """A dataset and the texts of its sources, by source id."""

    def __init__(self, dataset: Dataset, texts: Mapping[str, Paragraphs]) -> None:
        self.dataset = dataset
        self.texts = texts
        # Id of a record → its name and its aliases.
        self.names = {record.id: tuple(record.names())[1:] for record in dataset.records()}
        self._ids_by_name: dict[tuple[str, ...], set[str]] = {}  # folded words → ids of records
        for id, names in self.names.items():
            for name in names:
                self._ids_by_name.setdefault(tuple(split_words(name)), set()).add(id)
        self._max_words = max(map(len, self._ids_by_name), default=0)

    def has_texts(self, cite: Cite) -> bool:
        """Return whether something is cited, and every cited source has a text.

        A source without a text may support what the others do not.
        """
        ids = _source_ids(cite)
        return bool(ids) and all(id in self.texts for id in ids)

    def cited_text(self, cite: Cite) -> str:
        """Return the cited paragraphs, or the whole text of a source cited without a paragraph."""
        paragraphs: list[str] = []
        for citation in citation_list(cite):
            id, number = split_citation(citation)
            paragraphs += self.texts[id][number - 1 : number] if number else self.texts[id]
        return "\n\n".join(paragraphs)

    def full_text(self, cite: Cite) -> str:
        """Return the whole texts of the cited sources, with their titles."""
        return "\n\n".join(
            paragraph
            for id in _source_ids(cite)
            for paragraph in (self.dataset.sources[id].title, *self.texts[id])
        )

    def missing_message(self, cite: Cite, what: str, is_in: Callable[[str], bool]) -> str:
        """Return a message that the cited paragraphs lack something.

        `is_in` returns whether a paragraph has it. The message names the first paragraph of the
        cited sources that does: `'leaflet#3' does not say 1998; 'leaflet#2' does`.
        """
        citations = citation_list(cite)
        quoted = " and ".join(f"'{citation}'" for citation in citations)
        does = "does" if len(citations) == 1 else "do"
        supporting = (
            f"; '{id}#{number}' does"
            for id in _source_ids(cite)
            for number, paragraph in enumerate(self.texts[id], start=1)
            if is_in(paragraph)
        )
        return f"{quoted} {does} not say {what}{next(supporting, '')}"

    def claims(self) -> Iterator[tuple[KeyPath, Record, Claim]]:
        """Yield the summaries, facts and links all of whose sources have a text.

        The text of a link is its years.
        """
        for where, record, claim in located_claims(self.dataset):
            if claim.kind != "alias" and self.has_texts(claim.cite):
                path = (*where, "summary") if claim.kind == "record" else where
                text = claim.text
                if isinstance(claim.part, Link):
                    text = f"{claim.part.since[:4]} {claim.part.until[:4]}"
                yield path, record, replace(claim, text=text)

    def own_name(self, id: str) -> Mention:
        """Return the name of a record as a text mentions it."""
        name = self.names[id][0]
        return Mention(name, fold_words(name), frozenset({id}))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield the names in a text: those of records, the longest first, and capitalised words.

        The first word of a sentence has a capital anyway: it is a name of its own only if the next
        word has one too.
        """
        words = tokens(text)
        capitalised = [text[word.start].isupper() for word in words]
        start = 0
        while start < len(words):
            end, ids = self._longest_name(words, capitalised, start)
            next_too = any(capitalised[start + 1 : start + 2])
            begins = not next_too and _begins_sentence(text, words[start].start)
            if ids or (capitalised[start] and not begins):
                name = text[words[start].start : words[end - 1].end]
                yield Mention(name, " ".join(word.word for word in words[start:end]), ids)
            start = end

    def _longest_name(
        self, words: Sequence[Token], capitalised: Sequence[bool], start: int
    ) -> tuple[int, frozenset[str]]:
        """Return the end of the longest name of a record that begins at `start`, and who has it.

        Its first word must have a capital, and its last one too unless it is a number. Without such
        a name return `start + 1` and nobody.
        """
        if capitalised[start]:
            for end in range(min(start + self._max_words, len(words)), start, -1):
                ids = self._ids_by_name.get(tuple(word.word for word in words[start:end]))
                if ids and (capitalised[end - 1] or words[end - 1].word.isdecimal()):
                    return end, frozenset(ids)
        return start + 1, frozenset()

    def has_mention(self, text: str, mention: Mention) -> bool:
        """Return whether a text has any name of the mentioned records, or a form of the word."""
        if mention.ids:
            return any(contains_words(text, name) for id in mention.ids for name in self.names[id])
        return any(_begin_alike(mention.folded, word) for word in split_words(text))

    def refers_to(self, text: str, id: str) -> bool:
        """Return whether a text has a longer word of a record's names, as in `the hospital`."""
        words = {word for name in self.names[id] for word in split_words(name)}
        return any(len(word) >= MIN_WORD and word in words for word in split_words(text))


def _begin_alike(word: str, other: str) -> bool:
    """Return whether two words differ only in their endings: `Sweden` and `Swedish`.

    They must begin with the same three letters or more, after which at most three may follow.
    """
    start = max(3, len(word) - 3, len(other) - 3)
    return word[:start] == other[:start]


def contains_words(text: str, name: str) -> bool:
    """Return whether the words of a name stand in a text in this order, whatever their case."""
    return f" {fold_words(name)} " in f" {fold_words(text)} "


def _source_ids(cite: Cite) -> list[str]:
    """Return the ids of the cited sources, each once."""
    return list(dict.fromkeys(split_citation(citation)[0] for citation in citation_list(cite)))


def _begins_sentence(text: str, start: int) -> bool:
    """Return whether a word that starts there is the first one of its sentence."""
    while start and text[start - 1] in _OPENING:
        start -= 1
    return not start or text[start - 1] in ".!?:"
