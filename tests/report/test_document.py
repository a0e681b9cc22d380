"""Tests of the parts of a report."""

from __future__ import annotations

from hubcli.report.document import (
    Column,
    Item,
    Part,
    Report,
    Section,
    Table,
    empty_report,
    flatten,
    line,
    plain_text,
    split_tree_prefix,
)

TABLE = Table(
    (Column("field", ""), Column("kuopio", "Kuopio")),
    (("Students", line("400", Part(" ███", "bar"), Part("report#4", "cite"))),),
)
NUMBERED = Report((), TABLE, None, numbers={"report": 1, "register": 2})


def test_citation_marks_group_by_source() -> None:
    """Paragraphs of a source are joined; a source without a number is named by its id."""
    citations = ("report#4", "register", "report#5", "leaflet#1")
    assert NUMBERED.citation_marks(citations) == ["1 ¶4 ¶5", "2", "leaflet ¶1"]
    assert NUMBERED.format_citations(citations) == "[1 ¶4 ¶5; 2; leaflet ¶1]"
    assert NUMBERED.format_citations(()) == ""


def test_citations_in_a_cell_become_marks() -> None:
    """People read citation marks in a cell; programs read the text without bars and citations."""
    cell = TABLE.rows[0][1]
    assert NUMBERED.readable_cell(cell) == line("400", Part(" ███", "bar"), Part(" [1 ¶4]", "dim"))
    assert NUMBERED.readable_cell(7) == line("7")
    assert (plain_text(cell), plain_text(7)) == ("400", "7")


def test_a_page_becomes_one_table() -> None:
    """Each item is a row, and so is each cell of a table, labelled with its row and column."""
    sections = [
        Section((), (Item("Place", line("Kuopio", Part(" (city)", "dim")), ("report#1",)),)),
        Section(line("Figures"), table=TABLE),
    ]
    assert flatten(sections).rows == (
        ("", "Place", "Kuopio (city)", "report#1"),
        ("Figures", "Students / Kuopio", "400", "report#4"),
    )


def test_an_empty_report_has_only_data() -> None:
    """A report without rows and sections is empty, whatever its data."""
    assert empty_report([]).empty
    assert not NUMBERED.empty


def test_the_lines_of_a_tree_are_split_off() -> None:
    """Only a first part with the role `tree` is a prefix."""
    text = line("Led by Ann")
    assert split_tree_prefix((Part("└── ", "tree"), *text)) == ("└── ", text)
    assert split_tree_prefix(text) == ("", text)
    assert split_tree_prefix(()) == ("", ())
