"""The built-in dataset: the rules of `check`, its own vocabulary, and the documents behind it.

Each test names every record that breaks a rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

import pytest
import tomli
from dataset.dataset_files import all_paths
from support import SHARED

from hubcli.check import numbers
from hubcli.check.rules import registry, walk
from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.claims import citation_list, split_citation
from hubcli.model.records import Alias
from hubcli.model.vocabulary import RELATIONS, TYPES, ActorType, Rel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hubcli.errors import KeyPath
    from hubcli.model.dataset import Dataset

SOURCES = SHARED / "sources"
DOCUMENTS = {  # file → the id of its source
    "biomedicum-helsinki.txt": "biomedicum-research",
    "flemingsberg.txt": "flemingsberg-life-science",
    "kuopio.txt": "kuopio-health",
}
LANGUAGES = {"", "en", "fi", "sv"}
COPY_LENGTH = 7  # consecutive words of a document that count as copied

needs_documents = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source documents are not here"
)


def assert_none(offending: Collection[object]) -> None:
    """Fail with all of the items; a plain `assert` would show the first."""
    assert not offending, "\n".join(map(str, offending))


@pytest.fixture(scope="module")
def data() -> Dataset:
    return load([builtin_path()])


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    """The built-in dataset as plain data."""
    return tomli.loads(builtin_path().read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents() -> dict[str, list[str]]:
    """The paragraphs of each document, by the id of its source."""
    return {
        source: re.split(r"\n\s*\n", (SOURCES / name).read_text(encoding="utf-8-sig").strip())
        for name, source in DOCUMENTS.items()
    }


def citations(raw: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Yield each citation in the file with its path."""
    for path in all_paths(raw):
        if path[-1] == "cite":
            value: Any = raw
            for step in path:
                value = value[step]
            for cite in citation_list(value):
                yield path, cite


def word_runs(text: str) -> Iterator[str]:
    """Yield each run of words that is long enough to be a copy."""
    words = re.findall(r"[^\W_]+", text.casefold())
    for start in range(len(words) - COPY_LENGTH + 1):
        yield " ".join(words[start : start + COPY_LENGTH])


@pytest.mark.parametrize("rule", registry.RULES, ids=registry.rule_id)
def test_no_rule_is_broken(data: Dataset, rule: registry.Rule) -> None:
    """The built-in dataset breaks none of the rules of `hubcli check`."""
    assert_none(list(rule(data)))


def test_every_citation_resolves(raw: dict[str, Any]) -> None:
    """A citation names a source, and one of its paragraphs if the source has paragraphs."""
    offending = []
    for path, cite in citations(raw):
        id, paragraph = split_citation(cite)
        source = raw["sources"].get(id, {"paragraphs": 0})
        allowed = range(1, source["paragraphs"] + 1) if "paragraphs" in source else [None]
        if paragraph not in allowed:
            offending.append((path, cite))
    assert_none(offending)


def test_every_link_leads_to_another_record(raw: dict[str, Any]) -> None:
    """The target of a link is a hub or an actor, and not the record with the link."""
    records = {**raw["hubs"], **raw["actors"]}
    offending = [
        (id, link["to"])
        for id, record in records.items()
        for link in record.get("links", ())
        if link["to"] not in records or link["to"] == id
    ]
    assert_none(offending)


def test_ids_are_kebab(raw: dict[str, Any]) -> None:
    """An id is lower-case words and digits joined by hyphens."""
    ids = [id for section in ("sources", "topics", "hubs", "actors") for id in raw[section]]
    assert_none([id for id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)])


def test_ids_are_unique_among_hubs_and_actors(raw: dict[str, Any]) -> None:
    """No hub and actor have the same id."""
    assert_none(sorted(raw["hubs"].keys() & raw["actors"].keys()))


def test_aliases_are_in_the_languages_of_the_hubs(data: Dataset) -> None:
    """Another language code is probably a typing error."""
    offending = [
        (record.id, alias.name, alias.lang)
        for record in (*data.records(), *data.topics.values())
        for alias in record.aliases
        if isinstance(alias, Alias) and alias.lang not in LANGUAGES
    ]
    assert_none(offending)


def test_wikidata_ids_are_ids_of_items(raw: dict[str, Any]) -> None:
    """A Wikidata id is Q and a number."""
    records = {**raw["hubs"], **raw["actors"]}
    items = [(id, record["wikidata"]) for id, record in records.items() if "wikidata" in record]
    assert_none([(id, item) for id, item in items if not re.fullmatch("Q[1-9][0-9]*", item)])


def test_no_fact_begins_with_the_name_of_its_record(data: Dataset) -> None:
    """The page of a record has its name as a title, so that facts leave it out."""
    offending = [
        (record.id, fact.text)
        for record in data.records()
        for fact in record.facts
        if fact.text.removeprefix("The ").startswith((*record.names(),))
    ]
    assert_none(offending)


def test_the_pages_of_hubs_have_ten_to_fourteen_facts(data: Dataset) -> None:
    """Facts of actors with `hub = true` count: they are on the page of the hub too."""
    numbers = {
        id: len(hub.facts) + sum(fact.hub for actor in data.actors_in(id) for fact in actor.facts)
        for id, hub in data.hubs.items()
    }
    assert_none([(id, number) for id, number in numbers.items() if not 10 <= number <= 14])


def test_types_have_words() -> None:
    """The vocabulary has words for every type of actor and for hubs."""
    assert {*get_args(ActorType)} == TYPES.keys() - {"hub"}


def test_relations_have_labels() -> None:
    """The vocabulary has a label and an inverse for every relation."""
    assert {*get_args(Rel)} == RELATIONS.keys()


def test_relations_are_inverses_of_each_other() -> None:
    """The inverse of a relation's inverse is the relation."""
    assert_none(
        [rel for rel, relation in RELATIONS.items() if RELATIONS[relation.inverse].inverse != rel]
    )


@needs_documents
def test_every_document_is_a_source() -> None:
    """The folder has the documents that these tests read, and no others."""
    assert {path.name for path in SOURCES.iterdir()} == DOCUMENTS.keys()


@needs_documents
def test_sources_have_the_number_of_paragraphs_of_their_documents(
    data: Dataset, documents: dict[str, list[str]]
) -> None:
    """Paragraphs are the blocks between blank lines."""
    stated = {
        id: source.paragraphs
        for id, source in data.sources.items()
        if source.paragraphs is not None
    }
    assert stated == {id: len(paragraphs) for id, paragraphs in documents.items()}


@needs_documents
def test_no_text_is_copied(data: Dataset, documents: dict[str, list[str]]) -> None:
    """No summary or fact has seven consecutive words of a document."""
    texts = ["\n".join(paragraphs) for paragraphs in documents.values()]
    copied = {run for text in texts for run in word_runs(text)}
    offending = [
        (place, run)
        for place, text in walk.located_prose(data)
        for run in word_runs(text)
        if run in copied
    ]
    assert_none(offending)


@needs_documents
def test_every_number_of_the_documents_is_a_figure(
    data: Dataset, documents: dict[str, list[str]]
) -> None:
    """A fact that cites the paragraph has the number as a figure, unless it is part of a name."""
    stated = {
        (cite, figure.value)
        for _, fact, figure in walk.located_figures(data)
        for cite in citation_list(fact.cite)
    }
    names = {name for record in data.records() for name in list(record.names())[1:]}
    numbered = sorted(name for name in names if re.search(r"\d", name))
    # In reverse order, a name precedes the names that it starts with.
    name_pattern = re.compile("|".join(map(re.escape, reversed(numbered))))
    offending = []
    for source, paragraphs in documents.items():
        for count, paragraph in enumerate(paragraphs, start=1):
            cite = f"{source}#{count}"
            values = numbers.numbers_in(name_pattern.sub("", paragraph))
            values -= {1}  # "one of the largest" is not a count
            offending += [(cite, value) for value in values if (cite, value) not in stated]
    assert_none(offending)
