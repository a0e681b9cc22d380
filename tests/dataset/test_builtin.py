"""The built-in dataset keeps the rules of its curators, each test naming every record that breaks one.

What any dataset is checked for is in `checks`; here is what this one is held to besides, by its own vocabulary and by
the documents behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

import pytest
import tomli
from support import SHARED

from hubcli.check import numbers
from hubcli.check.rules import registry, walk
from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.records import Alias, Record, Topic, citation_list, split_citation
from hubcli.model.vocabulary import RELATIONS, TYPES, ActorType, Rel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hubcli.model.dataset import Dataset

SOURCES = SHARED / "sources"
DOCUMENTS = {  # file → the source that it is
    "biomedicum-helsinki.txt": "biomedicum-research",
    "flemingsberg.txt": "flemingsberg-life-science",
    "kuopio.txt": "kuopio-health",
}
LANGUAGES = {"", "en", "fi", "sv"}
COPIED = 8  # so many words in the order of a document are a copy of it

needs_documents = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source documents are not here"
)


def none(offending: Collection[object]) -> None:
    """Fails with all of them, where a bare `assert` would show the first."""
    assert not offending, "\n".join(str(one) for one in offending)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return load([builtin_path()])


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    """The file as it is written."""
    return tomli.loads(builtin_path().read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents() -> dict[str, list[str]]:
    """The paragraphs of each document, by the id of the source that it is."""
    return {
        source: re.split(r"\n\s*\n", (SOURCES / name).read_text(encoding="utf-8-sig").strip())
        for name, source in DOCUMENTS.items()
    }


def citations(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every citation in the file as written, with where it stands."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, part in items:
        if step == "cite":
            yield from ((place, one) for one in ([part] if isinstance(part, str) else part))
        else:
            yield from citations(
                part, f"{place}[{step}]" if isinstance(step, int) else f"{place}.{step}".lstrip(".")
            )


def names(record: Record | Topic) -> Iterator[tuple[str, str]]:
    """Each name and alias of a record, and the kind of alias that it is."""
    yield record.name, "name"
    for alias in record.aliases:
        yield (alias.name, alias.kind) if isinstance(alias, Alias) else (alias, "")


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def runs(text: str) -> Iterator[str]:
    """Each run of words that is long enough to be a copy."""
    all_words = words(text)
    for start in range(len(all_words) - COPIED + 1):
        yield " ".join(all_words[start : start + COPIED])


# What any dataset is checked for ---------------------------------------------------------------------------


@pytest.mark.parametrize("rule", registry.RULES, ids=registry.rule_id)
def test_no_rule_is_broken(data: Dataset, rule: registry.Rule) -> None:
    """The built-in dataset keeps each of the rules that `hubcli check` has for all, without an exception."""
    none(list(rule(data)))


# Citations and claims ---------------------------------------------------------------------------------------


def test_every_citation_resolves(raw: dict[str, Any]) -> None:
    """A citation names a source that is there and one of its paragraphs, or none where it has none."""
    offending = []
    for place, cite in citations(raw):
        id, paragraph = split_citation(cite)
        count = raw["sources"].get(id, {"paragraphs": 0}).get("paragraphs")
        fits = (
            paragraph is None
            if count is None
            else paragraph is not None and 1 <= paragraph <= count
        )
        if not fits:
            offending.append((place, cite))
    none(offending)


# Links ------------------------------------------------------------------------------------------------------


def test_every_link_leads_to_another_record(raw: dict[str, Any]) -> None:
    """A link's target is a hub or an actor, and not the record that states it."""
    records = {**raw["hubs"], **raw["actors"]}
    offending = [
        (id, link["to"])
        for id, record in records.items()
        for link in record.get("links", ())
        if link["to"] not in records or link["to"] == id
    ]
    none(offending)


# Names and topics -------------------------------------------------------------------------------------------


def test_ids_are_kebab(raw: dict[str, Any]) -> None:
    """An id is lower-case words and digits joined by hyphens."""
    ids = [id for section in ("sources", "topics", "hubs", "actors") for id in raw[section]]
    none([id for id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)])


def test_ids_are_unique_among_hubs_and_actors(raw: dict[str, Any]) -> None:
    """No hub and actor have the same id."""
    none(sorted(raw["hubs"].keys() & raw["actors"].keys()))


def test_languages_are_known(data: Dataset) -> None:
    """An alias is in one of the languages of the hubs, so that a slip in a code is seen."""
    offending = [
        (record.id, alias.name, alias.lang)
        for record in (*data.records(), *data.topics.values())
        for alias in record.aliases
        if isinstance(alias, Alias) and alias.lang not in LANGUAGES
    ]
    none(offending)


# Particulars ------------------------------------------------------------------------------------------------


def test_wikidata_ids_are_those_of_items(raw: dict[str, Any]) -> None:
    """A Wikidata id is Q and a number."""
    records = {**raw["hubs"], **raw["actors"]}
    items = [(id, record["wikidata"]) for id, record in records.items() if "wikidata" in record]
    none([(id, item) for id, item in items if not re.fullmatch("Q[1-9][0-9]*", item)])


# The vocabulary ---------------------------------------------------------------------------------------------


def test_types_have_words() -> None:
    """The types that an actor may have, and `hub`, are those that have words."""
    assert {*get_args(ActorType)} == TYPES.keys() - {"hub"}


def test_relations_have_labels() -> None:
    """The relations that a link may state are those that have a label and an inverse."""
    assert {*get_args(Rel)} == RELATIONS.keys()


def test_relations_are_inverses_of_each_other() -> None:
    """The inverse of a relation's inverse is the relation."""
    none([rel for rel, relation in RELATIONS.items() if RELATIONS[relation.inverse].inverse != rel])


# The documents ----------------------------------------------------------------------------------------------


@needs_documents
def test_every_document_is_a_source() -> None:
    """The documents in the folder are those that the tests below read."""
    assert {path.name for path in SOURCES.iterdir()} == DOCUMENTS.keys()


@needs_documents
def test_paragraphs_are_those_of_the_documents(
    data: Dataset, documents: dict[str, list[str]]
) -> None:
    """A source has as many paragraphs as its document has blocks between blank lines."""
    stated = {
        id: source.paragraphs
        for id, source in data.sources.items()
        if source.paragraphs is not None
    }
    assert stated == {id: len(paragraphs) for id, paragraphs in documents.items()}


@needs_documents
def test_no_text_is_copied(data: Dataset, documents: dict[str, list[str]]) -> None:
    """No summary or fact has eight words in the order of a document."""
    written = {run for paragraphs in documents.values() for run in runs("\n".join(paragraphs))}
    offending = [
        (place, run)
        for place, text in walk.located_prose(data)
        for run in runs(text)
        if run in written
    ]
    none(offending)


@needs_documents
def test_every_number_of_the_documents_is_a_figure(
    data: Dataset, documents: dict[str, list[str]]
) -> None:
    """Each number in a paragraph is a figure of a fact that cites the paragraph, unless it is part of a name."""
    stated = {
        (cite, figure.value)
        for _, fact, figure in walk.located_figures(data)
        for cite in citation_list(fact.cite)
    }
    numbered = sorted(
        {name for record in data.records() for name, _ in names(record) if re.search(r"\d", name)}
    )
    of_names = re.compile(
        "|".join(map(re.escape, reversed(numbered)))
    )  # the longer of two that begin alike first
    offending = []
    for source, paragraphs in documents.items():
        for count, paragraph in enumerate(paragraphs, start=1):
            cite = f"{source}#{count}"
            found = numbers.numbers_in(of_names.sub("", paragraph)) - {
                1
            }  # "one of the largest" counts nothing
            offending += [(cite, number) for number in found if (cite, number) not in stated]
    none(offending)
