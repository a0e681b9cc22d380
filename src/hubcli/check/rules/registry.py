"""The rules that every dataset is checked for, in the order of docs/check.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from hubcli.check.rules.citations import repeated_cite, repeated_fact, uncited
from hubcli.check.rules.links import link_to_itself, no_hub, quoted_but_no_person, repeated_link
from hubcli.check.rules.names import (
    needless_alias,
    repeated_id,
    shared_identifier,
    shared_name,
    unused_source,
    unused_topic,
)
from hubcli.check.rules.particulars import (
    date_off_the_calendar,
    ends_before_it_begins,
    half_a_position,
    mistyped_ror,
    no_host,
    unknown_country,
)
from hubcli.check.rules.texts import (
    figure_in_other_words,
    figure_not_in_text,
    loose_space,
    no_full_stop,
    no_summary,
    unseen_character,
)
from hubcli.errors import Fault
from hubcli.model.dataset import Dataset

if TYPE_CHECKING:
    from hubcli.dataset.source_file import LoadResult
    from hubcli.errors import Problem, Severity

Rule = Callable[[Dataset], Iterator[Fault]]
Subject = TypeVar("Subject")


def rule_id(rule: Callable[..., Iterator[Fault]]) -> str:
    """Return the id of a rule: `unused-topic`."""
    return rule.__name__.replace("_", "-")


def find_problems(
    rules: Iterable[Callable[[Subject], Iterator[Fault]]],
    subject: Subject,
    loaded: LoadResult,
    severity: Severity = "error",
) -> list[Problem]:
    """Return the faults that rules find in a subject, without those of broken records."""
    broken = loaded.broken
    problems = []
    for rule in rules:
        faults = (fault for fault in rule(subject) if fault[0][:2] not in broken)
        problems += loaded.to_problems(faults, rule_id(rule), severity)
    return problems


RULES_OF_RECORDS: tuple[Rule, ...] = (
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
)
# While a record is broken, or misspells a reference, something unused may in truth be used.
RULES: tuple[Rule, ...] = (*RULES_OF_RECORDS, unused_topic, unused_source)
