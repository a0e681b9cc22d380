"""Merging of the records of several files into one dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubcli.dataset.source_file import SECTIONS, SourceFile, cap_faults
from hubcli.model.dataset import Dataset
from hubcli.model.records import About

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.errors import Problem

Key = tuple[str, str]  # section and id: ("hubs", "kuopio")

SHARED_IDS = {"hubs": "actors", "actors": "hubs"}  # a link names either by id alone


def merge(files: Sequence[SourceFile]) -> tuple[Dataset, list[Problem]]:
    """Return the records of all files as one dataset, and a problem for each id used twice.

    Of two records with one id, the first is in the dataset. The same record in two files is no
    problem.
    """
    tables: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    owners: dict[Key, SourceFile] = {}
    problems: list[Problem] = []
    for file in files:
        clashes = _add_records(file, tables, owners)
        faults = ((key, _clash_message(first, owners[first])) for key, first in clashes)
        problems += file.to_problems(cap_faults(faults), "same-id")
    about = _merge_abouts([file.tables.dataset for file in files])
    return Dataset(about=about, files=tuple(file.name for file in files), **tables), problems


def _add_records(
    file: SourceFile, tables: dict[str, dict[str, Any]], owners: dict[Key, SourceFile]
) -> list[tuple[Key, Key]]:
    """Add the records of a file to `tables`, and the file to `owners` as that of each.

    Return the clashes: the key of a record that was not added, and that of the one with its id.
    """
    clashes = []
    for section in SECTIONS:
        for id, record in getattr(file.tables, section).items():
            first = (section, id)
            if first not in owners:
                first = (SHARED_IDS.get(section, section), id)
            if first not in owners:
                owners[section, id] = file
                tables[section][id] = record
            elif record != tables[first[0]][id]:
                clashes.append(((section, id), first))
    return clashes


def _clash_message(first: Key, owner: SourceFile) -> str:
    return f"the id '{first[1]}' is already used at {owner.name}:{owner.position(first).line}"


def _merge_abouts(abouts: Sequence[About]) -> About:
    """Return one `[dataset]` table for several: all titles, and the latest date."""
    if len(abouts) == 1:
        return abouts[0]
    return About(
        title=" + ".join(about.title for about in abouts),
        updated=max(about.updated for about in abouts),
    )
