"""TODO."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hubcli.check.rules.walk import (
    located_records,
)
from hubcli.model.records import Cite, citation_list, expand_aliases, split_citation
from hubcli.text.words import fold_words, same_stem, tokens

if TYPE_CHECKING:
    from pathlib import Path

    from hubcli.errors import KeyPath
    from hubcli.model.dataset import Dataset

Paragraphs = Sequence[str]

_OPENING = " \"'(\u201c\u2018"  # what may stand between the end of a sentence and the next one


def read_texts(
    dataset: Dataset, folder: Path, read: Callable[[Path], bytes]
) -> dict[str, Paragraphs]:
    """The paragraphs of each source that has its text in the folder, by the source's id.

    A text is the source's when its file is called `ID.txt`, else when it alone has the source's title as a paragraph.
    `read` gives what is in a file. Raises OSError.
    """
    files: dict[str, Paragraphs] = {}
    for path in sorted(folder.glob("*.txt")):
        if path.is_file():
            text = read(path).decode("utf-8-sig", "replace")
            files[path.stem] = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
    titles = {
        name: {fold_words(paragraph) for paragraph in paragraphs}
        for name, paragraphs in files.items()
    }
    found = {}
    for id, source in dataset.sources.items():
        titled = [name for name, those in titles.items() if fold_words(source.title) in those]
        if id in files or len(titled) == 1:
            found[id] = files[id if id in files else titled[0]]
    return found


class Mention(NamedTuple):
    """A name in a claim."""

    shown: str
    folded: str
    ids: frozenset[str]
    """Who goes by it; none for a name of nobody in the dataset."""


class Claim(NamedTuple):
    """Something that a record says, and what it cites for it."""

    where: KeyPath
    text: str
    cite: tuple[str, ...]
    about: frozenset[str]
    """What the text around the paragraph is about: the record's hubs, and who is quoted, by id."""
    named: tuple[str, ...]
    """Whom it names beside its text: first the record, and the other end of a link, by id."""


class Evidence:
    """A dataset beside the texts of its sources."""

    def __init__(self, dataset: Dataset, texts: Mapping[str, Paragraphs]) -> None:
        self.dataset = dataset
        self.texts = texts
        self.names: dict[str, tuple[str, ...]] = {}  # by id, the record's own name first
        self.called: dict[tuple[str, ...], set[str]] = {}  # a name in folded words → who goes by it
        for where, record in located_records(dataset):
            id = str(where[1])
            self.names[id] = (
                record.name,
                *(alias.name for alias in expand_aliases(record.aliases)),
            )
            for name in self.names[id]:
                self.called.setdefault(tuple(fold_words(name).split()), set()).add(id)
        self.longest = max(map(len, self.called), default=0)

    def here(self, cite: Cite) -> bool:
        """Whether there are citations, and the text of each: what is not here may say what the others do not."""
        return bool(citation_list(cite)) and all(
            split_citation(one)[0] in self.texts for one in citation_list(cite)
        )

    def cited(self, cite: Cite) -> str:
        """The paragraphs of citations, or the whole text where one names none."""
        said: list[str] = []
        for one in citation_list(cite):
            id, number = split_citation(one)
            said += self.texts[id][number - 1 : number] if number else self.texts[id]
        return "\n\n".join(said)

    def around(self, cite: Cite) -> str:
        """The whole texts of citations, with their titles."""
        ids = dict.fromkeys(split_citation(one)[0] for one in citation_list(cite))
        return "\n\n".join(
            part for id in ids for part in (self.dataset.sources[id].title, *self.texts[id])
        )

    def lacking(self, cite: Cite, what: str, has: Callable[[str], bool]) -> str:
        """The message that the cited paragraphs do not say something, and which one of the same texts does."""
        them = " and ".join(f"'{one}'" for one in citation_list(cite))
        message = f"{them} {'does' if len(citation_list(cite)) == 1 else 'do'} not say {what}"
        for id in dict.fromkeys(split_citation(one)[0] for one in citation_list(cite)):
            for number, paragraph in enumerate(self.texts[id], start=1):
                if has(paragraph):
                    return f"{message}; '{id}#{number}' does"
        return message

    def claims(self) -> Iterator[Claim]:
        """The summaries, facts and links that cite only what is here."""
        for where, record in located_records(self.dataset):
            id = str(where[1])
            about = frozenset(record.hubs)
            if self.here(record.cite):
                yield Claim(
                    (*where, "summary"), record.summary, citation_list(record.cite), about, (id,)
                )
            for number, fact in enumerate(record.facts):
                if self.here(fact.cite):
                    yield Claim(
                        (*where, "facts", number),
                        fact.text,
                        citation_list(fact.cite),
                        about | {fact.by},
                        (id,),
                    )
            for number, link in enumerate(record.links):
                if self.here(link.cite):
                    years = f"{link.since[:4]} {link.until[:4]}"
                    yield Claim(
                        (*where, "links", number),
                        years,
                        citation_list(link.cite),
                        about,
                        (id, link.to),
                    )

    def mentions(self, text: str) -> Iterator[Mention]:
        """The names in a text: of records, the longest at each place, and whatever else has a capital.

        A word that begins a sentence has one anyway, and is a name only if the next word has one too.
        """
        found = tokens(text)
        named = [text[token.start].isupper() for token in found]
        at = 0
        while at < len(found):
            last, ids = at, frozenset[str]()
            for end in range(min(at + self.longest, len(found)) - 1, at - 1, -1):
                those = self.called.get(tuple(token.word for token in found[at : end + 1]))
                if named[at] and those and (named[end] or found[end].word.isdecimal()):
                    last, ids = end, frozenset(those)
                    break
            before = found[at].start
            while before and text[before - 1] in _OPENING:
                before -= 1
            begins = not before or text[before - 1] in ".!?:"
            if ids or (named[at] and not (begins and not any(named[at + 1 : at + 2]))):
                words = " ".join(token.word for token in found[at : last + 1])
                yield Mention(text[found[at].start : found[last].end], words, ids)
            at = last + 1

    def says(self, text: str, mention: Mention) -> bool:
        """Whether a text has a name: of records any that they go by, else the word or another form of it."""
        said = fold_words(text)
        if mention.ids:
            return any(contains_words(said, name) for id in mention.ids for name in self.names[id])
        return any(same_stem(mention.folded, word) for word in said.split())

    def refers(self, text: str, id: str) -> bool:
        """Whether a text has a word of a record's names, as in `the hospital`, other than `of` and `the`."""
        known = {
            word for name in self.names[id] for word in fold_words(name).split() if len(word) > 3
        }
        return not known.isdisjoint(fold_words(text).split())


def contains_words(text: str, name: str) -> bool:
    return f" {fold_words(name)} " in f" {fold_words(text)} "
