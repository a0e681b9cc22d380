"""A picture is the same in Chromium, librsvg and CairoSVG: the same text at the same cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from exports.export_readers import library
from output.pictures import rows_of
from output.renderers import Chromium, cells_of, draw_with_cairosvg, draw_with_librsvg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from support import Runner

DRAW = {"librsvg": draw_with_librsvg, "CairoSVG": draw_with_cairosvg}
MAX_SHIFT = 0.12  # of a cell: how far apart two programs may draw a letter
MIN_LIKENESS = 0.6  # correlation of the ink of a letter in two programs; 1 is the same ink


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Return a Chromium that ends with the tests."""
    browser = Chromium()
    yield browser
    browser.driver.quit()


@pytest.mark.slow
@pytest.mark.parametrize("renderer", DRAW)
@pytest.mark.parametrize("line", ["stats", "topics", "show kuopio", "network kuopio"])
def test_programs_draw_the_same_text_at_the_same_cells(
    run: Runner,
    chromium: Chromium,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    renderer: str,
) -> None:
    """Chromium tells where it draws each letter; the other draws the same shapes there."""
    monkeypatch.setenv("COLUMNS", "100")
    path = tmp_path / "screen.svg"
    run(*line.split(), "--svg", str(path))
    screen = [row.rstrip() for row in run(*line.split(), "--format", "table").out.splitlines()]

    expected = cells_of(chromium.draw(path))
    drawn = cells_of(DRAW[renderer](path))

    assert rows_of(chromium.texts()) == screen
    assert rows_with_ink(expected) == blocks(screen)
    assert rows_with_ink(drawn) == blocks(screen)
    shift, likeness = compare(expected, drawn)
    assert shift < MAX_SHIFT
    assert likeness > MIN_LIKENESS


def blocks(screen: Sequence[str]) -> list[str]:
    """Return rows with a block in each cell that has a character: `██ █` for `is 1`."""
    return ["".join(" " if char == " " else "█" for char in row) for row in screen]


def rows_with_ink(cells: Any) -> list[str]:
    """Return rows with a block in each cell that has ink, but for ink near its left and right."""
    edge = cells.shape[3] // 4
    inked = cells[:, :, :, edge:-edge].max(axis=(2, 3)) > 0.2
    return ["".join(" █"[cell] for cell in row).rstrip() for row in inked.astype(int)]


def compare(expected: Any, drawn: Any) -> tuple[float, float]:
    """Return how far the ink of two drawings is apart, and how alike it is, in the worst cell.

    The first is a part of the width of a cell, the second a correlation.
    """
    numpy = library("numpy")
    inked = expected.max(axis=(2, 3)) > 0.2
    centres, shapes = [], []
    for cells in (expected[inked], drawn[inked]):
        columns = cells.sum(axis=1)
        centres.append((columns * numpy.arange(columns.shape[1])).sum(axis=1) / columns.sum(axis=1))
        # Means of 6 by 3 pixels: programs smooth the edges of letters in their own ways.
        blurred = cells.reshape(len(cells), 6, -1, 6, 3).mean(axis=(2, 4)).reshape(len(cells), -1)
        shapes.append(blurred - blurred.mean(axis=1, keepdims=True))
    shift = abs(centres[0] - centres[1]).max() / expected.shape[3]
    product = (shapes[0] * shapes[1]).sum(axis=1)
    norms = [numpy.sqrt((shape**2).sum(axis=1)) for shape in shapes]
    return float(shift), float((product / (norms[0] * norms[1])).min())
