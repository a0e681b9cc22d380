"""Importer of the data dump of the Research Organization Registry (ROR), https://ror.org.

`dump` reads the file, `schemas` parses its records, `convert` selects some of them and writes a
dataset, and `actors` converts one record and its links.
"""
