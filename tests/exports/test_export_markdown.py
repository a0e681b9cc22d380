"""The export markdown in a Markdown reader."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from exports.export_datasets import any_dataset, few_examples
from exports.export_readers import collapse_spaces, export_text, library

from hubcli.text.escape import display_line

if TYPE_CHECKING:
    from pathlib import Path

    from support import Runner

    from hubcli.model.dataset import Dataset

TAGS = {
    *("h1", "h2", "h3", "h4", "p", "a", "em", "strong"),
    *("ul", "ol", "li", "hr", "section", "sup"),
}


class Rendered(HTMLParser):
    """The text of a page, its tags, the targets of its links, and its anchors."""

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


def render(markdown: str) -> Rendered:
    """Return a report as a Markdown reader with footnotes renders it."""
    footnotes = library("mdit_py_plugins.footnote").footnote_plugin
    reader = library("markdown_it").MarkdownIt("commonmark").enable("table").use(footnotes)
    return Rendered(reader.render(markdown))


@few_examples
@any_dataset
def test_a_markdown_reader_shows_every_text(dataset: Dataset) -> None:
    """Names, summaries and facts are shown as text, and links lead to places in the report."""
    rendered = render(export_text(dataset, "markdown"))

    text = collapse_spaces(rendered.text)
    for record in dataset.records():
        for expected in (record.name, record.summary, *(fact.text for fact in record.facts)):
            assert collapse_spaces(display_line(expected)) in text
    assert rendered.tags <= TAGS
    assert {target[1:] for target in rendered.targets} <= rendered.anchors
    assert {record.id for record in dataset.records()} <= rendered.anchors


def test_a_report_without_topics_has_no_heading_for_them(run: Runner, tmp_path: Path) -> None:
    """A dataset of one hub gives a report with that hub alone."""
    path = tmp_path / "bare.toml"
    path.write_text("[dataset]\ntitle = 'Bare'\nupdated = 2026-01-01\n[hubs.a]\nname = 'A'\n")
    out = run("export", "--format", "markdown", "--data", str(path)).out
    assert "## A\n" in out
    assert "## Topics" not in out
