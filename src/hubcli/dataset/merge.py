"""TODO."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hubcli.dataset.source_file import MAX_FAULTS, SECTIONS, SourceFile, cap_faults
from hubcli.model.dataset import Dataset
from hubcli.model.records import About

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubcli.errors import Fault, Problem


def merge(parts: Sequence[SourceFile]) -> tuple[Dataset, list[Problem]]:
    """The records of all parts, of several with one id the first; and each of the others as a problem."""
    merged: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    owner: dict[tuple[str, str], SourceFile] = {}  # (section, id) → the file that states it
    problems: list[Problem] = []
    for part in parts:
        clashes: list[Fault] = []
        for section in SECTIONS:
            for id, record in getattr(part.file, section).items():
                # Hubs and actors are told apart by id alone.
                other = {"hubs": "actors", "actors": "hubs"}.get(section, section)
                stated = next((one for one in (section, other) if (one, id) in owner), None)
                if stated is None:
                    owner[section, id] = part
                    merged[section][id] = record
                elif (
                    record != merged[stated][id] and len(clashes) <= MAX_FAULTS
                ):  # the same in two files is no conflict
                    first = owner[stated, id]
                    line = first.place((stated, id)).line
                    clashes.append(
                        ((section, id), f"the id '{id}' is already used at {first.name}:{line}")
                    )
        problems += part.located(cap_faults(clashes), "same-id") if clashes else []
    abouts = [part.file.dataset for part in parts]
    about = abouts[0]
    if len(abouts) > 1:
        about = About(
            title=" + ".join(about.title for about in abouts),
            updated=max(about.updated for about in abouts),
        )
    return Dataset(about=about, files=tuple(part.name for part in parts), **merged), problems
