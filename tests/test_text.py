"""What the same word is, and that no text a stranger wrote does anything to a terminal, a spreadsheet or a page."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from conftest import Runner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hubcli.report import Column, Report, Table, highlighted
from hubcli.text import fold, inert, json_escape, key, nearest, reversible, same_stem, tokens, visible

PAYLOADS = {
    "escape": "\x1b[31mred\x1b]0;title\x07\x1b]52;c;aGk=\x07",
    "c1": "\x9b31mred\x90q\x9c",
    "markup": "[bold red]x[/bold red] :smile: [link=http://x]y[/link]",
    "bidi": "a\u202eb\u2066c\u200fd\u200be\ufefff\U000e0041g",
    "formula": '=HYPERLINK("http://x","y")',
    "html": "<script>alert(1)</script>&amp;",
    "markdown": "# x | `y` ![z](http://x) *a* _b_ [c](d)",
    "lines": "one\ntwo\r\nthree\tfour\x0bfive\u2028six",
}
DANGEROUS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0041]")


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
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("four", "for"), ("disease", "decease"), ("art", "heart"), ("1996", "1997")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    """Folding brings together spellings, not words."""
    assert key(one) != key(other)


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
        assert key(key(text)) == key(text)


@given(st.text())
def test_visible_text_is_one_inert_line(text: str) -> None:
    """Nothing that a terminal obeys or hides is left, and no line break or tab."""
    shown = visible(text)

    assert not DANGEROUS.search(shown)
    assert not set(shown) & set("\n\r\t\x0b\x0c\x85\u2028\u2029")
    assert visible(shown) == shown


@given(st.characters())
@example("\ud83d")  # half a character, as the name of a file may have
def test_a_json_escape_means_its_character(char: str) -> None:
    """Any JSON reader gives the character back."""
    assert json.loads(f'"{json_escape(char)}"') == char


def test_plain_text_stays_as_it_is() -> None:
    """Letters of any script, signs and emoji are not touched."""
    text = "Åbo, Łódź, สำนักงาน, 東京 — “quoted” ½ 👩‍🔬"

    assert inert(text) == text


def test_the_nearest_names_come_first_and_each_once() -> None:
    """An id and a name of the same words are one suggestion; what is far is none."""
    assert nearest("kuopoi", ["kuopio", "Kuopio", "Flemingsberg"]) == ["Kuopio"]
    assert nearest("zzzz", ["kuopio", "Flemingsberg"]) == []


def test_no_more_than_a_few_names_are_suggested() -> None:
    """Three at the most, and beside one that is much nearer none of the others."""
    assert nearest("hospital", [f"Hospital of {where}" for where in ("Bergen", "Oslo", "Turku", "Umeå")]) == [
        "Hospital of Bergen",
        "Hospital of Oslo",
        "Hospital of Turku",
    ]
    assert nearest("neuroscienc", ["Neurocenter Finland", "Neuroscience"]) == ["Neuroscience"]


def test_what_is_written_by_number_can_be_had_back() -> None:
    """A backslash is written twice, so that one before a number is the text's own; line feeds and tabs stay."""
    assert reversible("C:\\x1b \x1b[1m\r\n\t\u202e🙂") == "C:\\\\x1b \\x1b[1m\\x0d\n\t\\u202e🙂"


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_highlighting_keeps_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever is marked, the pieces together are the text."""
    spans = [(start, end) for start, end in spans if start <= end <= len(text)]

    assert "".join(part.text for part in highlighted(text, spans)) == text


def report(text: str) -> Report:
    return Report((), Table((Column("a", "A"), Column("b", "B")), ((text, text),)), [{"a": text}])


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_a_spreadsheet_shows_what_it_would_run(sign: str) -> None:
    """A text that begins as a formula does has an apostrophe before it, spaces and tabs or not; a number has none."""
    from hubcli.formats import write  # noqa: PLC0415  beside its test

    table = Table((Column("a", "A"), Column("b", "B")), ((f"\t {sign}1+1", -1), (f"1{sign}1", "'")))

    assert write(Report((), table, []), "csv") == f"a,b\r\n'{sign}1+1,-1\r\n1{sign}1,'\r\n"


@given(st.text())
def test_a_csv_reader_gets_one_row_that_runs_nothing(text: str) -> None:
    """Two cells of one row, none beginning with what a spreadsheet takes for a formula."""
    from hubcli.formats import write  # noqa: PLC0415  beside its test

    rows = list(csv.reader(io.StringIO(write(report(text), "csv"), newline="")))

    assert len(rows) == 2
    assert rows[1] == [rows[1][0]] * 2
    assert not rows[1][0].startswith(("=", "+", "-", "@"))


@given(st.text())
def test_tab_separated_columns_hold(text: str) -> None:
    """One line, two columns."""
    from hubcli.formats import write  # noqa: PLC0415  beside its test

    out = write(report(text), "tsv")

    assert out.endswith("\n")
    assert out.count("\n") == out.count("\t") == 1


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_comes_back_equal_and_is_inert(text: str) -> None:
    """A reader gets the very text, and a terminal gets nothing to obey."""
    from hubcli.formats import write  # noqa: PLC0415  beside its test

    out = write(report(text), "json")

    assert json.loads(out) == [{"a": text}]
    assert not DANGEROUS.search(out)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A dataset with every payload in every text that can hold it."""
    mean = " ".join(PAYLOADS.values())
    texts = {"name": mean, "aliases": [mean + "!"], "summary": mean}

    def toml(value: object) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{name} = {toml(part)}" for name, part in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(toml, value)) + "]"
        if isinstance(value, str):
            return '"' + "".join(f"\\U{ord(char):08x}" for char in value) + '"'
        return str(value)

    tables: dict[str, dict[str, object]] = {
        "dataset": {"title": mean},
        "sources.s": {"title": mean, "publisher": mean, "paragraphs": 1},
        "topics.t": {"name": mean, "aliases": [mean + "?"]},
        "hubs.h": {
            **texts,
            "place": {"city": mean, "country": "FI", "address": mean},
            "facts": [{"text": mean, "cite": "s#1", "figure": {"of": mean, "value": 1, "qualifier": mean}}],
            "topics": ["t"],
        },
        "actors.a": {**texts, "type": "person", "hubs": ["h"], "links": [{"rel": "leads", "to": "h", "role": mean}]},
    }
    lines = ["[dataset]", "updated = 2026-01-01"]
    for name, table in tables.items():
        if name != "dataset":
            lines.append(f"[{name}]")
        lines += [f"{field} = {toml(value)}" for field, value in table.items()]
    path = tmp_path_factory.mktemp("hostile") / "hostile.toml"
    path.write_text("\n".join(lines), encoding="utf-8", errors="surrogatepass")
    return str(path)


@pytest.mark.parametrize("form", ["table", "plain", "tsv", "csv", "json", "markdown"])
@pytest.mark.parametrize(
    "command", ["list", "list actors", "show h", "show a", "show t", "show s", "search title", "stats"]
)
def test_a_hostile_dataset_is_shown_harmlessly(run: Runner, hostile: str, command: str, form: str) -> None:
    """Escapes, control and bidirectional characters, markup and formulas come out as text in every format."""
    result = run(*command.split(), "--data", hostile, "--format", form)

    assert result.status == 0, result.err
    assert not DANGEROUS.search(result.out.replace("\r\n", "\n"))
    if form == "markdown":
        assert "<script>" not in result.out
        assert "![z]" not in result.out
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(result.out, newline="")) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.text())
def test_any_query_is_answered(run: Runner, query: str) -> None:
    """Whatever is typed, `search` and `show` end with an answer or with nothing found."""
    assert run("search", "--type", "hub", "--", query).status in (0, 1)
    assert run("show", "--", query).status in (0, 1)
