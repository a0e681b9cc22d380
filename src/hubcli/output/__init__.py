"""The formats of answers: a report becomes text or a picture.

`render` chooses the module of a format, each of which has `render(report) -> str`. A table for a
terminal is drawn with Rich by `terminal` and `terminal_table`, on rows and grids from the layout
modules; `svg` draws the same screen as SVG. Nothing here loads data or writes to an output.
"""
