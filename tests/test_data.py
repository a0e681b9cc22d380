"""The built-in dataset keeps the rules of its curators: one test for each, naming every record that breaks it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest
import tomli

from hubcli.countries import COUNTRIES
from hubcli.load import builtin, load
from hubcli.model import Alias, Dataset, Fact, Figure, Link, Record, Topic, cites, split_cite
from hubcli.text import key
from hubcli.vocabulary import RELATIONS, TYPES, ActorType, Rel

SOURCES = Path(__file__).parents[2] / "shared" / "sources"
DOCUMENTS = {  # file → the source that it is
    "biomedicum-helsinki.txt": "biomedicum-research",
    "flemingsberg.txt": "flemingsberg-life-science",
    "kuopio.txt": "kuopio-health",
}
LANGUAGES = {"", "en", "fi", "sv"}
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
COPIED = 8  # so many words in the order of a document are a copy of it

needs_documents = pytest.mark.skipif(not SOURCES.is_dir(), reason="the source documents are not here")


def none(offending: Collection[object]) -> None:
    """Fails with all of them, where a bare `assert` would show the first."""
    assert not offending, "\n".join(str(one) for one in offending)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return load([builtin()])


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    """The file as it is written."""
    return tomli.loads(builtin().read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents() -> dict[str, list[str]]:
    """The paragraphs of each document, by the id of the source that it is."""
    return {
        source: re.split(r"\n\s*\n", (SOURCES / name).read_text(encoding="utf-8-sig").strip())
        for name, source in DOCUMENTS.items()
    }


def facts(data: Dataset) -> Iterator[tuple[str, Fact]]:
    for record in data.records():
        for number, fact in enumerate(record.facts):
            yield f"{record.id}.facts[{number}]", fact


def figures(data: Dataset) -> Iterator[tuple[str, Fact, Figure]]:
    for place, fact in facts(data):
        if fact.figure:
            yield place, fact, fact.figure


def links(data: Dataset) -> Iterator[tuple[str, Record, Link]]:
    for record in data.records():
        for number, link in enumerate(record.links):
            yield f"{record.id}.links[{number}]", record, link


def texts(data: Dataset) -> Iterator[tuple[str, str]]:
    """Everything that is written as prose: summaries and facts."""
    for record in data.records():
        yield f"{record.id}.summary", record.summary
    for place, fact in facts(data):
        yield place, fact.text


def citations(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every citation in the file as written, with where it stands."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in items:
        if step == "cite":
            yield from ((place, one) for one in ([part] if isinstance(part, str) else part))
        else:
            yield from citations(part, f"{place}[{step}]" if isinstance(step, int) else f"{place}.{step}".lstrip("."))


def names(record: Record | Topic) -> Iterator[tuple[str, str]]:
    """Each name and alias of a record, and the kind of alias that it is."""
    yield record.name, "name"
    for alias in record.aliases:
        yield (alias.name, alias.kind) if isinstance(alias, Alias) else (alias, "")


def shared(records: Iterable[Record | Topic]) -> list[tuple[str, list[str]]]:
    """What several of the records go by, each with their ids."""
    owners = defaultdict(set)
    for record in records:
        for name in (record.id, *(name for name, _ in names(record))):
            owners[key(name)].add(record.id)
    return [(name, sorted(ids)) for name, ids in owners.items() if len(ids) > 1]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def runs(text: str) -> Iterator[str]:
    """Each run of words that is long enough to be a copy."""
    all_words = words(text)
    for start in range(len(all_words) - COPIED + 1):
        yield " ".join(all_words[start : start + COPIED])


def numbers(text: str) -> set[float]:
    """The numbers in a text, as digits (with commas between thousands or without) or as words."""
    digits = {float(number.replace(",", "")) for number in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)}
    spelled = {float(WORDS.index(word)) for word in words(text) if word in WORDS}
    return digits | spelled


def stands_in(figure: Figure, text: str) -> bool:
    if figure.qualifier == "tens of":
        return f"tens of {figure.of}" in text
    article = figure.value == 1 and re.search(rf"\ban? {re.escape(figure.of)}\b", text)
    return figure.value in numbers(text) or bool(article)


def is_past(text: str, today: date) -> bool:
    """Whether a year, a month or a day exists and is not after `today`."""
    try:
        begins = date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)
    except ValueError:
        return False
    return begins <= today


def is_ror(text: str) -> bool:
    """Whether it has the form of a ROR id, and the check digits (ISO 7064, mod 97-10) of what is before them."""
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    if not re.fullmatch(rf"0[{digits}]{{6}}[0-9]{{2}}", text):
        return False
    number = 0
    for digit in text[:7]:
        number = number * 32 + digits.index(digit)
    return int(text[7:]) == 98 - number * 100 % 97


# Citations and claims ---------------------------------------------------------------------------------------


def test_every_citation_resolves(raw: dict[str, Any]) -> None:
    """A citation names a source that is there and one of its paragraphs, or none where it has none."""
    offending = []
    for place, cite in citations(raw):
        id, paragraph = split_cite(cite)
        count = raw["sources"].get(id, {"paragraphs": 0}).get("paragraphs")
        fits = paragraph is None if count is None else paragraph is not None and 1 <= paragraph <= count
        if not fits:
            offending.append((place, cite))
    none(offending)


def test_everything_claimed_is_cited(data: Dataset) -> None:
    """No record, no fact with or without a figure and no link goes without a citation."""
    records = [record.id for record in data.records() if not cites(record.cite)]
    claims = [place for place, fact in facts(data) if not cites(fact.cite)]
    ties = [place for place, _, link in links(data) if not cites(link.cite)]
    none(records + claims + ties)


def test_every_source_is_cited(raw: dict[str, Any]) -> None:
    """No source is there for nothing."""
    cited = {split_cite(cite)[0] for _, cite in citations(raw)}
    none([id for id in raw["sources"] if id not in cited])


def test_no_claim_is_cited_twice_from_one_place(raw: dict[str, Any]) -> None:
    """A list of citations names each place once."""
    none([place for place, times in Counter(citations(raw)).items() if times > 1])


def test_no_fact_is_stated_twice(data: Dataset) -> None:
    """No two facts, of one record or of two, are the same words."""
    places = defaultdict(list)
    for place, fact in facts(data):
        places[key(fact.text)].append(place)
    none([found for found in places.values() if len(found) > 1])


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


def test_every_link_is_stated_once(data: Dataset) -> None:
    """No tie between two records is stated from both ends, or twice from one."""
    stated = defaultdict(list)
    for place, record, link in links(data):
        ends = (record.id, link.rel, link.to), (link.to, RELATIONS[link.rel].inverse, record.id)
        stated[min(ends)].append(place)
    none([(tie, places) for tie, places in stated.items() if len(places) > 1])


def test_whoever_is_quoted_is_a_person(raw: dict[str, Any]) -> None:
    """The `by` of a fact is the id of an actor of type `person`."""
    people = {id for id, actor in raw["actors"].items() if actor["type"] == "person"}
    offending = [
        (id, fact["by"])
        for records in (raw["hubs"], raw["actors"])
        for id, record in records.items()
        for fact in record.get("facts", ())
        if fact.get("by", "") and fact["by"] not in people
    ]
    none(offending)


def test_every_actor_is_in_a_hub(data: Dataset) -> None:
    """An actor names at least one hub, and none twice."""
    none([actor.id for actor in data.actors.values() if not actor.hubs or len({*actor.hubs}) < len(actor.hubs)])


# Names and topics -------------------------------------------------------------------------------------------


def test_ids_are_kebab(raw: dict[str, Any]) -> None:
    """An id is lower-case words and digits joined by hyphens."""
    ids = [id for section in ("sources", "topics", "hubs", "actors") for id in raw[section]]
    none([id for id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)])


def test_ids_are_unique_among_hubs_and_actors(raw: dict[str, Any]) -> None:
    """No hub and actor have the same id."""
    none(sorted(raw["hubs"].keys() & raw["actors"].keys()))


def test_no_name_is_shared_by_two_records(data: Dataset) -> None:
    """No two hubs or actors go by the same id, name or alias, whatever their case and accents."""
    none(shared(data.records()))


def test_no_name_is_shared_by_two_topics(data: Dataset) -> None:
    """No two topics go by the same id, name or alias, whatever their case and accents."""
    none(shared(data.topics.values()))


def test_every_alias_says_something_new(data: Dataset) -> None:
    """An alias is not its record's name over again, unless it records how a document spells that."""
    offending = [
        (record.id, alias)
        for record in (*data.records(), *data.topics.values())
        for alias, kind in names(record)
        if kind not in ("name", "source") and key(alias) == key(record.name)
    ]
    none(offending)


def test_languages_are_known(data: Dataset) -> None:
    """An alias is in one of the languages of the hubs, so that a slip in a code is seen."""
    offending = [
        (record.id, alias.name, alias.lang)
        for record in (*data.records(), *data.topics.values())
        for alias in record.aliases
        if isinstance(alias, Alias) and alias.lang not in LANGUAGES
    ]
    none(offending)


def test_every_topic_is_used(data: Dataset) -> None:
    """A topic is one of a hub or an actor, itself or by a fact."""
    used = {topic for record in data.records() for topic in record.all_topics()}
    none([topic for topic in data.topics if topic not in used])


def test_no_topic_is_listed_twice(data: Dataset) -> None:
    """A record and a fact name each of their topics once."""
    lists = [(record.id, record.topics) for record in data.records()]
    lists += [(place, fact.topics) for place, fact in facts(data)]
    none([place for place, topics in lists if len({*topics}) < len(topics)])


# Texts and figures ------------------------------------------------------------------------------------------


def test_every_record_has_a_summary(data: Dataset) -> None:
    """A hub and an actor can be told in a line."""
    none([record.id for record in data.records() if not record.summary])


def test_texts_end_in_a_full_stop(data: Dataset) -> None:
    """A summary and a fact are whole sentences."""
    none([place for place, text in texts(data) if text and not text.endswith(".")])


def test_texts_are_cleanly_spaced(data: Dataset) -> None:
    """No text has space at its ends, two spaces in a row, or space that is no plain one."""
    none([place for place, text in texts(data) if " ".join(text.split()) != text])


def test_texts_have_no_control_characters(data: Dataset) -> None:
    """No text has a character that is not seen: control, format, private use."""
    none([place for place, text in texts(data) if any(unicodedata.category(char)[0] == "C" for char in text)])


def test_figures_stand_in_their_text(data: Dataset) -> None:
    """A figure's number is in the text of its fact, in digits or as a word."""
    offending = [
        (place, figure.value, fact.text) for place, fact, figure in figures(data) if not stands_in(figure, fact.text)
    ]
    none(offending)


def test_qualifiers_stand_in_their_text(data: Dataset) -> None:
    """What limits a figure limits it in the text of its fact as well."""
    offending = [
        (place, figure.qualifier, fact.text)
        for place, fact, figure in figures(data)
        if figure.qualifier and f" {figure.qualifier} " not in f" {fact.text} "
    ]
    none(offending)


# Particulars ------------------------------------------------------------------------------------------------


def test_dates_are_past_days(data: Dataset) -> None:
    """A date exists in the calendar and is no later than the dataset's own."""
    dates = [(source.id, source.date) for source in data.sources.values() if source.date]
    dates += [(place, date) for place, _, link in links(data) for date in (link.since, link.until) if date]
    dates += [(record.id, str(record.established)) for record in data.records() if record.established is not None]
    dates += [(place, str(figure.value)) for place, _, figure in figures(data) if figure.unit == "year"]
    none([(place, date) for place, date in dates if not is_past(date, data.about.updated)])


def test_no_link_ends_before_it_begins(data: Dataset) -> None:
    """`since` is no later than `until`."""
    dated = [(place, link.since, link.until) for place, _, link in links(data) if link.since and link.until]
    none([one for one in dated if one[1] > one[2]])


def test_countries_are_known(data: Dataset) -> None:
    """The country of a place is an ISO 3166-1 code."""
    places = [(record.id, record.place.country) for record in data.records() if record.place]
    none([(id, country) for id, country in places if country not in COUNTRIES])


def test_coordinates_come_in_pairs(data: Dataset) -> None:
    """A place has a latitude and a longitude, or neither."""
    places = [(record.id, record.place) for record in data.records() if record.place]
    none([id for id, place in places if (place.lat is None) != (place.lon is None)])


def test_addresses_lead_to_a_host(data: Dataset) -> None:
    """A website and a source's address are http or https, with the name of a host."""
    addresses = [(record.id, record.website) for record in data.records() if record.website]
    addresses += [(source.id, source.url) for source in data.sources.values() if source.url]
    offending = []
    for id, address in addresses:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.netloc):
            offending.append((id, address))
    none(offending)


def test_ror_ids_have_their_check_digits(data: Dataset) -> None:
    """A ROR id ends in the check digits of what is before them, so that no slip of the keys goes unseen."""
    rors = [(record.id, record.ror) for record in data.records() if record.ror]
    none([(id, ror) for id, ror in rors if not is_ror(ror)])


def test_wikidata_ids_are_those_of_items(raw: dict[str, Any]) -> None:
    """A Wikidata id is Q and a number."""
    records = {**raw["hubs"], **raw["actors"]}
    items = [(id, record["wikidata"]) for id, record in records.items() if "wikidata" in record]
    none([(id, item) for id, item in items if not re.fullmatch("Q[1-9][0-9]*", item)])


def test_no_identifier_is_that_of_two_records(data: Dataset) -> None:
    """A ROR id and a Wikidata id stand for one record each."""
    times = Counter(id for record in data.records() for id in (record.ror, record.wikidata) if id)
    none([id for id, count in times.items() if count > 1])


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
def test_paragraphs_are_those_of_the_documents(data: Dataset, documents: dict[str, list[str]]) -> None:
    """A source has as many paragraphs as its document has blocks between blank lines."""
    stated = {id: source.paragraphs for id, source in data.sources.items() if source.paragraphs is not None}
    assert stated == {id: len(paragraphs) for id, paragraphs in documents.items()}


@needs_documents
def test_no_text_is_copied(data: Dataset, documents: dict[str, list[str]]) -> None:
    """No summary or fact has eight words in the order of a document."""
    written = {run for paragraphs in documents.values() for run in runs("\n".join(paragraphs))}
    offending = [(place, run) for place, text in texts(data) for run in runs(text) if run in written]
    none(offending)


@needs_documents
def test_every_number_of_the_documents_is_a_figure(data: Dataset, documents: dict[str, list[str]]) -> None:
    """Each number in a paragraph is a figure of a fact that cites the paragraph, unless it is part of a name."""
    stated = {(cite, figure.value) for _, fact, figure in figures(data) for cite in cites(fact.cite)}
    numbered = sorted({name for record in data.records() for name, _ in names(record) if re.search(r"\d", name)})
    of_names = re.compile("|".join(map(re.escape, reversed(numbered))))  # the longer of two that begin alike first
    offending = []
    for source, paragraphs in documents.items():
        for count, paragraph in enumerate(paragraphs, start=1):
            cite = f"{source}#{count}"
            found = numbers(of_names.sub("", paragraph)) - {1}  # "one of the largest" counts nothing
            offending += [(cite, number) for number in found if (cite, number) not in stated]
    none(offending)
