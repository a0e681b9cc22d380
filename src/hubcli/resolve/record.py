"""Lookup of a record by its id, its name or a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from hubcli.errors import Ambiguous, UnknownName, WrongUse
from hubcli.model.records import AnyRecord, Kind, Record, Source, Topic, expand_aliases
from hubcli.text.command_line import command_line
from hubcli.text.suggest import nearest
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubcli.model.dataset import Dataset

Tell = Callable[[str], object]  # gets a message for the user
_Name = tuple[str, AnyRecord, str, str, str]  # name key, record, name, kind of name, note

# When names match equally well, the kind with the lowest rank wins.
_RANK_BY_NAME: dict[Kind, int] = {"hub": 0, "actor": 1, "topic": 2, "source": 3}
_RANK_BY_PART: dict[Kind, int] = {"hub": 0, "actor": 0, "topic": 0, "source": 1}


class _Rule(Struct, frozen=True):
    """A way in which two name keys match: that of a record, and the one typed."""

    matches: Callable[[str, str], bool]
    ranks: dict[Kind, int]
    """The ranks that decide between several matches."""
    whole: bool = False
    """True if the whole name was typed, in the order of its words."""
    guess: bool = False
    """True if only a part of the name was typed."""


_RULES = (  # the strictest first
    _Rule(lambda name, typed: name == typed, _RANK_BY_NAME, whole=True),
    _Rule(lambda name, typed: frozenset(name.split()) == frozenset(typed.split()), _RANK_BY_PART),
    _Rule(lambda name, typed: name.startswith(typed), _RANK_BY_PART, guess=True),
    _Rule(
        lambda name, typed: frozenset(name.split()) >= frozenset(typed.split()),
        _RANK_BY_PART,
        guess=True,
    ),
)


class NameMatch(Struct, frozen=True):
    """A record that a typed name may mean, with the name of the record that matches.

    For example Robotics for `medical`, because of its other name `medical robotics`.
    """

    record: AnyRecord
    name: str
    label: str
    """The kind of name: `name`, `id`, `other name` or `former name`."""
    note: str
    """The remark on a former name, such as `until 2019`."""
    rule: _Rule

    @property
    def candidate(self) -> tuple[AnyRecord, str]:
        """The record, and the name that matches if it is neither its name nor its id."""
        is_alias = self.label not in ("name", "id")
        return self.record, f"{self.label} '{self.name}'" if is_alias else ""

    def explain_guess(self, typed: str) -> str:
        """Return the message that says why this record is shown; "" if it needs no reason."""
        showing = f"Showing {self.record.name}"
        if self.label == "former name":
            note = f" ({self.note})" if self.note else ""
            return f"{showing}: '{self.name}' is a former name{note}."
        if not self.rule.guess:
            return ""
        name = self.label if self.label == "name" else f"{self.label} '{self.name}'"
        return f"{showing}, whose {name} contains '{typed}'."


def find_record(dataset: Dataset, name: str, tell: Tell) -> AnyRecord:
    """Return the record called `name`, regardless of case, accents, hyphens and word order.

    These are tried in turn, and the first that matches any record decides: the exact id; the whole
    name; the same words in another order; the beginning of a name; words that are all in a name.
    `tell` gets a message if a part of a name or a former name decided.

    Raises Ambiguous if several records match, UnknownName with suggestions if none does.
    """
    return choose_match(dataset, name, match_name(dataset, name), tell)


def find_hub_or_actor(dataset: Dataset, name: str, tell: Tell) -> Record:
    """Return the hub or actor called `name`, even if a topic or a source is called so too.

    Raises WrongUse for a topic or a source, and otherwise the same errors as `find_record`.
    """
    matches = match_name(dataset, name, ("hub", "actor")) or match_name(dataset, name)
    record = choose_match(dataset, name, matches, tell)
    if isinstance(record, (Topic, Source)):
        raise WrongUse(
            f"'{name}' is a {record.kind}; name a hub or an actor", hint=f"hubcli show {record.id}"
        )
    return record


def match_name(
    dataset: Dataset, name: str, kinds: Sequence[Kind] = ("hub", "actor", "topic", "source")
) -> list[NameMatch]:
    """Return the best-ranked records by the first rule that matches any; none for no words.

    Only records of the `kinds` are compared.
    """
    text = _valid_text(name)
    for records in (dataset.hubs, dataset.actors, dataset.topics, dataset.sources):
        if text in records and records[text].kind in kinds:
            return [NameMatch(records[text], text, "id", "", _RULES[0])]
    typed = name_key(text)
    if not typed.split():
        return []
    names = [
        (name_key(own_name), record, own_name, label, note)
        for record in dataset.candidates_by_name(typed)
        if record.kind in kinds
        for own_name, label, note in _labelled_names(record)
    ]
    for rule in _RULES:
        if matches := _best_matches(rule, typed, names):
            return matches
    return []


def _best_matches(rule: _Rule, typed: str, names: Sequence[_Name]) -> list[NameMatch]:
    """Return the best-ranked records that match a typed name key, each by its first such name."""
    matches: dict[tuple[Kind, str], NameMatch] = {}  # records of two kinds may have equal ids
    for key, record, name, label, note in names:
        if rule.matches(key, typed):
            match = NameMatch(record, name, label, note, rule)
            matches.setdefault((record.kind, record.id), match)
    best = min((rule.ranks[kind] for kind, _ in matches), default=0)
    return [match for (kind, _), match in matches.items() if rule.ranks[kind] == best]


def _labelled_names(record: AnyRecord) -> Iterator[tuple[str, str, str]]:
    """Yield each name of a record with the kind of name and its note, former names last."""
    yield record.name, "name", ""
    yield record.id, "id", ""
    if not isinstance(record, Source):
        aliases = sorted(expand_aliases(record.aliases), key=lambda alias: alias.kind == "former")
        for alias in aliases:
            former = alias.kind == "former"
            yield alias.name, "former name" if former else "other name", alias.note


def _valid_text(name: str) -> str:
    """Return an argument with `?` for bytes that are not text, which are in no name."""
    return name.encode("utf-8", "replace").decode()


def choose_match(dataset: Dataset, name: str, matches: list[NameMatch], tell: Tell) -> AnyRecord:
    """Return the record of the only match, and tell why if it is a guess.

    Raises Ambiguous if several records match, UnknownName with suggestions if none does.
    """
    words = command_line(*name.split())
    if not matches:
        similar = dataset.similar_names(name_key(_valid_text(name)))
        raise UnknownName(
            name,
            suggestions=nearest(name, similar),
            hint=f"hubcli search {words}" if words else "hubcli list",
        )
    if len(matches) > 1:
        part_of = "part of " if matches[0].rule.guess else ""
        raise Ambiguous(
            f"'{name}' is {part_of}the name of several records",
            [match.candidate for match in matches],
            hint=f"hubcli show {command_line(matches[0].record.id)}",
        )
    reason = matches[0].explain_guess(name)
    if reason:
        tell(reason)
    return matches[0].record
