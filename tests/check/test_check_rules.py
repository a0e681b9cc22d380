"""The rules of the check: a sample for each, with the warnings it gets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from check.check_samples import RULES, SOUND, printed
from support import Run, Runner

from hubcli.check.rules import registry

if TYPE_CHECKING:
    from pathlib import Path

# Rule → the warnings about its sample, without the name of the file.
WARNINGS = {
    "date-off-the-calendar": (
        "7:1: sources.report.date: "
        "'2026-12' is after 'updated' of the dataset; one of them is wrong\n"
        "21:1: actors.clinic.established: "
        "'3019' is after 'updated' of the dataset; one of them is wrong\n"
        "37:61: actors.ann.links[0].since: '2019-13' is not in the calendar"
    ),
    "ends-before-it-begins": (
        "35:77: actors.ann.links[0].until: the link ends in 2018-05 and begins in 2019"
    ),
    "figure-in-other-words": (
        "34:64: actors.ann.facts[0].figure.of: "
        "'Bed' is 'beds' in an earlier figure; use the same words"
    ),
    "figure-not-in-text": (
        "25:88: actors.clinic.facts[0].figure.qualifier: "
        "the text of the fact does not say 'almost'\n"
        "27:81: actors.clinic.facts[2].figure.value: the text of the fact does not say 13\n"
        "28:79: actors.clinic.facts[3].figure.qualifier: "
        "the text of the fact does not say 'tens of'"
    ),
    "half-a-position": ("20:1: actors.clinic.place: a position without its 'lon'"),
    "link-to-itself": ("27:32: actors.clinic.links[0].to: the link leads from 'clinic' to itself"),
    "loose-space": ("33:1: actors.ann.summary: space around the text, or two spaces in a row"),
    "mistyped-ror": (
        "20:1: actors.clinic.ror: '040af2s03' is mistyped: its check digits do not match"
    ),
    "needless-alias": (
        "11:12: topics.brain.aliases[0]: 'brain' is found by 'Brain' already; drop it\n"
        "21:12: actors.clinic.aliases[0]: 'CLINIC' is found by 'Clinic' already; drop it\n"
        "21:58: actors.clinic.aliases[2]: 'klinikká' is found by 'Klinikka' already; drop it"
    ),
    "no-full-stop": (
        "33:1: actors.ann.summary: the text is not a sentence: it does not end in a full stop"
    ),
    "no-host": (
        "7:1: sources.report.url: 'http://[::1' has no valid host name, as in https://example.org\n"
        "21:1: actors.clinic.website: "
        "'https://clinic' has no valid host name, as in https://example.org"
    ),
    "no-hub": ("29:1: actors.ann: in no hub; name one in 'hubs'"),
    "no-summary": ("18:1: actors.clinic: no 'summary'; describe it in a sentence"),
    "quoted-but-no-person": (
        "25:35: actors.clinic.facts[0].by: "
        "'clinic' is of type 'healthcare'; only a person can be quoted"
    ),
    "repeated-cite": (
        "27:46: actors.clinic.links[0].cite: 'report#2' is cited twice; once is enough"
    ),
    "repeated-fact": (
        "34:10: actors.ann.facts[0]: 'clinic' has a fact in the same words; state it once"
    ),
    "repeated-id": (
        "15:1: hubs.north.topics: 'brain' is listed twice\n"
        "32:1: actors.ann.hubs: 'north' is listed twice"
    ),
    "repeated-link": (
        "29:3: actors.clinic.links[1]: the link is stated twice; once is enough\n"
        "42:3: actors.ann.links[0]: "
        "'clinic' states this link as 'led-by'; state it at one end only\n"
        "43:3: actors.ann.links[1]: "
        "'clinic' states this link as 'partner-of'; state it at one end only"
    ),
    "shared-identifier": ("32:1: actors.ann.wikidata: 'Q42' is the identifier of 'clinic' too"),
    "shared-name": (
        "13:1: topics.mind.name: 'brain' has the name 'brain' too; change or drop one of them\n"
        "34:25: actors.ann.aliases[1]: 'north' has the name 'north' too; change or drop one of them"
    ),
    "uncited": (
        "12:1: hubs.north: no 'cite' says where its name and other particulars are from\n"
        "24:3: actors.clinic.facts[0]: no 'cite' says where the fact is from\n"
        "26:10: actors.clinic.links[0]: no 'cite' says where the link is from"
    ),
    "unknown-country": (
        "20:28: actors.clinic.place.country: 'UK' is not a country code of ISO 3166-1"
    ),
    "unseen-character": (
        "30:1: actors.ann.name: an invisible character, written out here: 'Ann\\u202e O'Neil'\n"
        "33:1: actors.ann.summary: "
        "an invisible character, written out here: 'Head of a\\u3164 clinic.'"
    ),
    "unused-source": ("9:1: sources.book: nothing cites this source; cite it or drop it"),
    "unused-topic": ("16:1: topics.heart: nothing has this topic; use it or drop it"),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_a_broken_rule_is_a_warning(run: Runner, name: str) -> None:
    """The sample of a rule gets its warnings, and fails the check only with --strict."""
    path = RULES / f"{name}.toml"
    out = printed(path, "warning", WARNINGS[name])
    count = len(WARNINGS[name].splitlines())
    summary = f"{path}: {count} warning{'s' if count > 1 else ''}.\n"
    assert run("check", str(path)) == Run(0, out, summary)
    assert run("check", str(path), "--strict") == Run(1, out, summary)
    assert {problem["rule"] for problem in json.loads(run("check", str(path), "--json").out)} == {
        name
    }


def test_a_ror_id_with_an_unused_letter_is_mistyped(run: Runner, tmp_path: Path) -> None:
    """The letters i, l, o and u are not digits of a ROR id, as they look like others."""
    path = tmp_path / "mine.toml"
    path.write_text(
        SOUND.read_text().replace('name = "Clinic"', 'name = "Clinic"\nror = "0ilou1102"')
    )
    assert "'0ilou1102' is mistyped: its check digits do not match" in run("check", str(path)).out


def test_every_rule_has_a_sample() -> None:
    """There is one sample for each rule, and the table above has its warnings."""
    rules = sorted(map(registry.rule_id, registry.RULES))
    assert (sorted(path.stem for path in RULES.iterdir()), sorted(WARNINGS)) == (rules, rules)
