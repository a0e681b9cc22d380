"""The editorial rules of `hubcli check`: what a dataset can be read with, and its curator would want to know.

Each rule is one small function, Dataset → the places that break it, as a path into the file and a message; its name is
the rule's id. `tests/test_data.py` holds the built-in dataset to all of them. Nothing here reads a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from hubcli.countries import COUNTRIES
from hubcli.model import Alias, Cite, Dataset, Fact, Figure, Link, Record, Topic, cites, full, split_cite
from hubcli.references import Fault, Where
from hubcli.text import escape, inert, key, words
from hubcli.vocabulary import RELATIONS

Rule = Callable[[Dataset], Iterator[Fault]]


def name_of(rule: Callable[..., Iterator[Fault]]) -> str:
    """The rule's id: `unused-topic`."""
    return rule.__name__.replace("_", "-")


# What the rules walk through ---------------------------------------------------------------------------------


def records(dataset: Dataset) -> Iterator[tuple[Where, Record]]:
    """Hubs and actors."""
    for id, hub in dataset.hubs.items():
        yield ("hubs", id), hub
    for id, actor in dataset.actors.items():
        yield ("actors", id), actor


def facts(dataset: Dataset) -> Iterator[tuple[Where, Fact]]:
    """Every fact of every record."""
    for where, record in records(dataset):
        yield from (((*where, "facts", number), fact) for number, fact in enumerate(record.facts))


def figures(dataset: Dataset) -> Iterator[tuple[Where, Fact, Figure]]:
    """Every figure, with the fact that it is part of."""
    return (((*where, "figure"), fact, fact.figure) for where, fact in facts(dataset) if fact.figure)


def links(dataset: Dataset) -> Iterator[tuple[Where, Record, Link]]:
    """Every link, with the record that states it."""
    for where, record in records(dataset):
        yield from (((*where, "links", number), record, link) for number, link in enumerate(record.links))


def aliases(dataset: Dataset) -> Iterator[tuple[Where, Record | Topic, Alias]]:
    """Every alias of a record or a topic."""
    topics = ((("topics", id), topic) for id, topic in dataset.topics.items())
    for where, one in (*records(dataset), *topics):
        yield from (((*where, "aliases", number), one, alias) for number, alias in enumerate(full(one.aliases)))


def prose(dataset: Dataset) -> Iterator[tuple[Where, str]]:
    """Everything that is written in sentences: summaries and facts."""
    yield from (((*where, "summary"), record.summary) for where, record in records(dataset) if record.summary)
    yield from (((*where, "text"), fact.text) for where, fact in facts(dataset))


def citations(dataset: Dataset) -> Iterator[tuple[Where, Cite]]:
    """Every `cite` as it is written: of records, aliases, facts and links."""
    yield from ((where, record.cite) for where, record in records(dataset))
    yield from ((where, alias.cite) for where, _, alias in aliases(dataset))
    yield from ((where, fact.cite) for where, fact in facts(dataset))
    yield from ((where, link.cite) for where, _, link in links(dataset))


# Citations and claims ----------------------------------------------------------------------------------------


def uncited(dataset: Dataset) -> Iterator[Fault]:
    """A record, a fact or a link that nothing is cited for."""
    for where, record in records(dataset):
        if not cites(record.cite):
            yield where, "no 'cite' says what its name and particulars rest on"
    for where, fact in facts(dataset):
        if not cites(fact.cite):
            yield where, "no 'cite' says where the fact is from"
    for where, _, link in links(dataset):
        if not cites(link.cite):
            yield where, "no 'cite' says where the link is from"


def repeated_cite(dataset: Dataset) -> Iterator[Fault]:
    """One place cited twice for one thing."""
    for where, cite in citations(dataset):
        for one in _repeated(cites(cite)):
            yield (*where, "cite"), f"'{one}' is cited twice; once is enough"


def repeated_fact(dataset: Dataset) -> Iterator[Fault]:
    """A fact in the words of another one, of the same record or of another."""
    seen: dict[str, Where] = {}
    for where, fact in facts(dataset):
        first = seen.setdefault(key(fact.text), where)
        if first != where:
            yield where, f"'{first[1]}' has a fact in the same words; state it once"


# Links -------------------------------------------------------------------------------------------------------


def link_to_itself(dataset: Dataset) -> Iterator[Fault]:
    """A link that leads back to the record that states it."""
    for where, record, link in links(dataset):
        if link.to == record.id:
            yield (*where, "to"), f"the link leads from '{record.id}' to itself"


def repeated_link(dataset: Dataset) -> Iterator[Fault]:
    """A link that its other end states too, or its own end twice. Several terms or roles are no repetition."""
    stated: defaultdict[tuple[str, str, str], list[tuple[str, Link]]] = defaultdict(list)
    for where, record, link in links(dataset):
        ends = (record.id, link.rel, link.to), (link.to, RELATIONS[link.rel].inverse, record.id)
        before = stated[min(ends)]
        for by, other in before:
            if by != record.id:
                yield where, f"'{by}' states this link as '{other.rel}'; state it at one end only"
                break
            if (other.role, other.since, other.until) == (link.role, link.since, link.until):
                yield where, "the link is stated twice; once is enough"
                break
        before.append((record.id, link))


def quoted_but_no_person(dataset: Dataset) -> Iterator[Fault]:
    """A fact `by` somebody who is no person."""
    for where, fact in facts(dataset):
        quoted = dataset.actors.get(fact.by)
        if quoted and quoted.type != "person":
            yield (*where, "by"), f"'{fact.by}' is of type '{quoted.type}'; only a person says something"


def no_hub(dataset: Dataset) -> Iterator[Fault]:
    """An actor that is in no hub, where there are hubs: a registry has none."""
    for id, actor in dataset.actors.items():
        if dataset.hubs and not actor.hubs:
            yield ("actors", id), "in no hub; name one in 'hubs'"


# Names and topics --------------------------------------------------------------------------------------------


def needless_alias(dataset: Dataset) -> Iterator[Fault]:
    """An alias that case, accents and hyphens alone tell from the name or an alias before it.

    A document's own spelling (of kind `source`) is kept whatever it is.
    """
    seen: dict[Where, dict[str, str]] = {}
    for where, one, alias in aliases(dataset):
        before = seen.setdefault(where[:2], {key(one.name): one.name})
        folded = key(alias.name)
        if folded in before and alias.kind != "source":
            yield where, f"'{alias.name}' is found by '{before[folded]}' already; drop it"
        before.setdefault(folded, alias.name)


def shared_name(dataset: Dataset) -> Iterator[Fault]:
    """A name or an alias that another record, or another topic, goes by too."""
    topics = [(("topics", id), topic) for id, topic in dataset.topics.items()]
    yield from _shared([*records(dataset)])
    yield from _shared(topics)


def _shared(those: Iterable[tuple[Where, Record | Topic]]) -> Iterator[Fault]:
    those = list(those)
    owners: dict[str, str] = {}
    for _, one in those:
        for name in one.names():
            owners.setdefault(key(name), one.id)
    for where, one in those:
        owner = owners[key(one.name)]
        if owner != one.id:
            yield (*where, "name"), _goes_by(owner, one.name)
        for number, alias in enumerate(full(one.aliases)):
            owner = owners[key(alias.name)]
            if owner != one.id:
                yield (*where, "aliases", number), _goes_by(owner, alias.name)


def _goes_by(owner: str, name: str) -> str:
    return f"'{owner}' goes by the name '{name}' too; say which is meant, or drop it"


def shared_identifier(dataset: Dataset) -> Iterator[Fault]:
    """A ROR or Wikidata id of two records."""
    owners: dict[str, str] = {}
    for where, record in records(dataset):
        for field in ("ror", "wikidata"):
            identifier = getattr(record, field)
            owner = owners.setdefault(identifier, record.id)
            if identifier and owner != record.id:
                yield (*where, field), f"'{identifier}' is the identifier of '{owner}' too"


def unused_topic(dataset: Dataset) -> Iterator[Fault]:
    """A topic that no record and no fact has, nor anything narrower."""
    used = {topic for _, record in records(dataset) for topic in record.all_topics()}
    waiting = list(used)
    while waiting:
        topic = dataset.topics.get(waiting.pop())
        if topic and topic.broader and topic.broader not in used:
            used.add(topic.broader)
            waiting.append(topic.broader)
    yield from (
        (("topics", id), "nothing has this topic; use it or drop it") for id in dataset.topics if id not in used
    )


def unused_source(dataset: Dataset) -> Iterator[Fault]:
    """A source that nothing cites."""
    cited = {split_cite(one)[0] for _, cite in citations(dataset) for one in cites(cite)}
    yield from (
        (("sources", id), "nothing cites this source; cite it or drop it") for id in dataset.sources if id not in cited
    )


def repeated_id(dataset: Dataset) -> Iterator[Fault]:
    """A topic or a hub listed twice."""
    for where, one in (*records(dataset), *facts(dataset)):
        yield from (((*where, "topics"), f"'{id}' is listed twice") for id in _repeated(one.topics))
    for id, actor in dataset.actors.items():
        yield from ((("actors", id, "hubs"), f"'{hub}' is listed twice") for hub in _repeated(actor.hubs))


# Texts and figures -------------------------------------------------------------------------------------------


def no_summary(dataset: Dataset) -> Iterator[Fault]:
    """A hub or an actor that lists can say nothing of, where others have a summary: a registry has none."""
    if any(record.summary for _, record in records(dataset)):
        without = (where for where, record in records(dataset) if not record.summary)
        yield from ((where, "no 'summary' tells it in a line") for where in without)


_CLOSING = "\"')]»\u201d\u2019"  # quotation marks and brackets after a full stop


def no_full_stop(dataset: Dataset) -> Iterator[Fault]:
    """A text that is not a whole sentence."""
    for where, text in prose(dataset):
        if text.strip().rstrip(_CLOSING)[-1:] not in {*".!?…。"}:
            yield where, "the text is no sentence: it does not end in a full stop"


def loose_space(dataset: Dataset) -> Iterator[Fault]:
    """Space around a text, or two spaces in a row."""
    for where, text in prose(dataset):
        if re.search(r"^\s|\s\s|\s$", text):
            yield where, "space around the text, or two spaces in a row"


def unseen_character(dataset: Dataset) -> Iterator[Fault]:
    """A character in a name or a text that nobody sees, as copying from a web page brings along."""
    named = [((*where, "name"), record.name) for where, record in records(dataset)]
    called = [(where, alias.name) for where, _, alias in aliases(dataset)]
    for where, text in (*named, *called, *prose(dataset)):
        plain = text.isascii() and text.isprintable()
        shown = text if plain else text.translate({ord(char): escape(char) for char in set(text) if _is_unseen(char)})
        if shown != text:
            yield where, f"a character that is not seen is written out here: '{shown}'"


def _is_unseen(char: str) -> bool:
    """Whether it is written out wherever it is shown, or is a control or format character, but for white space.

    The joiners that some scripts write with are none of these.
    """
    return inert(char) != char or (unicodedata.category(char)[0] == "C" and char not in "\t\n\r\u200c\u200d")


_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELLED = {word: float(number) for number, word in enumerate(_WORDS)}
_NUMBER = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")


def numbers(text: str) -> set[float]:
    """The numbers of a text, in digits (thousands set apart or not) or as words up to twelve."""
    digits = {float(re.sub(r"[,\u00a0\u202f]", "", number)) for number in _NUMBER.findall(text)}
    return digits | {_SPELLED[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in _SPELLED}


def has_figure(figure: Figure, text: str) -> bool:
    """Whether the figure's number is in the text; that of `tens of` is nobody's."""
    if figure.qualifier == "tens of":
        return "tens of" in text
    article = figure.value == 1 and re.search(rf"\ban? {re.escape(figure.of)}\b", text)
    return figure.value in numbers(text) or bool(article)


def figure_not_in_text(dataset: Dataset) -> Iterator[Fault]:
    """A figure, or what limits it, that its own fact does not say."""
    for where, fact, figure in figures(dataset):
        if not has_figure(figure, fact.text):
            yield (*where, "value"), f"the text of the fact does not say {figure.value:,}"
        elif figure.qualifier and f" {figure.qualifier.lower()} " not in f" {fact.text.lower()} ":
            yield (*where, "qualifier"), f"the text of the fact does not say '{figure.qualifier}'"


def figure_in_other_words(dataset: Dataset) -> Iterator[Fault]:
    """What is counted, written in another way than in the figures that it compares with."""
    seen: dict[str, str] = {}
    for where, _, figure in figures(dataset):
        usual = seen.setdefault(" ".join(word.rstrip("s") for word in words(figure.of)), figure.of)
        if usual != figure.of:
            yield (*where, "of"), f"'{figure.of}' is '{usual}' in an earlier figure; one wording makes them compare"


# Particulars -------------------------------------------------------------------------------------------------


def date_off_the_calendar(dataset: Dataset) -> Iterator[Fault]:
    """A date that there is not, or a beginning that is after the dataset's own date."""
    for where, said in _dates(dataset):
        try:
            begins = date.fromisoformat(f"{said}-01-01"[:10] if len(said) < 10 else said)
        except ValueError:
            yield where, f"'{said}' is not in the calendar"
            continue
        if begins > dataset.about.updated and where[-1] != "until":
            yield where, f"'{said}' is after 'updated' of the dataset; one of them is wrong"


def _dates(dataset: Dataset) -> Iterator[tuple[Where, str]]:
    yield from ((("sources", id, "date"), source.date) for id, source in dataset.sources.items() if source.date)
    for where, record in records(dataset):
        if record.established is not None:
            yield (*where, "established"), f"{record.established:04}"
    for where, _, link in links(dataset):
        yield from (((*where, end), said) for end in ("since", "until") if (said := getattr(link, end)))
    for where, _, figure in figures(dataset):
        if figure.unit == "year":
            yield (*where, "value"), f"{figure.value:04}"


def ends_before_it_begins(dataset: Dataset) -> Iterator[Fault]:
    """A link whose `until` is before its `since`."""
    for where, _, link in links(dataset):
        if link.since and link.until and link.until < link.since[: len(link.until)]:
            yield (*where, "until"), f"the link ends in {link.until} and begins in {link.since}"


def unknown_country(dataset: Dataset) -> Iterator[Fault]:
    """A country's code that ISO 3166-1 does not have."""
    for where, record in records(dataset):
        if record.place and record.place.country not in COUNTRIES:
            yield (*where, "place", "country"), f"'{record.place.country}' is the code of no country in ISO 3166-1"


def half_a_position(dataset: Dataset) -> Iterator[Fault]:
    """A latitude without its longitude, or the other way round."""
    for where, record in records(dataset):
        if record.place and (record.place.lat is None) != (record.place.lon is None):
            missing = "lat" if record.place.lat is None else "lon"
            yield (*where, "place"), f"a position without its '{missing}'"


def no_host(dataset: Dataset) -> Iterator[Fault]:
    """An address that cannot lead anywhere."""
    addresses = [((*where, "website"), record.website) for where, record in records(dataset)]
    addresses += [(("sources", id, "url"), source.url) for id, source in dataset.sources.items()]
    for where, address in addresses:
        if address and not _host(address):
            yield where, f"'{address}' leads to no host, as in https://example.org"


def _host(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # brackets of an IPv6 address that do not match
        return False
    return bool(re.fullmatch(r"([\w-]+\.)+[^\W\d_][\w-]+", host))


def mistyped_ror(dataset: Dataset) -> Iterator[Fault]:
    """A ROR id whose last two digits are not the check digits (ISO 7064, mod 97-10) of what is before them."""
    for where, record in records(dataset):
        if record.ror and not _is_ror(record.ror):
            yield (*where, "ror"), f"'{record.ror}' has a slip: its check digits do not fit"


def _is_ror(text: str) -> bool:
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for digit in text[:7]:
        if digit not in digits:
            return False
        number = number * 32 + digits.index(digit)
    return int(text[7:]) == 98 - number * 100 % 97


def _repeated(those: Iterable[str]) -> list[str]:
    return [one for one, times in Counter(those).items() if times > 1]


OF_ALL_RECORDS: tuple[Rule, ...] = (
    unused_topic,
    unused_source,
)  # not to be judged while some are broken, or misspell what they use
RULES: tuple[Rule, ...] = (
    uncited,
    repeated_cite,
    repeated_fact,
    link_to_itself,
    repeated_link,
    quoted_but_no_person,
    no_hub,
    needless_alias,
    shared_name,
    shared_identifier,
    repeated_id,
    no_summary,
    no_full_stop,
    loose_space,
    unseen_character,
    figure_not_in_text,
    figure_in_other_words,
    date_off_the_calendar,
    ends_before_it_begins,
    unknown_country,
    half_a_position,
    no_host,
    mistyped_ror,
    *OF_ALL_RECORDS,
)
