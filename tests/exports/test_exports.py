"""What `hubcli export` writes opens in the programs that it is for, whole, whatever the texts of a dataset are.

The programs are readers that we did not write. Where one is not installed its test is skipped, and says so;
HUBCLI_READERS=all makes that a failure (`.ci/run` installs all of them). MERMAID is the folder of node_modules that
has mermaid and jsdom.
"""

from __future__ import annotations

import asyncio
import csv
import importlib
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, get_args
from xml.etree import ElementTree

import msgspec
import pytest
from hostile_texts import raw
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support import ALL_READERS, TESTS, Runner, missing

from hubcli.dataset import load, paths
from hubcli.dataset.subset import filter_dataset
from hubcli.exports.request import EXPORTS, ExportRequest, export_pieces, write_export
from hubcli.exports.tables import TABLES
from hubcli.model.dataset import Dataset, Filters
from hubcli.model.patterns import TEXT
from hubcli.model.records import (
    About,
    Actor,
    Alias,
    Fact,
    Figure,
    Hub,
    Link,
    Place,
    Source,
    Topic,
    expand_aliases,
)
from hubcli.model.vocabulary import RELATIONS, TYPES, ActorType, Rel
from hubcli.resolve.filters import resolve_filters
from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = TESTS / "small.toml"
TEXTS = [form for form in EXPORTS if form not in ("csv", "sqlite")]


def library(name: str) -> Any:
    """A reader from the `readers` extra."""
    if not ALL_READERS:
        pytest.importorskip(name, reason=f"{name} is not installed: pip install -e '.[readers]'")
    return importlib.import_module(name)


def program(*command: str, given: str, **environ: str) -> str:
    """What a program of the system makes of a text."""
    if not shutil.which(command[0]):
        missing(command[0])
    done = subprocess.run(
        command,
        input=given.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, **environ},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def mermaid(charts: list[str]) -> Any:
    """What Mermaid's parser makes of flowcharts."""
    folder = os.environ.get("MERMAID", "")
    if not folder:
        missing("mermaid (MERMAID names no folder)")
    return json.loads(program("node", "mermaid.mjs", given=json.dumps(charts), MERMAID=folder))


def text(dataset: Dataset, form: str, table: str = "") -> str:
    """An export as one string."""
    return "".join(export_pieces(dataset, ExportRequest(form, table)))


def builtin() -> Dataset:
    return load.load([paths.builtin_path()])


# --- any dataset ------------------------------------------------------------------------------------------------------

PAYLOADS = [
    *(
        '"',
        "'",
        "''",
        "`",
        "|",
        "\\",
        "\\n",
        "\\N",
        "\\x1b",
        "\n",
        "\r\n",
        "\t",
        "  ",
        "\x00",
        "\x1b[31m",
        "\x9b1m",
    ),
    *(
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2028",
        "\x85",
        "\ufeff",
        "\ufffe",
        "\U000e0041",
        "😀",
        "e\u0301",
        "，",
        "ÅÄ",
    ),
    *(
        "=cmd()",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1",
        '=HYPERLINK("http://x","y")',
        "1. x",
        "- x",
        "# x",
        "> x",
        "    x",
    ),
    *(
        "<script>alert(1)</script>",
        "</script>",
        "]]>",
        "-->",
        "<!--",
        "&amp;",
        "&#27;",
        "#35;",
        "#quot;",
        "<b>",
        "<br>",
    ),
    *(
        "![z](http://x)",
        "[c](javascript:d)",
        "[^1]",
        "[^1]: x",
        "*a*",
        "_b_",
        "~~~",
        "```",
        "%%{init: {}}%%",
        "%% x",
    ),
    *(
        "{",
        "}",
        "{}",
        "@misc{x,",
        "\\input{x}",
        "$x$",
        "~",
        "^",
        "#",
        "%",
        "&",
        ";",
        "end",
        "subgraph x",
        "]",
        ")",
        ">",
    ),
    *(
        "http://x.example/a",
        "www.x.example",
        "{{x}}",
        "${x}",
        "$(x)",
        "\u00a0",
        "0",
        "null",
        "NA",
        "1e5",
    ),
]
chars = st.characters(exclude_categories=["Cs"])
anything = st.lists(st.sampled_from(PAYLOADS) | st.text(chars, max_size=5), max_size=4).map("".join)
some_text = anything.filter(lambda value: TEXT.pattern.fullmatch(value) is not None)
web = st.sampled_from(
    ["", "https://x.example/a_b#c?d=%20&e={f}\\~^", "http://x\"<>|`'é\u202e=", "http://x/$%&)]"]
)
dates = st.sampled_from(["", "2023", "2023-10", "2023-10-31"])
SOURCES, TOPICS = ("end", "source-1", "comment"), ("class", "topic-1", "x-o")
HUBS, ACTORS = ("graph", "o-x"), ("subgraph", "click-end")
cites = st.lists(st.sampled_from(["end#1", "end#12", "source-1"]), max_size=2).map(tuple) | st.just(
    "source-1"
)
topics = st.lists(st.sampled_from(TOPICS), max_size=2, unique=True).map(tuple)
aliases = st.lists(
    some_text
    | st.builds(
        Alias,
        some_text,
        st.sampled_from(["", "fi"]),
        st.sampled_from(["", "acronym", "former", "source"]),
        anything,
        cites,
    ),
    max_size=2,
).map(tuple)
numbers = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15)
facts = st.lists(
    st.builds(
        Fact,
        some_text,
        cites,
        topics,
        st.none() | st.builds(Figure, some_text, numbers, anything, anything),
        st.sampled_from(["", *ACTORS]),
    ),
    max_size=2,
).map(tuple)
links = st.lists(
    st.builds(
        Link,
        st.sampled_from(get_args(Rel)),
        st.sampled_from([*HUBS, *ACTORS]),
        cites,
        anything,
        dates,
        dates,
    ),
    max_size=2,
).map(tuple)
places = st.none() | st.builds(
    Place,
    some_text,
    st.sampled_from(["FI", "SE"]),
    anything,
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    st.sampled_from(["site", "city", "station"]),
)
PARTICULARS = {
    "name": some_text,
    "aliases": aliases,
    "summary": anything,
    "place": places,
    "website": web,
    "ror": st.sampled_from(["", "040af2s02"]),
    "wikidata": st.sampled_from(["", "Q42"]),
    "established": st.none() | st.integers(1, 9999),
    "topics": topics,
    "facts": facts,
    "links": links,
    "cite": cites,
}


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """A valid dataset with a few records and texts of any kind."""
    hubs_of = st.lists(st.sampled_from(HUBS), max_size=2, unique=True).map(tuple)
    sources = {
        id: st.builds(
            Source,
            id=st.just(id),
            title=some_text,
            publisher=anything,
            url=web,
            date=dates,
            paragraphs=st.just(12) if id == "end" else st.none(),
        )
        for id in SOURCES
    }
    broader = dict(zip(TOPICS, ("", *TOPICS), strict=False))
    return Dataset(
        about=draw(
            st.builds(
                About,
                title=some_text,
                updated=st.dates(date(1, 1, 1)),
                description=anything,
                license=anything,
            )
        ),
        sources={id: draw(source) for id, source in sources.items()},
        topics={
            id: draw(
                st.builds(
                    Topic,
                    id=st.just(id),
                    name=some_text,
                    aliases=aliases,
                    broader=st.just(broader[id]),
                )
            )
            for id in TOPICS
        },
        hubs={id: draw(st.builds(Hub, id=st.just(id), **PARTICULARS)) for id in HUBS},
        actors={
            id: draw(
                st.builds(
                    Actor,
                    id=st.just(id),
                    type=st.sampled_from(get_args(ActorType)),
                    hubs=hubs_of,
                    **PARTICULARS,
                )
            )
            for id in ACTORS
        },
        files=(),
    )


def every_payload() -> Dataset:
    """A dataset with each payload as a name and as a role."""
    return Dataset(
        about=About(title="x", updated=date(2026, 1, 1)),
        sources={},
        topics={},
        hubs={},
        actors={
            id: Actor(
                id=id,
                name=f"{payload}.",
                type="other",
                links=(Link("partner-of", "x-0", role=f"{payload}{payload}"),),
            )
            for id, payload in ((f"x-{number}", payload) for number, payload in enumerate(PAYLOADS))
        },
        files=(),
    )


any_dataset = given(datasets())
slow = settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
filtered = st.sampled_from(
    [
        Filters(),
        *(Filters(hubs=frozenset([hub])) for hub in HUBS),
        Filters(types=frozenset(["person", "company", "hub"])),
        Filters(topics=frozenset(["topic-1"])),
        Filters(countries=frozenset(["SE"])),
    ]
)


def reloaded(written: str) -> Dataset:
    return msgspec.structs.replace(
        load.load([Path("x.json")], lambda _: written.encode()), files=()
    )


def restored(cell: str) -> str:
    """What stood in a cell, or in a text of GraphML, before it was made inert: what docs/export.md says."""

    def char(match: re.Match[str]) -> str:
        return "\\" if match[0] == "\\\\" else chr(int(match[0][2:], 16))

    return re.sub(r"\\\\|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}", char, cell)


@slow
@given(datasets(), filtered)
def test_json_loads_as_the_same_dataset(dataset: Dataset, filters: Filters) -> None:
    """What went out comes in again equal, whole or a part of it; `load` checks that all that it names is there."""
    part = filter_dataset(dataset, filters)

    assert reloaded(text(part, "json")) == msgspec.structs.replace(part, files=())


@slow
@any_dataset
def test_ndjson_has_each_record_on_a_line(dataset: Dataset) -> None:
    """Each line is an object that is the record again."""
    lines = text(dataset, "ndjson").removesuffix("\n").split("\n")
    kinds = {"dataset": About, "source": Source, "topic": Topic, "hub": Hub, "actor": Actor}
    objects = [json.loads(line) for line in lines]

    found = [msgspec.convert(one, kinds[one.pop("kind")]) for one in objects]

    records = [*dataset.sources.values(), *dataset.topics.values(), *dataset.records()]
    assert found == [dataset.about, *records]


@slow
@any_dataset
def test_a_csv_reader_gets_each_cell(dataset: Dataset) -> None:
    """Python's csv reads each table; no cell runs, and each can be had back."""
    for name, table in TABLES.items():
        rows = list(csv.reader(io.StringIO(text(dataset, "csv", name), newline="")))

        assert rows[0] == list(table.columns)
        cells = [cell for row in rows for cell in row if not re.fullmatch(r"-?[0-9.e+-]+", cell)]
        assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))] == []
        assert raw("".join(cells)) <= {"\t"}
        values = [
            ["" if value is None else str(value) for value in row] for row in table.rows(dataset)
        ]
        assert [[restored(cell.removeprefix("'")) for cell in row] for row in rows[1:]] == values


@slow
@any_dataset
def test_sqlite_holds_each_row(dataset: Dataset) -> None:
    """Each table has its rows, no foreign key dangles, and both indices can be searched."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "hubs.sqlite")
        write_export(dataset, ExportRequest("sqlite"), path)
        db = sqlite3.connect(path)
        for name, table in TABLES.items():
            columns = ", ".join(f'"{column}"' for column in table.columns)
            found = db.execute(
                f'SELECT {columns} FROM "{name.replace("-", "_")}" ORDER BY rowid'
            ).fetchall()
            assert found == list(table.rows(dataset))
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        db.execute("INSERT INTO records_fts(records_fts) VALUES ('integrity-check')")
        db.execute("INSERT INTO facts_fts(facts_fts) VALUES ('integrity-check')")
        db.close()


@slow
@any_dataset
def test_networkx_reads_graphml(dataset: Dataset) -> None:
    """Every record is a node and every link an edge, with the very texts."""
    networkx = library("networkx")

    graph = networkx.read_graphml(
        io.BytesIO(text(dataset, "graphml").encode()), force_multigraph=True
    )

    assert {id: restored(its["name"]) for id, its in graph.nodes(data=True)} == {
        record.id: record.name for record in dataset.records()
    }
    edges = [
        (one, other, its["rel"], restored(its.get("role", "")))
        for one, other, its in graph.edges(data=True)
    ]
    assert sorted(edges) == sorted(
        (record.id, link.to, link.rel, link.role)
        for record in dataset.records()
        for link in record.links
    )


def shown(label: str) -> str:
    """A label with its white space as a drawing has it."""
    return " ".join(label.split())


@settings(slow, max_examples=15)
@example(every_payload())
@any_dataset
def test_graphviz_draws_dot(dataset: Dataset) -> None:
    """The drawing has every name and every link, and nothing in it but shapes and texts."""
    drawn = ElementTree.fromstring(program("dot", "-Tsvg", given=text(dataset, "dot")))

    groups = [group for group in drawn.iter() if group.get("class") in ("node", "edge")]
    found = sorted(
        ["".join(part.itertext()).strip() for part in group if part.tag.endswith(("title", "text"))]
        for group in groups
    )
    nodes = [[record.id, record.name] for record in dataset.records()]
    edges = [
        [
            f"{record.id}->{link.to}",
            RELATIONS[link.rel].label,
            *([link.role] if display_line(link.role) else []),
        ]
        for record in dataset.records()
        for link in record.links
    ]
    assert [list(map(shown, one)) for one in found] == sorted(
        [one[0], *(shown(display_line(label)) for label in one[1:])] for one in [*nodes, *edges]
    )
    tags = {element.tag.rpartition("}")[2] for element in drawn.iter()}
    assert tags <= {"svg", "g", "title", "text", "polygon", "polyline", "ellipse", "path"}


@settings(slow, max_examples=8)
@example(every_payload())
@any_dataset
def test_mermaid_parses_the_flowchart(dataset: Dataset) -> None:
    """Mermaid finds every record and every link, with their labels."""

    def label(encoded: str) -> str:
        assert not set(encoded) & set('<>"`&')
        return re.sub(r"ﬂ°°(\d+)¶ß", lambda match: chr(int(match[1])), encoded)

    (chart,) = mermaid([text(dataset, "mermaid")])

    assert "error" not in chart, chart
    assert {id: label(its) for id, its in chart["nodes"]} == {
        f"_{record.id.replace('-', '_')}": display_line(record.name) for record in dataset.records()
    }
    links = [link for record in dataset.records() for link in record.links]
    assert [label(its) for _, _, its in chart["edges"]] == [
        RELATIONS[link.rel].label
        + (f" ({display_line(link.role)})" if display_line(link.role) else "")
        for link in links
    ]


@slow
@any_dataset
def test_geojson_is_valid(dataset: Dataset) -> None:
    """A validator has nothing to say, and each place that has coordinates is there."""
    geojson = library("geojson")
    written = text(dataset, "geojson")

    read = geojson.loads(written)

    assert read.is_valid, read.errors()
    assert [
        (one["id"], one["geometry"]["coordinates"], one["properties"]["name"])
        for one in json.loads(written)["features"]
    ] == [
        (record.id, [record.place.lon, record.place.lat], record.name)
        for record in dataset.records()
        if record.place and record.place.lat is not None and record.place.lon is not None
    ]


@slow
@any_dataset
def test_pyld_expands_jsonld(dataset: Dataset) -> None:
    """Without fetching anything a JSON-LD processor finds every record under schema.org's names."""
    jsonld = library("pyld.jsonld")
    written = text(dataset, "jsonld")

    nodes = {
        node["@id"].partition("#")[2]: node
        for node in jsonld.expand(json.loads(written), {"base": "https://x.example/"})
    }

    assert not set("<>&") & set(written)
    for record in dataset.records():
        node = nodes[record.id]
        assert node["https://schema.org/name"] == [{"@value": record.name}]
        aliases = [value["@value"] for value in node.get("https://schema.org/alternateName", [])]
        assert aliases == [alias.name for alias in expand_aliases(record.aliases)]
        same = [value["@id"] for value in node.get("https://schema.org/sameAs", [])]
        assert same == [
            *([f"https://ror.org/{record.ror}"] if record.ror else []),
            *([f"https://www.wikidata.org/entity/{record.wikidata}"] if record.wikidata else []),
        ]
    assert jsonld.to_rdf(json.loads(written), {"base": "https://x.example/"})


LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{char}": char for char in "&%$#_"},
}


@slow
@any_dataset
def test_pybtex_reads_bibtex(dataset: Dataset) -> None:
    """Each source is an entry under its id, with texts that LaTeX shows as they are."""
    database = library("pybtex.database")

    def told(field: str) -> str:
        assert field[0] == "{"
        assert field[-1] == "}"
        return re.sub("|".join(map(re.escape, LATEX)), lambda match: LATEX[match[0]], field[1:-1])

    entries = database.parse_string(text(dataset, "bibtex"), "bibtex").entries

    assert {id: shown(told(entry.fields["title"])) for id, entry in entries.items()} == {
        id: shown(display_line(source.title)) for id, source in dataset.sources.items()
    }
    for id, entry in entries.items():
        source = dataset.sources[id]
        assert entry.fields.get("date", "") == source.date
        assert shown(told(entry.fields.get("publisher", "{}"))) == shown(
            display_line(source.publisher)
        )
        assert not re.search(r"[{}\\\s]", entry.fields.get("url", ""))


class Rendered(HTMLParser):
    """What of a page is text, and what is not."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_data(self, data: str) -> None:  # noqa: D102  the parser's own
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102  the parser's own
        self.tags.add(tag)
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]
        self.anchors |= {value or "" for name, value in attrs if name == "id"}


def page(written: str) -> Rendered:
    """A report as a Markdown reader renders it."""
    footnotes = library("mdit_py_plugins.footnote").footnote_plugin
    markdown = library("markdown_it").MarkdownIt("commonmark").enable("table").use(footnotes)
    return Rendered(markdown.render(written))


@slow
@any_dataset
def test_a_markdown_reader_shows_every_text(dataset: Dataset) -> None:
    """Names, summaries, facts and sources are there as text; links lead within the report, and nothing else is made."""
    rendered = page(text(dataset, "markdown"))

    said = shown(rendered.text)
    for record in dataset.records():
        for told in (record.name, record.summary, *(fact.text for fact in record.facts)):
            assert shown(display_line(told)) in said
    assert rendered.tags <= {
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "a",
        "ul",
        "li",
        "em",
        "strong",
        "hr",
        "section",
        "ol",
        "sup",
    }
    assert {target[1:] for target in rendered.targets} <= rendered.anchors
    assert {record.id for record in dataset.records()} <= rendered.anchors


@slow
@any_dataset
def test_every_text_is_inert_on_a_terminal(dataset: Dataset) -> None:
    """Whatever a dataset holds, no export has a character that a terminal obeys or that hides something."""
    assert [form for form in TEXTS if not raw(text(dataset, form)) <= {"\t"}] == []


# --- the built-in dataset in real programs ----------------------------------------------------------------------------


def test_jq_reads_json_and_ndjson(run: Runner) -> None:
    """The exports in the tool with which people read JSON."""
    out = run("export").out
    assert json.loads(program("jq", "[.hubs, .actors | length]", given=out)) == [3, 35]
    lines = program(
        "jq",
        "-r",
        'select(.type == "company") | .id',
        given=run("export", "--format", "ndjson").out,
    )
    assert lines.split() == [
        record.id for record in builtin().records() if record.type == "company"
    ]


def test_pandas_reads_each_table(run: Runner, tmp_path: Path) -> None:
    """The archive in the library with which people read tables."""
    pandas = library("pandas")
    path = tmp_path / "hubs.zip"
    assert run("export", "--to", str(path)).status == 0
    dataset = builtin()

    with zipfile.ZipFile(path) as archive:
        frames = {name: pandas.read_csv(archive.open(name)) for name in archive.namelist()}

    assert list(frames) == [f"{name}.csv" for name in TABLES]
    for name, table in TABLES.items():
        assert frames[f"{name}.csv"].shape == (len(list(table.rows(dataset))), len(table.columns))
    figures = frames["figures.csv"]
    (students,) = figures[(figures["record"] == "flemingsberg") & (figures["of"] == "students")][
        "value"
    ]
    assert students == 20000


@pytest.mark.filterwarnings("ignore")  # what other programs warn of is their business
def test_datasette_searches_and_counts(run: Runner, tmp_path: Path) -> None:
    """The database in the program with which people publish one: search, facets, foreign keys."""
    application = library("datasette.app")
    path = tmp_path / "hubs.sqlite"
    assert run("export", "--to", str(path)).status == 0

    async def asked(*addresses: str) -> list[Any]:
        datasette = application.Datasette([str(path)])
        await datasette.invoke_startup()
        answers = [await datasette.client.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [200] * len(answers)
        return [
            answer.json() if ".json" in address else answer.text
            for address, answer in zip(addresses, answers, strict=True)
        ]

    found, facts, faceted, record, table = asyncio.run(
        asked(
            "/hubs/records.json?_search=neurocenter&_shape=array",
            "/hubs/facts.json?_search=headquarters&_shape=array",
            "/hubs/records.json?_facet=type&_facet=country&_size=0",
            "/hubs/records/neurocenter-finland",
            "/hubs/links?to=kuopio",
        )
    )

    assert "Neurocenter Finland" in [one["name"] for one in found]
    assert facts
    facets = faceted["facet_results"]
    facets = facets.get("results", facets)
    counts = {one["value"]: one["count"] for one in facets["type"]["results"]}
    assert counts["hub"] == 3
    assert counts["company"] == len([one for one in builtin().records() if one.type == "company"])
    assert {one["value"] for one in facets["country"]["results"]} == {"FI", "SE"}
    assert "Mikael von und zu Fraunberg" in record or "Neurocenter Finland" in record
    assert '<a href="/hubs/records/kuopio">' in table


def test_graphviz_and_mermaid_draw_the_directory() -> None:
    """Both take the built-in dataset and find all of its links."""
    dataset = builtin()
    links = sum(len(record.links) for record in dataset.records())

    assert program("dot", "-Tsvg", given=text(dataset, "dot")).count('class="edge"') == links
    (chart,) = mermaid([text(dataset, "mermaid")])
    assert (len(chart["nodes"]), len(chart["edges"])) == (38, links)


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "filters",
    ["", "--hub kuopio", "--type company", "--topic neuroscience", "--country SE --type education"],
)
def test_the_filters_are_those_of_list(run: Runner, filters: str) -> None:
    """What is exported is what `list` shows; links and topics lead nowhere else."""
    out = json.loads(run("export", *filters.split()).out)

    for what in ("hubs", "actors"):
        listed = json.loads(run("list", what, *filters.split(), "--json").out)
        assert sorted(out[what]) == sorted(one["id"] for one in listed)
    if not filters:
        assert reloaded(json.dumps(out)) == msgspec.structs.replace(builtin(), files=())
    everything = {*out["hubs"], *out["actors"]}
    records = [*out["hubs"].values(), *out["actors"].values()]
    assert {link["to"] for record in records for link in record.get("links", [])} <= everything


def test_filters_keep_the_topics_above_and_the_sources_cited() -> None:
    """A part has the topics of its records with all that is broader, and no source that nothing of it cites."""
    dataset = load.load([SMALL])

    part = filter_dataset(dataset, resolve_filters(dataset, hubs=["hill"]))

    assert list(part.hubs) == ["hill"]
    assert list(part.actors) == ["tram-works"]
    assert part.actors["tram-works"].hubs == ("hill",)
    assert (list(part.topics), list(part.sources)) == ([], ["leaflet", "register"])
    of_topic = filter_dataset(dataset, resolve_filters(dataset, topics=["neuroscience"]))
    assert list(of_topic.topics) == ["research", "neuroscience", "housing"]
    assert [fact.by for fact in of_topic.hubs["harbour"].facts] == ["", "", ""]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        (f"x{ending}", form)
        for form, endings in EXPORTS.items()
        for ending in endings
        if ending != ".csv"
    ],
)
def test_the_ending_says_the_form(run: Runner, tmp_path: Path, name: str, begins: str) -> None:
    """Each known ending gives its form, and --format the same under any name; a note says what was written where."""
    path, other = tmp_path / name.upper(), tmp_path / "other"

    result = run("export", "--data", str(SMALL), "--to", str(path))
    same = run("export", "--data", str(SMALL), "--to", str(other), "--format", begins)

    assert result == (0, "", f"Wrote 2 hubs and 3 actors as {begins} to {path}.\n")
    assert same.status == 0
    assert path.read_bytes() == other.read_bytes()
    assert sorted(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("form", TEXTS)
def test_every_text_is_what_was_reviewed(
    run: Runner, snapshot: Callable[[str, str], None], form: str
) -> None:
    """A small dataset in each form of text, whole."""
    result = run("export", "--data", str(SMALL), "--format", form)

    assert (result.status, result.err) == (0, "")
    snapshot(f"export.{form}{EXPORTS[form][0]}", result.out)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_what_was_reviewed(
    run: Runner, snapshot: Callable[[str, str], None], table: str
) -> None:
    """Each table of a small dataset; its name alone says that it is CSV."""
    result = run("export", "--data", str(SMALL), "--table", table)

    assert (result.status, result.err) == (0, "")
    snapshot(f"export-{table}.csv", result.out)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (
            "--to x.xlsx",
            "The name 'x.xlsx' does not say what to write; end it in one of .json, .ndjson, .csv",
        ),
        ("--to x", "The name 'x' does not say what to write"),
        ("--format jsno", "There is no export 'jsno'; there are json, ndjson"),
        ("--to x.csv", "A .csv file holds one table: name it with --table"),
        ("--table hub", "There is no table 'hub'; there are dataset, sources"),
        ("--table hubs --format json", "--table is for one table as CSV"),
        ("--table hubs --to x.zip", "--table is for one table as CSV"),
        ("--to small.toml --format json", "'small.toml' is there already; --force replaces it."),
        ("--to exports --format json --force", "'exports' is no file."),
        ("--type nonsense", "There is no type 'nonsense'"),
    ],
)
def test_wrong_use_is_told(run: Runner, argv: str, said: str) -> None:
    """Status 2, what is wrong, and nothing written."""
    result = run("export", *argv.split())

    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(said)


def test_nothing_chosen_is_nothing_written(run: Runner, tmp_path: Path) -> None:
    """Filters that fit nothing end with status 1, and leave no file."""
    result = run("export", "--hub", "kuopio", "--country", "SE", "--to", str(tmp_path / "x.json"))

    assert result == (1, "", "No hubs or actors match; nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_as_a_whole(run: Runner, tmp_path: Path) -> None:
    """With --force, through a link to it; when the writing fails, what was there stays and nothing is left beside."""
    file, link = tmp_path / "there.json", tmp_path / "link.json"
    file.write_text("before", encoding="utf-8")
    link.symlink_to(file)

    assert run("export", "--to", str(link)).status == 2
    assert file.read_text(encoding="utf-8") == "before"
    assert run("export", "--to", str(link), "--force").status == 0
    assert link.is_symlink()
    assert "kuopio" in json.loads(file.read_text(encoding="utf-8"))["hubs"]
    missing = tmp_path / "no" / "x.json"
    result = run("export", "--to", str(missing))
    assert result == (74, "", f"'{missing}' cannot be written: No such file or directory.\n")
    result = run("export", "--to", str(missing.with_suffix(".sqlite")))
    assert (result.status, result.out) == (74, "")


@pytest.mark.parametrize(("form", "begins"), [("csv", b"PK"), ("sqlite", b"SQLite format 3\x00")])
def test_binary_forms_go_into_a_pipe_and_not_to_a_terminal(
    run: Runner, monkeypatch: pytest.MonkeyPatch, form: str, begins: bytes
) -> None:
    """A pipe gets the same bytes as a file; a terminal a message."""
    command = [sys.executable, "-m", "hubcli", "export", "--format", form]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.startswith(begins)
    assert done.stderr == b""

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("export", "--format", form) == (
        2,
        "",
        f"A terminal cannot show {form}; name a file with --to.\n",
    )


def test_a_stand_in_for_the_output_takes_text_alone(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook's has no bytes: what is text is written, and for the rest a file is asked for."""
    stand_in = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stand_in)
    assert run("export", "--format", "ndjson").status == 0
    assert stand_in.getvalue().startswith('{"kind":"dataset"')
    said = "This output cannot hold sqlite; name a file with --to.\n"
    assert run("export", "--format", "sqlite") == (2, "", said)


def test_a_part_without_topics_and_sources_has_no_headings_for_them(
    run: Runner, tmp_path: Path
) -> None:
    """A report names what there is."""
    path = tmp_path / "bare.toml"
    path.write_text("[dataset]\ntitle = 'Bare'\nupdated = 2026-01-01\n[hubs.a]\nname = 'A'\n")
    out = run("export", "--format", "markdown", "--data", str(path)).out
    assert "## A\n" in out
    assert "## Topics" not in out


def test_standard_output_is_utf8_whatever_its_encoding() -> None:
    """A file for a program, whose encoding its form says."""
    command = [sys.executable, "-m", "hubcli", "export", "--format", "graphml"]
    done = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )

    assert "Folkhälsan" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "x.json:1:1: error: expected a table, found a list"),
        (
            '{"dataset": {',
            "x.json:1:14: error: not JSON: Expecting property name enclosed in double quotes",
        ),
        (
            '{"dataset":\n {"title": "a", "updated": NaN}}',
            "x.json:2:28: error: not JSON: invalid character",
        ),
        (
            '{\n"hubs": {"a": {},\n "a": {}}}',
            "x.json:3:2: error: not JSON: the key 'a' is there twice",
        ),
        (
            '{"dataset": {"title": "\\ud800 x"}}',
            "x.json:1:24: error: not JSON: '\\ud800' is half of a character",
        ),
        (
            '{"dataset": {"title": "\\n\\ud83d\\ude42\\udc00"}}',
            "x.json:1:38: error: not JSON: '\\udc00' is half of a character",
        ),
        (
            '{"dataset": {"title": "a", "updated": "2026-01-01"},\n "hubs": {"a": {"name": "A",\n  "wesbite": ""}}}',
            "x.json:3:3: error: hubs.a.wesbite: unknown key 'wesbite'; did you mean 'website'?",
        ),
        (
            '{"dataset": {"title": "a", "updated": "2026-01-01"},\n "hubs": {"a": {"name": "A", "topics": ["b"]}}}',
            "x.json:2:41: error: hubs.a.topics[0]: there is no topic 'b'",
        ),
        ('{"a":' * 100_000, "x.json: error: not a dataset: nested too deeply"),
    ],
)
def test_what_is_wrong_with_a_json_dataset_is_told_with_its_place(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, said: str
) -> None:
    """As with TOML: file, line, column and the path of what is wrong."""
    monkeypatch.chdir(tmp_path)
    Path("x.json").write_text(content, encoding="utf-8")

    result = run("list", "--data", "x.json")

    assert result.status == 3
    assert said in result.err


def test_types_and_relations_have_their_words_in_linked_data() -> None:
    """The tables of `jsonld` name types and relations that there are."""
    from hubcli.exports import jsonld  # noqa: PLC0415  beside its test

    assert set(jsonld._TYPES) <= set(TYPES)
    assert {rel for relations in jsonld._RELATIONS.values() for rel in relations} <= set(RELATIONS)
