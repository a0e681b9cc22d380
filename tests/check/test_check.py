"""`hubcli check`: every problem of a dataset, what its sources do not say, and how that is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dataset.test_load import FAULTS, VALID, places, replaced, values
from hypothesis import given, settings
from hypothesis import strategies as st
from support import SHARED, Run, Runner, Snapshot

from hubcli import files
from hubcli.check import run
from hubcli.check.rules import registry, sources
from hubcli.dataset.paths import builtin_path
from hubcli.output import render
from hubcli.output.render import EXTRA_FORMATS, FORMATS
from hubcli.report import problems

FAULTY = Path("dataset/samples")
SAMPLES = Path("check/samples")  # beside this file, where the tests run
RULES = SAMPLES / "rules"
EVIDENCE = SAMPLES / "evidence"
TEXTS = SAMPLES / "texts"
SOUND = SAMPLES / "sound.toml"
DOCUMENTS = SHARED / "sources"

# A file for each rule → what is said of it, without the file's name.
WARNINGS = {
    "date-off-the-calendar": (
        "7:1: sources.report.date: '2026-12' is after 'updated' of the dataset; one of them is wrong\n"
        "21:1: actors.clinic.established: '3019' is after 'updated' of the dataset; one of them is wrong\n"
        "37:61: actors.ann.links[0].since: '2019-13' is not in the calendar"
    ),
    "ends-before-it-begins": (
        "35:77: actors.ann.links[0].until: the link ends in 2018-05 and begins in 2019"
    ),
    "figure-in-other-words": (
        "34:64: actors.ann.facts[0].figure.of: 'Bed' is 'beds' in an earlier figure; use the same words"
    ),
    "figure-not-in-text": (
        "25:88: actors.clinic.facts[0].figure.qualifier: the text of the fact does not say 'almost'\n"
        "27:81: actors.clinic.facts[2].figure.value: the text of the fact does not say 13"
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
        "21:1: actors.clinic.website: 'https://clinic' has no valid host name, as in https://example.org"
    ),
    "no-hub": ("29:1: actors.ann: in no hub; name one in 'hubs'"),
    "no-summary": ("18:1: actors.clinic: no 'summary'; describe it in a sentence"),
    "quoted-but-no-person": (
        "25:35: actors.clinic.facts[0].by: 'clinic' is of type 'healthcare'; only a person can be quoted"
    ),
    "repeated-cite": (
        "27:46: actors.clinic.links[0].cite: 'report#2' is cited twice; once is enough"
    ),
    "repeated-fact": (
        "34:10: actors.ann.facts[0]: 'clinic' has a fact in the same words; state it once"
    ),
    "repeated-id": (
        "15:1: hubs.north.topics: 'brain' is listed twice\n32:1: actors.ann.hubs: 'north' is listed twice"
    ),
    "repeated-link": (
        "29:3: actors.clinic.links[1]: the link is stated twice; once is enough\n"
        "42:3: actors.ann.links[0]: 'clinic' states this link as 'led-by'; state it at one end only\n"
        "43:3: actors.ann.links[1]: 'clinic' states this link as 'partner-of'; state it at one end only"
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
        "33:1: actors.ann.summary: an invisible character, written out here: 'Head of a\\u3164 clinic.'"
    ),
    "unused-source": ("9:1: sources.book: nothing cites this source; cite it or drop it"),
    "unused-topic": ("16:1: topics.heart: nothing has this topic; use it or drop it"),
}

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


def stated(path: Path, severity: str, problems: str) -> str:
    """What a check prints of a file."""
    told = (problem.split(": ", 1) for problem in problems.splitlines())
    return "".join(f"{path}:{place}: {severity}: {message}\n" for place, message in told)


# Whole datasets --------------------------------------------------------------------------------------------


def test_the_built_in_dataset_is_sound(run: Runner) -> None:
    """Without a file the built-in dataset is checked, and no rule has anything against it."""
    assert run("check", "--strict") == Run(0, "", f"{builtin_path()}: no problems.\n")


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not here")
def test_the_built_in_dataset_says_what_its_documents_say(run: Runner) -> None:
    """Its claims stand in the paragraphs that they cite, as far as the documents are here."""
    summary = f"{builtin_path()}: no problems; 19 of 22 sources without a text in {DOCUMENTS}.\n"
    assert run("check", "--strict", "--sources", str(DOCUMENTS)) == Run(0, "", summary)


def test_a_dataset_without_a_fault_is_sound(run: Runner) -> None:
    """What the files below break is whole before, its text included."""
    assert run("check", str(SOUND), "--strict", "--sources", str(TEXTS)) == Run(
        0, "", f"{SOUND}: no problems.\n"
    )


def test_the_environment_names_what_is_checked(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a file HUBCLI_DATA is checked; a file goes before it, and --data is another way to name one."""
    monkeypatch.setenv("HUBCLI_DATA", str(SOUND))
    assert run("check").err == f"{SOUND}: no problems.\n"
    assert run("check", "small.toml").err == "small.toml: 3 warnings.\n"
    assert run("check", "--data", "small.toml") == run("check", "small.toml")


def test_several_files_are_checked_as_one_dataset(run: Runner, tmp_path: Path) -> None:
    """A file may name what is in another one, the built-in dataset too."""
    path = tmp_path / "more.toml"
    path.write_text(
        '[dataset]\ntitle = "More"\nupdated = 2026-11-22\n\n[actors.ward]\nname = "Ward"\ntype = "healthcare"\n'
        'hubs = ["kuopio"]\nsummary = "A ward."\ncite = "ror"\n'
    )
    alone = f"{path}:8:9: error: actors.ward.hubs[0]: there is no hub 'kuopio'\n"
    alone += f"{path}:10:1: error: actors.ward.cite: there is no source 'ror'\n"
    assert run("check", str(path)) == Run(1, alone, f"{path}: 2 errors.\n")
    assert run("check", str(path), "--with-builtin") == Run(0, "", "2 files: no problems.\n")


# Problems --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FAULTS)
def test_what_keeps_a_file_from_being_read_is_an_error(run: Runner, name: str) -> None:
    """Whatever other commands refuse a file for, the check reports as its answer, with status 1."""
    path = FAULTY / name
    lines = [
        line
        for line in FAULTS[name].replace("{path}", str(path)).splitlines()
        if "nothing was read" not in line
    ]
    result = run("check", str(path))
    assert result.status == 1
    assert [line for line in result.out.splitlines() if ": error: " in line] == lines
    assert result.err.startswith(f"{path}: {len(lines)} error")


def test_everything_is_told_at_once(run: Runner, snapshot: Snapshot) -> None:
    """A fault hides neither the names that are wrong, in its own record or another, nor warnings about other records.

    What cannot be known is not told: whether the broken record would use a topic, and how it reads.
    """
    path = SAMPLES / "everything.toml"
    result = run("check", str(path))
    snapshot("check-everything.txt", result.out)
    assert (result.status, result.err) == (1, f"{path}: 3 errors, 5 warnings.\n")
    errors = "".join(line for line in result.out.splitlines(keepends=True) if ": error: " in line)
    assert run("list", "--data", str(path)).err == f"{errors}3 problems; nothing was read.\n"


def test_what_is_sound_beside_a_fault_is_known(run: Runner, tmp_path: Path) -> None:
    """Of a broken record all but the key at fault, however deep the fault is, and every other record of the file."""
    path = tmp_path / "mine.toml"
    path.write_text(
        '[dataset]\ntitle = "M"\nupdated = 2026-11-22\n\n'
        '[hubs.north]\nname = "North"\ncite = "book"\nestablished = 2027\n\n[hubs.south]\nname = "South"\n\n'
        '[actors.ann]\nname = "Ann"\ntype = "person"\nhubs = ["south", "east"]\nfacts = [{ text = 1 }]\n'
    )
    result = run("check", str(path))
    assert result.out == (
        f"{path}:7:1: error: hubs.north.cite: there is no source 'book'\n"
        f"{path}:8:1: warning: hubs.north.established: '2027' is after 'updated' of the dataset; one of them is wrong\n"
        f"{path}:10:1: warning: hubs.south: no 'cite' says where its name and other particulars are from\n"
        f"{path}:16:18: error: actors.ann.hubs[1]: there is no hub 'east'\n"
        f"{path}:17:12: error: actors.ann.facts[0].text: expected a text, found a whole number\n"
    )


def test_records_that_two_files_state_differently_are_as_in_the_first(
    run: Runner, tmp_path: Path
) -> None:
    """What is wrong with such a record is told where it is stated so, and of each other one that its id is taken."""
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    head = '[dataset]\ntitle = "M"\nupdated = 2026-11-22\n'
    one.write_text(
        f'{head}[topics.brain]\nname = "Brain"\n[hubs.north]\nname = "North"\ncite = "book"\n'
    )
    other.write_text(
        f'{head}[topics.brain]\nname = "Brains"\n[hubs.north]\nname = "Norths"\ncite = "book"\n'
    )
    assert run("check", str(one), str(other)).out == (
        f"{one}:8:1: error: hubs.north.cite: there is no source 'book'\n"
        f"{other}:4:1: error: topics.brain: the id 'brain' is already used at {one}:4\n"
        f"{other}:6:1: error: hubs.north: the id 'north' is already used at {one}:6\n"
    )
    rules = [told["rule"] for told in json.loads(run("check", str(one), str(other), "--json").out)]
    assert rules == ["reference", "same-id", "same-id"]


def test_a_file_that_is_not_read_hides_no_other(run: Runner) -> None:
    """Files that can be read are checked beside one that cannot; what they name may be in that one."""
    absent, small = str(FAULTY / "absent.toml"), str(FAULTY / "several-dangling.toml")
    result = run("check", absent, small)
    assert result.status == 1
    assert result.out.startswith(f"{absent}: error: there is no such file\n{small}:")
    assert "there is no hub" not in result.out


def test_records_may_be_in_what_is_no_dataset(run: Runner, tmp_path: Path) -> None:
    """A JSON file of a list has none to be known, so that no name in another file is called missing."""
    path = tmp_path / "list.json"
    path.write_text("[]")
    said = f"{path}:1:1: error: expected a table, found a list\n"
    assert [
        line
        for line in run("check", "dataset/samples/several-dangling.toml", str(path)).out.splitlines(
            True
        )
        if ": error: " in line
    ] == [said]


@pytest.mark.parametrize("name", WARNINGS)
def test_a_rule_is_told_with_its_place(run: Runner, name: str) -> None:
    """A file that can be read but breaks a rule: a line each with its place, and status 1 only with --strict."""
    path = RULES / f"{name}.toml"
    out = stated(path, "warning", WARNINGS[name])
    count = len(WARNINGS[name].splitlines())
    summary = f"{path}: {count} warning{'s' if count > 1 else ''}.\n"
    assert run("check", str(path)) == Run(0, out, summary)
    assert run("check", str(path), "--strict") == Run(1, out, summary)
    assert {one["rule"] for one in json.loads(run("check", str(path), "--json").out)} == {name}


def test_a_ror_id_may_have_a_letter_that_ror_does_not_use(run: Runner, tmp_path: Path) -> None:
    """I, l, o and u are left out of its digits, as they are taken for others."""
    path = tmp_path / "mine.toml"
    path.write_text(
        SOUND.read_text().replace('name = "Clinic"', 'name = "Clinic"\nror = "0ilou1102"')
    )
    assert "'0ilou1102' is mistyped: its check digits do not match" in run("check", str(path)).out


def test_every_rule_has_its_file() -> None:
    """The files in the two folders are those that the tables name, one for each rule."""
    rules = sorted(map(registry.rule_id, registry.RULES))
    assert (sorted(path.stem for path in RULES.iterdir()), sorted(WARNINGS)) == (rules, rules)
    rules = sorted(map(registry.rule_id, sources.SOURCE_RULES))
    assert (sorted(path.stem for path in EVIDENCE.iterdir()), sorted(UNSUPPORTED)) == (rules, rules)


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_what_a_source_does_not_say_is_an_error(run: Runner, name: str) -> None:
    """A claim whose cited paragraph lacks a number or a name of it: with its place, and who does have it."""
    path = EVIDENCE / f"{name}.toml"
    result = run("check", str(path), "--sources", str(TEXTS))
    assert (result.status, result.out) == (1, stated(path, "error", UNSUPPORTED[name]))


def test_a_text_is_found_by_its_title(run: Runner, tmp_path: Path) -> None:
    """A file of another name is a source's when it alone has the source's title as a paragraph."""
    text = (TEXTS / "report.txt").read_text()
    (tmp_path / "scan-7.txt").write_text(text.replace("\n", "\r\n"), encoding="utf-8-sig")
    (tmp_path / "other.txt").write_text("Nothing of it.")
    path = EVIDENCE / "alias-not-in-source.toml"
    assert run("check", str(path), "--sources", str(tmp_path)) == run(
        "check", str(path), "--sources", str(TEXTS)
    )
    (tmp_path / "copy.txt").write_text(text)
    untold = f"{path}: no problems; 1 of 1 source without a text in {tmp_path}.\n"
    assert run("check", str(path), "--sources", str(tmp_path)).err == untold


def test_a_claim_that_also_cites_what_is_not_here_is_not_judged(
    run: Runner, tmp_path: Path
) -> None:
    """Another source may say what the text does not."""
    text = (
        (EVIDENCE / "alias-not-in-source.toml")
        .read_text()
        .replace('"report#3" }]', '["report#3", "book"] }]')
    )
    path = tmp_path / "mine.toml"
    path.write_text(f'{text}\n[sources.book]\ntitle = "The book"\n')
    summary = f"{path}: no problems; 1 of 2 sources without a text in {TEXTS}.\n"
    assert run("check", str(path), "--sources", str(TEXTS)) == Run(0, "", summary)


def test_the_same_file_twice_is_one(run: Runner) -> None:
    """A problem is told once."""
    assert run("check", "small.toml", "small.toml").out == run("check", "small.toml").out


def test_a_number_in_a_name_is_the_name_s(run: Runner, tmp_path: Path) -> None:
    """A claim may name its record with a number that the paragraph does not repeat."""
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
        out
        == f"{path}:35:10: error: actors.ann.links[0]: 'report#4' does not say 'Clinic 77'; 'report#1' does\n"
    )


def test_what_is_no_text_is_no_source(run: Runner, tmp_path: Path) -> None:
    """A folder with a text's name is passed by, and a text beyond what is read is told."""
    path = EVIDENCE / "alias-not-in-source.toml"
    (tmp_path / "report.txt").mkdir()
    untold = f"{path}: no problems; 1 of 1 source without a text in {tmp_path}.\n"
    assert run("check", str(path), "--sources", str(tmp_path)) == Run(0, "", untold)

    text = tmp_path / "other.txt"
    text.write_text("." * 20_000)
    said = f"{text} cannot be read: it has more than 10,240 bytes; --max-filesize takes more.\n"
    assert run("check", str(path), "--sources", str(tmp_path), "--max-filesize", "10K") == Run(
        2, "", said
    )


def test_sources_are_a_folder(run: Runner) -> None:
    """Anything else is wrong use."""
    result = run("check", "--sources", "small.toml")
    assert (result.status, result.out) == (2, "")
    assert "'small.toml' is a file" in result.err


# How it is written -----------------------------------------------------------------------------------------


def test_json_is_an_array_of_problems(run: Runner) -> None:
    """Each with the keys of the contract; nothing found is an empty array."""
    path = RULES / "half-a-position.toml"
    assert json.loads(run("check", str(path), "--json").out) == [
        {
            "file": str(path),
            "line": 20,
            "column": 1,
            "severity": "warning",
            "rule": "half-a-position",
            "record": "clinic",
            "message": "actors.clinic.place: a position without its 'lon'",
        }
    ]
    assert run("check", str(SOUND), "--json").out == "[]\n"
    rules = [
        one["rule"]
        for one in json.loads(run("check", str(SAMPLES / "everything.toml"), "--json").out)
    ]
    assert {"reference", "shape", "uncited", "no-full-stop"} == {*rules} - {"no-summary"}


def test_a_problem_says_whose_it_is(run: Runner) -> None:
    """The record that it is about, be it the whole of it or a part; a file and its tables are nobody's."""
    tables = (
        "minimal.toml",
        "missing-hub-name.toml",
        "bad-url.toml",
        "bad-updated.toml",
        "not-toml.toml",
    )
    told = [json.loads(run("check", str(FAULTY / name), "--json").out)[0] for name in tables]
    assert [(one["rule"], one["record"]) for one in told] == [
        ("unused-source", "report"),
        ("shape", "north"),
        ("shape", "report"),
        ("shape", ""),
        ("unreadable", ""),
    ]


def test_no_problems_are_written_as_nothing(run: Runner) -> None:
    """There is no line to read or to annotate in any format; CSV still says which columns it has."""
    forms = ("text", "table", "tsv", "markdown", "github", "csv", "json")
    written = [run("check", str(SOUND), "--format", form).out for form in forms]
    assert written == [
        "",
        "",
        "",
        "",
        "",
        "file,line,column,severity,rule,record,message\r\n",
        "[]\n",
    ]


def test_text_is_the_default(run: Runner) -> None:
    """`text` is another word for it, and other formats are there as for every command."""
    path = str(RULES / "half-a-position.toml")
    assert (
        run("check", path)
        == run("check", path, "--format", "text")
        == run("check", path, "--format", "plain")
    )
    row = f"{path}\t20\t1\twarning\thalf-a-position\tclinic\tactors.clinic.place: a position without its 'lon'\n"
    assert run("check", path, "--format", "tsv").out == row
    assert run("check", path, "--format", "xml") == Run(
        2,
        "",
        "There is no format 'xml'; there are table, plain, tsv, csv, json, markdown, github.\n",
    )


def test_the_workflow_commands_of_github(run: Runner, tmp_path: Path) -> None:
    """What would end a command, a property or a list of them is escaped in what a dataset and a file's name say."""
    path = tmp_path / "50%,a:b.toml"
    path.write_bytes(
        b'[dataset]\ntitle = "M"\nupdated = 2026-11-22\n[hubs.h]\nname = "100%\\r\\n::error::\\u001b[1m"\ncolour = 1\n'
    )
    file = f"{tmp_path}/50%25%2Ca%3Ab.toml"
    assert run("check", str(path), "--format", "github").out == (
        f"::error file={file},line=6,col=1,title=shape::hubs.h.colour: unknown key 'colour'\n"
    )
    path.write_bytes(path.read_bytes().replace(b"colour = 1\n", b'summary = "\\u001b[1m"\n'))
    out = run("check", str(path), "--format", "github").out
    assert "\x1b" not in out
    assert all(line.startswith("::warning file=") for line in out.splitlines())
    absent = run("check", "absent.toml", "--format", "github").out
    assert absent == "::error file=absent.toml,title=unreadable::there is no such file\n"


def test_what_a_terminal_would_obey_is_written_out(run: Runner, tmp_path: Path) -> None:
    """Text of a dataset stays on its line, and control characters are shown as escapes."""
    path = tmp_path / "mine.toml"
    path.write_text(
        '[dataset]\ntitle = "M"\nupdated = 2026-11-22\n[topics."\\u001b[31m\\nx"]\nname = "x"\n'
    )
    for form in ("text", "table", "github", "tsv", "csv", "markdown", "json"):
        out = run("check", str(path), "--format", form).out
        assert "\x1b" not in out
        assert out
    assert len(run("check", str(path)).out.splitlines()) == 1


def test_a_file_may_have_any_name(run: Runner) -> None:
    """A name in another encoding than the system's is written with escapes, in JSON with JSON's own."""
    name = "x\udcff.toml"
    assert run("check", name).out == "x\\udcff.toml: error: there is no such file\n"
    out = run("check", name, "--json").out
    assert (json.loads(out)[0]["file"], out[:30]) == (name, '[\n  {\n    "file": "x\\udcff.tom')


# Any file --------------------------------------------------------------------------------------------------


def checked(path: Path) -> run.CheckResult:
    """The check of a file, written in every way."""
    found = run.check_files([path], files.content, path.parent)
    for form in (*FORMATS, *EXTRA_FORMATS):
        render.render(problems.problem_report(found.problems), form, "utf-8", terminal=False)
    assert all(one.line > 0 for one in found.problems if one.rule != "unreadable")
    return found


@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_a_value_of_another_kind_is_told(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever stands where something else belongs, the check ends with problems that have their place."""
    path = data.draw(st.sampled_from(list(places(VALID))))
    file = tmp_path_factory.getbasetemp() / "broken.toml"
    file.write_bytes(replaced(path, data.draw(values)).encode())
    (file.parent / "report.txt").write_text("Report\n\nThe Clinic.")
    checked(file)


@settings(deadline=None, max_examples=100)
@given(content=st.binary() | st.text().map(str.encode))
def test_no_file_makes_it_raise(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Bytes of any kind are a file with problems: there is no dataset in them."""
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(content)
    assert checked(file).errors > 0
