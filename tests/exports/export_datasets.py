"""Datasets that the tests of exports share: valid ones with texts of any kind."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubcli.model.dataset import Dataset, Filters
from hubcli.model.patterns import TEXT
from hubcli.model.records import About, Actor, Alias, Fact, Figure, Hub, Link, Place, Source, Topic
from hubcli.model.vocabulary import ActorType, Rel

# Texts that mean something to a format, a terminal, a shell or a spreadsheet.
PAYLOADS = [
    # quotes, backslashes, escapes and white space
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
    # what hides or reorders text, and other Unicode
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
    # formulas of a spreadsheet, and Markdown at the start of a line
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
    # HTML and XML
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
    # Markdown and Mermaid
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
    # BibTeX, LaTeX, Graphviz and Mermaid
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
    # addresses, templates, and what looks like a value
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
]
chars = st.characters(exclude_categories=["Cs"])
any_text = st.lists(st.sampled_from(PAYLOADS) | st.text(chars, max_size=5), max_size=4).map("".join)
filled_text = any_text.filter(lambda value: TEXT.regex.fullmatch(value) is not None)
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
    filled_text
    | st.builds(
        Alias,
        filled_text,
        st.sampled_from(["", "fi"]),
        st.sampled_from(["", "acronym", "former", "source"]),
        any_text,
        cites,
    ),
    max_size=2,
).map(tuple)
numbers = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15)
facts = st.lists(
    st.builds(
        Fact,
        filled_text,
        cites,
        topics,
        st.none() | st.builds(Figure, filled_text, numbers, any_text, any_text),
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
        any_text,
        dates,
        dates,
    ),
    max_size=2,
).map(tuple)
places = st.none() | st.builds(
    Place,
    filled_text,
    st.sampled_from(["FI", "SE"]),
    any_text,
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    st.sampled_from(["site", "city", "station"]),
)
PARTICULARS = {
    "name": filled_text,
    "aliases": aliases,
    "summary": any_text,
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
    """Return a valid dataset with a few records and texts of any kind."""
    hubs_of = st.lists(st.sampled_from(HUBS), max_size=2, unique=True).map(tuple)
    sources = {
        id: st.builds(
            Source,
            id=st.just(id),
            title=filled_text,
            publisher=any_text,
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
                title=filled_text,
                updated=st.dates(date(1, 1, 1)),
                description=any_text,
                license=any_text,
            )
        ),
        sources={id: draw(source) for id, source in sources.items()},
        topics={
            id: draw(
                st.builds(
                    Topic,
                    id=st.just(id),
                    name=filled_text,
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


def payload_dataset() -> Dataset:
    """Return a dataset with each payload as the name of an actor and as the role of a link."""
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
few_examples = settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
filters = st.sampled_from(
    [
        Filters(),
        *(Filters(hubs=frozenset([hub])) for hub in HUBS),
        Filters(types=frozenset(["person", "company", "hub"])),
        Filters(topics=frozenset(["topic-1"])),
        Filters(countries=frozenset(["SE"])),
    ]
)
