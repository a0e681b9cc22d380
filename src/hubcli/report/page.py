"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubcli.model.records import (
    Actor,
    Hub,
    Source,
    Topic,
)
from hubcli.report.document import Part, Report, flatten, line
from hubcli.report.record_page import entity_page, record_data
from hubcli.report.source_page import source_page
from hubcli.report.sources import number_sources
from hubcli.report.topic_page import topic_page

if TYPE_CHECKING:
    from hubcli.model.dataset import Dataset


def page_report(dataset: Dataset, found: Hub | Actor | Topic | Source) -> Report:
    """The page of one record, with its JSON object."""
    if isinstance(found, Topic):
        about, sections, data = topic_page(dataset, found)
    elif isinstance(found, Source):
        about, sections, data = source_page(dataset, found)
    else:
        about, sections = entity_page(dataset, found)
        data = record_data(dataset, found)
    sections = [section for section in sections if section.items]
    cited = (one for section in sections for item in section.items for one in item.cite)
    numbers, foot, sources = number_sources(dataset, cited)
    title = line(Part(found.name, "name"), Part(f"  {about}", "dim"))
    table = flatten(sections)
    if foot.items and not isinstance(found, Source):
        sections.append(foot)
        data["sources"] = sources
    return Report(title, table, data, tuple(sections), numbers)
