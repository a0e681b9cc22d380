"""Tables on a terminal: the columns that fit, their widths, and cells that are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hubcli.output.table_layout import choose_columns, share_width, table_rows
from hubcli.report.document import Cell, Column, Part, Report, Table, line

COLUMNS = (
    Column("id", "Id", width=10),
    Column("name", "Name", width=20),
    Column("city", "Place", rank=2, width=10),
    Column("topics", "Strong in", rank=1, width=24),
)
IDS = (Column("id", "Id"), Column("name", "Name", width=20), Column("size", "Size", width=5))


def drawn(table: Table, width: int) -> list[str]:
    rows = table_rows(Report((), table, None), table, width)
    return ["".join(text for text, _ in row) for row in rows]


@pytest.mark.parametrize(
    ("width", "shown"),
    [(200, "0123"), (70, "0123"), (69, "013"), (58, "013"), (57, "01"), (4, "01"), (3, "0")],
)
def test_columns_are_left_out_by_rank(width: int, shown: str) -> None:
    """The greatest rank goes first; columns without a rank stay while a letter of each fits."""
    assert "".join(map(str, choose_columns(COLUMNS, width))) == shown


def test_of_equal_rank_the_last_column_is_left_out() -> None:
    """A table of many hubs keeps the first ones."""
    columns = (COLUMNS[0], *(Column(f"hub{number}", "", rank=1) for number in range(50)))

    assert choose_columns(columns, 46) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("texts", "room", "widths"),
    [
        ((5, 5, 5), 80, [5, 5, 5]),  # what they need
        ((5, 50, 5), 40, [5, 30, 5]),  # one column takes what the others leave
        ((5, 50, 50), 65, [5, 30, 30]),  # equal parts
        ((50, 50, 5), 80, [50, 25, 5]),  # an id is shown in full,
        ((50, 50, 5), 60, [43, 12, 5]),  # until the others are at their least,
        ((50, 50, 5), 20, [12, 7, 1]),  # and is cut down to theirs
    ],
)
def test_columns_share_the_room(texts: tuple[int, ...], room: int, widths: list[int]) -> None:
    """A column takes what its texts need, at first no more than it declares."""
    columns = (IDS[0], IDS[1], Column("more", "More", width=20))

    assert share_width(columns, (2, 4, 4), texts, room) == widths


def test_a_long_title_is_cut_before_texts() -> None:
    """The name of a hub over small numbers does not take the room of the first column."""
    columns = (Column("name", "Topic"), Column("hub", "Biomedicum Helsinki", width=6))

    assert share_width(columns, (5, 19), (22, 2), 30) == [22, 8]


def test_numbers_are_on_the_right() -> None:
    """Numbers are aligned at the right, with their title; an empty cell is empty."""
    table = Table(IDS, (("a", "Aura", 1), ("b", "", 1000), ("c", "Caro", "")))

    assert drawn(table, 40) == [
        "Id  Name  Size",
        "──────────────",
        "a   Aura     1",
        "b         1000",
        "c   Caro",
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Medical research", "Medical re…"),
        ("Medical r search", "Medical r…"),  # no space before the ellipsis
        ("漢字漢字漢字漢字", "漢字漢字漢…"),
        ("字漢字漢字漢字漢a", "字漢字漢字…"),
        ("e\u0301" * 12, "e\u0301" * 10 + "…"),
        ("👩\u200d🔬 a scientist", "👩\u200d🔬 a scien…"),
        ("    deep in a tree", "    deep i…"),
        ("two\nlines\there", "two lines…"),
        ("\x1b[31mlong", "\\x1b[31mlo…"),
        (line("a long text", Part("a#4", "cite")), "a long… [a ¶4]"),
    ],
)
def test_a_long_cell_is_cut(cell: Cell, text: str) -> None:
    """The first letters are shown, never half of one, and then an ellipsis."""
    width = 14 if isinstance(cell, tuple) else 11
    table = Table((Column("name", "Name"),), ((cell,),))

    assert drawn(table, width)[2] == text


def test_a_cut_cell_keeps_its_matches_and_loses_its_bar() -> None:
    """Styles survive a cut; a shorter bar would be wrong, so there is none."""
    cell = line("the ", Part("brain research", "match"), " ", Part("████", "bar"))
    table = Table((Column("name", "Name"),), ((cell,),))

    assert list(table_rows(Report((), table, None), table, 10))[2] == [
        ("the ", "name"),
        ("brain…", "match"),
    ]


def test_hidden_columns_are_mentioned_on_request() -> None:
    """One row below the table says how many there are."""
    columns = (COLUMNS[0], *(Column(f"hub{number}", "Hub", rank=1) for number in range(20)))
    row = ("a", *range(20))

    assert drawn(Table(columns, (row,), mention_hidden=True), 60)[-1] == (
        "16 more columns in a wider terminal, or with --format csv"
    )
    assert drawn(Table(columns, (row,)), 60)[-1].startswith("a")


@pytest.mark.parametrize("text", ["b " * 1_000_000, "\u0301" * 1_000_000, "\n" * 1_000_000])
def test_of_a_very_long_cell_only_the_start_is_read(text: str) -> None:
    """A cell of a million characters is cut like any other, in rows of a bounded length."""
    table = Table(IDS, ((text, text, 1), ("a", "Aura", 2)))

    rows = drawn(table, 80)
    assert len(rows) == 4
    assert max(map(len, rows)) < 80 * 20


TEXTS = st.text(max_size=80) | st.text(alphabet="ab 漢\u0301\u200d👩\ufe0f❤\n", max_size=300)
CELLS = TEXTS | st.integers() | st.builds(lambda text: line(text, Part("a#1 b", "cite")), TEXTS)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(
            st.builds(
                Column,
                st.sampled_from(["id", "name", "city"]),
                TEXTS,
                st.integers(0, 3),
                st.integers(1, 60),
            ),
            min_size=1,
            max_size=30,
        )
    )
    rows = draw(st.lists(st.tuples(*[CELLS] * len(columns)), max_size=4))
    return Table(tuple(columns), tuple(rows), draw(st.booleans()))


@given(tables(), st.integers(40, 200))
def test_no_row_is_wider_than_the_terminal(table: Table, width: int) -> None:
    """Whatever the texts and the columns are, a table has one line a row, within the width."""
    rows = drawn(table, width)

    hidden = table.mention_hidden and len(choose_columns(table.columns, width)) < len(table.columns)
    assert len(rows) - 2 - len(table.rows) in ((1, 2) if hidden else (0,))
    assert max(map(cell_len, rows)) <= width
    assert not any(character in row for row in rows for character in "\n\r\t\x1b")
