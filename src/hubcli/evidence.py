"""Whether the texts that a dataset cites carry what it claims: the paragraphs, and the numbers and names in them.

Each rule is one small function as in `checks`, of a dataset beside the texts of its sources. What a sentence means is
beyond it: a claim that passes may still be wrong, but it is no slip. Reads the folder of texts and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from hubcli.checks import aliases, citations, figures, has_figure, numbers, records
from hubcli.model import Cite, Dataset, cites, full, split_cite
from hubcli.references import Fault, Where
from hubcli.text import folded, same_stem, tokens

Paragraphs = Sequence[str]

_OPENING = " \"'(\u201c\u2018"  # what may stand between the end of a sentence and the next one


def texts(dataset: Dataset, folder: Path, read: Callable[[Path], bytes]) -> dict[str, Paragraphs]:
    """The paragraphs of each source that has its text in the folder, by the source's id.

    A text is the source's when its file is called `ID.txt`, else when it alone has the source's title as a paragraph.
    `read` gives what is in a file. Raises OSError.
    """
    files: dict[str, Paragraphs] = {}
    for path in sorted(folder.glob("*.txt")):
        if path.is_file():
            text = read(path).decode("utf-8-sig", "replace")
            files[path.stem] = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
    titles = {name: {folded(paragraph) for paragraph in paragraphs} for name, paragraphs in files.items()}
    found = {}
    for id, source in dataset.sources.items():
        titled = [name for name, those in titles.items() if folded(source.title) in those]
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

    where: Where
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
        for where, record in records(dataset):
            id = str(where[1])
            self.names[id] = (record.name, *(alias.name for alias in full(record.aliases)))
            for name in self.names[id]:
                self.called.setdefault(tuple(folded(name).split()), set()).add(id)
        self.longest = max(map(len, self.called), default=0)

    def here(self, cite: Cite) -> bool:
        """Whether there are citations, and the text of each: what is not here may say what the others do not."""
        return bool(cites(cite)) and all(split_cite(one)[0] in self.texts for one in cites(cite))

    def cited(self, cite: Cite) -> str:
        """The paragraphs of citations, or the whole text where one names none."""
        said: list[str] = []
        for one in cites(cite):
            id, number = split_cite(one)
            said += self.texts[id][number - 1 : number] if number else self.texts[id]
        return "\n\n".join(said)

    def around(self, cite: Cite) -> str:
        """The whole texts of citations, with their titles."""
        ids = dict.fromkeys(split_cite(one)[0] for one in cites(cite))
        return "\n\n".join(part for id in ids for part in (self.dataset.sources[id].title, *self.texts[id]))

    def lacking(self, cite: Cite, what: str, has: Callable[[str], bool]) -> str:
        """The message that the cited paragraphs do not say something, and which one of the same texts does."""
        them = " and ".join(f"'{one}'" for one in cites(cite))
        message = f"{them} {'does' if len(cites(cite)) == 1 else 'do'} not say {what}"
        for id in dict.fromkeys(split_cite(one)[0] for one in cites(cite)):
            for number, paragraph in enumerate(self.texts[id], start=1):
                if has(paragraph):
                    return f"{message}; '{id}#{number}' does"
        return message

    def claims(self) -> Iterator[Claim]:
        """The summaries, facts and links that cite only what is here."""
        for where, record in records(self.dataset):
            id = str(where[1])
            about = frozenset(record.hubs)
            if self.here(record.cite):
                yield Claim((*where, "summary"), record.summary, cites(record.cite), about, (id,))
            for number, fact in enumerate(record.facts):
                if self.here(fact.cite):
                    yield Claim((*where, "facts", number), fact.text, cites(fact.cite), about | {fact.by}, (id,))
            for number, link in enumerate(record.links):
                if self.here(link.cite):
                    years = f"{link.since[:4]} {link.until[:4]}"
                    yield Claim((*where, "links", number), years, cites(link.cite), about, (id, link.to))

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
        said = folded(text)
        if mention.ids:
            return any(_has(said, name) for id in mention.ids for name in self.names[id])
        return any(same_stem(mention.folded, word) for word in said.split())

    def refers(self, text: str, id: str) -> bool:
        """Whether a text has a word of a record's names, as in `the hospital`, other than `of` and `the`."""
        known = {word for name in self.names[id] for word in folded(name).split() if len(word) > 3}
        return not known.isdisjoint(folded(text).split())


def _has(text: str, name: str) -> bool:
    return f" {folded(name)} " in f" {folded(text)} "


def no_such_paragraph(evidence: Evidence) -> Iterator[Fault]:
    """A citation beyond the end of its text, or a source that counts its paragraphs in another way."""
    for id, paragraphs in evidence.texts.items():
        stated = evidence.dataset.sources[id].paragraphs
        if stated is not None and stated != len(paragraphs):
            yield ("sources", id, "paragraphs"), f"its text has {len(paragraphs)} paragraphs, not {stated}"
    for where, cite in citations(evidence.dataset):
        for one in cites(cite):
            id, number = split_cite(one)
            if id in evidence.texts and number and number > len(evidence.texts[id]):
                there = len(evidence.texts[id])
                yield (*where, "cite"), f"'{one}' names a paragraph that is not in its text, which has {there}"


def number_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A number in a claim that the paragraphs it cites do not have, but for `one`, which seldom counts anything."""
    for claim in evidence.claims():
        text = re.sub(r"\b[Oo]ne\b", " ", claim.text)
        named = dict.fromkeys(mention.shown for mention in evidence.mentions(claim.text))
        for name in filter(numbers, named):  # the 2 of `Biomedicum Helsinki 2` belongs to a name
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
        for number in sorted(numbers(text) - numbers(evidence.cited(claim.cite))):
            has = partial(_counts, number)
            yield claim.where, evidence.lacking(claim.cite, f"{number:.15g}", has)


def _counts(number: float, text: str) -> bool:
    return number in numbers(text)


def figure_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A figure, or what limits it, that the paragraphs which its fact cites do not have."""
    for where, fact, figure in figures(evidence.dataset):
        if not evidence.here(fact.cite):
            continue
        said = evidence.cited(fact.cite)
        if not has_figure(figure, said) and not has_figure(figure, fact.text):  # else told of the text already
            has = partial(has_figure, figure)
            yield (*where, "value"), evidence.lacking(fact.cite, f"{figure.value:.15g}", has)
        elif figure.qualifier and not _has(said, figure.qualifier):
            limits = partial(_has, name=figure.qualifier)
            yield (*where, "qualifier"), evidence.lacking(fact.cite, f"'{figure.qualifier}'", limits)


def name_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """A name in a claim that the paragraphs it cites do not have in any of its forms.

    A paragraph need not repeat what its text is about, so hubs and who is quoted may stand anywhere in it; and of the
    record itself a word is enough, as in `the hospital`.
    """
    for claim in evidence.claims():
        own = [id for id in claim.named if id in evidence.names]
        mentions = [
            *evidence.mentions(claim.text),
            *(Mention(evidence.names[id][0], folded(evidence.names[id][0]), frozenset({id})) for id in own),
        ]
        for mention in dict.fromkeys(mentions):
            text = (evidence.cited if claim.about.isdisjoint(mention.ids) else evidence.around)(claim.cite)
            referred = claim.named[0] in mention.ids and evidence.refers(text, claim.named[0])
            if not referred and not evidence.says(text, mention):
                has = partial(evidence.says, mention=mention)
                yield claim.where, evidence.lacking(claim.cite, f"'{mention.shown}'", has)


def alias_not_in_source(evidence: Evidence) -> Iterator[Fault]:
    """An alias that the paragraphs it cites do not have."""
    for where, _, alias in aliases(evidence.dataset):
        if evidence.here(alias.cite) and not _has(evidence.cited(alias.cite), alias.name):
            has = partial(_has, name=alias.name)
            yield where, evidence.lacking(alias.cite, f"'{alias.name}'", has)


RULES: tuple[Callable[[Evidence], Iterator[Fault]], ...] = (
    no_such_paragraph,
    number_not_in_source,
    figure_not_in_source,
    name_not_in_source,
    alias_not_in_source,
)
