"""The checks of a dataset: its rules, and its claims compared with the texts of its sources.

`run` checks files and returns their problems; `rules` holds the rules. Nothing here writes.
"""
