"""`hubcli check --sources`: claims compared with the texts that they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from check.check_samples import EVIDENCE, SOUND, TEXTS, printed
from support import Run, Runner

from hubcli.check.rules import registry, sources

if TYPE_CHECKING:
    from pathlib import Path

ALIAS_SAMPLE = EVIDENCE / "alias-not-in-source.toml"

# Rule → the errors about its sample, without the name of the file.
UNSUPPORTED = {
    "alias-not-in-source": ("20:56: actors.clinic.aliases[1]: 'report#3' does not say 'Klinikka'"),
    "figure-not-in-source": (
        "25:88: actors.clinic.facts[0].figure.qualifier: 'report#2' does not say 'over'\n"
        "26:3: actors.clinic.facts[1]: 'report#2' does not say 19"
    ),
    "name-not-in-source": (
        "26:3: actors.clinic.facts[1]: 'report#2' does not say 'Ann O'Neil'; 'report#3' does\n"
        "26:3: actors.clinic.facts[1]: 'report#2' does not say 'Tromsø'\n"
        "36:10: actors.ann.links[0]: 'report#1' does not say 2019; 'report#3' does\n"
        "36:10: actors.ann.links[0]: 'report#1' does not say 'Ann O'Neil'; 'report#3' does\n"
        "36:10: actors.ann.links[0]: 'report#1' does not say 'Clinic'; 'report#2' does"
    ),
    "no-such-paragraph": (
        "7:1: sources.report.paragraphs: its text has 3 paragraphs, not 4\n"
        "16:1: hubs.north.cite: 'report#4' is not in its text, which has 3 paragraphs"
    ),
    "number-not-in-source": (
        "26:3: actors.clinic.facts[1]: 'report#2' does not say 12\n"
        "26:3: actors.clinic.facts[1]: 'report#2' does not say 2019; 'report#3' does"
    ),
}


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_an_unsupported_claim_is_an_error(run: Runner, name: str) -> None:
    """The sample of a rule gets its errors, which name a paragraph that supports the claim."""
    path = EVIDENCE / f"{name}.toml"
    result = run("check", str(path), "--sources", str(TEXTS))
    assert (result.status, result.out) == (1, printed(path, "error", UNSUPPORTED[name]))


def test_every_rule_on_sources_has_a_sample() -> None:
    """There is one sample for each rule, and the table above has its errors."""
    rules = sorted(map(registry.rule_id, sources.SOURCE_RULES))
    assert (sorted(path.stem for path in EVIDENCE.iterdir()), sorted(UNSUPPORTED)) == (rules, rules)


def test_a_text_is_found_by_its_title(run: Runner, tmp_path: Path) -> None:
    """A file of any name is the text of a source if it alone has the title as a paragraph."""
    text = (TEXTS / "report.txt").read_text()
    (tmp_path / "scan-7.txt").write_text(text.replace("\n", "\r\n"), encoding="utf-8-sig")
    (tmp_path / "other.txt").write_text("Nothing of it.")
    path = ALIAS_SAMPLE
    assert run("check", str(path), "--sources", str(tmp_path)) == run(
        "check", str(path), "--sources", str(TEXTS)
    )
    (tmp_path / "copy.txt").write_text(text)
    summary = f"note: {path}: no problems; 1 of 1 source without a text in {tmp_path}.\n"
    assert run("check", str(path), "--sources", str(tmp_path)).err == summary


def test_a_claim_is_not_judged_without_all_its_texts(run: Runner, tmp_path: Path) -> None:
    """A cited source without a text may support the claim."""
    text = ALIAS_SAMPLE.read_text().replace('"report#3" }]', '["report#3", "book"] }]')
    path = tmp_path / "mine.toml"
    path.write_text(f'{text}\n[sources.book]\ntitle = "The book"\n')
    summary = f"note: {path}: no problems; 1 of 2 sources without a text in {TEXTS}.\n"
    assert run("check", str(path), "--sources", str(TEXTS)) == Run(0, "", summary)


def test_a_number_in_a_name_belongs_to_the_name(run: Runner, tmp_path: Path) -> None:
    """A claim may use a name with a number that the cited paragraph does not have."""
    text = (
        SOUND.read_text()
        .replace('"Clinic"', '"Clinic 77"')
        .replace("Has almost", "Clinic 77 has almost")
    )
    path = tmp_path / "mine.toml"
    path.write_text(text)
    (tmp_path / "report.txt").write_text(f"Clinic 77\n\n{(TEXTS / 'report.txt').read_text()}")
    path.write_text(
        text.replace("paragraphs = 3", "paragraphs = 4").replace("#3", "#4").replace("#2", "#3")
    )
    out = run("check", str(path), "--sources", str(tmp_path)).out
    assert (
        out == f"{path}:35:10: error: actors.ann.links[0]: "
        "'report#4' does not say 'Clinic 77'; 'report#1' does\n"
    )


def test_a_folder_with_the_name_of_a_text_is_ignored(run: Runner, tmp_path: Path) -> None:
    """A file that is too large to be read as a text is wrong use."""
    path = ALIAS_SAMPLE
    (tmp_path / "report.txt").mkdir()
    summary = f"note: {path}: no problems; 1 of 1 source without a text in {tmp_path}.\n"
    assert run("check", str(path), "--sources", str(tmp_path)) == Run(0, "", summary)

    text = tmp_path / "other.txt"
    text.write_text("." * 20_000)
    message = (
        f"error: {text} cannot be read: it has more than 10,240 bytes;"
        " raise the limit with --max-filesize.\nhint: hubcli check --help\n"
    )
    assert run("check", str(path), "--sources", str(tmp_path), "--max-filesize", "10K") == Run(
        2, "", message
    )
