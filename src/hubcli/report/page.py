"""The page of one record (`hubcli show`, `hubcli topics TOPIC`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.records import Actor, Hub, Source, Topic
from hubcli.report.document import Item, Part, Report, Section, flatten, line, note
from hubcli.report.record_page import record_data, record_page
from hubcli.report.source_page import source_page
from hubcli.report.sources import item_citations, number_sources
from hubcli.report.topic_page import topic_page

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


def page_report(dataset: Dataset, record: Hub | Actor | Topic | Source) -> Report:
    """Return the page of a record, with its JSON object.

    The page ends with the list of the cited sources, unless it is the page of a source.
    """
    if isinstance(record, Topic):
        subtitle, sections, data = topic_page(dataset, record)
    elif isinstance(record, Source):
        subtitle, sections, data = source_page(dataset, record)
    else:
        subtitle, sections = record_page(dataset, record)
        data = record_data(dataset, record)
    cited = number_sources(dataset, item_citations(sections))
    title = line(Part(record.name, "name"), note(subtitle))
    table = flatten([Section((), (Item("Title", title),)), *sections])
    if cited.sections and not isinstance(record, Source):
        sections += cited.sections
        data["sources"] = cited.data
    return Report(title, table, data, tuple(sections), cited.numbers)
