"""Tests that any text at all is safe in the output formats, and as a query."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hostile_texts import unsafe_characters
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hubcli.output.render import format_report
from hubcli.report.document import Column, Report, Table, highlight

if TYPE_CHECKING:
    from support import Runner

FORMULA_SIGNS = "=+-@＝＋－＠"


def report_with(text: str) -> Report:
    """Return a report whose table has one row with the text in both cells."""
    return Report((), Table((Column("a", "A"), Column("b", "B")), ((text, text),)), [{"a": text}])


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_highlighting_keeps_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """The parts of a highlighted text, joined, are the text."""
    spans = [(start, end) for start, end in spans if start <= end <= len(text)]

    assert "".join(part.text for part in highlight(text, spans)) == text


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_csv_puts_an_apostrophe_before_a_formula(sign: str) -> None:
    """A cell that begins like a formula, even after white space, gets one; a number does not."""
    table = Table((Column("a", "A"), Column("b", "B")), ((f"\t {sign}1+1", -1), (f"1{sign}1", "'")))

    assert format_report(Report((), table, []), "csv") == f"a,b\r\n'{sign}1+1,-1\r\n1{sign}1,'\r\n"


@given(st.text())
@example("＝1")
def test_a_csv_reader_gets_one_row_without_formulas(text: str) -> None:
    """The header and one row with two equal cells, neither of which begins with a formula sign."""
    rows = list(csv.reader(io.StringIO(format_report(report_with(text), "csv"), newline="")))

    assert len(rows) == 2
    assert rows[1] == [rows[1][0]] * 2
    assert not rows[1][0].startswith(tuple(FORMULA_SIGNS))


@given(st.text())
def test_tsv_is_one_line_with_two_columns(text: str) -> None:
    """Line breaks and tabs in a text do not add rows or columns."""
    out = format_report(report_with(text), "tsv")

    assert out.endswith("\n")
    assert out.count("\n") == out.count("\t") == 1


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_keeps_the_text_and_is_safe(text: str) -> None:
    """A reader gets back the original text, and the output has no unsafe character."""
    out = format_report(report_with(text), "json")

    assert json.loads(out) == [{"a": text}]
    assert unsafe_characters(out) == set()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)
@given(st.text())
def test_any_query_has_an_answer(run: Runner, query: str) -> None:
    """`search` and `show` end with an answer or with nothing found, whatever the query is."""
    assert run("search", "--type", "hub", "--", query).status in (0, 1)
    assert run("show", "--", query).status in (0, 1)
