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


def merge(files: Sequence[SourceFile]) -> tuple[Dataset, list[Problem]]:
    """Return the records of all files as one dataset, and a problem for each id used twice.

    Of two records with one id, the first is in the dataset. The same record in two files is no
    problem.
    """
    tables: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    owners: dict[Key, tuple[SourceFile, str]] = {}  # the file and the section that an id is from
    problems: list[Problem] = []
    for file in files:
        clashes: list[tuple[Key, SourceFile, Key]] = []
        for section in SECTIONS:
            current = (file, section)
            namespace = "hubs" if section == "actors" else section  # a link names both by id alone
            for id, record in getattr(file.tables, section).items():
                owner = owners.setdefault((namespace, id), current)
                if owner is current:
                    tables[section][id] = record
                elif record != tables[owner[1]][id]:
                    clashes.append(((section, id), owner[0], (owner[1], id)))
        faults = (
            (key, f"the id '{key[1]}' is already used at {other.name}:{other.position(place).line}")
            for key, other, place in clashes
        )
        problems += file.to_problems(cap_faults(faults), "same-id")
    about = _merge_abouts([file.tables.dataset for file in files])
    return Dataset(about=about, files=tuple(file.name for file in files), **tables), problems


def _merge_abouts(abouts: Sequence[About]) -> About:
    """Return one `[dataset]` table for several: all titles, and the latest date."""
    if len(abouts) == 1:
        return abouts[0]
    return About(
        title=" + ".join(about.title for about in abouts),
        updated=max(about.updated for about in abouts),
    )
