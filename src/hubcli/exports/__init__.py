"""The exports: a whole dataset in forms that other programs read, a module for each format.

A text format has `write(dataset) -> Iterator[str]`, which yields pieces so that a large export is
never in memory as a whole; CSV takes the name of a table as well. A binary format has
`write(dataset, path) -> None`, which writes a new file. `request` says which formats there are.
"""
