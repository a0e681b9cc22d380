"""Programs that draw SVG, and the ink that they leave in each cell of a terminal."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from exports.export_readers import library
from support import missing

from hubcli.output.svg import CELL_WIDTH, MARGIN, ROW_HEIGHT, TITLE_BAR

if TYPE_CHECKING:
    from pathlib import Path

    from output.pictures import Placed

SCALE = 2  # pixels of a drawing for one of the picture


def program(name: str) -> str:
    """Return the path of an installed program."""
    return shutil.which(name) or missing(name)


class Chromium:
    """A headless Chromium, which loads one picture at a time."""

    def __init__(self) -> None:
        webdriver = library("selenium.webdriver")
        options = webdriver.ChromeOptions()
        options.binary_location = program("chromium")
        for argument in ("--headless", "--no-sandbox", "--disable-dev-shm-usage"):
            options.add_argument(argument)
        # A given path: selenium would look for a driver elsewhere, and fetch it.
        service = webdriver.ChromeService(executable_path=program("chromedriver"))
        self.driver: Any = webdriver.Chrome(options=options, service=service)

    def draw(self, path: Path) -> bytes:
        """Load a picture and return a PNG of it."""
        self.driver.get(path.as_uri())
        size = "return (({width, height}) => ({width, height}))(document.documentElement.getBBox())"
        clip = {"x": 0, "y": 0, "scale": SCALE, **self.driver.execute_script(size)}
        shot = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True}
        )
        return base64.b64decode(shot["data"])

    def texts(self) -> list[Placed]:
        """Return each character of the loaded picture with the place where it is drawn."""
        return [
            (x, y, char)
            for x, y, char in self.driver.execute_script(
                """
                return [...document.querySelectorAll("text")].flatMap(text =>
                  [...text.textContent].map((char, number) => {
                    const {x, y} = text.getStartPositionOfChar(number);
                    return [x, y, char];
                  }));
                """
            )
        ]


def draw_with_librsvg(path: Path) -> bytes:
    """Return a PNG of a picture."""
    command = [program("rsvg-convert"), f"--zoom={SCALE}", str(path)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def draw_with_cairosvg(path: Path) -> bytes:
    """Return a PNG of a picture."""
    png: bytes = library("cairosvg").svg2png(url=str(path), scale=SCALE)
    return png


def cells_of(png: bytes) -> Any:
    """Return an array of the ink in a drawing, by row, column, and y and x in the cell.

    Ink is 0 where a pixel has the background's brightness, and at most 1.
    """
    numpy = library("numpy")
    pixels = numpy.asarray(library("PIL.Image").open(io.BytesIO(png)).convert("L"), dtype=float)
    background = pixels[pixels.shape[0] // 2, 2]  # in the margin
    margin = MARGIN * SCALE
    ink = abs(pixels - background)[TITLE_BAR * SCALE : -margin, margin:-margin] / 255
    height, width = ROW_HEIGHT * SCALE, CELL_WIDTH * SCALE
    rows, columns = ink.shape[0] // height, ink.shape[1] // width
    return ink.reshape(rows, height, columns, width).swapaxes(1, 2)
