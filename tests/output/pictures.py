"""The words of a picture, and the cells of a terminal in it, for tests."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from hubcli.output.svg import BASELINE, CELL_WIDTH, MARGIN, ROW_HEIGHT, TITLE_BAR

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMANDS = ["list", "list actors", "show kuopio", "search robotics --explain", "stats", "topics"]

Placed = tuple[float, float, str]
"""A text with the x and y of its start on the baseline."""


def texts_of(svg: str) -> list[ET.Element]:
    """Return the texts of a picture, in order."""
    return list(ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))


def placed_texts(svg: str) -> list[Placed]:
    """Return the texts of a picture with the places that it gives them."""
    return [
        (float(text.attrib["x"]), float(text.attrib["y"]), text.text or "")
        for text in texts_of(svg)
    ]


def rows_of(texts: Iterable[Placed]) -> list[str]:
    """Return the rows of a screen on which texts stand at their places, each at its cell."""
    rows: list[str] = []
    for x, y, text in texts:
        row = round((y - TITLE_BAR - BASELINE) / ROW_HEIGHT)
        rows += [""] * (row + 1 - len(rows))
        column = round((x - MARGIN) / CELL_WIDTH)
        assert column >= cell_len(rows[row]), f"{text!r} stands on other text"
        rows[row] = set_cell_size(rows[row], column) + text
    return rows
