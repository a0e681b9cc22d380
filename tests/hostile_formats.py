"""Checks of output in each format: a reader of the format finds hostile texts only as text.

`CHECKS` and `EXPORT_CHECKS` have the check for each format.
"""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hostile_texts import HOSTILE, IDS, leaves, unsafe_characters
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable


def check_safe(out: str) -> None:
    """Assert that no character is unsafe."""
    assert unsafe_characters(out) == set()


def check_colours(out: str) -> None:
    """Assert that the only escape sequences are those of colours."""
    check_safe(re.sub(r"\x1b\[[0-9;]*m", "", out))


def check_tsv(out: str) -> None:
    """Assert that all lines have the same number of cells."""
    check_safe(out.replace("\t", ""))
    assert len({line.count("\t") for line in out.splitlines()}) == 1


def check_csv(out: str) -> None:
    """Assert that all rows have the same number of cells, and that none is a formula."""
    check_safe(out.replace("\r\n", "\n"))
    header, *rows = csv.reader(io.StringIO(out, newline=""))
    assert {len(row) for row in rows} == {len(header)}
    formula = re.compile(r"[=+@\t\r\n＝＋－＠]|-(?![0-9.]+$)")
    assert [cell for row in rows for cell in row if formula.match(cell)] == []


def check_json(out: str) -> None:
    """Assert that the hostile text is among the values, unchanged."""
    check_safe(out)
    assert any(HOSTILE in str(value) for _, value in leaves(json.loads(out)))


def check_json_lines(out: str) -> None:
    """Assert that each line is an object."""
    check_safe(out)
    assert all(isinstance(json.loads(line), dict) for line in out.splitlines())


class _Markup(HTMLParser):
    """The tags and the attributes of an HTML page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect a tag and its attributes: called by the parser."""
        self.tags.add(tag)
        self.attributes.update(attrs)


def check_markdown(out: str) -> None:
    """Assert that there are only headings, lists, tables and emphasis: no link, image or HTML."""
    check_safe(out)
    markup = _Markup(MarkdownIt("commonmark").enable("table").render(out))
    text_tags = {"h1", "h2", "h3", "p", "ul", "li", "em", "strong"}
    assert markup.tags <= text_tags | {"table", "thead", "tbody", "tr", "th", "td"}
    assert markup.attributes == set()


def check_markdown_export(out: str) -> None:
    """Assert that the only links go to anchors of the page."""
    check_safe(out)
    markup = _Markup(MarkdownIt("commonmark").render(out.replace("[^", "^[")))
    assert markup.tags == {"h1", "h2", "h3", "h4", "p", "ul", "li", "em", "strong", "a"}
    assert {(name, (value or "").lstrip("#")) for name, value in markup.attributes} == {
        (name, id) for name in ("id", "href") for id in (*IDS["hubs"], *IDS["actors"])
    }


def check_svg(out: str) -> None:
    """Assert that there are only shapes and texts, and that no attribute comes from the data."""
    check_safe(out)
    elements = list(ET.fromstring(out).iter())
    shapes = {"svg", "title", "style", "rect", "circle", "text"}
    assert {element.tag.rpartition("}")[2] for element in elements} <= shapes
    values = [value for element in elements for value in element.attrib.values()]
    assert not any(re.search("script|alert|link|x.example|touch", value) for value in values)


def check_graphml(out: str) -> None:
    """Assert that all attributes are ids or words of the format."""
    check_safe(out.replace("\t", ""))
    elements = list(ET.fromstring(out).iter())
    tags = {"graphml", "key", "graph", "node", "edge", "data"}
    assert {element.tag.rpartition("}")[2] for element in elements} == tags
    values = [value for element in elements for value in element.attrib.values()]
    assert all(re.fullmatch(r"[a-z0-9.-]+", value) for value in values)


def check_lines(*patterns: str) -> Callable[[str], None]:
    """Return a check that each line matches a pattern, in which STRING is a quoted text."""
    kinds = [re.compile(pattern.replace("STRING", r'"(?:[^"\\]|\\.)*"')) for pattern in patterns]

    def check(out: str) -> None:
        check_safe(out)
        other = [
            line for line in out.splitlines() if not any(kind.fullmatch(line) for kind in kinds)
        ]
        assert other == []

    return check


CHECKS = {
    "colours": check_colours,
    "tsv": check_tsv,
    "csv": check_csv,
    "json": check_json,
    "markdown": check_markdown,
    "svg": check_svg,
    "dot": check_lines(
        r"digraph hubs \{",
        r"  graph \[rankdir=LR, label=STRING\]",
        r'  (?:node|edge) \[[a-z]+=(?:box|"sans-serif"), [a-z]+=(?:10|"sans-serif")\]',
        r'  "[a-z0-9-]+" \[label=STRING(?:, shape=[a-z0-9]+)?\]',
        r'  "[a-z0-9-]+" -> "[a-z0-9-]+" \[label=STRING\]',
        r"\}",
    ),
    "mermaid": check_lines(
        r"flowchart LR",
        r"""  _[a-z0-9_]+\(?\["(?:[^\W_]|[ ,()/']|\#\d+;)*"\]\)?""",
        r"""  _[a-z0-9_]+ -->\|"(?:[^\W_]|[ ,()/']|\#\d+;)*"\| _[a-z0-9_]+""",
    ),
    "graphml": check_graphml,
    "bibtex": check_lines(
        r"@misc\{[a-z0-9-]+,",
        r"  [a-z]+ = \{(?:\{(?:[^{}\\%$#&_~^]|\\[a-z]+\{\}|\\[&%$#_])*\}|[^{}\\\s]*)\},",
        r"\}|",
    ),
}
EXPORT_CHECKS = {
    "csv": lambda out: check_csv(out.replace("\t", " ")),
    "markdown": check_markdown_export,
    "ndjson": check_json_lines,
    "geojson": check_json,
    "jsonld": check_json,
}
