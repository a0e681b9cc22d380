"""Dataset files: finding, reading, validating, merging, subsetting and writing them.

A module belongs here if it deals with TOML or JSON files of records. The records themselves and
the loaded dataset are in `model`; the rules of `hubcli check` are in `check`.
"""
