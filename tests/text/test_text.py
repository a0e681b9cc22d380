"""What the same word is, and that no text a stranger wrote does anything to a terminal, a spreadsheet or a page."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from hostile_texts import raw
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hubcli.report.document import Column, Report, Table, highlight
from hubcli.text.escape import display_line, escape_controls, escape_reversibly, json_escape
from hubcli.text.suggest import nearest
from hubcli.text.words import find_spans, fold, name_key, same_stem, tokens

if TYPE_CHECKING:
    from support import Runner


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Folkhälsan", "FOLKHALSAN"),
        ("Łódź Ærø Straße Þór Đorđe", "lodz aero strasse thor dorde"),
        ("ﬁnance ＦＵＬＬ", "finance full"),
        ("O’Brien", "o'brien"),
        ("Alzheimer's", "alzheimer"),
        ("ALZHEIMER'S", "alzheimer"),
        ("ka\u034fles", "kales"),
        ("¼ mile", "1/4 mile"),
        ("e\u0301cole", "école"),
        ("health-care centre", "Healthcare Center"),
        ("med-tech programme", "MedTech program"),
        ("organisation, personalised", "organization personalized"),
        ("paediatric tumours", "pediatric tumors"),
        ("20,000", "20000"),
        ("2\u00a0300", "2300"),
    ],
)
def test_spellings_of_the_same_words_meet(one: str, other: str) -> None:
    """Case, accents, ligatures, width, apostrophes, hyphens, British spelling and compounds make no difference."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("four", "for"), ("disease", "decease"), ("art", "heart"), ("1996", "1997")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    """Folding brings together spellings, not words."""
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("disease", "diseases", True),
        ("therapy", "therapies", True),
        ("research", "researchers", True),
        ("art", "arts", True),
        ("at", "ats", False),  # too little in common to be the same
        ("member", "membership", False),  # more than an ending
        ("heart", "beard", False),
    ],
)
def test_an_ending_makes_no_other_word(one: str, other: str, same: bool) -> None:
    """Three letters at the beginning are the same, and no more than three follow, whichever comes first."""
    assert (same_stem(one, other), same_stem(other, one), same_stem(one, one)) == (same, same, True)


@given(st.text())
def test_every_token_is_where_it_says(text: str) -> None:
    """Tokens come in order, each within the text, folded, without anything that a query language would read."""
    found = tokens(text)

    assert [token.start for token in found] == sorted(token.start for token in found)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert token.word
        assert not set(token.word) & set("\"'*()^:{}+- \t\n\x00")


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    """A folded text is folded already, and so is the key of a name that has words."""
    assert fold(fold(text)) == fold(text)
    if tokens(text):
        assert name_key(name_key(text)) == name_key(text)


def test_a_long_text_is_folded_whole() -> None:
    """Though that is done in pieces, as are marks that pile up on one letter."""
    assert fold("É" * 5000 + "\u0301\u0316" * 5000) == "e" * 5000


@given(st.text())
def test_visible_text_is_one_inert_line(text: str) -> None:
    """Nothing that a terminal obeys or hides is left, and no line break or tab."""
    shown = display_line(text)

    assert raw(shown) == set()
    assert "\n" not in shown
    assert display_line(shown) == shown


@given(st.characters())
@example("\ud83d")  # half a character, as the name of a file may have
def test_a_json_escape_means_its_character(char: str) -> None:
    """Any JSON reader gives the character back."""
    assert json.loads(f'"{json_escape(char)}"') == char


def test_every_character_is_shown() -> None:
    """Of all that Unicode has, and may have, none is raw that reorders, hides or is not seen."""
    assert raw(display_line("".join(map(chr, range(sys.maxunicode + 1))))) == set()


def test_plain_text_stays_as_it_is() -> None:
    """Letters of any script, signs and emoji are not touched."""
    text = "Åbo, Łódź, สำนักงาน, 東京 — “quoted” ½ 👩‍🔬"

    assert escape_controls(text) == text


def test_the_nearest_names_come_first_and_each_once() -> None:
    """An id and a name of the same words are one suggestion; what is far is none."""
    assert nearest("kuopoi", ["kuopio", "Kuopio", "Flemingsberg"]) == ["Kuopio"]
    assert nearest("zzzz", ["kuopio", "Flemingsberg"]) == []


def test_a_letter_or_two_are_a_part_of_anything() -> None:
    """So they are the beginning of a name, or a name with a slip."""
    assert nearest("a", ["dataset", "actors"]) == ["actors"]
    assert nearest("uf", ["UEF", "tuft"]) == ["UEF"]
    assert nearest("pi", ["topics"]) == []


def test_no_more_than_a_few_names_are_suggested() -> None:
    """Three at the most, and beside one that is much nearer none of the others."""
    assert nearest(
        "hospital", [f"Hospital of {where}" for where in ("Bergen", "Oslo", "Turku", "Umeå")]
    ) == [
        "Hospital of Bergen",
        "Hospital of Oslo",
        "Hospital of Turku",
    ]
    assert nearest("neuroscienc", ["Neurocenter Finland", "Neuroscience"]) == ["Neuroscience"]


def test_what_is_written_by_number_can_be_had_back() -> None:
    """A backslash is written twice, so that one before a number is the text's own; line feeds and tabs stay."""
    assert (
        escape_reversibly("C:\\x1b \x1b[1m\r\n\t\u202e🙂") == "C:\\\\x1b \\x1b[1m\\x0d\n\t\\u202e🙂"
    )


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_highlighting_keeps_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever is marked, the pieces together are the text."""
    spans = [(start, end) for start, end in spans if start <= end <= len(text)]

    assert "".join(part.text for part in highlight(text, spans)) == text


def report(text: str) -> Report:
    return Report((), Table((Column("a", "A"), Column("b", "B")), ((text, text),)), [{"a": text}])


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_a_spreadsheet_shows_what_it_would_run(sign: str) -> None:
    """A text that begins as a formula does has an apostrophe before it, spaces and tabs or not; a number has none."""
    from hubcli.output.render import format_report  # noqa: PLC0415  beside its test

    table = Table((Column("a", "A"), Column("b", "B")), ((f"\t {sign}1+1", -1), (f"1{sign}1", "'")))

    assert format_report(Report((), table, []), "csv") == f"a,b\r\n'{sign}1+1,-1\r\n1{sign}1,'\r\n"


def test_a_text_is_marked_where_somebody_looks() -> None:
    """The first thousand places of a text that has a word over and over."""
    assert len(find_spans("ab " * 5000, frozenset({"ab"}))) == 1000


@given(st.text())
@example("＝1")
def test_a_csv_reader_gets_one_row_that_runs_nothing(text: str) -> None:
    """Two cells of one row, none beginning with what a spreadsheet takes for a formula."""
    from hubcli.output.render import format_report  # noqa: PLC0415  beside its test

    rows = list(csv.reader(io.StringIO(format_report(report(text), "csv"), newline="")))

    assert len(rows) == 2
    assert rows[1] == [rows[1][0]] * 2
    assert not rows[1][0].startswith(tuple("=+-@＝＋－＠"))


@given(st.text())
def test_tab_separated_columns_hold(text: str) -> None:
    """One line, two columns."""
    from hubcli.output.render import format_report  # noqa: PLC0415  beside its test

    out = format_report(report(text), "tsv")

    assert out.endswith("\n")
    assert out.count("\n") == out.count("\t") == 1


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_comes_back_equal_and_is_inert(text: str) -> None:
    """A reader gets the very text, and a terminal gets nothing to obey."""
    from hubcli.output.render import format_report  # noqa: PLC0415  beside its test

    out = format_report(report(text), "json")

    assert json.loads(out) == [{"a": text}]
    assert raw(out) == set()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)
@given(st.text())
def test_any_query_is_answered(run: Runner, query: str) -> None:
    """Whatever is typed, `search` and `show` end with an answer or with nothing found."""
    assert run("search", "--type", "hub", "--", query).status in (0, 1)
    assert run("show", "--", query).status in (0, 1)
