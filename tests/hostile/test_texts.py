"""Text that strangers wrote does nothing: in every field, through every command, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import time
import webbrowser
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import tomli
from hostile_texts import IDS, MEAN, Data, Where, dataset, leaves, raw
from markdown_it import MarkdownIt

from hubcli.exports.request import EXPORTS
from hubcli.exports.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from support import Run, Runner

# Every command that reads a dataset, and what else it takes.
COMMANDS = [
    *(
        "list",
        "list actors",
        "list topics",
        "list sources",
        "list --sort city --country FI --topic o-x",
    ),
    *(
        "show graph",
        "show subgraph",
        "show class",
        "show null",
        "search hyperlink",
        "search --explain red -zzz",
    ),
    *(
        "search --hub true",
        "compare graph true",
        "compare subgraph nan --topic class",
        "network",
        "network nan --depth 3",
    ),
    *(
        "path nan true --all",
        "topics",
        "topics o-x",
        "cite graph",
        "stats",
        "check --sources texts --strict",
    ),
]
FORMATS = ["plain", "colours", "tsv", "csv", "json", "markdown"]
PICTURES = ["table", "svg", "html"]  # of what has colours: of a table, pages and a tree
DRAWN = [
    "list actors",
    "show graph",
    "search --explain red -zzz",
    "compare graph true",
    "network nan --depth 3",
    "stats",
]
OF_ONE = {
    "network nan --depth 3": ["dot", "mermaid", "graphml"],
    "cite graph": ["bibtex"],
    "check --sources texts --strict": ["github"],
}
GRID = [(command, form) for command in COMMANDS for form in [*FORMATS, *OF_ONE.get(command, [])]]
GRID += [(command, form) for command in DRAWN for form in PICTURES]
GRID += [("export", form) for form in EXPORTS if form not in ("csv", "sqlite")]
GRID += [(f"export --table {table}", "csv") for table in TABLES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dataset, and texts of its sources."""
    made = tmp_path_factory.mktemp("hostile")
    (made / "hostile.json").write_text(json.dumps(dataset()), encoding="utf-8")
    (made / "texts").mkdir()
    (made / "texts" / "null.txt").write_bytes(f"{MEAN}\n\nAnn \x9b12 {MEAN}".encode() + b"\xff")
    return made


def test_every_field_is_filled(folder: Path, run: Runner) -> None:
    """The dataset is one: what is not a text is as its type wants it."""
    assert run("list", "--data", str(folder / "hostile.json")).status == 0


@pytest.mark.parametrize(("command", "form"), GRID)
def test_no_command_lets_hostile_text_out(
    run: Runner,
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    tmp_path: Path,
    command: str,
    form: str,
) -> None:
    """An answer whose every character is to be seen, and which whoever reads the format reads as text."""
    monkeypatch.chdir(folder)
    screen = tmp_path / f"screen.{form}"
    options = ["--format", form]
    if form == "colours":
        monkeypatch.setenv("FORCE_COLOR", "1")
        options = ["--format", "table"]
    elif form in ("svg", "html"):
        options = [f"--{form}", str(screen)]

    result = run(*command.split(), "--data", "hostile.json", *options)

    assert result.status == (1 if "--strict" in command else 0), result.err
    assert raw(result.err) == set()
    out = screen.read_text(encoding="utf-8") if screen.exists() else result.out
    assert out
    read = {**READ, **(READ_EXPORTS if command.startswith("export") else {})}
    read.get(form, inert)(out)


def inert(out: str) -> None:
    """Nothing that a terminal obeys, and nothing unseen."""
    assert raw(out) == set()


def colours(out: str) -> None:
    """No escape but those of colours."""
    inert(re.sub(r"\x1b\[[0-9;]*m", "", out))


def tsv(out: str) -> None:
    """A record a line, each with as many cells."""
    inert(out.replace("\t", ""))
    assert len({line.count("\t") for line in out.splitlines()}) == 1


def comma_separated(out: str) -> None:
    """Rows of as many cells, none of which a spreadsheet would run."""
    inert(out.replace("\r\n", "\n"))
    header, *rows = csv.reader(io.StringIO(out, newline=""))
    assert {len(row) for row in rows} == {len(header)}
    assert [
        cell for row in rows for cell in row if re.match(r"[=+@\t\r\n＝＋－＠]|-(?![0-9.]+$)", cell)
    ] == []


def as_json(out: str) -> None:
    """The very texts, and nothing of them raw."""
    inert(out)
    assert any(MEAN in str(value) for _, value in leaves(json.loads(out)))


class Tags(HTMLParser):
    """What of a page is no text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102  the parser's own
        self.tags.add(tag)
        self.attributes.update(attrs)


def markdown(out: str) -> None:
    """Headings, lists, tables and emphasis; no link, no picture, no HTML."""
    inert(out)
    rendered = Tags(MarkdownIt("commonmark").enable("table").render(out))
    lists = {"h1", "h2", "h3", "p", "ul", "li", "em", "strong"}
    assert rendered.tags <= lists | {"table", "thead", "tbody", "tr", "th", "td"}
    assert rendered.attributes == set()


def page(out: str) -> None:
    """The elements of the screen, with no attribute but classes and styles of its own."""
    inert(out)
    read = Tags(out)
    assert read.tags == {"html", "head", "meta", "title", "style", "body", "pre", "code", "span"}
    assert {name for name, _ in read.attributes} == {"lang", "charset", "class"}
    assert all(re.fullmatch(r"r\d+|en|UTF-8", value or "") for _, value in read.attributes)


def svg(out: str) -> None:
    """Shapes and texts, with no attribute of the data's."""
    inert(out)
    drawn = list(ET.fromstring(out).iter())
    shapes = {"svg", "style", "defs", "clipPath", "rect", "text", "g", "circle"}
    assert {one.tag.rpartition("}")[2] for one in drawn} <= shapes
    assert not any(
        re.search("script|alert|link|x.example|touch", value)
        for one in drawn
        for value in one.attrib.values()
    )


def report(out: str) -> None:
    """The same with links to its own anchors."""
    inert(out)
    rendered = Tags(MarkdownIt("commonmark").render(out.replace("[^", "^[")))
    assert rendered.tags == {"h1", "h2", "h3", "p", "ul", "li", "em", "strong", "a"}
    assert {(name, (value or "").lstrip("#")) for name, value in rendered.attributes} == {
        (name, id) for name in ("id", "href") for id in (*IDS["hubs"], *IDS["actors"])
    }


def lines_of(*patterns: str) -> Callable[[str], None]:
    """Each line is of one of these kinds, where STRING is text in quotes."""
    kinds = [re.compile(pattern.replace("STRING", r'"(?:[^"\\]|\\.)*"')) for pattern in patterns]

    def read(out: str) -> None:
        inert(out)
        assert [
            line for line in out.splitlines() if not any(kind.fullmatch(line) for kind in kinds)
        ] == []

    return read


def graphml(out: str) -> None:
    """XML with nodes and edges, whose attributes are ids and words of the format's own."""
    inert(out.replace("\t", ""))
    drawn = list(ET.fromstring(out).iter())
    assert {one.tag.rpartition("}")[2] for one in drawn} == {
        "graphml",
        "key",
        "graph",
        "node",
        "edge",
        "data",
    }
    assert all(
        re.fullmatch(r"[a-z0-9.-]+", value) for one in drawn for value in one.attrib.values()
    )


def json_lines(out: str) -> None:
    """An object a line."""
    inert(out)
    assert all(isinstance(json.loads(line), dict) for line in out.splitlines())


READ = {
    "colours": colours,
    "tsv": tsv,
    "csv": comma_separated,
    "json": as_json,
    "markdown": markdown,
    "html": page,
    "svg": svg,
    "dot": lines_of(
        r"digraph hubs \{",
        r"  graph \[rankdir=LR, label=STRING\]",
        r'  (?:node|edge) \[[a-z]+=(?:box|"sans-serif"), [a-z]+=(?:10|"sans-serif")\]',
        r'  "[a-z0-9-]+" \[label=STRING(?:, shape=[a-z0-9]+)?\]',
        r'  "[a-z0-9-]+" -> "[a-z0-9-]+" \[label=STRING\]',
        r"\}",
    ),
    "mermaid": lines_of(
        r"flowchart LR",
        r"""  _[a-z0-9_]+\(?\["(?:[^\W_]|[ ,()/']|\#\d+;)*"\]\)?""",
        r"""  _[a-z0-9_]+ -->\|"(?:[^\W_]|[ ,()/']|\#\d+;)*"\| _[a-z0-9_]+""",
    ),
    "graphml": graphml,
    "bibtex": lines_of(
        r"@misc\{[a-z0-9-]+,",
        r"  [a-z]+ = \{(?:\{(?:[^{}\\%$#&_~^]|\\[a-z]+\{\}|\\[&%$#_])*\}|[^{}\\\s]*)\},",
        r"\}|",
    ),
}
READ_EXPORTS = {
    "csv": lambda out: comma_separated(out.replace("\t", " ")),
    "markdown": report,
    "ndjson": json_lines,
    "geojson": as_json,
    "jsonld": as_json,
}


# --- what has a form of its own --------------------------------------------------------------------------------------

WHOLE = dataset()


def fields(data: Data) -> dict[str, Where]:
    """Each field once, by its name in the types → where it is for the first time. Not those that hold any text."""
    found: dict[str, Where] = {}
    for path, value in leaves(data):
        if value != MEAN:
            section, *steps = (step for step in path if not isinstance(step, int))
            name = ".".join([section, *steps[section != "dataset" :]])
            found.setdefault(name, path)
    return found


FIELDS = fields(WHOLE)


def replaced(path: Where, value: object) -> str:
    """The dataset as JSON with another value at a path."""
    data = json.loads(json.dumps(WHOLE))
    inside = data
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return json.dumps(data)


@pytest.mark.parametrize("name", FIELDS)
def test_hostile_text_is_refused_where_it_has_no_place(
    run: Runner, tmp_path: Path, name: str
) -> None:
    """An id, an address, a date, a number, a word of a vocabulary: status 3, and a message that is to be seen."""
    path = tmp_path / "x.json"
    path.write_text(replaced(FIELDS[name], MEAN), encoding="utf-8")

    refused(run("list", "--data", str(path)), path)


@pytest.mark.parametrize(
    "where",
    [
        (),
        ("dataset",),
        *((section,) for section in IDS),
        ("hubs", "graph"),
        ("hubs", "graph", "place"),
    ],
)
def test_a_hostile_key_is_refused(run: Runner, tmp_path: Path, where: Where) -> None:
    """The id of a record, and a key that there is not."""
    path = tmp_path / "x.json"
    value = (
        {"name": "x", "title": "x", "type": "other"} if len(where) == 1 and where[0] in IDS else 1
    )
    path.write_text(replaced((*where, MEAN), value), encoding="utf-8")

    refused(run("list", "--data", str(path)), path)


def refused(result: Run, path: Path) -> None:
    """A line a problem, and nothing read."""
    assert (result.status, result.out) == (3, "")
    assert raw(result.err) == set()
    *problems, count = result.err.splitlines()
    assert all(line.startswith(f"{path}:1:") for line in problems or [count])
    assert not problems or count == f"{len(problems)} problems; nothing was read."


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "JavaScript://x",
            "file:///etc/passwd",
            "data:text/html,x",
            "ftp://x",
            "//x",
            "x.example",
        ),
        *(
            "http://",
            "http:///x",
            "http:x",
            "http:\\\\x",
            "https://\x00",
            "http://x\x00",
            "http://x\x1b]0;t\x07",
            "http://\x9bx",
        ),
        *(
            "http://x y",
            "http://x\n--help",
            "http://x\t",
            " http://x",
            "http://x ",
            "\x1bhttp://x",
            "--help http://x",
            "-x",
        ),
    ],
)
def test_what_is_no_address_is_refused(run: Runner, tmp_path: Path, address: str) -> None:
    """Of a website and of a source: other schemes, and whatever has a space or a control character in it."""
    path = tmp_path / "x.json"
    for where in (("hubs", "graph", "website"), ("sources", "null", "url")):
        path.write_text(replaced(where, address), encoding="utf-8")
        refused(run("show", where[1], "--open", "--data", str(path)), path)


@pytest.mark.parametrize(
    "address",
    [
        "http://x/$(id)",
        "https://x/`id`;id|id&id>id<id",
        "http://x/'\"\\",
        "http://-x/--help",
        "https://x/%s%1",
    ],
)
def test_a_browser_gets_an_address_and_no_command(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str
) -> None:
    """As one argument, to the letter, without a shell in between."""
    path, seen, browser = tmp_path / "x.json", tmp_path / "seen", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {seen}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    monkeypatch.setattr(webbrowser, "_tryorder", None)  # it looks at BROWSER once
    path.write_text(replaced(("sources", "null", "url"), address), encoding="utf-8")

    assert run("show", "null", "--open", "--data", str(path)) == (0, "", f"Opening {address}\n")
    assert seen.read_text() == f"{address}|"


# --- arguments and names of files ------------------------------------------------------------------------------------

# The command lines that an argument, an option's value, a query, a filter or a name of a file may be typed into.
LINES = [
    *(
        "@",
        "--@",
        "list @",
        "list --@",
        "list --@=1",
        "list --hub @",
        "list --type @",
        "list --topic @",
        "list --country @",
    ),
    *(
        "list --sort @",
        "list --limit @",
        "list --format @",
        "list --data @",
        "list --svg @",
        "list --html @",
        "show @",
    ),
    *(
        "show --open @",
        "search @",
        "search -- @",
        "search hub:@ x",
        "search -type:@ x",
        "compare @ graph",
        "compare graph @",
    ),
    *(
        "network @",
        "network --rel @",
        "network graph --depth @",
        "path @ graph",
        "path graph @",
        "topics @",
        "cite @",
    ),
    *(
        "stats @",
        "check @",
        "check --sources @",
        "schema @",
        "export --format @",
        "export --to @",
        "export --table @",
    ),
    *(
        "export --hub @",
        "cache @",
        "new - --from-ror @",
        "new - --from-ror hostile.json --type @",
        "new - --city @",
    ),
]
ARGUMENTS = {
    "escapes": MEAN.replace("\0", ""),
    "bytes": "\udcff\udc9b",  # which are no text, as Python has them
    "dash": "-\x1b[1m\n--x",
    "blank": "\n\u3164\x0b\n",
    "joker": "*",
    "long": "a" * 5000,  # longer than the name of a file may be
}


@pytest.mark.parametrize("kind", ARGUMENTS)
@pytest.mark.parametrize("line", LINES)
def test_no_message_lets_a_hostile_argument_out(
    run: Runner, monkeypatch: pytest.MonkeyPatch, folder: Path, line: str, kind: str
) -> None:
    """An answer or a message, of one line where the command line is wrong; never a traceback."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HUBCLI_DATA", "hostile.json")

    result = run(*(word.replace("@", ARGUMENTS[kind]) for word in line.split()))

    assert result.status in (0, 1, 2, 3)
    assert raw(result.out.replace("\t", " ")) == set()
    assert raw(result.err) == set()
    if result.status >= 2:
        assert (result.out, result.err.count("\n")) == ("", 1)


NAMES = [
    "\x1b]0;t\x07\n \u202e",
    "\udcff\udc9b",
    "-rf",
    "[bold]x[red]",
    "$(touch pwned)`x`'\"",
    "=1,2%",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_have_any_name(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """What is read, checked, kept and written under a hostile name is told of in plain text, and read again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))
    data = dataset()
    data["dataset"]["description"] = MEAN * 600  # so that it is kept
    toml, file, broken = (Path(f"{name}{ending}") for ending in (".toml", ".json", "broken.json"))
    try:
        broken.write_text("{", encoding="utf-8")
    except (OSError, ValueError):
        pytest.skip("no file can be called so here")
    file.write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setenv("HUBCLI_DATA", str(file))

    results = [
        run("new", "--title", MEAN, "--", str(toml)),
        run("list", "--data", str(toml), "--format", "plain"),
        run("check", "--with-builtin", "--", str(broken), f"{name}absent"),
        run("list", "--data", str(broken)),
        run("list", "--svg", f"{name}.svg", "--html", f"{name}.html"),
        run("export", "--to", f"{name}.md", "--hub", "graph"),
        run("export", "--to", f"{name}.md"),
        run("show", "\udcff"),
        *(run("cache", "--format", form) for form in ("table", "json", "csv")),
        run("stats"),
        run("check", "--format", "github"),
    ]

    assert [result.status for result in results] == [0, 0, 1, 3, 0, 0, 2, 1, 0, 0, 0, 0, 0]
    assert [raw((result.out + result.err).replace("\r\n", "\n")) for result in results] == [
        set()
    ] * len(results)
    assert [result.err.count("\n") for result in results] == [1, 0, 1, 1, 2, 1, 1, 1, 0, 0, 0, 0, 1]
    assert len(json.loads(results[9].out)["datasets"]) == (
        "\udcff" not in name
    )  # what is kept names its file in JSON
    written = toml.read_text(encoding="utf-8")
    assert tomli.loads(written)["dataset"]["title"] == MEAN
    assert raw(written) == set()


def test_a_name_that_the_system_does_not_take_is_told(run: Runner) -> None:
    """What cannot be written says under which name."""
    name = "a" * 5000
    for line in (f"new {name}", f"list --svg {name}.svg", f"export --to {name}.json"):
        result = run(*line.split())
        assert (result.status, result.out) == (74, "")
        assert result.err.startswith(f"'{name[:-10]}")


def test_no_text_is_taken_for_what_a_record_is(run: Runner, tmp_path: Path) -> None:
    """The index knows types, hubs and topics by words with characters for private use: those of a dataset are none."""
    path = tmp_path / "x.json"
    forged = " ".join(
        f"{chr(0xE000 + number)}{id}\ue0ff"
        for number in range(8)
        for id in ("company", "h", "fi", "t")
    )
    record = {"name": forged, "aliases": [forged], "summary": forged, "facts": [{"text": forged}]}
    place = {"city": forged, "country": "SE"}
    data = {
        "dataset": {"title": "x", "updated": "2026-01-01"},
        "topics": {"t": {"name": "Tea", "aliases": [forged]}},
        "hubs": {"h": {"name": "H", "topics": ["t"], "place": {"city": "Kuopio", "country": "FI"}}},
        "actors": {
            "forger": {**record, "type": "other", "place": place},
            "c": {"name": "C", "type": "company"},
        },
    }
    path.write_text(json.dumps(data), encoding="utf-8")

    for filters, found in {
        "--type company": "c",
        "--hub h": "h",
        "--country fi": "h",
        "--topic t": "h",
    }.items():
        result = run("search", *filters.split(), "--data", str(path), "--format", "tsv")
        assert [line.split("\t")[0] for line in result.out.splitlines()] == [found]


# --- sizes -----------------------------------------------------------------------------------------------------------

# Texts with which something took a square of their length: minutes, where it takes a tenth of a second now.
LONG = {
    "spaces": f"ab{' ' * 100_000})",
    "marks": "a" + "\u0301\u0316" * 50_000,
    "capitals": "aB" * 20_000,
    "words": "ab " * 300_000,
    "escapes": "\x1b" * 100_000,
    "hyphens": "a-" * 50_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_a_long_text_takes_no_square_of_its_length(run: Runner, tmp_path: Path, kind: str) -> None:
    """In a dataset, as a query and as a name that is looked for."""
    path = tmp_path / "x.json"
    record = {"name": LONG[kind], "facts": [{"text": LONG[kind]}]}
    data = {"dataset": {"title": "x", "updated": "2026-01-01"}, "hubs": {"h": record}}
    path.write_text(json.dumps(data), encoding="utf-8")
    in_it = ("list", "show h", "search ab", "list --format table", "check")

    for argv in (
        *((*line.split(), "--data", str(path)) for line in in_it),
        *((*line.split(), LONG[kind][:100_000]) for line in ("search --", "show", "list --hub")),
    ):
        begun = time.monotonic()
        assert run(*argv).status in (0, 1, 2)
        assert time.monotonic() - begun < 5, argv[:2]


def test_a_text_in_a_table_makes_a_block_of_its_row(run: Runner, tmp_path: Path) -> None:
    """A cell of many words, which would be a column of many lines."""
    path = tmp_path / "x.json"
    hubs = {"h": {"name": "ab " * 4000}}
    path.write_text(
        json.dumps({"dataset": {"title": "x", "updated": "2026-01-01"}, "hubs": hubs}),
        encoding="utf-8",
    )

    lines = run("list", "--format", "table", "--data", str(path)).out.splitlines()

    assert lines[0] == "h"
    assert lines[1].startswith("  Name    ab ab ab")
